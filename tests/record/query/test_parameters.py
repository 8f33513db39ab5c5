"""Query strings are read strictly: nothing is ignored, nothing is guessed (DESIGN §3; QUALITY A03, A05, traps 3, 5)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import QueryDict

from companies import clock as product_clock
from companies.record.query.errors import nearest
from companies.record.query.filters import FILTERS, filters_of
from companies.record.query.parameters import ParameterError, parse_history, parse_item, parse_list
from companies.record.reading import read
from companies.record.reading.snapshot import Clocks, take_snapshot
from companies.vocabulary import PLURALS
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

KINDS = [*PLURALS, "change"]


def refused(query: str, kind: str = "stance") -> ParameterError:
    """Return the error that a list's query string is refused with."""
    with pytest.raises(ParameterError) as refusal:
        parse_list(kind, QueryDict(query)).validate()
    return refusal.value


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_asked_is_everything_in_the_usual_order(kind: str) -> None:
    validated = parse_list(kind, QueryDict("")).validate()
    assert (validated.values, validated.size, validated.start, validated.count, validated.query) == (
        {},
        50,
        None,
        False,
        "",
    )
    assert validated.snapshot.clocks == Clocks()


@pytest.mark.parametrize("kind", KINDS)
def test_a_filter_is_taken_by_its_kinds_and_by_no_other(kind: str) -> None:
    entered = {declared.name for declared in filters_of(kind)}
    for name in {declared.name for declared in FILTERS} - entered:
        error = refused(f"{name}=x", kind)
        assert (error.code, error.parameter) == ("unknown-parameter", name)
        assert set(error.allowed) >= entered


def test_an_unknown_parameter_is_told_with_the_nearest_spelling() -> None:
    error = refused("compnay=acme")
    assert error.detail == "'compnay' is not a parameter of this list. Did you mean 'company'?"
    assert (error.suggestion, "company" in error.allowed) == ("company", True)


@pytest.mark.parametrize(
    "name", ["position[]", "filter[position]", "position__in", "company.slug", "_method", "pk", "a b"]
)
def test_ways_of_other_products_are_no_parameters(name: str) -> None:
    assert refused(f"{name}=refuses").code == "unknown-parameter"


def test_a_parameter_given_twice_is_an_error_even_with_the_same_value() -> None:
    error = refused("demand=user_data&demand=user_data")
    assert (error.code, error.parameter) == ("repeated-parameter", "demand")


@pytest.mark.parametrize(
    "name", ["position", "company", "valid_on", "known_at", "cursor", "page_size", "fields", "count"]
)
@pytest.mark.parametrize("value", ["", "%00", "a%00b", "%FF", "%ED%A0%80", "%0D%0A", "%07"])
def test_what_is_no_text_is_malformed(name: str, value: str) -> None:
    error = refused(f"{name}={value}")
    assert (error.code, error.parameter) == ("malformed-value", name)


def test_a_lone_surrogate_is_malformed() -> None:
    query = QueryDict(mutable=True)
    query["position"] = "\ud800"
    with pytest.raises(ParameterError, match="no text"):
        parse_list("stance", query).validate()


def test_a_word_is_told_with_what_is_allowed_and_the_nearest() -> None:
    error = refused("position=refused")
    assert (error.code, error.suggestion) == ("unknown-value", "refuses")
    assert "complies_in_part" in error.allowed


@pytest.mark.parametrize("value", ["refuses,", ",refuses", "refuses,,suspended"])
def test_an_empty_value_between_commas_is_malformed(value: str) -> None:
    assert refused(f"position={value}").code == "malformed-value"


def test_the_same_value_twice_in_a_comma_list_is_malformed() -> None:
    assert refused("position=refuses,suspended,refuses").code == "malformed-value"


def test_a_comma_list_holds_fifty_values_at_most() -> None:
    assert refused(f"company={','.join(f'c{number}' for number in range(51))}").code == "malformed-value"
    assert refused(f"company={','.join(f'c{number}' for number in range(50))}").code == "unknown-value"


def test_the_order_within_a_comma_list_does_not_matter() -> None:
    one, other = ("position=refuses,suspended&demand=user_data", "demand=user_data&position=suspended,refuses")
    assert (
        parse_list("stance", QueryDict(one)).validate().query == parse_list("stance", QueryDict(other)).validate().query
    )


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


def test_of_very_many_words_the_nearest_is_still_found() -> None:
    known = [f"{letter}-{number}" for letter in "abc" for number in range(700)] + ["acme"]
    assert nearest("acne", known) == "acme"


@pytest.mark.parametrize(
    "value",
    [
        "2020",
        "2020-07",
        "2020-02-30",
        "0000-01-01",
        "10000-01-01",
        "20200706",
        "2020-W28-1",
        "٢٠٢٠-٠٧-٠٦",
        "today",
        "-1",
        "NaN",
    ],
)
def test_valid_on_is_a_full_day(value: str) -> None:
    assert refused(f"valid_on={value}").code == "malformed-value"


def test_the_future_begins_after_the_date_at_utc_plus_14() -> None:
    with product_clock.fixed(datetime(2026, 12, 31, 9, 59, tzinfo=UTC)):
        assert refused("valid_on=2027-01-01").code == "future-clock"
    with product_clock.fixed(datetime(2026, 12, 31, 10, 0, tzinfo=UTC)):
        assert parse_list("stance", QueryDict("valid_on=2027-01-01")).validate().snapshot.day == date(2027, 1, 1)


@pytest.mark.parametrize(
    "value",
    ["2020-07-06", "2020-07-06T12:00:00", "2020-07-06 12:00:00Z", "2020-07-06T24:00:00Z", "2020-07-06T12:00:60Z",
     "2020-07-06T12:00:00.1234567Z", "2020-07-06T12:00Z", "0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00",
     "2020-07-06T12:00:00%2B24:00", "1593993600", "now"],
)  # fmt: skip
def test_known_at_is_an_instant_with_its_zone(value: str) -> None:
    assert refused(f"known_at={value}").code == "malformed-value"


def test_a_bare_plus_is_a_blank_and_the_error_says_what_to_send() -> None:
    assert "%2B" in refused("known_at=2020-07-06T12:00:00+08:00").detail
    validated = parse_list("stance", QueryDict("known_at=2020-07-06T12:00:00%2B08:00")).validate()
    assert validated.snapshot.known_at == datetime(2020, 7, 6, 4, tzinfo=UTC)


def test_known_at_is_not_in_the_future_but_what_the_record_told_is_never_refused(clock: datetime) -> None:
    later = "2026-12-31T12:00:03.000000Z"
    assert refused(f"known_at={later}").code == "future-clock"
    cast.company()
    with product_clock.fixed(clock + timedelta(seconds=3)):
        cast.publish_everything()
    assert parse_list("company", QueryDict(f"known_at={later}")).validate().snapshot.head == 1


@pytest.mark.parametrize("value", ["0", "101", "-1", "1e2", "٥", "5.0", " 5", "+5", "05", "1" + "0" * 30, "NaN"])
def test_page_size_is_a_number_from_1_to_100(value: str) -> None:
    query = QueryDict(mutable=True)
    query["page_size"] = value
    with pytest.raises(ParameterError) as refusal:
        parse_list("stance", query).validate()
    assert refusal.value.code == "malformed-value"


@pytest.mark.parametrize("value", ["-1", "2147483648", "1" + "0" * 30, "1,2", "x"])
def test_after_is_a_number_that_a_revision_can_have(value: str) -> None:
    assert refused(f"after={value}", "change").code == "malformed-value"


def test_a_range_that_ends_before_it_begins_is_an_error_and_one_that_overlaps_is_not() -> None:
    assert refused("announced_from=2020-08&announced_to=2020-07").code == "empty-range"
    assert parse_list("stance", QueryDict("announced_from=2020-07-06&announced_to=2020")).validate().values


@pytest.mark.parametrize("value", ["20", "2020-13", "2020-02-30", "0000", "2020-7"])
def test_a_bound_of_a_range_is_a_partial_date(value: str) -> None:
    assert refused(f"announced_from={value}").code == "malformed-value"


def test_a_language_is_a_well_formed_tag() -> None:
    assert parse_list("source", QueryDict("language=zh-Hant,en")).validate().values == {"language": ["en", "zh-Hant"]}
    assert refused("language=e", "source").code == "malformed-value"


@pytest.mark.parametrize("value", ["", "position", "company__name", "?", "valid_from,key", "--slug"])
def test_an_order_is_one_of_those_named(value: str) -> None:
    assert refused(f"ordering={value}").parameter == "ordering"


def test_count_is_true_or_false() -> None:
    assert parse_list("stance", QueryDict("count=true")).validate().count
    assert not parse_list("stance", QueryDict("count=false")).validate().count
    assert refused("count=1").allowed == ["true", "false"]


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
    assert validated.question == parse_list("stance", QueryDict("")).validate().question


def test_filters_that_cannot_match_together_are_no_error() -> None:
    cast.stance()
    cast.publish_everything()
    validated = parse_list("stance", QueryDict("position=refuses&group=yields")).validate()
    assert read.count(take_snapshot(Clocks()), "stance", validated.condition) == 0


def test_what_was_sent_is_shown_without_control_characters_and_cut() -> None:
    error = refused("a%00%E2%80%AE" + "b" * 200 + "=1")
    assert "\0" not in error.detail
    assert "\u202e" not in error.detail
    assert len(error.parameter) <= 81
