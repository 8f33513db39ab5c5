"""Counting the statements of each list, in blocks of revisions (decision 038).

At the end of a block, whether or not it is the end of a set, each total that the block changed is written. How many a
list held at any revision is the total of the last whole block, and what the revisions since then changed.
"""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from django.db import connection

from companies.chunks import chunked
from companies.record.ledger.derived.day_nodes import ALL_DAYS, nodes_with
from companies.record.ledger.derived.filed_entry import FiledEntry
from companies.record.ledger.derived.list_names import begins_of, demand_list, list_number, lists_of
from companies.record.ledger.derived.tables import Tally
from companies.record.ledger.revision import Entry

BLOCK = 256
"""Revisions of a block."""

Node = tuple[int, int]
"""(list's number, node)."""

_number = lru_cache(maxsize=4096)(list_number)


class TallyFiling:
    """Writes the totals of each block that becomes whole."""

    def file(self, filed: Sequence[FiledEntry]) -> None:
        """Count the blocks that end among ``filed``."""
        for each in filed:
            if each.entry.pk % BLOCK == 0:
                Tally.objects.bulk_create(block_totals(each.entry.pk))


def last_block(seq: int) -> int:
    """Return the last revision of the last block that is whole at a revision; 0 before the first."""
    return seq - seq % BLOCK


def block_totals(last: int) -> list[Tally]:
    """Return the unsaved totals of the block that ends with the revision ``last``."""
    changes = _changes(last - BLOCK, last)
    changed = [node for node, change in sorted(changes.items()) if change]
    before = totals_before(changed, last)
    return [Tally(list=node[0], node=node[1], seq=last, total=before[node] + changes[node]) for node in changed]


def totals_before(nodes: Sequence[Node], seq: int) -> dict[Node, int]:
    """Return the newest total of each node that was written before a revision; 0 where there is none."""
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


def _changes(after: int, last: int) -> Counter[Node]:
    """Return by how much each node changed with the revisions after ``after`` up to ``last``."""
    changes: Counter[Node] = Counter()
    columns = ("key", "version", "retracted", "jurisdiction_path", "position", "demand", "valid_from", "valid_until")
    statements = Entry.objects.filter(kind="stance")
    block = list(statements.filter(pk__gt=after, pk__lte=last).only(*columns))
    replaced = {(entry.key, entry.version - 1) for entry in block}
    keys = sorted({key for key, version in replaced if version})
    for some in chunked(keys):
        for entry in statements.filter(key__in=some).only(*columns):
            if (entry.key, entry.version) in replaced:
                changes.subtract(_nodes_of(entry))
    for entry in block:
        changes.update(_nodes_of(entry))
    return changes


def _nodes_of(entry: Entry) -> Counter[Node]:
    """Return what a statement adds to each node; a tombstone adds nothing."""
    added: Counter[Node] = Counter()
    if entry.retracted:
        return added
    days = Counter({ALL_DAYS: 1})
    days.update(nodes_with(begins_of(entry)))
    if entry.valid_until is not None:
        days.subtract(nodes_with(entry.valid_until))
    for name in lists_of(entry):
        added.update({(_number(name), node): change for node, change in days.items()})
    added[_number(demand_list(entry.demand)), ALL_DAYS] += 1
    return added
