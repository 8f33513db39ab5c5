"""One example of every kind of response and of every problem, about a made-up company."""

from typing import Any

from companies.api.problem_types import PROBLEM_TYPES, ProblemType, type_url
from companies.api.rendering import LICENCE
from companies.api.schema.tags import TAGS
from companies.record.ledger.canonical import canonical, sha256
from companies.record.reading.addresses import absolute
from companies.vocabulary import PLURALS

Example = dict[str, Any]

INSTANT = "2026-11-24T12:00:00.000000Z"
_LATER = "2026-11-25T09:30:00.000000Z"
_COMPANY = {"slug": "acme", "name": "Acme"}
_LAW = {"slug": "data-act", "short_name": "Data Act"}
_PLACE = {"slug": "freedonia", "name": "Freedonia"}
_SOURCE = {
    "slug": "gazette-2020-07-06",
    "url": "https://gazette.example/2020/acme",
    "title": "Acme says that it studies the Data Act",
    "publisher": "The Gazette",
    "published_on": "2020-07-06",
    "language": "en",
    "kind": "news",
    "checked": "read",
}

_DOCUMENTS: dict[str, Example] = {
    "jurisdiction": {**_PLACE, "kind": "country", "jurisdictions": [_PLACE]},
    "company": {
        **_COMPANY,
        "kind": "company",
        "home": _PLACE,
        "jurisdictions": [_PLACE],
        "names": [{"name": "Anvils Ltd", "kind": "former", "to": "2019-12"}],
        "summary": "It makes anvils, and lets people talk about them.",
    },
    "law": {
        "slug": "data-act",
        "name": "Data Act of Freedonia",
        "short_name": "Data Act",
        "jurisdiction": _PLACE,
        "jurisdictions": [_PLACE],
        "kind": "statute",
        "demands": ["user_data"],
        "in_force_on": "2020-06-30",
        "summary": "It asks every company for the data of its users.",
        "events": [{"date": "2020-06-30", "kind": "in_force", "title": "It came into force", "source": _SOURCE}],
    },
    "source": _SOURCE,
    "stance": {
        "slug": "acme-data-act-user-data-2020-07-06",
        "company": _COMPANY,
        "law": _LAW,
        "jurisdictions": [_PLACE],
        "demand": "user_data",
        "position": "assessing",
        "announced_on": "2020-07-06",
        "valid_from": "2020-07-06",
        "valid_until": "2020-09-30",
        "held_since": "2020-06",
        "first_said": "acme-data-act-user-data-2020-06",
        "summary": "It says that it studies the law.",
        "citations": [{"relation": "supports", "quote": "We are studying the law", "source": _SOURCE}],
    },
    "figure": {
        "company": _COMPANY,
        "jurisdiction": _PLACE,
        "jurisdictions": [_PLACE],
        "period_from": "2020-01",
        "period_to": "2020-06",
        "request_type": "user_data",
        "process": "court_order",
        "content": "non_content",
        "unit": "requests",
        "received": 12,
        "source": _SOURCE,
    },
    "check": {
        "company": _COMPANY,
        "law": _LAW,
        "jurisdictions": [_PLACE],
        "demand": "content_removal",
        "looked_on": "2021-03-04",
        "outcome": "nothing_found",
    },
}

_KEYS = {
    "figure": "acme-freedonia-2020-01-2020-06-user-data-requests-court-order-non-content",
    "check": "acme-data-act-2021-03-04-content-removal",
}


def key_of(kind: str) -> str:
    """Return the key of a kind's example."""
    return _KEYS.get(kind) or str(_DOCUMENTS[kind]["slug"])


def item(kind: str) -> Example:
    """Return an item: a document with its ``record``."""
    document = _DOCUMENTS[kind]
    record = _record(kind) | {"sha256": sha256(canonical(document)), "licence": LICENCE}
    if kind in ("law", "stance", "check"):
        record["law_state"] = "in_force"
    if kind == "stance":
        record["last_looked"] = "2020-07-06"
    if kind == "source":
        record |= {"supports": [key_of("stance")], "disputes": []}
    return {**document, "record": record}


def tombstone(kind: str) -> Example:
    """Return the example of a retracted item."""
    gone = {"version": 2, "recorded_at": _LATER, "cause": "retraction", "note": "The source was about another law."}
    return {"record": {**_record(kind), **gone, "retracted": True, "sha256": sha256("{}")}}


def listed(rows: list[Example]) -> Example:
    """Return a list's envelope."""
    return {
        "results": rows,
        "next": None,
        "previous": None,
        "valid_on": None,
        "known_at": INSTANT,
        "head": 412,
        "ledger": sha256("example"),
    }


def index() -> Example:
    """Return the index of lists, with one of them."""
    stances = absolute("/api/v1/stances/")
    entry = {
        "kind": "stance",
        "title": TAGS["stances"],
        "api_url": stances,
        "item": f"{stances}{{key}}/",
        "history": f"{stances}{{key}}/history/",
        "changes": absolute("/api/v1/changes/?kind=stance"),
        "schema": absolute("/api/v1/schema/#/components/schemas/StancesList"),
        "reference": absolute("/api/#stances"),
    }
    return listed([entry])


def change() -> Example:
    """Return one entry of the change feed."""
    record = _record("stance")
    return {
        "seq": 412,
        "kind": "stance",
        "key": key_of("stance"),
        "change": "changed",
        "cause": "correction",
        "note": "The source says paused.",
        "version": 2,
        "recorded_at": INSTANT,
        "sha256": sha256(canonical(_DOCUMENTS["stance"])),
        "ledger": sha256("example"),
        "url": record["url"],
        "api_url": record["api_url"],
        "fields": {"position": {"old": "refuses", "new": "suspended"}},
    }


def problem(code: str) -> Example:
    """Return a problem of one type."""
    declared: ProblemType = PROBLEM_TYPES[code]
    made: Example = {
        "type": type_url(code),
        "title": declared.title,
        "status": declared.status,
        "detail": declared.meaning,
        "instance": "req-0123456789abcdef",
    }
    if code == "unknown-parameter":
        made["detail"] = "'compnay' is not a parameter of this list. Did you mean 'company'?"
        made |= {"parameter": "compnay", "allowed": ["company", "law"], "suggestion": "company"}
    return made


def _record(kind: str) -> Example:
    key, page = key_of(kind), PLURALS[kind]
    path = f"/companies/acme/#{kind}-{key}" if kind in _KEYS else f"/{page}/{key}/"
    return {
        "kind": kind,
        "url": absolute(path),
        "api_url": absolute(f"/api/v1/{page}/{key}/"),
        "version": 1,
        "recorded_at": INSTANT,
        "superseded_at": None,
        "cause": "new_evidence",
        "note": "",
        "retracted": False,
        "sha256": "",
        **({"key": key} if kind in _KEYS else {}),
    }
