"""Values of parameters: from text to what the record is asked with, or a refusal that says what is allowed."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.http import QueryDict

from companies import clock as product_clock
from companies.record.query.parameters import ParameterError, parse_list
from tests import cast
from tests.record.query.asking import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


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


@pytest.mark.parametrize("value", ["refuses,", ",refuses", "refuses,,suspended"])
def test_an_empty_value_between_commas_is_malformed(value: str) -> None:
    assert refused(f"position={value}").code == "malformed-value"


def test_the_same_value_twice_in_a_comma_list_is_malformed() -> None:
    assert refused("position=refuses,suspended,refuses").code == "malformed-value"


def test_a_comma_list_holds_fifty_values_at_most() -> None:
    assert refused(f"company={','.join(f'c{number}' for number in range(51))}").code == "malformed-value"
    assert refused(f"company={','.join(f'c{number}' for number in range(50))}").code == "unknown-value"


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


def test_count_is_true_or_false() -> None:
    assert parse_list("stance", QueryDict("count=true")).validate().count
    assert not parse_list("stance", QueryDict("count=false")).validate().count
    assert refused("count=1").allowed == ["true", "false"]
