"""What may enter the record, and what may leave it: the rules that a whole set must meet."""

from collections.abc import Iterable, Iterator, Mapping

from companies import clock
from companies.models.figure_rules import base_key, restated_fault
from companies.models.shared_rules import (
    HOLDS_ROWS,
    LIES_IN,
    alias_faults,
    demand_fault,
    support_fault,
    worldwide_fault,
)
from companies.partial_dates import first_day
from companies.record.documents.chains import chain_of
from companies.record.documents.entered_fields import EnteredFields, entered_fields
from companies.record.ledger.revision import Key
from companies.record.publishing.context import PublishContext
from companies.record.publishing.refusals import Refusal, refuse_if
from companies.vocabulary import WORLDWIDE


def refuse_unfit(context: PublishContext, asked: Mapping[Key, EnteredFields]) -> None:
    """Raise PublishError, with all reasons, where an asked row breaks a rule of the record."""
    refusals = list(_rested_on_refusals(context, asked))
    for key, entered in asked.items():
        refusals += (Refusal(*key, "alias", why) for _, why in alias_faults(entered))
        if key[0] == "stance":
            refusals += _stance_refusals(context, key, entered)
        if key[0] == "figure":
            refusals += _figure_refusals(key, entered)
        if key[0] in LIES_IN:
            refusals += _place_refusals(context, key, entered)
    refuse_if(refusals)


def refuse_both(asked: Iterable[Key], retracting: Iterable[Key]) -> None:
    """Raise PublishError for a key that one set would publish and take back."""
    both = sorted(set(asked) & set(retracting))
    refuse_if(Refusal(*key, "both", "a set can't publish it and take it back") for key in both)


def refuse_unretractable(context: PublishContext, notes: Mapping[Key, str]) -> None:
    """Raise PublishError for a key that isn't published or is referred to from outside the set, or without a note."""
    keys = notes.keys()
    noted = all(note.strip() for note in notes.values())
    refusals = [] if noted else [Refusal("", "", "note", "say in a public note why it is retracted")]
    for key in sorted(keys):
        if context.live(key) is None:
            refusals.append(Refusal(*key, "not_published", "it is not published"))
    for key, owners in sorted(context.dependents(keys).items()):
        if left := tuple(sorted(owners - keys)):
            names = ", ".join(f"{kind} {slug}" for kind, slug in left)
            refusals.append(Refusal(*key, "referred_to", f"others refer to it: {names}", left))
    refuse_if(refusals)


def _stance_refusals(context: PublishContext, key: Key, entered: EnteredFields) -> Iterator[Refusal]:
    for code, reason in _unfounded(context, entered):
        yield Refusal(*key, code, reason)
    if first_day(entered["announced_on"]) > clock.latest_today():
        yield Refusal(*key, "future", f"it is announced in the future: {entered['announced_on']}")
    stored = context.stored(key)
    if stored and stored.entry.chain != chain_of(entered):
        yield Refusal(*key, "moved", "company, law and demand of a published stance can't change: retract it")


def _figure_refusals(key: Key, entered: EnteredFields) -> Iterator[Refusal]:
    """Yield that it restates another thing: what its key is made of is that one's key, not its own values."""
    if "restates" in entered and (why := restated_fault(entered["restates"], base_key(entered))):
        yield Refusal(*key, "invalid", f"restates: {why}")


def _place_refusals(context: PublishContext, key: Key, entered: EnteredFields) -> Iterator[Refusal]:
    """Yield that something lies in what stands for all places together, told from both sides."""
    place = entered.get(LIES_IN[key[0]])
    is_worldwide = key[0] == "jurisdiction" and entered["kind"] == WORLDWIDE
    above = context.document("jurisdiction", place)["kind"] if place else ""
    if why := worldwide_fault(WORLDWIDE if place and is_worldwide else above):
        yield Refusal(*key, "invalid", why)
    if is_worldwide:
        owners = sorted(owner for owner in context.dependents([key])[key] if owner[0] in LIES_IN)
        context.load(owners)
        if inner := tuple(owner for owner in owners if _place_of(context, owner) == key[1]):
            names = ", ".join(slug for _, slug in inner)
            yield Refusal(*key, "rested_on", f"{HOLDS_ROWS}: {names}", inner)


def _place_of(context: PublishContext, key: Key) -> str:
    return str(entered_fields(key[0], context.document(*key)).get(LIES_IN[key[0]], ""))


def _rested_on_refusals(context: PublishContext, asked: Mapping[Key, EnteredFields]) -> Iterator[Refusal]:
    """Yield each source and law of the set on which, as it would stand, a published stance outside it could not rest.

    A stance rests on its first supporting source, which must have been read, and on a law that makes its demand.
    """
    dependents = context.dependents(key for key in asked if key[0] in ("source", "law"))
    resting = {
        key: sorted(owner for owner in owners - asked.keys() - context.retracted if owner[0] == "stance")
        for key, owners in dependents.items()
    }
    context.load(owner for owners in resting.values() for owner in owners)
    for key, owners in sorted(resting.items()):
        if unfounded := tuple(owner for owner in owners if _is_unfounded(context, owner)):
            names = ", ".join(slug for _, slug in unfounded)
            yield Refusal(*key, "rested_on", f"published stances could not rest on it any more: {names}", unfounded)


def _is_unfounded(context: PublishContext, key: Key) -> bool:
    return any(_unfounded(context, entered_fields(key[0], context.document(*key))))


def _unfounded(context: PublishContext, entered: EnteredFields) -> Iterator[tuple[str, str]]:
    """Yield code and reason for what a stance lacks: a supporting source that was read, a law that makes its demand."""
    supporting = (item["source"] for item in entered.get("citations", ()) if item["relation"] == "supports")
    if refusal := support_fault(context.document("source", slug)["checked"] for slug in supporting):
        yield refusal
    if reason := demand_fault(entered["demand"], context.document("law", entered["law"])["demands"]):
        yield "demand", reason
