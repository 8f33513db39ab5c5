"""What the record must say, in plain Python: its rules a second time, without a database.

The rules: (design: publishing), (design: causes), (design: rules of time).

It is slow on purpose. It never changes a document: after every set it makes all documents anew from what was
published, and whatever came out differently is what the set must have written.
"""

import calendar
import copy
import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

Key = tuple[str, str]
EnteredFields = dict[str, Any]
KINDS = ["jurisdiction", "source", "company", "law", "stance", "figure", "check"]
LABELS = {"jurisdiction": ("slug", "name"), "company": ("slug", "name"), "law": ("slug", "short_name")}
REFERENCES = {
    "home": "jurisdiction",
    "jurisdiction": "jurisdiction",
    "company": "company",
    "law": "law",
    "source": "source",
}


@dataclass(frozen=True)
class Written:
    """One revision that a set must have written."""

    seq: int
    kind: str
    key: str
    version: int
    instant: datetime
    cause: str
    note: str
    document: str
    """Canonical JSON; a tombstone's is ``{}``."""


def days(text: str) -> tuple[date, date]:
    """First and last day of a partial date."""
    year, month, day = [*(int(part) for part in text.split("-")), 0, 0][:3]
    last_month = month or 12
    return date(year, month or 1, day or 1), date(year, last_month, day or calendar.monthrange(year, last_month)[1])


def begins(stance: EnteredFields) -> date:
    """Since when a stance is in force, whatever comes after it."""
    return days(stance["effective_on"] if "effective_on" in stance else stance["announced_on"])[1]


def order(stance: EnteredFields) -> tuple[date, int, date, str]:
    """By last day announced, the coarser first, then its beginning, then slug."""
    coarseness = {4: 1, 7: 2, 10: 3}[len(stance["announced_on"])]
    return days(stance["announced_on"])[1], coarseness, begins(stance), stance["slug"]


def holds(name: EnteredFields, day: date) -> bool:
    """Whether a company's other name is its name of that day."""
    if name["kind"] == "brand" or "to" not in name or day > days(name["to"])[1]:
        return False
    return "from" not in name or days(name["from"])[0] <= day


class Model:
    """The published entered fields, and every revision that they must have led to."""

    def __init__(self) -> None:
        self.own: dict[Key, EnteredFields] = {}
        self.written: list[Written] = []
        self.states: list[tuple[datetime, dict[Key, EnteredFields]]] = []
        """The published stances after each set, with the set's instant."""

    def publish(self, asked: dict[Key, EnteredFields], cause: str, note: str, now: datetime) -> set[str]:
        """Publish a set; return the codes of what stands against it, and then change nothing."""
        after = self.own | copy.deepcopy(asked)
        moving = {key for key in asked if self.own.get(key) != asked[key]}
        if faults := self._faults(after, asked, moving, cause, note, now):
            return faults
        first = {key for key in asked if key not in self.own}
        return self._set(after, {key: self._cause(key, key in first, cause) for key in moving}, note, now)

    def retract(self, keys: set[Key], note: str, now: datetime) -> set[str]:
        """Retract a set; return the codes of what stands against it, and then change nothing."""
        faults = set() if note else {"note"}
        if not keys <= self.own.keys():
            faults.add("not_published")
        after = {key: own for key, own in self.own.items() if key not in keys}
        if any(target in keys for key, own in after.items() for target in self._targets(key[0], own)):
            faults.add("referred_to")
        return faults or self._set(after, dict.fromkeys(keys, "retraction"), note, now)

    def documents(self, own: dict[Key, EnteredFields] | None = None) -> dict[Key, EnteredFields]:
        """Every document as it must stand, made from published entered fields alone."""
        own = self.own if own is None else own
        made: dict[Key, EnteredFields] = {}
        for key in sorted(own, key=lambda key: self._order(own, key)):
            made[key] = self._document(own, made, key)
        return made

    def in_force(self, known_at: datetime, day: date) -> set[str]:
        """Slugs of the stances in force on ``day``, as known then: the last announced of those that had begun."""
        known = next((own for instant, own in reversed(self.states) if instant <= known_at), {})
        chains: dict[tuple[str, str, str], list[EnteredFields]] = {}
        for own in known.values():
            if begins(own) <= day:
                chains.setdefault((own["company"], own["law"], own["demand"]), []).append(own)
        return {max(chain, key=order)["slug"] for chain in chains.values()}

    def ledger(self) -> str:
        """The hash that chains every revision."""
        ledger = ""
        for row in self.written:
            digest = hashlib.sha256(row.document.encode()).hexdigest()
            instant = row.instant.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
            gone = row.cause == "retraction"
            parts = [ledger, row.seq, row.kind, row.key, row.version, instant, row.cause, row.note, gone, digest]
            ledger = hashlib.sha256(dumped(parts).encode()).hexdigest()
        return ledger

    def _faults(
        self,
        after: dict[Key, EnteredFields],
        asked: dict[Key, EnteredFields],
        moving: set[Key],
        cause: str,
        note: str,
        now: datetime,
    ) -> set[str]:
        faults = set()
        for key, own in asked.items():
            if not all(target in after for target in self._targets(key[0], own)):
                faults.add("not_published")
            if key[0] == "stance":
                faults |= self._stance_faults(after, own, now)
                allowed = ("correction",) if key in self.own else ("company_acted",)
                if key in moving and cause not in ("new_evidence", *allowed):
                    faults.add("cause")
            if key in moving and key in self.own and not note:
                faults.add("note")
            if self._depth(after, key) < 0:
                faults.add("circle")
        left = [own for key, own in after.items() if key[0] == "stance" and key not in asked]
        grounds = {slug for kind, slug in asked if kind in ("source", "law")}
        if any(
            self._unfounded(after, own) and grounds & {slug for _, slug in self._targets("stance", own)} for own in left
        ):
            faults.add("rested_on")
        return faults

    def _stance_faults(self, after: dict[Key, EnteredFields], own: EnteredFields, now: datetime) -> set[str]:
        faults = self._unfounded(after, own)
        if days(own["announced_on"])[0] > (now + timedelta(hours=14)).date():
            faults.add("future")
        return faults

    def _unfounded(self, after: dict[Key, EnteredFields], own: EnteredFields) -> set[str]:
        faults = set()
        supports = [citation["source"] for citation in own.get("citations", []) if citation["relation"] == "supports"]
        if not supports:
            faults.add("no_support")
        elif after.get(("source", supports[0]), {}).get("checked", "read") != "read":
            faults.add("unread_support")
        if own["demand"] not in after.get(("law", own["law"]), {"demands": [own["demand"]]})["demands"]:
            faults.add("demand")
        return faults

    def _cause(self, key: Key, first: bool, cause: str) -> str:
        if key[0] != "stance" and (first or cause == "company_acted"):
            return "new_evidence"
        return cause

    def _set(self, after: dict[Key, EnteredFields], causes: dict[Key, str], note: str, now: datetime) -> set[str]:
        before, made = self.documents(), self.documents(after)
        changed = {key for key in before.keys() | made.keys() if before.get(key) != made.get(key)}
        if changed and self.written and self.written[-1].instant - now > timedelta(seconds=5):
            return {"clock"}
        both = self.own | after
        instant = max(now, self.written[-1].instant + timedelta(microseconds=1)) if self.written else now
        for key in sorted(changed, key=lambda key: self._order(both, key)):
            version = 1 + sum((row.kind, row.key) == key for row in self.written)
            cause = causes.get(key, "technical")
            reason = "" if cause == "technical" else note
            text = dumped(made.get(key, {}))
            self.written.append(Written(len(self.written) + 1, *key, version, instant, cause, reason, text))
        self.own = after
        if changed:
            self.states.append((instant, {key: own for key, own in after.items() if key[0] == "stance"}))
        return set()

    def _targets(self, kind: str, own: EnteredFields) -> list[Key]:
        found = [(target, own[name]) for name, target in REFERENCES.items() if name in own]
        found += [(kind, own["parent"])] if "parent" in own else []
        found += [("company", item["slug"]) for item in own.get("covers", []) if "slug" in item]
        children = own.get("citations", []) + own.get("events", []) + own.get("owners", [])
        return found + [(name, child[name]) for child in children for name in ("source", "company") if name in child]

    def _depth(self, own: dict[Key, EnteredFields], key: Key, below: tuple[Key, ...] = ()) -> int:
        """How many stand above it by parent or owner, one above the other; -1 where they go round in a circle."""
        if key in below:
            return -1
        mine = own.get(key, {})
        above = [mine["parent"]] if "parent" in mine else [owner["company"] for owner in mine.get("owners", [])]
        depths = [self._depth(own, (key[0], slug), (*below, key)) for slug in above]
        return -1 if -1 in depths else max(depths, default=-1) + 1

    def _order(self, own: dict[Key, EnteredFields], key: Key) -> tuple[int, int, str]:
        return KINDS.index(key[0]), self._depth(own, key), key[1]

    def _document(self, own: dict[Key, EnteredFields], made: dict[Key, EnteredFields], key: Key) -> EnteredFields:
        kind, mine = key[0], own[key]
        document = copy.deepcopy(mine)
        for name, target in {**REFERENCES, "parent": kind}.items():
            if name in mine:
                document[name] = _label(target, made[target, mine[name]])
        for child in document.get("citations", []) + document.get("events", []):
            if "source" in child:
                child["source"] = made["source", child["source"]]
            if "company" in child:
                child["company"] = self._named(own, child["company"], days(child["date"])[1])
        for owner in document.get("owners", []):
            owner["company"] = _label("company", own["company", owner["company"]])
            document |= {} if "to" in owner else {"parent": owner["company"]}
        if "covers" in mine:
            labels = [
                _label("company", made["company", item["slug"]]) if "slug" in item else item for item in mine["covers"]
            ]
            document["covers"] = labels
        if places := self._places(own, kind, mine):
            document["jurisdictions"] = [_label("jurisdiction", own["jurisdiction", slug]) for slug in places]
        if kind == "stance":
            document |= self._time(own, mine)
        return document

    def _places(self, own: dict[Key, EnteredFields], kind: str, mine: EnteredFields) -> list[str]:
        if kind in ("stance", "check"):
            mine = own["law", mine["law"]]
        slug = mine["slug"] if kind == "jurisdiction" else mine.get("home") or mine.get("jurisdiction")
        path: list[str] = []
        while slug:
            path.insert(0, slug)
            slug = own["jurisdiction", slug].get("parent")
        return path

    def _named(self, own: dict[Key, EnteredFields], slug: str, day: date) -> EnteredFields:
        """A company by its name of that day."""
        company = own["company", slug]
        names = sorted(
            (days(name["to"])[1], place, name["name"])
            for place, name in enumerate(company.get("names", []))
            if holds(name, day)
        )
        return {"slug": slug, "name": names[0][2] if names else company["name"]}

    def _time(self, own: dict[Key, EnteredFields], mine: EnteredFields) -> EnteredFields:
        chain = [
            other
            for (kind, _), other in own.items()
            if kind == "stance" and all(other[name] == mine[name] for name in ("company", "law", "demand"))
        ]
        since = begins(mine)
        result = {"company": self._named(own, mine["company"], since), "valid_from": since.isoformat()}
        if after := [begins(other) for other in chain if order(other) > order(mine)]:
            result["valid_until"] = max(min(after), since).isoformat()
        return result | self._run(chain, mine)

    def _run(self, chain: list[EnteredFields], mine: EnteredFields) -> EnteredFields:
        """Since when its position is held: walk the days on which anything begins, and see who is in force on each."""
        first = mine
        in_force: list[EnteredFields] = []
        for day in sorted({begins(other) for other in chain}):
            there = max((other for other in chain if begins(other) <= day), key=order)
            if not in_force or in_force[-1] is not there:
                in_force.append(there)
        if mine in in_force:
            for other in reversed(in_force[: in_force.index(mine)]):
                if other["position"] != mine["position"]:
                    break
                first = other
        held = {"held_since": first["effective_on"] if "effective_on" in first else first["announced_on"]}
        return held if first is mine else held | {"first_said": first["slug"]}


def dumped(value: Any) -> str:
    """Canonical JSON."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _label(kind: str, document: EnteredFields) -> EnteredFields:
    return {name: document[name] for name in LABELS[kind]} if kind in LABELS else document
