"""What a source that answers rest on may not become, and what it calls itself."""

import pytest
from django.core.exceptions import ValidationError

from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_the_first_supporting_source_of_an_answer_stays_read() -> None:
    first, second = cast.source("gazette"), cast.source("herald")
    stance = cast.stance(cited=[first, second])
    for source in (first, second):
        source.checked = "named"
    second.clean()
    with pytest.raises(ValidationError) as refused:
        first.clean()
    told = f"An answer’s first supporting source must have been read: {stance.slug}"
    assert refused.value.message_dict == {"checked": [told]}


def test_a_source_stays_no_older_than_what_it_supports() -> None:
    source, stance = cast.source(), cast.stance(announced_on="2020-07-06")
    source.published_on = "2020-07-04"
    with pytest.raises(ValidationError) as refused:
        source.clean()
    assert refused.value.message_dict == {"published_on": [f"It supports what was announced later: {stance.slug}"]}


def test_a_source_is_called_by_publisher_and_title() -> None:
    assert str(cast.source()) == "Gazette: What the Gazette says"
