"""The newest stances in force on the day, as tables by position show them: nothing is read that is not shown."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import Q

from companies.record.reading.items import Item, make_items
from companies.record.reading.known import in_force
from companies.record.reading.ordering import ordering_of
from companies.record.reading.snapshot import Snapshot
from companies.record.reading.stance_views import newest, standing
from companies.record.reading.statement_lists import narrowed, walk
from companies.record.reading.totals import Demands, by_demand

RARE = 20
"""A demand that fewer than one in so many standing stances answer is read by its laws, not from the list of all."""

_NEWEST_FIRST = ordering_of("-announced_on")


def newest_standing(snapshot: Snapshot, condition: Q, at_most: int) -> list[Item]:
    """Return the newest stances in force on the snapshot's day that meet ``condition``, newest first, each alone.

    One query: of a kept list where one holds them (decision 038), so that a day of long ago costs no more than today.
    """
    asked = narrowed(condition & in_force(snapshot.day), snapshot.valid_on)
    if asked is None:
        rows = newest(standing(snapshot, condition), at_most)
    else:
        rows = walk(snapshot, asked, _NEWEST_FIRST, None, at_most)
    return make_items(snapshot, rows, alone=True)


def newest_to_demand(snapshot: Snapshot, demand: str, by_law: Mapping[str, Demands], at_most: int) -> list[Item]:
    """Return the newest stances in force that answer ``demand``, newest first, each alone; at most one query.

    ``by_law``: how many there are of every law, as ``totals`` gives them. They tell where the answers to a rare demand
    are: in the list of all statements one would be looked for in every other.
    """
    laws = {law for law, demands in by_law.items() if by_demand([demands]).get(demand, Counter()).total()}
    number = by_demand(by_law.values()).get(demand, Counter()).total()
    if not number:
        return []
    condition = Q(demand__in=[demand])
    if number * RARE < sum(demands.total() for demands in by_law.values()):
        condition &= Q(law__in=sorted(laws))
    return newest_standing(snapshot, condition, at_most)
