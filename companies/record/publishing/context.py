"""The record as it stands while a set is being put together: what is stored, and what was composed on top of it."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from companies.chunks import chunked
from companies.record.documents.chains import Chain, chain_of
from companies.record.documents.compose import Document
from companies.record.documents.entered_fields import entered_fields
from companies.record.ledger.revision import Entry, Key, Reference


class NotPublishedError(LookupError):
    """Something is referred to that has no document."""

    def __init__(self, key: Key) -> None:
        super().__init__(f"{key[0]} {key[1]} is not published")
        self.key = key


@dataclass(frozen=True)
class Stored:
    """The newest revision of a key, with its document."""

    entry: Entry
    text: str
    document: Document

    @property
    def live(self) -> bool:
        """Whether it is not a tombstone."""
        return not self.entry.retracted


class PublishContext:
    """Newest documents by key: loaded in bulk, overlaid by what this set composed, less what it retracts."""

    def __init__(self) -> None:
        self._stored: dict[Key, Stored | None] = {}
        self.chains: dict[Chain, list[Key]] = {}
        """The live statements of the chains that were read."""
        self.composed: dict[Key, Document] = {}
        self.retracted: set[Key] = set()

    def load(self, keys: Iterable[Key]) -> None:
        """Read the newest revisions of those keys that were not read before."""
        wanted: dict[str, list[str]] = defaultdict(list)
        for kind, key in dict.fromkeys(keys):
            if (kind, key) not in self._stored:
                wanted[kind].append(key)
                self._stored[kind, key] = None
        for kind, slugs in wanted.items():
            for some in chunked(slugs):
                self._read({"kind": kind, "key__in": some})

    def load_chain(self, chain: Chain) -> list[Key]:
        """Read all live statements of a chain and return their keys."""
        if chain not in self.chains:
            company, law, demand = chain
            filters = {"company": company, "law": law, "demand": demand, "retracted": False}
            self.chains[chain] = self._read({"kind": "stance", **filters})
        return self.chains[chain]

    def load_kind(self, kind: str) -> list[Key]:
        """Read all live rows of a kind, of statements their chains too, and return their keys."""
        keys = self._read({"kind": kind, "retracted": False})
        if kind == "stance":
            for key in keys:
                self.chains.setdefault(chain_of(entered_fields(kind, self.document(*key))), []).append(key)
        return keys

    def _read(self, filters: Mapping[str, Any]) -> list[Key]:
        found = []
        for entry in Entry.objects.filter(superseded_at__isnull=True, **filters).select_related("revision"):
            text = entry.revision.document
            self._stored[entry.kind, entry.key] = Stored(entry, text, json.loads(text))
            found.append((entry.kind, entry.key))
        return found

    def stored(self, key: Key) -> Stored | None:
        """Return the newest revision of ``key``, a tombstone too; None where the record has never had it."""
        if key not in self._stored:
            self.load([key])
        return self._stored[key]

    def live(self, key: Key) -> Stored | None:
        """Return the newest revision of ``key`` unless it is a tombstone."""
        stored = self.stored(key)
        return stored if stored is not None and stored.live else None

    def document(self, kind: str, slug: str) -> Document:
        """Return the document as it will stand after this set. Raises NotPublishedError where there is none."""
        key = (kind, slug)
        if key in self.composed:
            return self.composed[key]
        live = None if key in self.retracted else self.live(key)
        if live is None:
            raise NotPublishedError(key)
        return live.document

    def dependents(self, keys: Iterable[Key]) -> dict[Key, set[Key]]:
        """Return, for each of ``keys`` that live documents embed or name, the keys of those documents."""
        wanted: dict[str, list[str]] = defaultdict(list)
        for kind, key in keys:
            wanted[kind].append(key)
        found: dict[Key, set[Key]] = defaultdict(set)
        for kind, slugs in wanted.items():
            for some in chunked(slugs):
                references = Reference.objects.filter(
                    kind=kind,
                    key__in=some,
                    revision__entry__superseded_at__isnull=True,
                    revision__entry__retracted=False,
                )
                columns = ("key", "revision__entry__kind", "revision__entry__key")
                for key, owner_kind, owner in references.values_list(*columns):
                    found[kind, key].add((owner_kind, owner))
        return found
