"""A law's state on a day (design: rules of time 7). Computed when served: a day that comes is not a revision."""

from collections.abc import Mapping
from datetime import date
from itertools import takewhile
from typing import Any

from companies.partial_dates import last_day

_TOGGLES = ("in_force", "suspended", "struck_down")
"""The latest of these counts; of two on one day, the later in the law's list of events."""

_FIELDS = (("adopted_on", "adopted"), ("in_force_on", "in_force"), ("repealed_on", "repealed"))


def law_state(law: Mapping[str, Any], day: date) -> str:
    """Return the code of ``law``'s state (``vocabulary.LAW_STATES``) on ``day``, from its document."""
    return law_state_since(law, day)[0]


def law_state_since(law: Mapping[str, Any], day: date) -> tuple[str, str]:
    """Return the code of ``law``'s state on ``day``, and the partial date since which it has been in that state.

    The date is blank where no event or date of the law tells it.
    """
    events = sorted(
        (event for event in _events(law) if last_day(event[0]) <= day), key=lambda event: last_day(event[0])
    )
    first = {kind: text for text, kind in reversed(events)}
    toggles = [event for event in reversed(events) if event[1] in _TOGGLES]
    if "repealed" in first:
        return "repealed", first["repealed"]
    if toggles:
        state = toggles[0][1]
        *_, (since, _) = takewhile(lambda event: event[1] == state, toggles)
        return state, since
    for state in ("adopted", "proposed"):
        if state in first:
            return state, first[state]
    return ("proposed" if law["kind"] == "bill" else "not_recorded"), ""


def _events(law: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return (partial date, kind) of all events in the law's order.

    A date field stands for the first event of its kind: it takes that event's place, or the list's head without one.
    """
    events = [(event["date"], event["kind"]) for event in law.get("events", ())]
    for field, kind in _FIELDS:
        if field not in law:
            continue
        place = next((index for index, event in enumerate(events) if event[1] == kind), None)
        if place is None:
            events.insert(0, (law[field], kind))
        else:
            events[place] = (law[field], kind)
    return events
