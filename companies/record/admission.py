"""What may enter the record, and what may leave it: the rules that a whole set must meet."""

from collections.abc import Iterable, Iterator, Mapping

from companies import clock
from companies.partial_dates import first_day
from companies.record.own_part import Own
from companies.record.refusals import Fault, Key, refuse_if
from companies.record.working import Working


def refuse_unfit(working: Working, asked: Mapping[Key, Own]) -> None:
    """Raise PublishError, with all reasons, where an asked row breaks a rule of the record."""
    faults: list[Fault] = []
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
    supports = [citation for citation in own.get("citations", ()) if citation["relation"] == "supports"]
    if not supports:
        yield Fault(*key, "no_support", "no source supports it: a published stance has at least one that states it")
    elif working.document("source", supports[0]["source"])["checked"] != "read":
        yield Fault(*key, "unread_support", "its first supporting source was not read")
    if first_day(own["announced_on"]) > clock.latest_today():
        yield Fault(*key, "future", f"it is announced in the future: {own['announced_on']}")
    if own["demand"] not in (demands := working.document("law", own["law"])["demands"]):
        yield Fault(*key, "demand", f"the law doesn't make this demand, but {', '.join(demands)}")
    stored = working.stored(key)
    if stored and (stored.entry.company, stored.entry.law, stored.entry.demand) != _chain(own):
        yield Fault(*key, "moved", "company, law and demand of a published stance can't change: retract it")


def _chain(own: Own) -> Iterable[str]:
    return own["company"], own["law"], own["demand"]
