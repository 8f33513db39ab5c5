"""The record once more, in plain Python over the ledger: what every answer is compared with (A09).

It shares nothing with the reading side but the documents: no query, no entry, no filter of the product.
"""

import json
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from companies.record.ledger.revision import Revision
from companies.vocabulary import PLURALS, POSITIONS

Json = dict[str, Any]


@dataclass(frozen=True)
class Row:
    """One revision of the ledger."""

    seq: int
    kind: str
    key: str
    version: int
    recorded_at: datetime
    cause: str
    note: str
    retracted: bool
    sha256: str
    ledger: str
    document: Json


def read_ledger() -> list[Row]:
    """Return the whole ledger."""
    return [
        Row(
            r.seq,
            r.kind,
            r.key,
            r.version,
            r.recorded_at,
            r.cause,
            r.note,
            r.retracted,
            r.sha256,
            r.ledger,
            json.loads(r.document),
        )
        for r in Revision.objects.order_by("seq")
    ]


class Replay:
    """The ledger up to an instant, looked at on a day."""

    def __init__(self, ledger: list[Row], valid_on: date | None, known_at: datetime | None, today: date) -> None:
        self.ledger = ledger
        self.rows = [row for row in ledger if known_at is None or row.recorded_at <= known_at]
        self.valid_on, self.day = valid_on, valid_on or today
        self.told = known_at or (ledger[-1].recorded_at if ledger else None)
        self.head = self.rows[-1].seq if self.rows else 0
        self.newest: dict[tuple[str, str], Row] = {(row.kind, row.key): row for row in self.rows}

    def envelope(self, results: list[Json]) -> Json:
        """Return a list's answer, but for the links."""
        return {
            "results": results,
            "valid_on": self.valid_on.isoformat() if self.valid_on else None,
            "known_at": text(self.told) if self.told else None,
            "head": self.head,
            "ledger": self.rows[-1].ledger if self.rows else "",
            "count": len(results),
        }

    def item(self, kind: str, key: str) -> tuple[int, Json]:
        """Return the status and the body of an item."""
        row = self.newest.get((kind, key))
        return (404, {}) if row is None else (410 if row.retracted else 200, self.served(row))

    def history(self, kind: str, key: str) -> tuple[int, Json]:
        """Return the status and the body of a history."""
        rows = [self.served(row) for row in self.rows if (row.kind, row.key) == (kind, key)]
        return (200, self.envelope(rows[::-1])) if rows else (404, {})

    def changes(self, after: int) -> tuple[int, Json]:
        """Return the change feed after a number."""
        return 200, self.envelope([self.change(row) for row in self.rows if row.seq > after])

    def items(self, kind: str, filters: dict[str, str]) -> tuple[int, Json]:
        """Return the status and the body of a list."""
        for name in ("company", "law", "jurisdiction", "source"):
            if name in filters and not self.stands(name, filters[name]):
                return 400, {}
        rows = [row for row in self.newest.values() if row.kind == kind and not row.retracted]
        rows = [row for row in rows if self.holds(row) and all(self.meets(row, *pair) for pair in filters.items())]
        rows.sort(key=lambda row: self.place(row), reverse=kind == "stance")
        return 200, self.envelope([self.served(row) for row in rows])

    def stands(self, kind: str, key: str) -> bool:
        """Whether a slug was published then, and not taken back."""
        row = self.newest.get((kind, key))
        return row is not None and not row.retracted

    def holds(self, row: Row) -> bool:
        """Whether the day lets a row stand in its list."""
        if self.valid_on is None:
            return True
        day = self.valid_on.isoformat()
        if row.kind == "stance":
            return bool(row.document["valid_from"] <= day < row.document.get("valid_until", "9999-99"))
        return row.kind != "check" or last(row.document["looked_on"]) <= self.valid_on

    def stands_on_the_day(self, row: Row) -> bool:
        """Whether a stance is in force on the day that is shown."""
        day = self.day.isoformat()
        return bool(row.document["valid_from"] <= day < row.document.get("valid_until", "9999-99"))

    def meets(self, row: Row, name: str, value: str) -> bool:
        """Whether a row meets a filter."""
        document = row.document
        if name == "jurisdiction":
            return value in [place["slug"] for place in document.get("jurisdictions", ())]
        if name in ("company", "law"):
            return bool(document[name]["slug"] == value)
        if name == "group":
            return POSITIONS[document["position"]].group == value
        if name == "source":
            return value in [citation["source"]["slug"] for citation in document["citations"]]
        if name == "repeats":
            return ("first_said" in document) == (value == "true")
        if name == "stands":
            return self.stands_on_the_day(row) == (value == "true")
        if name == "stale_before":
            return last(self.last_looked(row)) < first(value)
        if name == "announced_from":
            return last(document["announced_on"]) >= first(value)
        if name == "announced_to":
            return first(document["announced_on"]) <= last(value)
        return bool(document[name] == value)

    def place(self, row: Row) -> tuple[Any, ...]:
        """What a list of this kind is ordered by."""
        if row.kind == "stance":
            announced = row.document["announced_on"]
            return (last(announced), len(announced), row.key)
        return (row.key,)

    def served(self, row: Row) -> Json:
        """Return a row as it is served."""
        later = [
            other for other in self.ledger if (other.kind, other.key) == (row.kind, row.key) and other.seq > row.seq
        ]
        superseded = later[0].recorded_at if later and self.told and later[0].recorded_at <= self.told else None
        told: Json = {
            "kind": row.kind,
            "url": self.page(row),
            "api_url": f"http://testserver/api/v1/{PLURALS[row.kind]}/{row.key}/",
            "version": row.version,
            "recorded_at": text(row.recorded_at),
            "superseded_at": text(superseded) if superseded else None,
            "cause": row.cause,
            "note": row.note,
            "retracted": row.retracted,
            "sha256": row.sha256,
        }
        if row.kind in ("figure", "check"):
            told["key"] = row.key
        if row.retracted:
            return {"record": told}
        told["licence"] = "CC-BY-4.0"
        if row.kind in ("stance", "check", "law"):
            told["law_state"] = self.law_state(row)
        if row.kind == "stance":
            told["last_looked"] = self.last_looked(row)
        if row.kind == "source":
            told |= {relation: self.citing(row.key, relation) for relation in ("supports", "disputes")}
        return {**row.document, "record": told}

    def page(self, row: Row) -> str:
        """Return the address of a row's page."""
        if row.kind not in ("figure", "check"):
            return f"http://testserver/{PLURALS[row.kind]}/{row.key}/"
        document = row.document or next(
            other.document for other in self.ledger if (other.kind, other.key) == (row.kind, row.key)
        )
        return f"http://testserver/companies/{document['company']['slug']}/#{row.kind}-{row.key}"

    def law_state(self, row: Row) -> str | None:
        """Return the state of a law of these tests, which knows one event: the day on which it came into force."""
        slug = row.key if row.kind == "law" else row.document["law"]["slug"]
        document = row.document if row.kind == "law" else self.newest["law", slug].document
        if not document:
            return None
        began = [event for event in document.get("events", ()) if last(event["date"]) <= self.day]
        return "in_force" if began else "not_recorded"

    def last_looked(self, row: Row) -> str:
        """Return when anybody last looked for a newer answer: the latest look at its chain, or when it was said."""
        chain = [row.document[name]["slug"] for name in ("company", "law")] + [row.document["demand"]]
        looked: list[str] = [
            other.document["looked_on"]
            for (kind, _), other in self.newest.items()
            if kind == "check"
            and not other.retracted
            and [*(other.document[name]["slug"] for name in ("company", "law")), other.document["demand"]] == chain
            and last(row.document["announced_on"]) < last(other.document["looked_on"]) <= self.day
        ]
        said: str = row.document["announced_on"]
        return max(looked, key=lambda text: (last(text), len(text)), default=said)

    def citing(self, source: str, relation: str) -> list[str]:
        """Return the stances that cite a source so."""
        return sorted(
            row.key
            for row in self.newest.values()
            if row.kind == "stance" and not row.retracted
            for citation in row.document["citations"]
            if citation["source"]["slug"] == source and citation["relation"] == relation
        )

    def change(self, row: Row) -> Json:
        """Return an entry of the change feed."""
        before = [
            other for other in self.rows if (other.kind, other.key) == (row.kind, row.key) and other.seq < row.seq
        ]
        old = before[-1].document if before else {}
        added = not before or before[-1].retracted
        keys = sorted(key for key in {*old, *row.document} if old.get(key) != row.document.get(key))
        return {
            "seq": row.seq,
            "kind": row.kind,
            "key": row.key,
            "change": "retracted" if row.retracted else "added" if added else "changed",
            "cause": row.cause,
            "note": row.note,
            "version": row.version,
            "recorded_at": text(row.recorded_at),
            "sha256": row.sha256,
            "ledger": row.ledger,
            "url": self.page(row),
            "api_url": f"http://testserver/api/v1/{PLURALS[row.kind]}/{row.key}/",
            "fields": {key: {"old": old.get(key), "new": row.document.get(key)} for key in keys},
        }


def text(instant: datetime) -> str:
    """Return an instant as it is written."""
    return instant.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def first(partial: str) -> date:
    """Return the first day of a partial date."""
    return date.fromisoformat((partial + "-01-01")[:10])


def last(partial: str) -> date:
    """Return the last day of a partial date."""
    year, month, day = ([*map(int, partial.split("-")), 0, 0])[:3]
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])
