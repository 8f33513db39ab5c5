"""From own parts to the documents of a whole set: what was asked for, and everything that must change with it.

Neighbours whose interval moves and dependents whose embedded label or source moves are built from the *record*: an
unpublished edit never leaves the desk by another row's door (DESIGN, publishing 2).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from companies.record.documents.chains import Interval, intervals
from companies.record.documents.compose import compose, embedded_view, targets
from companies.record.documents.entered_fields import Own, own_part
from companies.record.documents.fields import ROW_KEYS
from companies.record.ledger.revision import Key
from companies.record.publishing.context import NotPublishedError, Working
from companies.record.publishing.refusals import Fault, PublishError, refuse_if
from companies.vocabulary import KINDS

Chain = tuple[str, str, str]
"""(company, law, demand)."""


def compose_set(working: Working, asked: Mapping[Key, Own], chains: Iterable[Chain]) -> None:
    """Compose into ``working`` all documents that the set touches.

    ``asked``: own parts of the rows to publish. ``chains``: the chains whose intervals may move. Raises PublishError
    where an asked row refers to something that is neither published nor in the set.
    """
    parts: dict[Key, Own] = dict(asked)
    in_force = _chain_intervals(working, parts, chains)
    pending = defaultdict(set)
    for kind, key in (*parts, *(("stance", slug) for slug in in_force)):
        pending[kind].add((kind, key))
    for kind in KINDS.codes:
        while pending[kind]:
            batch, pending[kind] = pending[kind], set()
            for dependent in _compose_batch(working, batch, parts, in_force):
                pending[dependent[0]].add(dependent)


def by_depth(working: Working, keys: Iterable[Key]) -> list[Key]:
    """Return keys of any kinds in the order in which a set is written: kind, parents before children, slug."""
    return sorted(keys, key=lambda key: (KINDS.codes.index(key[0]), _depth(working, key), key[1]))


def _depth(working: Working, key: Key) -> int:
    depth, up = 0, _parent(working, key, {})
    while up is not None:
        depth, up = depth + 1, _parent(working, up, {})
    return depth


def _parent(working: Working, key: Key, own_parts: Mapping[Key, Own]) -> Key | None:
    """Return the key of the row's parent: as its own part says where that is in hand, else as its document does."""
    if "parent" not in ROW_KEYS[key[0]]:
        return None
    if key in own_parts:
        slug = own_parts[key].get("parent")
    else:
        live = working.live(key)
        document = working.composed.get(key) or (live.document if live else {})
        slug = document["parent"]["slug"] if "parent" in document else None
    return (key[0], slug) if slug else None


def _chain_intervals(working: Working, parts: dict[Key, Own], chains: Iterable[Chain]) -> dict[str, Interval]:
    """Recompute the chains: what is asked as the desk has it, the rest as published, less what is retracted."""
    result: dict[str, Interval] = {}
    for chain in sorted(set(chains)):
        members = [key for key in working.load_chain(*chain) if key not in working.retracted]
        statements = {key: parts.get(key) or _published_part(working, key) for key in members}
        statements |= {
            key: own
            for key, own in parts.items()
            if key[0] == "stance" and (own["company"], own["law"], own["demand"]) == chain
        }
        result |= intervals(statements.values())
    return result


def _published_part(working: Working, key: Key) -> Own:
    return own_part(key[0], working.document(*key))


def _compose_batch(
    working: Working, batch: set[Key], parts: Mapping[Key, Own], in_force: Mapping[str, Interval]
) -> set[Key]:
    """Compose rows of one kind, parents first; return the dependents that must be composed (anew) because of them."""
    working.load(batch)
    own_parts = {key: parts.get(key) or _published_part(working, key) for key in batch}
    working.load(target for (kind, _), own in own_parts.items() for target in targets(kind, own))
    moved, faults = [], []
    for key in _parents_first(working, own_parts):
        before = working.composed.get(key) or (live.document if (live := working.live(key)) else None)
        own = own_parts[key]
        absent = tuple(dict.fromkeys(target for target in targets(key[0], own) if not _has(working, target)))
        if absent:
            names = ", ".join(f"{kind} {slug}" for kind, slug in absent)
            faults.append(Fault(*key, "not_published", f"it refers to what is not published: {names}", absent))
            continue
        document = working.composed[key] = compose(key[0], own, working.document, _interval(working, key, in_force))
        if before is not None and embedded_view(key[0], before) != embedded_view(key[0], document):
            moved.append(key)
    refuse_if(faults)
    return {owner for owners in working.dependents(moved).values() for owner in owners}


def _has(working: Working, key: Key) -> bool:
    try:
        working.document(*key)
    except NotPublishedError:
        return False
    return True


def _interval(working: Working, key: Key, in_force: Mapping[str, Interval]) -> Interval | None:
    """Return when a stance is in force: as its chain was recomputed with this set, else as its document says."""
    if key[0] != "stance":
        return None
    if key[1] in in_force:
        return in_force[key[1]]
    document = working.document(*key)
    until = document.get("valid_until")
    return Interval(date.fromisoformat(document["valid_from"]), date.fromisoformat(until) if until else None)


def _parents_first(working: Working, own_parts: Mapping[Key, Own]) -> list[Key]:
    """Return the keys so that each comes after its parent where that is among them; raise PublishError for a circle."""
    ordered: dict[Key, None] = {}
    for start in sorted(own_parts):
        path: list[Key] = []
        key: Key | None = start
        while key is not None and key not in ordered:
            if key in path:
                raise PublishError([Fault(*start, "circle", "its parents go round in a circle")])
            path.append(key)
            key = _parent(working, key, own_parts)
        ordered |= dict.fromkeys(reversed(path))
    return [key for key in ordered if key in own_parts]
