"""Hostile values are refused or harmless: never a fault of ours (A03; quality: traps 3 and 5)."""

import random
from datetime import datetime
from urllib.parse import quote

import pytest
from django.test import Client

from companies.record.query.parameters import list_parameters
from companies.vocabulary import PLURALS
from tests.conftest import FULL

pytestmark = pytest.mark.django_db

_RAW = [
    "%00", "a%00b", "%FF", "%C0%80", "%ED%A0%80", "%ED%BF%BF", "%F4%90%80%80", "%E2%80%AE", "%E2%80%8D", "%EF%BB%BF",
    "%0A", "%0D%0AX-Evil:%201", "%1B[31m", "%7F", "%C2%85", "%E2%80%A8", "%25", "%2500", "%", "%zz", "+", "%20", "%2C",
    ",,", ",a", "a,", "%23", "%3F", "%26a%3Db", "..%2F..%2Fetc%2Fpasswd", "%2e%2e", "%5C%5Cserver",
]  # fmt: skip
_NUMBERS = [
    "0", "-0", "-1", "1", "100", "101", "2147483647", "2147483648", "9223372036854775807", "9223372036854775808",
    "1" + "0" * 30, "-1" + "0" * 30, "1e400", "NaN", "Infinity", "-Infinity", "0x10", "0b1", "1_000", "1.0", "٣", "½",
    "²",
    "９", "१", "1,2", "01", "+1",
]  # fmt: skip
_DATES = [
    "0000", "0000-00-00", "0001-01-01", "9999-12-31", "10000", "10000-01-01", "2020-02-30", "2020-13", "2020-00",
    "2020-1-1", "20200101", "2020-W01-1", "2020-001", "2020-07-06T00:00:00Z", "0001-01-01T00:00:00+14:00",
    "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999-14:00", "9999-12-31T23:59:59Z", "2020-07-06T23:59:60Z",
    "2020-07-06T00:00:00+25:00", "2020-07-06T00:00:00.0000001Z", "-2020-01-01", "2020-07-06 00:00:00", "２０２０",
    "today",
    "0000-01-01T00:00:00Z", "1970-01-01T00:00:00Z",
]  # fmt: skip
_TEXTS = [
    "null", "None", "undefined", "true", "false", "TRUE", "[]", "{}", '{"a":1}', "[1]", "()", "''", '"', "'", "`", "\\",
    "'; DROP TABLE companies_revision;--", "1 OR 1=1", "%' OR '1'='1", "/**/", "{{7*7}}", "{% debug %}", "${7*7}",
    "<script>alert(1)</script>", "javascript:alert(1)", "$where", "(a+)+$", "a" * 3000, "é", "e\u0301", "ﬀ", "İ", "ß",
    "國安法", "\u202eabc", "a\u200db", "\U0001f600", "\U0010ffff", "acme", "Acme", "ACME", "acme ", " acme", "acme/",
    "acme%2Fhistory", "-acme", "acme-", "a--b", "slug", "-slug", "--slug", "company__slug", "record.note", "*", "?",
    ".",
    "..", "~", "id", "pk", "__class__", "private_note", "refuses", "refuses,refuses", "refuses,nothing", "en",
    "zh-Hant",
    "e30", "bnVsbA", "W10", "WzEsMCxbXSwiIiwiIl0", "=" * 50, "A" * 1001, "A" * 3000, "[" * 1000,
]  # fmt: skip
VALUES = [*_RAW, *(quote(text) for text in (*_NUMBERS, *_DATES, *_TEXTS))]
LISTS = {**PLURALS, "change": "changes"}


def test_there_are_150_values() -> None:
    assert len(set(VALUES)) >= 150


@pytest.mark.parametrize("kind", LISTS)
def test_no_value_of_any_parameter_of_a_list_is_a_fault_of_ours(world: datetime, kind: str) -> None:
    client, chance = Client(), random.Random(kind)  # noqa: S311
    probes = [(name, value) for name in [*list_parameters(kind), "nothing", "%00", "a[]"] for value in VALUES]
    for name, value in probes if FULL else chance.sample(probes, 250):
        response = client.get(f"/api/v1/{LISTS[kind]}/", QUERY_STRING=f"{name}={value}")
        assert response.status_code in (200, 400, 414), (name, value, response.status_code)
        if response.status_code != 200:
            assert response["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("kind", PLURALS)
def test_no_key_is_a_fault_of_ours(world: datetime, kind: str) -> None:
    client = Client()
    for value in VALUES if FULL else VALUES[::5]:
        for end in ("/", "/history/", ""):
            response = client.get(f"/api/v1/{PLURALS[kind]}/{value}{end}")
            assert response.status_code in (200, 301, 404, 410), (kind, value, response.status_code)


@pytest.mark.parametrize(
    "header", ["If-None-Match", "Accept", "If-Modified-Since", "Range", "Accept-Encoding", "Cookie"]
)
def test_no_header_is_a_fault_of_ours(world: datetime, header: str) -> None:
    for value in ("", "*", '"', 'W/"a"', "a/b/c;;;=,", ";q=", "*/*;q=x", "\xff", "x" * 4000, '"a", "b",', "bytes=0-1"):
        response = Client().get("/api/v1/stances/", headers={header: value})
        assert response.status_code in (200, 304, 406), (header, value, response.status_code)


def test_pairs_of_hostile_values_are_no_fault_of_ours(world: datetime) -> None:
    client, chance = Client(), random.Random(1)  # noqa: S311
    names = list_parameters("stance")
    for _ in range(3000 if FULL else 150):
        one, other = chance.sample(names, 2)
        query = f"{one}={chance.choice(VALUES)}&{other}={chance.choice(VALUES)}"
        assert client.get("/api/v1/stances/", QUERY_STRING=query).status_code in (200, 400, 414), query
