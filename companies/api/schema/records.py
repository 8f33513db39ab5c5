"""JSON Schemas of what every item says of its revision, and of what a kind's items say beside that."""

from companies.api.schema.documents import COUNT, LINK, PARTIAL_DATE, SLUG, TEXT, Schema, code, listing, thing
from companies.vocabulary import CAUSES, KINDS, LAW_STATES, PLURALS

INSTANT: Schema = {"type": "string", "format": "date-time", "description": "UTC, six digits and Z."}
SHA256: Schema = {"type": "string", "pattern": "^[0-9a-f]{64}$"}
NULL: Schema = {"type": "null"}

_OF_EVERY_REVISION: dict[str, Schema] = {
    "kind": code(KINDS),
    "url": LINK,
    "api_url": LINK,
    "version": COUNT,
    "recorded_at": INSTANT,
    "superseded_at": {"anyOf": [INSTANT, NULL], "description": "Null where it still stood at “known_at”."},
    "cause": code(CAUSES),
    "note": {**TEXT, "description": "The public reason."},
    "retracted": {"type": "boolean"},
    "sha256": SHA256,
}
_OF_SOME_KINDS: dict[str, Schema] = {
    "law_state": {**code(LAW_STATES), "description": "Of laws, stances and checks: the law's state that day."},
    "last_looked": {
        **PARTIAL_DATE,
        "description": "Of stances: when anybody last looked for a newer answer, by that day. The latest check of the "
        "same company, law and demand, else the statement's own date.",
    },
    "supports": {**listing(SLUG), "description": "Of sources: the stances that it supports."},
    "disputes": {**listing(SLUG), "description": "Of sources: the stances that it disputes."},
    "key": {**SLUG, "description": "Of figures and checks: what their address ends with."},
}
_OF_EVERY_ITEM = {**_OF_EVERY_REVISION, "licence": TEXT}
_LAW_STATE_IF_THERE: Schema = {
    "anyOf": [code(LAW_STATES), NULL],
    "description": "The law's state that day; null in a history, where the law has been taken back.",
}

TOMBSTONE = thing(
    "record",
    {"record": thing(" ".join(_OF_EVERY_REVISION), _OF_EVERY_REVISION | {"key": _OF_SOME_KINDS["key"]})},
)


def record_name(kind: str) -> str:
    """Return the name of the ``record`` of a kind's items among the components."""
    return f"{kind.capitalize()}Record"


def record_schemas() -> dict[str, Schema]:
    """Return ``record`` by name: as each kind's items have it, every key of it always, and as those of any kind do."""
    of_any_kind = thing(" ".join(_OF_EVERY_ITEM), _OF_EVERY_ITEM | _OF_SOME_KINDS)
    return {"Record": of_any_kind} | {record_name(kind): _of_items(kind) for kind in PLURALS}


def _of_items(kind: str) -> Schema:
    own = _OF_EVERY_ITEM | _of_kind(kind)
    return thing(" ".join(own), own)


def _of_kind(kind: str) -> dict[str, Schema]:
    match kind:
        case "law":
            return {"law_state": _OF_SOME_KINDS["law_state"]}
        case "stance":
            return {"law_state": _LAW_STATE_IF_THERE, "last_looked": _OF_SOME_KINDS["last_looked"]}
        case "check":
            return {"law_state": _LAW_STATE_IF_THERE, "key": _OF_SOME_KINDS["key"]}
        case "source":
            return {name: _OF_SOME_KINDS[name] for name in ("supports", "disputes")}
        case "figure":
            return {"key": _OF_SOME_KINDS["key"]}
        case _:
            return {}
