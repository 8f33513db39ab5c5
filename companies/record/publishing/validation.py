"""What may enter the record, and what may leave it: the rules that a whole set must meet."""

from collections.abc import Iterable, Iterator, Mapping

from companies import clock
from companies.models.shared_rules import READ
from companies.partial_dates import first_day
from companies.record.documents.entered_fields import Own, own_part
from companies.record.ledger.revision import Key
from companies.record.publishing.context import Working
from companies.record.publishing.refusals import Fault, refuse_if


def refuse_unfit(working: Working, asked: Mapping[Key, Own]) -> None:
    """Raise PublishError, with all reasons, where an asked row breaks a rule of the record."""
    faults = list(_ground_faults(working, asked))
    for key, own in asked.items():
        if key[0] == "stance":
            faults += _stance_faults(working, key, own)
    refuse_if(faults)


def refuse_unretractable(working: Working, keys: set[Key], note: str) -> None:
    """Raise PublishError for a key that isn't published or is referred to from outside the set, or without a note."""
    faults = [] if note.strip() else [Fault("", "", "note", "say in a public note why it is retracted")]
    for key in sorted(keys):
        if working.live(key) is None:
            faults.append(Fault(*key, "not_published", "it is not published"))
    for key, owners in sorted(working.dependents(keys).items()):
        if left := tuple(sorted(owners - keys)):
            names = ", ".join(f"{kind} {slug}" for kind, slug in left)
            faults.append(Fault(*key, "referred_to", f"others refer to it: {names}", left))
    refuse_if(faults)


def _stance_faults(working: Working, key: Key, own: Own) -> Iterator[Fault]:
    for code, message in _baseless(working, own):
        yield Fault(*key, code, message)
    if first_day(own["announced_on"]) > clock.latest_today():
        yield Fault(*key, "future", f"it is announced in the future: {own['announced_on']}")
    stored = working.stored(key)
    if stored and (stored.entry.company, stored.entry.law, stored.entry.demand) != _chain(own):
        yield Fault(*key, "moved", "company, law and demand of a published stance can't change: retract it")


def _ground_faults(working: Working, asked: Mapping[Key, Own]) -> Iterator[Fault]:
    """Tell the sources and laws that would be published so that statements outside the set lose their ground."""
    grounds = working.dependents(key for key in asked if key[0] in ("source", "law"))
    resting = {
        key: sorted(owner for owner in owners - asked.keys() if owner[0] == "stance") for key, owners in grounds.items()
    }
    working.load(owner for owners in resting.values() for owner in owners)
    for key, owners in sorted(resting.items()):
        if lost := tuple(
            owner for owner in owners if any(_baseless(working, own_part("stance", working.document(*owner))))
        ):
            names = ", ".join(slug for _, slug in lost)
            yield Fault(*key, "rested_on", f"published stances could not rest on it any more: {names}", lost)


def _baseless(working: Working, own: Own) -> Iterator[tuple[str, str]]:
    """Yield code and reason for what a statement lacks: a source that was read and supports it, a demand of its law."""
    supports = [citation for citation in own.get("citations", ()) if citation["relation"] == "supports"]
    if not supports:
        yield "no_support", "no source supports it: a published stance has at least one that states it"
    elif working.document("source", supports[0]["source"])["checked"] != READ:
        yield "unread_support", "its first supporting source was not read"
    if own["demand"] not in (demands := working.document("law", own["law"])["demands"]):
        yield "demand", f"the law doesn't make this demand, but {', '.join(demands)}"


def _chain(own: Own) -> Iterable[str]:
    return own["company"], own["law"], own["demand"]
