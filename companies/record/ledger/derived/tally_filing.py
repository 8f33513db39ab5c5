"""Counting the statements of each list, in blocks of revisions (decision 038).

At the end of a block, whether or not it is the end of a set, each total that the block changed is written. How many a
list held at any revision is the total of the last whole block, and what the revisions since then changed.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from django.db import connections

from companies.chunks import chunked
from companies.inserting import insert_rows
from companies.record.ledger.derived.day_nodes import ALL_DAYS, nodes_with
from companies.record.ledger.derived.filed_entry import FiledEntry
from companies.record.ledger.derived.list_names import demand_list, list_number, lists_with
from companies.record.ledger.derived.tables import Tally
from companies.record.ledger.revision import Entry

BLOCK = 256
"""Revisions of a block."""

Node = tuple[int, int]
"""(list's number, node)."""

_COUNTED = ("jurisdiction_path", "position", "demand", "valid_from", "valid_until")


class TallyFiling:
    """Writes the totals of each block that becomes whole."""

    def file(self, filed: Sequence[FiledEntry]) -> None:
        """Count the blocks that end among ``filed``."""
        for each in filed:
            if each.entry.pk % BLOCK == 0:
                rows = block_totals(each.entry.pk)
                insert_rows(Tally, ("list", "node", "seq", "total"), rows)

    def finish(self) -> None:
        """Every block is written when it is counted."""


def last_block(seq: int) -> int:
    """Return the last revision of the last block that is whole at a revision; 0 before the first."""
    return seq - seq % BLOCK


def block_totals(last: int) -> list[tuple[int, int, int, int]]:
    """Return (list, node, last, total) for each total that the block that ends with ``last`` changes."""
    changes = _changes(last - BLOCK, last)
    changed = [node for node, change in sorted(changes.items()) if change]
    before = totals_before(changed, last)
    return [(*node, last, before[node] + changes[node]) for node in changed]


def totals_before(nodes: Sequence[Node], seq: int) -> dict[Node, int]:
    """Return the newest total of each node that was written before a revision; 0 where there is none."""
    connection = connections[Tally.objects.db]
    table = connection.ops.quote_name(Tally._meta.db_table)
    found: dict[Node, int] = {}
    with connection.cursor() as cursor:
        for some in chunked(nodes):
            asked = ",".join(f"({number},{node})" for number, node in some)
            cursor.execute(
                f"SELECT column1, column2, (SELECT total FROM {table} WHERE list = column1 AND node = column2 "  # noqa: S608 - numbers of ours
                f"AND seq < %s ORDER BY seq DESC LIMIT 1) FROM (VALUES {asked}) AS asked",
                [seq],
            )
            found |= {(number, node): total or 0 for number, node, total in cursor.fetchall()}
    return found


def _changes(after: int, last: int) -> dict[Node, int]:
    """Return by how much each node changed with the revisions after ``after`` up to ``last``."""
    changes: dict[Node, int] = defaultdict(int)
    statements = Entry.objects.filter(kind="stance").order_by().values_list("key", "version", "retracted", *_COUNTED)
    block = list(statements.filter(pk__gt=after, pk__lte=last))
    replaced = {(key, version - 1) for key, version, *_ in block}
    for some in chunked(sorted({key for key, version in replaced if version})):
        for key, version, *counted in statements.filter(key__in=some):
            if (key, version) in replaced:
                _add(changes, -1, *counted)
    for _, _, *counted in block:
        _add(changes, 1, *counted)
    return changes


def _add(
    changes: dict[Node, int],
    number: int,
    retracted: bool,
    path: str,
    position: str,
    demand: str,
    begins: date,
    ends: date | None,
) -> None:
    """Add a statement to each node that counts it, ``number`` times; a tombstone adds nothing."""
    if retracted:
        return
    for name in lists_with(path, position):
        of_list = list_number(name)
        changes[of_list, ALL_DAYS] += number
        for node in nodes_with(begins):
            changes[of_list, node] += number
        for node in nodes_with(ends) if ends else ():
            changes[of_list, node] -= number
    changes[list_number(demand_list(demand)), ALL_DAYS] += number
