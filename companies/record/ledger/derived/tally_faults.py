"""Whether the totals of all blocks are what the entries give."""

from collections.abc import Iterator

from companies.record.ledger.derived import tally_filing
from companies.record.ledger.derived.tables import Tally
from companies.record.ledger.derived.tally_filing import block_totals, last_block, totals_before
from companies.record.ledger.revision import Entry


def faults() -> Iterator[str]:
    """Yield a sentence for each block whose totals are not those of its entries, and one for totals of no block."""
    newest = Entry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    number = 0
    for last in range(tally_filing.BLOCK, last_block(newest) + 1, tally_filing.BLOCK):
        expected = {(number_of_list, node): total for number_of_list, node, _, total in block_totals(last)}
        number += len(expected)
        if totals_before(sorted(expected), last + 1) != expected:
            yield f"the totals of lists at revision {last:,} differ from its entries"
    if number != (standing := Tally.objects.count()):
        yield f"there are {standing:,} totals of lists where {number:,} are expected"
