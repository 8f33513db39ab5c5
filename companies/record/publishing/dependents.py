"""From entered fields to the documents of a whole set: what was asked for, and everything that must change with it.

Neighbours whose interval moves and dependents whose embedded label or source moves are built from the *record*, so that
publishing one row never publishes what an editor has meanwhile written into another (design: publishing 2).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from companies.models.shared_rules import CIRCLE, OWNERS_CIRCLE
from companies.record.documents.chains import Chain, Standing, chain_of, standing_of, standings
from companies.record.documents.compose import compose, embedded_fields, targets
from companies.record.documents.entered_fields import EnteredFields, entered_fields
from companies.record.ledger.revision import Key
from companies.record.publishing.ancestry import CircleError, above_first, depths, keys_above
from companies.record.publishing.context import NotPublishedError, PublishContext
from companies.record.publishing.refusals import PublishError, Refusal, refuse_if
from companies.vocabulary import KINDS


def compose_set(context: PublishContext, asked: Mapping[Key, EnteredFields], chains: Iterable[Chain]) -> None:
    """Compose into ``context`` all documents that the set touches.

    ``asked``: entered fields of the rows to publish. ``chains``: the chains whose intervals and runs may move. Raises
    PublishError where an asked row refers to something that is neither published nor in the set.
    """
    standing = chain_standings(context, asked, chains)
    pending = defaultdict(set)
    for kind, key in (*asked, *(("stance", slug) for slug in standing)):
        pending[kind].add((kind, key))
    for kind in KINDS.codes:
        while pending[kind]:
            batch, pending[kind] = pending[kind], set()
            moved = compose_rows(context, batch, asked, standing)
            dependents = {owner for owners in context.dependents(moved).values() for owner in owners}
            for dependent in dependents - context.retracted:
                pending[dependent[0]].add(dependent)


def by_depth(context: PublishContext, keys: Iterable[Key]) -> list[Key]:
    """Return keys of any kinds in the order in which a set is written: kind, those above before those below, slug."""
    listed = list(keys)
    depth = depths(listed, lambda key: keys_above(context, key, {}))
    return sorted(listed, key=lambda key: (KINDS.codes.index(key[0]), depth[key], key[1]))


def chain_standings(
    context: PublishContext, asked: Mapping[Key, EnteredFields], chains: Iterable[Chain]
) -> dict[str, Standing]:
    """Return where each statement of the chains stands, by slug.

    What is asked is taken as the desk has it, the rest as published, less what is retracted.
    """
    listed = sorted(set(chains))
    context.load_chains(listed)
    asked_of: dict[Chain, dict[Key, EnteredFields]] = defaultdict(dict)
    for key, entered in asked.items():
        if key[0] == "stance":
            asked_of[chain_of(entered)][key] = entered
    result: dict[str, Standing] = {}
    for chain in listed:
        members = [key for key in context.chains[chain] if key not in context.retracted]
        statements = {key: asked.get(key) or _published_fields(context, key) for key in members}
        result |= standings((statements | asked_of[chain]).values())
    return result


def _published_fields(context: PublishContext, key: Key) -> EnteredFields:
    return entered_fields(key[0], context.document(*key))


def compose_rows(
    context: PublishContext, batch: Collection[Key], asked: Mapping[Key, EnteredFields], standing: dict[str, Standing]
) -> list[Key]:
    """Compose rows of one kind into ``context``, those above first; return those whose dependents must follow.

    ``standing`` gets what statements of no recomputed chain say of themselves. Raises PublishError where a row refers
    to what is neither published nor composed.
    """
    context.load(batch)
    all_entered = {key: asked.get(key) or _published_fields(context, key) for key in batch}
    context.load(target for (kind, _), entered in all_entered.items() for target in targets(kind, entered))
    _add_standings(context, batch, asked, standing)
    moved, refusals = [], []
    for key in _above_first(context, all_entered):
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
    return moved


def _has(context: PublishContext, key: Key) -> bool:
    try:
        context.document(*key)
    except NotPublishedError:
        return False
    return True


def _add_standings(
    context: PublishContext, batch: Iterable[Key], asked: Mapping[Key, EnteredFields], standing: dict[str, Standing]
) -> None:
    """Add where statements stand whose chain this set does not move, and which are composed anew for a label or source.

    Their documents say it; of one that was published before runs were told, the whole chain is asked.
    """
    others = {key[1]: context.document(*key) for key in batch if key[0] == "stance" and key[1] not in standing}
    told = {slug: standing_of(document) for slug, document in others.items()}
    standing |= {slug: stands for slug, stands in told.items() if stands is not None}
    chains = {chain_of(entered_fields("stance", others[slug])) for slug, stands in told.items() if stands is None}
    standing |= {slug: stands for slug, stands in chain_standings(context, asked, chains).items() if slug in others}


def _above_first(context: PublishContext, all_entered: Mapping[Key, EnteredFields]) -> list[Key]:
    """Return the keys so that each comes after those above it that are among them; raise PublishError for a circle."""
    try:
        ordered = above_first(all_entered, lambda key: keys_above(context, key, all_entered))
    except CircleError as error:
        why = OWNERS_CIRCLE if error.key[0] == "company" else CIRCLE
        raise PublishError([Refusal(*error.key, "circle", str(why))]) from error
    return [key for key in ordered if key in all_entered]
