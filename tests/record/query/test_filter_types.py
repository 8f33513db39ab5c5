"""Each type of filter parses its values, describes them in the schema, and tells what there is to choose from."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from django.http import QueryDict

from companies import clock as product_clock
from companies.record.query.filters import filters_of
from companies.record.query.parameters import parse_list
from companies.vocabulary import COMPANY_KINDS, KINDS, Vocabulary
from tests import cast
from tests.record.query.asking import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def names(kind: str) -> Mapping[str, str]:
    """Return made-up names of companies; other kinds have too many rows to choose from."""
    return {"acme": "Zenith", "globex": "aurora"} if kind == "company" else {}


def options(kind: str, name: str) -> list[tuple[str, str]]:
    """Return what a filter of a list offers."""
    (declared,) = (declared for declared in filters_of(kind) if declared.name == name)
    return declared.options(kind, names)


def test_a_word_is_told_with_what_is_allowed_and_the_nearest() -> None:
    error = refused("position=refused")
    assert (error.code, error.suggestion) == ("unknown-value", "refuses")
    assert "complies_in_part" in error.allowed


def test_a_slug_is_judged_by_what_was_published_at_known_at(clock: datetime) -> None:
    cast.company()
    with product_clock.fixed(clock - timedelta(hours=1)):
        cast.publish_everything()
    assert parse_list("stance", QueryDict("company=acme")).validate().values == {"company": ["acme"]}
    error = refused("company=acme&known_at=2026-12-31T10:59:59Z")
    assert (error.code, error.suggestion, error.allowed) == ("unknown-value", "", [])


def test_a_draft_is_never_suggested() -> None:
    cast.company()
    assert refused("company=acmee").suggestion == ""
    cast.publish_everything()
    assert refused("company=acmee").suggestion == "acme"
    assert refused("company=Acme").suggestion == "acme"


@pytest.mark.parametrize("value", ["-1", "2147483648", "1" + "0" * 30, "1,2", "x"])
def test_after_is_a_number_that_a_revision_can_have(value: str) -> None:
    assert refused(f"after={value}", "change").code == "malformed-value"


@pytest.mark.parametrize("value", ["20", "2020-13", "2020-02-30", "0000", "2020-7"])
def test_a_bound_of_a_range_is_a_partial_date(value: str) -> None:
    assert refused(f"announced_from={value}").code == "malformed-value"


def test_a_language_is_a_well_formed_tag() -> None:
    assert parse_list("source", QueryDict("language=zh-Hant,en")).validate().values == {"language": ["en", "zh-Hant"]}
    assert refused("language=e", "source").code == "malformed-value"


@pytest.mark.parametrize(("kind", "vocabulary"), [("company", COMPANY_KINDS), ("change", KINDS)])
def test_words_are_offered_in_the_codebooks_order_by_the_kind_of_the_list(kind: str, vocabulary: Vocabulary) -> None:
    assert options(kind, "kind") == [(word.code, str(word.label)) for word in vocabulary]


def test_slugs_are_offered_by_name_whatever_the_case() -> None:
    assert options("stance", "company") == [("globex", "aurora"), ("acme", "Zenith")]
    assert options("stance", "law") == []


@pytest.mark.parametrize(("kind", "name"), [("stance", "announced_from"), ("source", "language"), ("change", "after")])
def test_what_is_written_freely_offers_nothing(kind: str, name: str) -> None:
    assert options(kind, name) == []


def test_slugs_are_described_with_where_they_are_listed() -> None:
    told = {declared.name: declared.schema_description() for declared in filters_of("stance")}
    assert told["source"] == "Sources by slug that support or dispute it. See the list of sources."
    assert told["position"] == "What the company answered."
