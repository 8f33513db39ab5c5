"""The two digests that a desk row's state comes from, worked out and stored (decision 043).

What writes the desk blanks them (:mod:`companies.models.stored_state`), and what the database then makes of a row is
that nobody knows its state. Here it is worked out: at once for rows that a form or a pack has written, later for all
others. A set that is published stores the digests of its rows with the set.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import connection, transaction

from companies.chunks import chunked
from companies.models.desk_row import DeskRow
from companies.models.rows import MODELS
from companies.models.stored_state import ABSENT, DIGESTS, RETRACTED
from companies.record.documents.entered_fields import EnteredFields, entered_fields
from companies.record.ledger.canonical import canonical, sha256
from companies.record.ledger.revision import Key
from companies.record.publishing.context import PublishContext
from companies.record.publishing.desk_fields import desk_fields

Digests = tuple[str, str]
"""Of the desk, and of the record or a word in its place."""

BATCH = 500
"""Unknown rows that are worked out in one transaction."""


def digests(rows: Iterable[DeskRow]) -> dict[Key, Digests]:
    """Return by key what the digests of each row are, in a flat number of queries a kind.

    That of the desk is blank where the record has nothing to compare it with.
    """
    listed = list(rows)
    context = PublishContext()
    context.load(row.record_key for row in listed)
    record = {row.record_key: _record_digest(context, row.record_key) for row in listed}
    desk = desk_fields((row for row in listed if context.live(row.record_key)), to_publish=False)
    return {key: (_digest(desk[key]) if key in desk else "", told) for key, told in record.items()}


def store_states(rows: Iterable[DeskRow]) -> None:
    """Work out and store the states of those of the rows that are unknown."""
    by_model: dict[type[DeskRow], list[int]] = defaultdict(list)
    for row in rows:
        by_model[type(row)].append(row.pk)
    for model, ids in by_model.items():
        for some in chunked(ids, BATCH):
            _store(model, some)


def store_unknown(model: type[DeskRow]) -> int:
    """Work out and store all states of a kind that are unknown; return how many were."""
    stored = 0
    while some := list(model._default_manager.filter(desk_state="").values_list("pk", flat=True)[:BATCH]):
        stored += _store(model, some)
    return stored


def store_all_unknown() -> int:
    """Work out and store all states that are unknown; return how many were."""
    return sum(store_unknown(model) for model in MODELS.values())


def count_unknown() -> int:
    """Return how many rows have a state that is unknown; one query a kind."""
    return sum(model._default_manager.filter(desk_state="").count() for model in MODELS.values())


def forget_states() -> None:
    """Make the states of all rows unknown: whatever was written past the product, they are then worked out anew."""
    for model in MODELS.values():
        model._default_manager.update(desk_digest="", record_digest="")


def note_written(written: Iterable[tuple[Key, str, Mapping[str, Any]]]) -> None:
    """Store what a set has written: (key, cause, document) of each revision.

    Rows that were only stored anew say what they said. The others are as the desk has them, whose rows the set has
    locked, or are taken back.
    """
    found: dict[str, dict[str, Digests]] = defaultdict(dict)
    for (kind, key), cause, document in written:
        if cause == "retraction":
            found[kind][key] = ("", RETRACTED)
        elif cause != "technical":
            digest = _digest(entered_fields(kind, document))
            found[kind][key] = (digest, digest)
    for kind, of_kind in found.items():
        _write(MODELS[kind], of_kind)


@transaction.atomic
def _store(model: type[DeskRow], ids: Sequence[int]) -> int:
    """Store the states of those of the rows that are unknown; return how many were.

    They are locked, in one order, so that nobody changes them meanwhile.
    """
    unknown = model._default_manager.filter(desk_state="", pk__in=ids).order_by("pk")
    found = digests(unknown.select_for_update(no_key=True))
    _write(model, {key: told for (_, key), told in found.items()})
    return len(found)


def _write(model: type[DeskRow], found: Mapping[str, Digests]) -> None:
    """Write the digests of a kind's rows by their keys, a statement for each batch.

    Django's own way, a CASE for each row, takes twenty times as long.
    """
    quote = connection.ops.quote_name
    columns = ", ".join(f"{quote(name)} = told.column{place}" for place, name in enumerate(DIGESTS, 2))
    with connection.cursor() as cursor:
        for some in chunked(list(found.items())):
            cursor.execute(
                f"UPDATE {quote(model._meta.db_table)} SET {columns} "  # noqa: S608 - names of our own
                f"FROM (VALUES {', '.join(['(%s, %s, %s)'] * len(some))}) AS told "
                f"WHERE {quote(model.key_column)} = told.column1",
                [value for key, told in some for value in (key, *told)],
            )


def _record_digest(context: PublishContext, key: Key) -> str:
    stored = context.stored(key)
    if stored is None:
        return ABSENT
    return _digest(entered_fields(key[0], stored.document)) if stored.live else RETRACTED


def _digest(entered: EnteredFields) -> str:
    return sha256(canonical(entered))
