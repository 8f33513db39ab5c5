"""Whether some questions have an answer in the record, so that no page leads to an empty list; all in one query."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from companies.record.ledger.revision import Entry, Head
from companies.record.reading.known import in_force, published, published_by_columns
from companies.record.reading.read import listed
from companies.record.reading.snapshot import Snapshot


@dataclass(frozen=True)
class Sought:
    """What statements are sought: of a position, by their law's place or demand; or from a day on; else any."""

    place: str = ""
    demand: str = ""
    position: str = ""
    since: date | None = None


def have_answers(snapshot: Snapshot, sought: Sequence[Sought]) -> list[bool]:
    """Return of each whether a statement in force on the day meets it; with ``since`` whether any that is listed does.

    One query. Each part of it ends at the first statement that it finds, and looks for it by an index: among those of
    the laws of the place or with the demand, the newest, or those without an end.
    """
    if snapshot.instant is None:
        return [False for _ in sought]
    found = Head.objects.values_list(*(Exists(_meeting(snapshot, each)) for each in sought))
    return [bool(answer) for answer in found.get(pk=Head.ONLY)]


def _meeting(snapshot: Snapshot, sought: Sought) -> QuerySet[Entry]:
    if sought.since:
        return listed(snapshot, "stance", Q(announced_last__gte=sought.since))
    if not (sought.place or sought.demand):
        return published_by_columns(snapshot).filter(in_force(snapshot.day))
    stands = published_by_columns(snapshot).filter(in_force(snapshot.day), position=sought.position)
    of_law = stands.filter(law=OuterRef("key"))
    laws = published(snapshot, "law")
    if sought.place:
        laws = laws.filter(jurisdiction_path__contains=f"/{sought.place}/")
    if sought.demand:
        laws, of_law = laws.filter(demands__contains=f"/{sought.demand}/"), of_law.filter(demand=sought.demand)
    return laws.filter(Exists(of_law))
