"""What lists may be narrowed by: each filter is taken by its kinds alone, and judged by what is known."""

from datetime import datetime, timedelta

import pytest
from django.http import QueryDict

from companies import clock as product_clock
from companies.record.query.filter_types import Filter
from companies.record.query.filters import FILTERS, filters_of
from companies.record.query.parameters import parse_list
from companies.record.reading import read
from companies.record.reading.snapshot import Clocks, take_snapshot
from tests import cast
from tests.record.query.asking import KINDS, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.mark.parametrize("kind", KINDS)
def test_a_filter_is_taken_by_its_kinds_and_by_no_other(kind: str) -> None:
    entered = {declared.name for declared in filters_of(kind)}
    for name in {declared.name for declared in FILTERS} - entered:
        error = refused(f"{name}=x", kind)
        assert (error.code, error.parameter) == ("unknown-parameter", name)
        assert set(error.allowed) >= entered


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


def test_filters_that_cannot_match_together_are_no_error() -> None:
    cast.stance()
    cast.publish_everything()
    validated = parse_list("stance", QueryDict("position=refuses&group=yields")).validate()
    assert read.count(take_snapshot(Clocks()), "stance", validated.condition) == 0


@pytest.mark.parametrize("declared", FILTERS, ids=lambda declared: declared.name)
def test_each_filter_says_what_it_is(declared: Filter) -> None:
    where = f"add it to {declared.name!r} in companies/record/query/filters.py"
    assert str(declared.label), f"the filter has no label: {where}"
    assert str(declared.description).endswith("."), f"the filter has no description, as a sentence: {where}"
    for kind in declared.kinds:
        assert kind in KINDS, f"{kind!r} is no kind of list: {where}"
        assert declared.schema(kind)["type"] in ("string", "integer"), f"its values have no schema: {where}"
