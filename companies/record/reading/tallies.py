"""How many statements a list holds, at any pair of clocks, without reading them (decision 038)."""

from datetime import date

from django.db.models import Exists, Func, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat
from django.db.models.lookups import Exact

from companies.record.ledger.derived.day_nodes import ALL_DAYS, nodes_up_to
from companies.record.ledger.derived.list_names import list_number
from companies.record.ledger.derived.tally_filing import last_block, totals_before
from companies.record.ledger.revision import Entry, Head
from companies.record.reading.prepared import ask
from companies.record.reading.snapshot import Snapshot


def count_in_lists(snapshot: Snapshot, names: list[str], day: date | None, condition: Q) -> int:
    """Return how many statements lists that share none hold at the snapshot; two queries.

    ``day``: only those in force on it. ``condition``: what the statements of these lists meet, on that day.
    """
    block = last_block(snapshot.head)
    at_block = _at_block(names, day, block)
    [(more, fewer)] = ask(_since, snapshot, block, condition) or [(0, 0)]
    return at_block + int(more) - int(fewer)


def _at_block(names: list[str], day: date | None, block: int) -> int:
    nodes = [ALL_DAYS] if day is None else nodes_up_to(day)
    asked = [(list_number(name), node) for name in names for node in nodes]
    return sum(totals_before(asked, block + 1).values())


def _since(snapshot: Snapshot, block: int, condition: Q) -> QuerySet[Head, tuple[int, int]]:
    """Return how many statements revisions since the last whole block made, and how many they replaced."""
    statements = Entry.objects.filter(kind="stance")
    # Said as it stands, the kind would draw SQLite to an index that finds all statements.
    is_statement = Exact(Concat("kind", Value("")), Value("stance"))
    revisions = {"pk__gt": block, "pk__lte": snapshot.head}
    since = Entry.objects.filter(is_statement, **revisions)
    following = statements.filter(key=OuterRef("key"), version=OuterRef("version") + 1, **revisions)
    replaced = statements.filter(Exists(following), key__in=since.filter(version__gt=1).values("key"))
    numbers = (_number_of(since.filter(condition)), _number_of(replaced.filter(condition)))
    return Head.objects.filter(pk=Head.ONLY).values_list(*numbers)  # one query for both


def _number_of(statements: QuerySet[Entry]) -> Subquery:
    counted = statements.filter(retracted=False).order_by()
    return Subquery(counted.values(number=Func("pk", function="COUNT", output_field=IntegerField())))
