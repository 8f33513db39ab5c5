"""What is in the record, whatever the day: how many rows, what they are called, which changed last, what names what."""

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from companies.record.documents.names import law_with_place
from companies.record.ledger.revision import Entry, Reference
from companies.record.reading import read
from companies.record.reading.items import Item, make_items
from companies.record.reading.known import published
from companies.record.reading.ordering import default_ordering, ordering_of
from companies.record.reading.snapshot import Snapshot
from companies.vocabulary import KINDS


def counts(snapshot: Snapshot) -> dict[str, int]:
    """Return how many rows of each kind are published, as known then."""
    return dict(published(snapshot, *KINDS.codes).order_by("kind").values_list("kind").annotate(Count("pk")))


def counts_of_lists(snapshot: Snapshot) -> dict[str, int]:
    """Return how many rows the list of each kind has: where a day is asked for, of answers those in force on it."""
    return counts(snapshot) | {kind: read.count(snapshot, kind) for kind in read.LISTED_BY_DAY if snapshot.valid_on}


def counts_by(snapshot: Snapshot, kind: str, column: str) -> dict[str, int]:
    """Return how many rows of a kind are published, by a column."""
    return dict(published(snapshot, kind).order_by().values_list(column).annotate(Count("pk")))


def all_names(snapshot: Snapshot, kind: str, at_most: int) -> dict[str, str] | None:
    """Return today's names by slug of all rows of a kind, or None where there are more than ``at_most``."""
    names = _names(published(snapshot, kind).order_by("key")[: at_most + 1])
    return None if len(names) > at_most else names


def names_of(snapshot: Snapshot, kind: str, keys: Collection[str]) -> dict[str, str]:
    """Return today's names by slug of some rows of a kind."""
    return _names(published(snapshot, kind).filter(key__in=keys).order_by("key"))


def services_of(snapshot: Snapshot, company: str) -> dict[str, str]:
    """Return today's names by slug of the services that belong to a company."""
    owned = Reference.objects.filter(kind="company", key=company, role="parent").values("revision")
    return _names(published(snapshot, "company").filter(pk__in=owned).order_by("key"))


def newest_keys(snapshot: Snapshot, kinds: Collection[str], at_most: int) -> list[tuple[str, str, datetime]]:
    """Return (kind, key, instant of its newest revision) of what is published, newest first; reads no document."""
    entries = published(snapshot, *kinds).order_by("-recorded_at", "-revision_id")
    return list(entries.values_list("kind", "key", "recorded_at")[:at_most])


def rows_of_all_days(snapshot: Snapshot, kind: str, condition: Q) -> list[Item]:
    """Return rows that meet ``condition``, whatever the day, in their usual order."""
    entries = published(snapshot, kind).filter(condition).order_by(*ordering_of(default_ordering(kind)).terms)
    return make_items(snapshot, entries.select_related("revision"))


def applied_to(companies: Collection[str]) -> Q:
    """Return the condition that an event of a law names one of the companies."""
    named = Reference.objects.filter(kind="company", key__in=companies, role="events")
    return Q(pk__in=named.values("revision"))


def cites(source: str) -> Q:
    """Return the condition that a row's own revision names the source."""
    return Q(pk__in=Reference.objects.filter(kind="source", key=source).values("revision"))


def _names(entries: QuerySet[Entry]) -> dict[str, str]:
    """Return names by slug: of a law its short one with its place, so that no two of a list are told alike.

    Each is read from the document, which lists keep no name of.
    """
    documents = ((entry, json.loads(entry.revision.document)) for entry in entries.select_related("revision"))
    return {entry.key: _name(entry.kind, document) for entry, document in documents}


def _name(kind: str, document: dict[str, Any]) -> str:
    name: str = law_with_place(document) if kind == "law" else document["name"]
    return name
