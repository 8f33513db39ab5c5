"""What stands above a row of its own kind: the place that a place is part of, the owners of a company.

Those above are composed and written first.
"""

from collections.abc import Callable, Iterable, Mapping

from companies.record.documents.entered_fields import EnteredFields, entered_fields
from companies.record.ledger.revision import Key
from companies.record.publishing.context import PublishContext

KINDS_WITH_ROWS_ABOVE = ("jurisdiction", "company")


class CircleError(ValueError):
    """Going up from a key comes twice to the same."""

    def __init__(self, key: Key) -> None:
        super().__init__(f"{key[0]} {key[1]}")
        self.key = key


def keys_above(context: PublishContext, key: Key, all_entered: Mapping[Key, EnteredFields]) -> list[Key]:
    """Return what stands right above a row: from its entered fields where they are in hand, else from its document."""
    kind = key[0]
    if kind not in KINDS_WITH_ROWS_ABOVE:
        return []
    if key in all_entered:
        entered = all_entered[key]
    else:
        live = context.live(key)
        entered = entered_fields(kind, context.composed.get(key) or (live.document if live else {}))
    slugs = [owner["company"] for owner in entered.get("owners", ())]
    slugs += [entered["parent"]] if "parent" in entered else []
    return [(kind, slug) for slug in slugs]


def above_first(keys: Iterable[Key], above: Callable[[Key], Iterable[Key]]) -> list[Key]:
    """Return keys, and all that stands above them, each after those above it. Raises CircleError."""
    ordered: dict[Key, None] = {}
    open_now: dict[Key, None] = {}
    waiting = sorted(keys, reverse=True)
    while waiting:
        key = waiting[-1]
        if key in ordered or key in open_now:
            ordered[waiting.pop()] = None
            open_now.pop(key, None)
            continue
        open_now[key] = None
        uppers = [up for up in above(key) if up not in ordered]
        if not open_now.keys().isdisjoint(uppers):
            raise CircleError(next(iter(open_now)))
        waiting += sorted(uppers, reverse=True)
    return list(ordered)


def depths(keys: Iterable[Key], above: Callable[[Key], Iterable[Key]]) -> dict[Key, int]:
    """Return how many stand above each key, one above the other: 0 for one that stands in nothing."""
    found: dict[Key, int] = {}
    for key in above_first(keys, above):
        found[key] = max((found[up] + 1 for up in above(key)), default=0)
    return found
