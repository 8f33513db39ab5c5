"""Bringing what is published to the form that documents have today (design: publishing 12).

A release may tell more in a document than the one before, from the same entered fields. What was published under the
old form then differs from what would be composed today. ``recompose`` writes a ``technical`` revision for each such
row, all in one set, so that readers never see half of it; old revisions keep their bytes.

The set is composed and written in parts, in the order in which a set is written anyway: no more than a part is held,
and what later rows embed is read as it was just written.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from django.db.models import QuerySet

from companies.chunks import CHUNK, chunked
from companies.record.documents.compose import FORM
from companies.record.ledger.derived.filing import Filing
from companies.record.ledger.revision import DocumentForm, Entry, Key, Reference
from companies.record.publishing.ancestry import KINDS_WITH_ROWS_ABOVE, depths
from companies.record.publishing.appending import PendingRevision, append_part, begin_set
from companies.record.publishing.causes import Reason
from companies.record.publishing.context import PublishContext
from companies.record.publishing.dependents import chain_standings, compose_rows
from companies.record.publishing.floor import publishing_transaction
from companies.record.publishing.publish import changed_documents, lock_for_publishing
from companies.vocabulary import KINDS


def recompose(done: Callable[[int], object] = lambda rows: None, *, clock_is_right: bool = False) -> int:
    """Compose every published row anew from the record, and write those that come out differently as one set.

    Return how many were written; a second run writes nothing. ``done`` is told how many more rows were composed. Raises
    PublishError where the clock is doubted or has gone back; then nothing is written.
    """
    written = 0
    instant: datetime | None = None
    with publishing_transaction() as opened:
        head, tables = lock_for_publishing(opened, clock_is_right), Filing()
        for keys in _parts_in_order():
            context = PublishContext()
            if pending := _composed_anew(context, keys):
                instant = instant or begin_set(opened, head)
                append_part(head, instant, context, tables, pending, None)
                written += len(pending)
            done(len(keys))
        tables.finish()
        DocumentForm.objects.update_or_create(pk=DocumentForm.ONLY, defaults={"form": FORM})
    return written


def _composed_anew(context: PublishContext, keys: Sequence[Key]) -> list[PendingRevision]:
    """Return what must be written of rows of one kind, in their order."""
    context.load(keys)
    chains = {stored.entry.chain for key in keys if key[0] == "stance" and (stored := context.live(key))}
    compose_rows(context, keys, {}, chain_standings(context, {}, chains))
    pending, _ = changed_documents(context, keys, {}, Reason("technical"))
    return pending


def _parts_in_order() -> Iterator[Sequence[Key]]:
    """Yield all published keys, some at a time, in the order in which a set is written: see ``dependents.by_depth``."""
    for kind in KINDS.codes:
        above = _rows_above(kind) if kind in KINDS_WITH_ROWS_ABOVE else {}
        for page in _pages(kind):
            if first := [key for key in page.values() if key not in above]:
                yield first
        yield from chunked(_those_above_first(above), CHUNK)


def _those_above_first(above: Mapping[Key, Sequence[Key]]) -> list[Key]:
    depth = depths(above, lambda key: above.get(key, ()))
    return sorted(above, key=lambda key: (depth[key], key))


def _rows_above(kind: str) -> dict[Key, list[Key]]:
    """Return what stands right above each row of ``kind``, for those that stand in anything."""
    found: dict[Key, list[Key]] = defaultdict(list)
    for page in _pages(kind):
        uppers = Reference.objects.filter(revision__in=page, kind=kind, role__in=("parent", "owners"))
        for seq, upper in uppers.values_list("revision", "key"):
            found[page[seq]].append((kind, upper))
    return found


def _pages(kind: str) -> Iterator[dict[int, Key]]:
    """Yield the live rows of ``kind`` by slug, some at a time, as keys by seq; what is written meanwhile moves none."""
    last = ""
    while page := list(_live().filter(kind=kind, key__gt=last).order_by("key").values_list("pk", "key")[:CHUNK]):
        yield {seq: (kind, key) for seq, key in page}
        last = page[-1][1]


def _live() -> QuerySet[Entry]:
    return Entry.objects.filter(superseded_at__isnull=True, retracted=False)


def is_due() -> bool:
    """Return whether documents may have been published under an earlier form; one query."""
    return not DocumentForm.objects.filter(form__gte=FORM).exists()


def count_published() -> int:
    """Return how many rows there are to compose."""
    return _live().count()
