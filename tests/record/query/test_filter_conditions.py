"""What each filter asks of the database; the API's lists show each of them at work."""

import pytest
from django.http import QueryDict

from companies.record.query.parameters import parse_list
from companies.record.reading import changes, read
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def found(query: str) -> list[str]:
    """Return the keys of the changes that a query string finds."""
    validated = parse_list("change", QueryDict(query)).validate()
    page = changes.changes_page(validated.snapshot, validated.condition, validated.order, 50, None)
    return [change.item.key for change in page.changes]


def test_filters_that_cannot_match_together_are_no_error() -> None:
    cast.stance()
    cast.publish_everything()
    validated = parse_list("stance", QueryDict("position=refuses&group=yields")).validate()
    assert read.count(validated.snapshot, "stance", validated.condition) == 0


def test_on_changes_a_row_finds_its_own_revisions_and_those_that_name_it() -> None:
    stance = cast.stance()
    cast.company("globex")
    cast.publish_everything()
    assert set(found("company=acme")) == {"acme", stance.slug}
    assert found("company=globex") == ["globex"]


def test_on_changes_the_kind_is_that_of_the_row() -> None:
    cast.stance()
    cast.publish_everything()
    assert found("kind=company") == ["acme"]


def test_a_law_is_found_by_each_of_its_demands() -> None:
    cast.law()
    cast.publish_everything()
    for demand, number in [("user_data", 1), ("content_removal", 1), ("user_data,decryption", 1), ("decryption", 0)]:
        validated = parse_list("law", QueryDict(f"demand={demand}")).validate()
        assert read.count(validated.snapshot, "law", validated.condition) == number
