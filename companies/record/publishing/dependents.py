"""From entered fields to the documents of a whole set: what was asked for, and everything that must change with it.

Neighbours whose interval moves and dependents whose embedded label or source moves are built from the *record*, so that
publishing one row never publishes what an editor has meanwhile written into another (design: publishing 2).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from companies.models.shared_rules import CIRCLE
from companies.record.documents.chains import Chain, Standing, chain_of, standing_of, standings
from companies.record.documents.compose import compose, embedded_fields, targets
from companies.record.documents.entered_fields import EnteredFields, entered_fields
from companies.record.documents.fields import ROW_KEYS
from companies.record.ledger.revision import Key
from companies.record.publishing.context import NotPublishedError, PublishContext
from companies.record.publishing.refusals import PublishError, Refusal, refuse_if
from companies.vocabulary import KINDS


def compose_set(
    context: PublishContext,
    asked: Mapping[Key, EnteredFields],
    chains: Iterable[Chain],
    *,
    anew: Iterable[Key] = (),
    done: Callable[[int], object] = lambda rows: None,
) -> None:
    """Compose into ``context`` all documents that the set touches.

    ``asked``: entered fields of the rows to publish. ``chains``: the chains whose intervals and runs may move.
    ``anew``: published rows to compose from the record whether or not anything moves. ``done``: is told how many more
    rows are being composed. Raises
    PublishError where an asked row refers to something that is neither published nor in the set.
    """
    standing = _chain_standings(context, asked, chains)
    pending = defaultdict(set)
    for kind, key in (*asked, *anew, *(("stance", slug) for slug in standing)):
        pending[kind].add((kind, key))
    for kind in KINDS.codes:
        while pending[kind]:
            batch, pending[kind] = pending[kind], set()
            done(len(batch))
            for dependent in _compose_batch(context, batch, asked, standing):
                pending[dependent[0]].add(dependent)


def by_depth(context: PublishContext, keys: Iterable[Key]) -> list[Key]:
    """Return keys of any kinds in the order in which a set is written: kind, parents before children, slug."""
    return sorted(keys, key=lambda key: (KINDS.codes.index(key[0]), _depth(context, key), key[1]))


def _depth(context: PublishContext, key: Key) -> int:
    depth, up = 0, _parent(context, key, {})
    while up is not None:
        depth, up = depth + 1, _parent(context, up, {})
    return depth


def _parent(context: PublishContext, key: Key, all_entered: Mapping[Key, EnteredFields]) -> Key | None:
    """Return the key of the row's parent: from its entered fields where they are in hand, else from its document."""
    if "parent" not in ROW_KEYS[key[0]]:
        return None
    if key in all_entered:
        slug = all_entered[key].get("parent")
    else:
        live = context.live(key)
        document = context.composed.get(key) or (live.document if live else {})
        slug = document["parent"]["slug"] if "parent" in document else None
    return (key[0], slug) if slug else None


def _chain_standings(
    context: PublishContext, asked: Mapping[Key, EnteredFields], chains: Iterable[Chain]
) -> dict[str, Standing]:
    """Recompute the chains: what is asked as the desk has it, the rest as published, less what is retracted."""
    result: dict[str, Standing] = {}
    for chain in sorted(set(chains)):
        members = [key for key in context.load_chain(chain) if key not in context.retracted]
        statements = {key: asked.get(key) or _published_fields(context, key) for key in members}
        statements |= {
            key: entered for key, entered in asked.items() if key[0] == "stance" and chain_of(entered) == chain
        }
        result |= standings(statements.values())
    return result


def _published_fields(context: PublishContext, key: Key) -> EnteredFields:
    return entered_fields(key[0], context.document(*key))


def _compose_batch(
    context: PublishContext, batch: set[Key], asked: Mapping[Key, EnteredFields], standing: dict[str, Standing]
) -> set[Key]:
    """Compose rows of one kind, parents first; return the dependents that must be composed (anew) because of them."""
    context.load(batch)
    all_entered = {key: asked.get(key) or _published_fields(context, key) for key in batch}
    context.load(target for (kind, _), entered in all_entered.items() for target in targets(kind, entered))
    _add_standings(context, batch, asked, standing)
    moved, refusals = [], []
    for key in _parents_first(context, all_entered):
        before = context.composed.get(key) or (live.document if (live := context.live(key)) else None)
        entered = all_entered[key]
        absent = tuple(dict.fromkeys(target for target in targets(key[0], entered) if not _has(context, target)))
        if absent:
            names = ", ".join(f"{kind} {slug}" for kind, slug in absent)
            refusals.append(Refusal(*key, "not_published", f"it refers to what is not published: {names}", absent))
            continue
        document = context.composed[key] = compose(key[0], entered, context.document, standing.get(key[1]))
        if before is not None and embedded_fields(key[0], before) != embedded_fields(key[0], document):
            moved.append(key)
    refuse_if(refusals)
    return {owner for owners in context.dependents(moved).values() for owner in owners}


def _has(context: PublishContext, key: Key) -> bool:
    try:
        context.document(*key)
    except NotPublishedError:
        return False
    return True


def _add_standings(
    context: PublishContext, batch: set[Key], asked: Mapping[Key, EnteredFields], standing: dict[str, Standing]
) -> None:
    """Add where statements stand whose chain this set does not move, and which are composed anew for a label or source.

    Their documents say it; of one that was published before runs were told, the whole chain is asked.
    """
    others = {key[1]: context.document(*key) for key in batch if key[0] == "stance" and key[1] not in standing}
    told = {slug: standing_of(document) for slug, document in others.items()}
    standing |= {slug: stands for slug, stands in told.items() if stands is not None}
    chains = {chain_of(entered_fields("stance", others[slug])) for slug, stands in told.items() if stands is None}
    standing |= {slug: stands for slug, stands in _chain_standings(context, asked, chains).items() if slug in others}


def _parents_first(context: PublishContext, all_entered: Mapping[Key, EnteredFields]) -> list[Key]:
    """Return the keys so that each comes after its parent where that is among them; raise PublishError for a circle."""
    ordered: dict[Key, None] = {}
    for start in sorted(all_entered):
        path: list[Key] = []
        key: Key | None = start
        while key is not None and key not in ordered:
            if key in path:
                raise PublishError([Refusal(*start, "circle", str(CIRCLE))])
            path.append(key)
            key = _parent(context, key, all_entered)
        ordered |= dict.fromkeys(reversed(path))
    return [key for key in ordered if key in all_entered]
