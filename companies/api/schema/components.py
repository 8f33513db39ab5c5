"""JSON Schemas of everything that the API responds with: items, tombstones, lists, changes, problems."""

from typing import Any

from companies.api.problem_types import PROBLEM_TYPES
from companies.api.schema.documents import (
    COUNT,
    DAY,
    DOCUMENTS,
    LINK,
    PARTS,
    SLUG,
    TEXT,
    Schema,
    code,
    listing,
    thing,
    to,
)
from companies.api.schema.records import INSTANT, NULL, SHA256, TOMBSTONE, record_name, record_schemas
from companies.record.documents.fields import CHANGE_KEYS, KEY, RECORD, kept_name
from companies.vocabulary import CAUSES, CHANGES, KINDS, PLURALS

_CHANGE = thing(
    " ".join(CHANGE_KEYS),
    {
        "seq": {**COUNT, "description": "1, 2, 3 … without gaps."},
        "kind": code(KINDS),
        "key": SLUG,
        "change": code(CHANGES),
        "cause": code(CAUSES),
        "note": TEXT,
        "version": COUNT,
        "recorded_at": INSTANT,
        "sha256": SHA256,
        "ledger": {
            **SHA256,
            "description": "The ledger's hash here: the sha256 of the canonical JSON of [the hash before it, empty at "
            "first, seq, kind, key, version, recorded_at, cause, note, retracted, sha256].",
        },
        "url": LINK,
        "api_url": LINK,
        "fields": {
            "type": "object",
            "description": "What differs from the revision before, by top-level key, old and new whole.",
            "additionalProperties": thing("old new", {"old": {}, "new": {}}),
        },
    },
)

_ADDRESS_OF_A_ROW: Schema = {"type": "string", "format": "uri-template"}

_LIST_ENTRY = thing(
    "kind title api_url schema reference",
    {
        "kind": {**TEXT, "description": "What it lists: one of the kinds, or “change”."},
        "title": TEXT,
        "api_url": {**LINK, "description": "The list, at the clocks asked for."},
        "item": {**_ADDRESS_OF_A_ROW, "description": "One of its rows, by its key. Not of changes."},
        "history": {**_ADDRESS_OF_A_ROW, "description": "All revisions of a row, by its key. Not of changes."},
        "changes": {**LINK, "description": "All changes of its rows. Not of changes."},
        "schema": {**LINK, "description": "Where the schema describes it."},
        "reference": {**LINK, "description": "Where people read about it."},
    },
)

_PROBLEM = thing(
    "type title status detail instance",
    {
        "type": {**LINK, "description": "An address that explains this kind of problem."},
        "title": TEXT,
        "status": {"type": "integer", "enum": sorted({problem.status for problem in PROBLEM_TYPES.values()})},
        "detail": TEXT,
        "instance": {**TEXT, "description": "Names this one answer; of a 500, it finds the fault in our log."},
        "parameter": {**TEXT, "description": "The parameter that is refused."},
        "allowed": {**listing(TEXT), "description": "What it may be."},
        "suggestion": {**TEXT, "description": "The nearest spelling."},
    },
)


def item_name(kind: str) -> str:
    """Return the name of a kind's item among the components."""
    return kind.capitalize()


def part_name(kind: str) -> str:
    """Return the name of an item with chosen keys among the components."""
    return f"Partial{item_name(kind)}"


def list_name(kind: str) -> str:
    """Return the name of a kind's list among the components."""
    return f"{PLURALS.get(kind, 'changes').capitalize()}List"


def item_schema(kind: str) -> Schema:
    """Return what an item is: whole, or the keys that ``fields`` and ``omit`` choose."""
    return {"anyOf": _forms(kind)}


def schemas() -> dict[str, Any]:
    """Return all schemas by name."""
    found: dict[str, Any] = {**PARTS, "SourceDocument": DOCUMENTS["source"], **record_schemas()}
    for kind, document in DOCUMENTS.items():
        found[item_name(kind)] = _item(kind, document)
        found[list_name(kind)] = _envelope(item_schema(kind))
        found[f"{item_name(kind)}History"] = _envelope({"anyOf": [*_forms(kind), to("Tombstone")]})
    found |= {
        "Tombstone": TOMBSTONE,
        "Change": _CHANGE,
        list_name("change"): _envelope(item_schema("change")),
        "Index": _envelope(to("ListEntry"), paged=False),
        "ListEntry": _LIST_ENTRY,
        "Problem": _PROBLEM,
    }
    found |= {part_name(kind): _part(kind, found[item_name(kind)]) for kind in (*DOCUMENTS, "change")}
    return dict(sorted(found.items()))


def _forms(kind: str) -> list[Schema]:
    """An item is whole, unless fewer keys were asked for (decision 033); generated clients take what fits first."""
    return [to(item_name(kind)), to(part_name(kind))]


def _item(kind: str, document: Schema) -> Schema:
    """An item: the document, with the record's keys beside it."""
    properties = {**document["properties"], RECORD: to(record_name(kind))}
    if not kept_name(kind):
        properties[KEY] = {**SLUG, "description": "Only with fields=key; always in “record”."}
    return {"type": "object", "required": [*document["required"], RECORD], "properties": properties}


def _part(kind: str, whole: Schema) -> Schema:
    kept = kept_name(kind)
    told = "An answer to “fields” or “omit”: the keys that were chosen."
    return {**whole, "description": told, "required": [kept] if kept else []}


def _envelope(row: Schema, *, paged: bool = True) -> Schema:
    count = {"count": {**COUNT, "description": "Only with count=true."}}
    return thing(
        "results next previous valid_on known_at head ledger",
        {
            "results": listing(row),
            "next": {"anyOf": [LINK, NULL]},
            "previous": {"anyOf": [LINK, NULL]},
            "valid_on": {"anyOf": [DAY, NULL], "description": "The day that was asked for, if any."},
            "known_at": {
                "anyOf": [INSTANT, NULL],
                "description": "The instant asked for, else the newest revision's.",
            },
            "head": {**COUNT, "description": "The newest revision's “seq” at that instant."},
            "ledger": {**TEXT, "description": "The ledger's hash at “head”; empty before the first revision."},
            **(count if paged else {}),
        },
    )
