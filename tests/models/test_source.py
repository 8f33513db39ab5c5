"""What a source that answers rest on may not become, and what it calls itself."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from companies.models import Source
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


@pytest.mark.parametrize(
    ("values", "faults"),
    [
        ({"archive_url": "https://archive.example/https://gazette.example/article"}, {}),
        (
            {"archive_url": "http://www.gazette.example/article/"},
            {"archive_url": ["It is the source’s own address: give that of the copy, or leave it out."]},
        ),
        ({"title_original": "Was das Amtsblatt sagt"}, {}),
        ({"title_original": "what the gazette says"}, {"title_original": ["It is the title itself: leave it out."]}),
        ({"published_on": "2020-07-06", "retrieved_on": "2020-07-05"}, {}),
        (
            {"published_on": "2020-07-06", "retrieved_on": "2020-07-04"},
            {"retrieved_on": ["2020-07-04 lies before it was published: 2020-07-06."]},
        ),
        ({"retrieved_on": "2028"}, {"retrieved_on": ["2028 lies in the future."]}),
        ({"title_language": "en"}, {"title_language": ["It is the source’s own language: leave it out."]}),
    ],
)
def test_an_archive_a_retrieval_and_a_title_say_what_can_be(
    values: dict[str, str], faults: dict[str, list[str]]
) -> None:
    row = cast.source()
    for name, value in values.items():
        setattr(row, name, value)
    try:
        row.full_clean()
        found = {}
    except ValidationError as error:
        found = error.message_dict
    assert found == faults


def test_the_database_keeps_a_sources_own_address_out_of_its_archive() -> None:
    row = cast.source()
    with pytest.raises(IntegrityError), transaction.atomic():
        Source.objects.filter(pk=row.pk).update(archive_url=row.url)
