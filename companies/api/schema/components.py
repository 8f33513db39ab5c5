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
from companies.record.documents.fields import KEY, kept_name
from companies.vocabulary import CAUSES, CHANGES, KINDS, LAW_STATES, PLURALS

_INSTANT: Schema = {"type": "string", "format": "date-time", "description": "UTC, six digits and Z."}
_TRUTH: Schema = {"type": "boolean"}
_SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
_NULL: Schema = {"type": "null"}

_RECORD_FIELDS: dict[str, Schema] = {
    "kind": code(KINDS),
    "url": LINK,
    "api_url": LINK,
    "version": COUNT,
    "recorded_at": _INSTANT,
    "superseded_at": {"anyOf": [_INSTANT, _NULL], "description": "Null where it still stood at “known_at”."},
    "cause": code(CAUSES),
    "note": {**TEXT, "description": "The public reason."},
    "retracted": _TRUTH,
    "sha256": _SHA256,
}

_RECORD = thing(
    " ".join([*_RECORD_FIELDS, "licence"]),
    _RECORD_FIELDS
    | {
        "licence": TEXT,
        "law_state": {**code(LAW_STATES), "description": "Of laws, stances and checks: the law's state that day."},
        "supports": {**listing(SLUG), "description": "Of sources: the stances that it supports."},
        "disputes": {**listing(SLUG), "description": "Of sources: the stances that it disputes."},
        "key": {**SLUG, "description": "Of figures and checks: what their address ends with."},
    },
)

_CHANGE = thing(
    kept_name("change"),
    {
        "seq": {**COUNT, "description": "1, 2, 3 … without gaps."},
        "kind": code(KINDS),
        "key": SLUG,
        "change": code(CHANGES),
        "cause": code(CAUSES),
        "note": TEXT,
        "version": COUNT,
        "recorded_at": _INSTANT,
        "sha256": _SHA256,
        "ledger": {
            **_SHA256,
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


def list_name(kind: str) -> str:
    """Return the name of a kind's list among the components."""
    return f"{PLURALS.get(kind, 'changes').capitalize()}List"


def schemas() -> dict[str, Any]:
    """Return all schemas by name."""
    found: dict[str, Any] = {**PARTS, "SourceDocument": DOCUMENTS["source"]}
    for kind, document in DOCUMENTS.items():
        found[item_name(kind)] = _item(kind, document)
        found[list_name(kind)] = _envelope({"$ref": f"#/components/schemas/{item_name(kind)}"})
        found[f"{item_name(kind)}History"] = _envelope({"anyOf": [to(item_name(kind)), to("Tombstone")]})
    found |= {
        "Record": _RECORD,
        "Tombstone": thing("record", {"record": thing(" ".join(_RECORD_FIELDS), _RECORD_FIELDS)}),
        "Change": _CHANGE,
        list_name("change"): _envelope(to("Change")),
        "Problem": _PROBLEM,
    }
    return dict(sorted(found.items()))


def _item(kind: str, document: Schema) -> Schema:
    """An item: any keys of the document (``fields`` chooses), with the record's beside them."""
    kept = kept_name(kind)
    properties = {**document["properties"], "record": to("Record")}
    if not kept:
        properties[KEY] = {**SLUG, "description": "Only with fields=key; always in “record”."}
    return {"type": "object", "required": [kept] if kept else [], "properties": properties}


def _envelope(row: Schema) -> Schema:
    return thing(
        "results next previous valid_on known_at head ledger",
        {
            "results": listing(row),
            "next": {"anyOf": [LINK, _NULL]},
            "previous": {"anyOf": [LINK, _NULL]},
            "valid_on": {"anyOf": [DAY, _NULL], "description": "The day that was asked for, if any."},
            "known_at": {
                "anyOf": [_INSTANT, _NULL],
                "description": "The instant asked for, else the newest revision's.",
            },
            "head": {**COUNT, "description": "The newest revision's “seq” at that instant."},
            "ledger": {**TEXT, "description": "The ledger's hash at “head”; empty before the first revision."},
            "count": {**COUNT, "description": "Only with count=true."},
        },
    )
