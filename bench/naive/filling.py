"""The facts of the record as the naive peer's rows, and as the two flat tables that Datasette serves."""

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import connection, connections, transaction
from django.db.models import Model

from bench.naive.models import MODELS, Citation, Company, HistoricalStance, Law, Place, Source, Stance
from bench.world.storing import Table, columns, encoder
from companies.partial_dates import last_day

Document = dict[str, Any]

BATCH = 5_000

_LIVE = (
    "SELECT r.key, r.document, r.recorded_at FROM companies_revision r JOIN companies_entry e ON e.revision_id = r.seq"
    " WHERE r.kind = %s AND e.superseded_at IS NULL AND NOT e.retracted ORDER BY r.seq"
)
_HISTORY = (
    "SELECT r.seq, r.key, r.version, r.document, r.recorded_at, e.superseded_at, r.retracted FROM companies_revision r"
    " JOIN companies_entry e ON e.revision_id = r.seq WHERE r.kind = 'stance' ORDER BY r.seq"
)
_FLAT: tuple[str, ...] = (
    "company",
    "company_name",
    "law",
    "law_name",
    "place",
    "demand",
    "position",
    "announced_on",
    "listed",
)
_FLAT += ("valid_from", "valid_until", "summary", "citations", "recorded_at")
_TABLES = {"flat": ("slug", *_FLAT), "revisions": ("seq", "slug", *_FLAT, "superseded_at", "retracted")}
_NUMBERS = ("seq", "retracted")
_INDEXES = {"flat": ("company", "law", "position", "place", "listed"), "revisions": ("slug", "listed", "recorded_at")}


@transaction.atomic
def fill(record: str = "default") -> None:
    """Make the naive peer's tables and fill them from the record in the database called ``record``."""
    # Not entered as a context: on SQLite that would be refused inside a transaction, and no table is altered here.
    editor = connection.schema_editor()
    editor.deferred_sql = []
    with connection.cursor() as cursor:
        for model in MODELS:
            cursor.execute(*editor.table_sql(model))
        _fill_rows(_Numbers(), record)
        # Indexes and foreign keys, which are made more quickly once the rows are there.
        for statement in editor.deferred_sql:
            cursor.execute(str(statement))


@transaction.atomic
def fill_flat(record: str = "default") -> None:
    """Make and fill the tables that Datasette serves, with an index on each column that it is asked by."""
    with connection.cursor() as cursor:
        for table, names in _TABLES.items():
            typed = [f"{name} {'INTEGER' if name in _NUMBERS else 'TEXT'}" for name in names]
            cursor.execute(f"CREATE TABLE {table} ({', '.join(typed)}, PRIMARY KEY ({names[0]}))")
        _insert("flat", ((slug, *_flat(document, at)) for slug, document, at in _live("stance", record)))
        _insert("revisions", _flat_history(record))
        for table, indexed in _INDEXES.items():
            for name in indexed:
                cursor.execute(f"CREATE INDEX {table}_{name} ON {table} ({name})")


class _Numbers:
    """Gives each slug of a kind a number, from one."""

    def __init__(self) -> None:
        self._given: dict[str, dict[str, int]] = {}

    def of(self, kind: str, slug: str) -> int:
        given = self._given.setdefault(kind, {})
        return given.setdefault(slug, len(given) + 1)


def _fill_rows(numbers: _Numbers, record: str) -> None:
    number = numbers.of
    places = list(_live("jurisdiction", record))
    _write(
        Place,
        (
            {
                "id": number("place", slug),
                "slug": slug,
                "name": document["name"],
                "parent_id": number("place", document["parent"]["slug"]) if "parent" in document else None,
            }
            for slug, document, _ in places
        ),
    )
    _write(
        Company,
        (
            {**document, "id": number("company", slug), "home_id": number("place", document["home"]["slug"])}
            for slug, document, _ in _live("company", record)
        ),
    )
    _write(
        Law,
        (
            {**document, "id": number("law", slug), "place_id": number("place", document["jurisdiction"]["slug"])}
            for slug, document, _ in _live("law", record)
        ),
    )
    _write(Source, ({**document, "id": number("source", slug)} for slug, document, _ in _live("source", record)))
    _write(Stance, (_answer(numbers, slug, document, at) for slug, document, at in _live("stance", record)))
    _write(Citation, _citations(numbers, record))
    _write(HistoricalStance, _history(numbers, record))


def _answer(numbers: _Numbers, slug: str, document: Document, at: Any) -> Document:
    return {
        **document,
        "id": numbers.of("stance", slug),
        "slug": slug,
        "company_id": numbers.of("company", document["company"]["slug"]),
        "law_id": numbers.of("law", document["law"]["slug"]),
        "announced_last": last_day(document["announced_on"]),
        "announced_precision": len(document["announced_on"]),
        "updated_at": at,
    }


def _citations(numbers: _Numbers, record: str) -> Iterator[Document]:
    place = 0
    for slug, document, _ in _live("stance", record):
        for citation in document["citations"]:
            place += 1
            source = numbers.of("source", citation["source"]["slug"])
            yield {**citation, "id": place, "stance_id": numbers.of("stance", slug), "source_id": source}


def _history(numbers: _Numbers, record: str) -> Iterator[Document]:
    for seq, slug, version, document, at, _, retracted in _revisions(record):
        of = "-" if retracted else "+" if version == 1 else "~"
        row = _answer(numbers, slug, document, at)
        yield {**row, "history_id": seq, "history_date": at, "history_type": of}


def _flat(document: Document, at: Any) -> tuple[Any, ...]:
    announced = document["announced_on"]
    return (
        document["company"]["slug"],
        document["company"]["name"],
        document["law"]["slug"],
        document["law"]["short_name"],
        f"/{'/'.join(place['slug'] for place in document['jurisdictions'])}/",
        document["demand"],
        document["position"],
        announced,
        # One column that sorts as our list does: Datasette sorts by one.
        f"{last_day(announced)}/{len(announced):02}/{document['slug']}",
        document["valid_from"],
        document.get("valid_until"),
        document["summary"],
        json.dumps(document["citations"]),
        _instant(at),
    )


def _flat_history(record: str) -> Iterator[tuple[Any, ...]]:
    for seq, slug, _, document, at, superseded_at, retracted in _revisions(record):
        until = None if superseded_at is None else _instant(superseded_at)
        yield seq, slug, *_flat(document, at), until, int(retracted)


def _revisions(record: str) -> Iterator[tuple[Any, ...]]:
    """Yield every revision of an answer; a tombstone with the document before it, as a history table would keep it."""
    before: dict[str, Document] = {}
    for seq, slug, version, text, at, superseded_at, retracted in _rows(record, _HISTORY, []):
        document = before.pop(slug) if retracted else json.loads(text)
        yield seq, slug, version, document, at, superseded_at, bool(retracted)
        if superseded_at is not None:
            before[slug] = document


def _live(kind: str, record: str) -> Iterator[tuple[str, Document, Any]]:
    for key, text, at in _rows(record, _LIVE, [kind]):
        yield key, json.loads(text), at


def _rows(record: str, statement: str, values: list[str]) -> Iterator[tuple[Any, ...]]:
    with connections[record].cursor() as cursor:
        cursor.execute(statement, values)
        while some := cursor.fetchmany(BATCH):
            yield from (tuple(map(_aware, row)) for row in some)


def _aware(value: Any) -> Any:
    """Return a value with its zone where it is an instant; SQLite keeps UTC, and says none."""
    return value.replace(tzinfo=UTC) if isinstance(value, datetime) and value.tzinfo is None else value


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _write(model: type[Model], rows: Iterable[Document]) -> None:
    encode = encoder(connection.vendor).value
    names = [str(field.column) for field in columns(model)]
    table = Table(model)
    table.write(tuple(encode(row.get(name)) for name in names) for row in rows)


def _insert(table: str, rows: Iterator[tuple[Any, ...]]) -> None:
    first = next(rows)
    statement = f"INSERT INTO {table} VALUES ({', '.join('?' * len(first))})"  # noqa: S608 - our own names
    connection.connection.executemany(statement, [first])
    connection.connection.executemany(statement, rows)
