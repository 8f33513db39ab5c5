"""What lists, items and histories take, beside their filters (design: filters 3 to 5; A05)."""

import pytest
from django.http import QueryDict

from companies.record.query.parameters import ParameterError, parse_history, parse_item, parse_list
from companies.record.reading.snapshot import Clocks
from tests.record.query.asking import KINDS, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_asked_is_everything_in_the_usual_order(kind: str) -> None:
    validated = parse_list(kind, QueryDict("")).validate()
    assert (validated.values, validated.size, validated.start, validated.count, validated.canonical_query) == (
        {},
        50,
        None,
        False,
        "",
    )
    assert validated.snapshot.clocks == Clocks()


def test_a_range_that_ends_before_it_begins_is_an_error_and_one_that_overlaps_is_not() -> None:
    assert refused("announced_from=2020-08&announced_to=2020-07").code == "empty-range"
    assert parse_list("stance", QueryDict("announced_from=2020-07-06&announced_to=2020")).validate().values


@pytest.mark.parametrize("value", ["", "position", "company__name", "?", "valid_from,key", "--slug"])
def test_an_order_is_one_of_those_named(value: str) -> None:
    assert refused(f"ordering={value}").parameter == "ordering"


def test_the_key_that_names_a_row_can_not_be_omitted() -> None:
    assert refused("omit=slug").code == "unknown-value"
    assert refused("omit=seq", "change").code == "unknown-value"


def test_an_item_takes_clocks_and_a_choice_of_fields_alone() -> None:
    validated = parse_item("company", QueryDict("fields=name&valid_on=2020-01-01")).validate()
    assert validated.fields == {"name"}
    for name in ("page_size", "cursor", "ordering", "kind"):
        with pytest.raises(ParameterError, match="not a parameter of this address"):
            parse_item("company", QueryDict(f"{name}=1")).validate()


def test_a_history_takes_paging_too_and_no_order() -> None:
    assert parse_history("company", "acme", QueryDict("page_size=2")).validate().size == 2
    with pytest.raises(ParameterError, match="ordering"):
        parse_history("company", "acme", QueryDict("ordering=slug"))


def test_a_page_may_have_names_of_its_own() -> None:
    validated = parse_list("stance", QueryDict("order=oldest"), extra=("order",)).validate()
    assert validated.extra == {"order": "oldest"}
    assert validated.list_query == parse_list("stance", QueryDict("")).validate().list_query


def test_a_page_may_leave_parameters_out_and_say_what_it_is() -> None:
    assert parse_list("stance", QueryDict("position=refuses"), left_out=("law",), of="this page")
    with pytest.raises(ParameterError, match="'law' is not a parameter of this page") as refusal:
        parse_list("stance", QueryDict("law=data-act"), left_out=("law",), of="this page")
    assert "law" not in refusal.value.allowed


def test_a_page_may_have_one_order_of_its_own() -> None:
    query = QueryDict("position=refuses")
    validated = parse_list("stance", query, left_out=("ordering",), ordering="valid_from").validate()
    assert (validated.ordering, validated.canonical_query) == ("valid_from", "ordering=valid_from&position=refuses")
