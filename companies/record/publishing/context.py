"""The record as it stands while a set is being put together: what is stored, and what was composed on top of it."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from companies.chunks import chunked
from companies.record.documents.chains import Chain
from companies.record.documents.compose import Document
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
                self._read(Q(kind=kind, key__in=some))

    def load_chains(self, chains: Iterable[Chain]) -> None:
        """Read all live statements of those chains that were not read before into :attr:`chains`."""
        wanted = {chain for chain in chains if chain not in self.chains}
        self.chains |= {chain: [] for chain in wanted}
        for some in chunked(sorted(wanted, key=lambda chain: (chain[1:], chain[0]))):
            for entry in self._read(Q(kind="stance", retracted=False) & _of_chains(some)):
                self.chains[entry.chain].append((entry.kind, entry.key))

    def _read(self, condition: Q) -> list[Entry]:
        found = list(Entry.objects.filter(condition, superseded_at__isnull=True).select_related("revision"))
        for entry in found:
            text = entry.revision.document
            self._stored[entry.kind, entry.key] = Stored(entry, text, json.loads(text))
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


def _of_chains(chains: Iterable[Chain]) -> Q:
    """Return the condition that an entry is of one of ``chains``: a term for each (law, demand) that is among them."""
    companies: dict[tuple[str, str], list[str]] = defaultdict(list)
    for company, law, demand in chains:
        companies[law, demand].append(company)
    terms = (Q(law=law, demand=demand, company__in=some) for (law, demand), some in companies.items())
    return Q(*terms, _connector=Q.OR)
