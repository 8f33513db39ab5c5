"""What lists keep of a document: values as declared, days of its dates, and how many sources support it."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from companies.api.schema import examples
from companies.record.documents.fields import FIELDS
from companies.record.ledger.entries import entry_of
from companies.record.ledger.revision import Entry, Revision

LEDGERS_OWN = {
    "revision",
    "kind",
    "key",
    "version",
    "recorded_at",
    "superseded_at",
    "retracted",
    "change",
    "cause",
}
"""Columns that say nothing of the document."""


def entry(kind: str, document: dict[str, Any], previous: Entry | None = None) -> Entry:
    """Return the entry of a document; of an empty one, that of a tombstone."""
    recorded_at = datetime(2026, 11, 24, tzinfo=UTC)
    revision = Revision(seq=1, kind=kind, key="a-key", version=1, recorded_at=recorded_at, retracted=not document)
    return entry_of(revision, document, previous)


def columns_of(made: Entry) -> dict[str, Any]:
    return {column.name: getattr(made, column.attname) for column in Entry._meta.concrete_fields}


@pytest.mark.parametrize(
    ("kind", "column", "value"),
    [
        ("company", "document_kind", "company"),
        ("law", "demands", "/user_data/"),
        ("stance", "company", "acme"),
        ("stance", "law", "data-act"),
        ("stance", "jurisdiction_path", "/freedonia/"),
        ("stance", "position", "assessing"),
        ("stance", "valid_from", date(2020, 7, 6)),
        ("stance", "valid_until", date(2020, 9, 30)),
        ("stance", "supports", 1),
        ("source", "company", ""),
        ("source", "valid_from", None),
        ("source", "supports", 0),
        ("check", "looked_last", date(2021, 3, 4)),
    ],
)
def test_a_column_holds_what_its_field_says(kind: str, column: str, value: Any) -> None:
    assert columns_of(entry(kind, examples.item(kind)))[column] == value


def test_a_coarse_date_is_kept_by_its_days_and_its_precision() -> None:
    made = entry("stance", {**examples.item("stance"), "announced_on": "2020-02"})
    assert (made.announced_first, made.announced_last) == (date(2020, 2, 1), date(2020, 2, 29))
    assert made.announced_precision == len("2020-02")


def test_each_column_holds_something_of_some_kind() -> None:
    blank = columns_of(Entry())
    entries = [columns_of(entry(kind, examples.item(kind))) for kind in FIELDS]
    filled = {name for columns in entries for name, value in columns.items() if value != blank[name]}
    idle = blank.keys() - LEDGERS_OWN - filled
    assert not idle, (
        f"nothing fills Entry's {sorted(idle)}: name the column in companies/record/documents/fields.py, or work it "
        "out in companies/record/ledger/entries.py; and let companies/api/schema/examples.py have the field"
    )


def test_a_tombstone_keeps_the_columns_of_what_was_taken_back() -> None:
    stood = entry("stance", examples.item("stance"))
    taken_back = entry("stance", {}, stood)
    kept = columns_of(stood).keys() - LEDGERS_OWN
    assert {name: columns_of(taken_back)[name] for name in kept} == {name: columns_of(stood)[name] for name in kept}
