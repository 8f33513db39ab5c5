"""What may enter the record, and what may leave it: the rules that a whole set must meet."""

from collections.abc import Iterable, Iterator, Mapping

from companies import clock
from companies.models.shared_rules import READ
from companies.partial_dates import first_day
from companies.record.documents.entered_fields import EnteredFields, entered_fields
from companies.record.ledger.revision import Key
from companies.record.publishing.context import PublishContext
from companies.record.publishing.refusals import Fault, refuse_if


def refuse_unfit(context: PublishContext, asked: Mapping[Key, EnteredFields]) -> None:
    """Raise PublishError, with all reasons, where an asked row breaks a rule of the record."""
    faults = list(_ground_faults(context, asked))
    for key, entered in asked.items():
        if key[0] == "stance":
            faults += _stance_faults(context, key, entered)
    refuse_if(faults)


def refuse_unretractable(context: PublishContext, keys: set[Key], note: str) -> None:
    """Raise PublishError for a key that isn't published or is referred to from outside the set, or without a note."""
    faults = [] if note.strip() else [Fault("", "", "note", "say in a public note why it is retracted")]
    for key in sorted(keys):
        if context.live(key) is None:
            faults.append(Fault(*key, "not_published", "it is not published"))
    for key, owners in sorted(context.dependents(keys).items()):
        if left := tuple(sorted(owners - keys)):
            names = ", ".join(f"{kind} {slug}" for kind, slug in left)
            faults.append(Fault(*key, "referred_to", f"others refer to it: {names}", left))
    refuse_if(faults)


def _stance_faults(context: PublishContext, key: Key, entered: EnteredFields) -> Iterator[Fault]:
    for code, message in _baseless(context, entered):
        yield Fault(*key, code, message)
    if first_day(entered["announced_on"]) > clock.latest_today():
        yield Fault(*key, "future", f"it is announced in the future: {entered['announced_on']}")
    stored = context.stored(key)
    if stored and (stored.entry.company, stored.entry.law, stored.entry.demand) != _chain(entered):
        yield Fault(*key, "moved", "company, law and demand of a published stance can't change: retract it")


def _ground_faults(context: PublishContext, asked: Mapping[Key, EnteredFields]) -> Iterator[Fault]:
    """Tell the sources and laws that would be published so that statements outside the set lose their ground."""
    grounds = context.dependents(key for key in asked if key[0] in ("source", "law"))
    resting = {
        key: sorted(owner for owner in owners - asked.keys() if owner[0] == "stance") for key, owners in grounds.items()
    }
    context.load(owner for owners in resting.values() for owner in owners)
    for key, owners in sorted(resting.items()):
        if lost := tuple(
            owner for owner in owners if any(_baseless(context, entered_fields("stance", context.document(*owner))))
        ):
            names = ", ".join(slug for _, slug in lost)
            yield Fault(*key, "rested_on", f"published stances could not rest on it any more: {names}", lost)


def _baseless(context: PublishContext, entered: EnteredFields) -> Iterator[tuple[str, str]]:
    """Yield code and reason for what a statement lacks: a source that was read and supports it, a demand of its law."""
    supports = [citation for citation in entered.get("citations", ()) if citation["relation"] == "supports"]
    if not supports:
        yield "no_support", "no source supports it: a published stance has at least one that states it"
    elif context.document("source", supports[0]["source"])["checked"] != READ:
        yield "unread_support", "its first supporting source was not read"
    if entered["demand"] not in (demands := context.document("law", entered["law"])["demands"]):
        yield "demand", f"the law doesn't make this demand, but {', '.join(demands)}"


def _chain(entered: EnteredFields) -> Iterable[str]:
    return entered["company"], entered["law"], entered["demand"]
