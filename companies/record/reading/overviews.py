"""What is in the record, whatever the day: what rows are called, which changed last, what names what."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from companies.chunks import chunked
from companies.record.documents.names import law_with_place
from companies.record.ledger.derived.total import Counts
from companies.record.ledger.revision import Entry, Reference
from companies.record.reading.known import published, published_by_columns
from companies.record.reading.snapshot import Snapshot

MOST_AT_ONCE = 10_000
"""Keys of rows whose columns are read in one query: many, since each row is short."""


def all_names(snapshot: Snapshot, counts: Counts, kinds: Collection[str], at_most: int) -> dict[str, dict[str, str]]:
    """Return today's names by slug of all rows of some kinds, by kind; at most one query.

    A kind without rows is left out, and so is one with more than ``at_most``, of which nothing is read. ``counts``:
    how many there are (``totals.counts_of_kinds``).
    """
    few = [kind for kind in kinds if 0 < counts.get(kind, 0) <= at_most]
    found: dict[str, dict[str, str]] = {kind: {} for kind in few}
    rows = published_by_columns(snapshot).filter(kind__in=few)
    for kind, key, text in rows.values_list("kind", "key", "revision__document") if few else ():
        found[kind][key] = _name(kind, json.loads(text))
    return found


def names_if_few(snapshot: Snapshot, kind: str, at_most: int) -> dict[str, str]:
    """Return today's names by slug of all rows of one kind, or none where there are more than ``at_most``.

    One query, where asking how many there are first would take two.
    """
    rows = published(snapshot, kind).order_by("key").values_list("key", "revision__document")[: at_most + 1]
    return {} if len(rows) > at_most else {key: _name(kind, json.loads(text)) for key, text in rows}


def names_of(snapshot: Snapshot, kind: str, keys: Collection[str]) -> dict[str, str]:
    """Return today's names by slug of some rows of a kind."""
    return _names(published(snapshot, kind).filter(key__in=keys).order_by("key"))


def sort_names(snapshot: Snapshot, kind: str, keys: Collection[str]) -> dict[str, str]:
    """Return what some rows of a kind are sorted by from A to Z, by slug; no document is read."""
    rows = published(snapshot, kind)
    found: dict[str, str] = {}
    for some in chunked(sorted(keys), MOST_AT_ONCE):
        found |= dict(rows.filter(key__in=some).values_list("key", "sort_name"))
    return found


def services_of(snapshot: Snapshot, company: str) -> dict[str, str]:
    """Return today's names by slug of the services that belong to a company."""
    owned = Reference.objects.filter(kind="company", key=company, role="parent").values("revision")
    return _names(published(snapshot, "company").filter(pk__in=owned).order_by("key"))


def newest_keys(snapshot: Snapshot, kinds: Collection[str], at_most: int) -> list[tuple[str, str, datetime]]:
    """Return (kind, key, instant of its newest revision) of what is published, newest first; reads no document."""
    entries = published(snapshot, *kinds).order_by("-recorded_at", "-revision_id")
    return list(entries.values_list("kind", "key", "recorded_at")[:at_most])


def places_of_laws(snapshot: Snapshot) -> dict[str, str]:
    """Return the path of the place of each law by its slug; no document is read."""
    return dict(published(snapshot, "law").values_list("key", "jurisdiction_path"))


def demands_of_laws(snapshot: Snapshot) -> dict[str, tuple[str, ...]]:
    """Return what each law demands, by its slug; no document is read."""
    laws = published(snapshot, "law").values_list("key", "demands")
    return {law: tuple(demands.strip("/").split("/")) for law, demands in laws}


def applied_to(companies: Collection[str]) -> Q:
    """Return the condition that an event of a law names one of the companies."""
    named = Reference.objects.filter(kind="company", key__in=companies, role="events")
    return Q(pk__in=named.values("revision"))


def citing(snapshot: Snapshot, source: str) -> QuerySet[Entry]:
    """Return the stances that name a source, whatever the day."""
    return published(snapshot, "stance").filter(cites(source))


def cites(source: str) -> Q:
    """Return the condition that a row's own revision names the source."""
    return Q(pk__in=Reference.objects.filter(kind="source", key=source).values("revision"))


def _names(entries: QuerySet[Entry]) -> dict[str, str]:
    """Return names by slug: of a law its short one with its place, so that no two of a list are told alike.

    Each is read from the document, which lists keep no name of.
    """
    rows = entries.values_list("kind", "key", "revision__document")
    return {key: _name(kind, json.loads(text)) for kind, key, text in rows}


def _name(kind: str, document: dict[str, Any]) -> str:
    name: str = law_with_place(document) if kind == "law" else document["name"]
    return name
