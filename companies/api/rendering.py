"""How items, changes and lists become JSON (design: documents): stored text, with ``record`` beside it.

A served item is the document as it was stored plus one more key, ``record``. Whoever takes that out, sorts keys and
drops spaces has the bytes of its ``sha256``. Nothing is parsed again unless fields are chosen.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import orjson

from companies.record.documents.fields import KEY, RECORD, kept_name
from companies.record.ledger.canonical import canonical, instant_text
from companies.record.query.parameters import ValidatedQuery
from companies.record.reading.addresses import RowAddresses
from companies.record.reading.changes import Change
from companies.record.reading.items import Item
from companies.record.reading.snapshot import Snapshot

LICENCE = "CC-BY-4.0"
_WITH_LAW_STATE = ("law", "stance", "check")


def render_items(items: Iterable[Item], validated: ValidatedQuery) -> list[bytes]:
    """Return items, or their tombstones, as JSON."""
    addresses = RowAddresses()
    return [_rendered(item, validated, addresses) for item in items]


def render_changes(changes: Iterable[Change], validated: ValidatedQuery) -> list[bytes]:
    """Return entries of the change feed as JSON."""
    addresses = RowAddresses()
    entries = (_change(change, addresses) for change in changes)
    if not validated.fields and not validated.omit:
        return list(map(orjson.dumps, entries))
    return [
        orjson.dumps({key: value for key, value in entry.items() if _is_chosen("change", key, validated)})
        for entry in entries
    ]


def render_list(
    results: Sequence[bytes], snapshot: Snapshot, *, next_url: str | None, previous_url: str | None, count: int | None
) -> bytes:
    """Return a list's envelope around rendered rows; ``count`` only where it was asked for."""
    envelope = {"next": next_url, "previous": previous_url, **_state(snapshot)}
    if count is not None:
        envelope["count"] = count
    return b"".join((b'{"results":[', b",".join(results), b"],", orjson.dumps(envelope)[1:]))


def render_index(entries: Sequence[dict[str, str]], snapshot: Snapshot) -> bytes:
    """Return the lists that there are, in the envelope of a list: one page, always."""
    return orjson.dumps({"results": entries, "next": None, "previous": None, **_state(snapshot)})


def _state(snapshot: Snapshot) -> dict[str, Any]:
    """Return what an envelope says of the state that it shows."""
    return {
        "valid_on": snapshot.valid_on,
        "known_at": instant_text(snapshot.known_at) if snapshot.known_at else None,
        "head": snapshot.head,
        "ledger": snapshot.ledger,
    }


def _rendered(item: Item, validated: ValidatedQuery, addresses: RowAddresses) -> bytes:
    if item.retracted:
        return orjson.dumps({RECORD: _record(item, addresses)})
    text = _chosen(item, validated) if validated.fields or validated.omit else item.text
    if RECORD in validated.omit:
        return text.encode()
    opening = text[:-1] if text == "{}" else f"{text[:-1]},"
    return b"".join((opening.encode(), b'"record":', orjson.dumps(_record(item, addresses)), b"}"))


def _change(change: Change, addresses: RowAddresses) -> dict[str, Any]:
    item = change.item
    return {
        "seq": item.seq,
        "kind": item.kind,
        "key": item.key,
        "change": item.change,
        "cause": item.cause,
        "note": item.note,
        "version": item.version,
        "recorded_at": instant_text(item.recorded_at),
        "sha256": item.sha256,
        "ledger": item.ledger,
        "url": addresses.page_url(item.kind, item.key, item.columns.company),
        "api_url": addresses.api_url(item.kind, item.key),
        "fields": change.fields,
    }


def _record(item: Item, addresses: RowAddresses) -> dict[str, Any]:
    """Return what an item says of its revision, in the order of the literal shapes (design: documents)."""
    record: dict[str, Any] = {
        "kind": item.kind,
        "url": addresses.page_url(item.kind, item.key, item.columns.company),
        "api_url": addresses.api_url(item.kind, item.key),
        "version": item.version,
        "recorded_at": instant_text(item.recorded_at),
        "superseded_at": instant_text(item.superseded_at) if item.superseded_at else None,
        "cause": item.cause,
        "note": item.note,
        "retracted": item.retracted,
        "sha256": item.sha256,
    }
    if not kept_name(item.kind):
        record["key"] = item.key
    if item.retracted:
        return record
    record["licence"] = LICENCE
    if item.kind in _WITH_LAW_STATE:
        record["law_state"] = item.law_state
    if item.kind == "stance":
        record["last_looked"] = item.last_looked
    if item.kind == "source":
        record |= {"supports": item.supports, "disputes": item.disputes}
    return record


def _chosen(item: Item, validated: ValidatedQuery) -> str:
    chosen = {key: value for key, value in item.document.items() if _is_chosen(item.kind, key, validated)}
    if KEY in validated.fields:
        chosen[KEY] = item.key
    return canonical(chosen)


def _is_chosen(kind: str, key: str, validated: ValidatedQuery) -> bool:
    if key == kept_name(kind):
        return True
    return key not in validated.omit and (not validated.fields or key in validated.fields)
