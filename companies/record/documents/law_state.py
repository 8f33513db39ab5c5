"""A law's state on a day (design: rules of time 7). Computed when served: a day that comes is not a revision."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from companies.partial_dates import last_day

_TOGGLES = ("in_force", "suspended", "struck_down")
"""The latest of these counts; of two on one day, the later in the law's list of events."""

_FIELDS = (("adopted_on", "adopted"), ("in_force_on", "in_force"), ("repealed_on", "repealed"))


def law_state(law: Mapping[str, Any], day: date) -> str:
    """Return the code of ``law``'s state (``vocabulary.LAW_STATES``) on ``day``, from its document."""
    events = [event for event in _events(law) if event[0] <= day]
    kinds = {kind for _, kind in events}
    if "repealed" in kinds:
        return "repealed"
    toggles = [(when, place, kind) for place, (when, kind) in enumerate(events) if kind in _TOGGLES]
    if toggles:
        return max(toggles)[2]
    for state in ("adopted", "proposed"):
        if state in kinds:
            return state
    return "proposed" if law["kind"] == "bill" else "not_recorded"


def _events(law: Mapping[str, Any]) -> list[tuple[date, str]]:
    """Return (last day, kind) of all events in the law's order.

    A date field stands for the first event of its kind: it takes that event's place, or the list's head without one.
    """
    events = [(last_day(event["date"]), event["kind"]) for event in law.get("events", ())]
    for field, kind in _FIELDS:
        if field not in law:
            continue
        place = next((index for index, event in enumerate(events) if event[1] == kind), None)
        if place is None:
            events.insert(0, (last_day(law[field]), kind))
        else:
            events[place] = (last_day(law[field]), kind)
    return events
