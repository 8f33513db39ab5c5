"""Do entries and references say what the ledger gives? Compared some hundred revisions at a time, none held after."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from companies.record.ledger.rebuild import Derived, derived
from companies.record.ledger.revision import Entry, Reference

_ENTRY_COLUMNS = [field.attname for field in Entry._meta.concrete_fields]


def derived_faults(done: Callable[[int], object] = lambda rows: None) -> Iterator[str]:
    """Yield a sentence for each entry and reference that is missing, too many, or not what its revision gives.

    The ledger itself must be whole. ``done`` is told how many more revisions were compared.
    """
    seen: int | None = None
    for batch in derived():
        last = batch[-1][0].entry.pk
        yield from _differences(batch, _range(seen, last))
        done(len(batch))
        seen = last
    yield from _differences([], _range(seen, None))


def _range(after: int | None, last: int | None) -> dict[str, int]:
    """Return the lookups of the revisions after one and up to another; None for no end."""
    ends = {"revision__gt": after, "revision__lte": last}
    return {lookup: seq for lookup, seq in ends.items() if seq is not None}


def _differences(batch: Iterable[Derived], revisions: Mapping[str, int]) -> Iterator[str]:
    expected = {filed.entry.pk: _columns(filed.entry) for filed, _ in batch}
    standing = {entry.pk: _columns(entry) for entry in Entry.objects.filter(**revisions)}
    yield from _sentences("entry", "is missing", expected.keys() - standing.keys())
    yield from _sentences("entry", "should not be there", standing.keys() - expected.keys())
    both = expected.keys() & standing.keys()
    yield from _sentences("entry", "differs from the ledger", (pk for pk in both if expected[pk] != standing[pk]))
    given = {(ref.revision_id, ref.kind, ref.key, ref.role) for _, references in batch for ref in references}
    stored = set(Reference.objects.filter(**revisions).values_list("revision_id", "kind", "key", "role"))
    yield from _sentences("reference", "is missing", given - stored)
    yield from _sentences("reference", "should not be there", stored - given)


def _columns(entry: Entry) -> tuple[Any, ...]:
    return tuple(getattr(entry, name) for name in _ENTRY_COLUMNS)


def _sentences(noun: str, what: str, found: Iterable[Any]) -> Iterator[str]:
    return (f"{noun} {item} {what}: run manage.py rebuild_entries" for item in sorted(found))
