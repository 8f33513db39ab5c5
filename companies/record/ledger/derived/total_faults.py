"""Whether the table of totals is what the entries give: streamed, with one number kept for each subject."""

from collections import Counter
from collections.abc import Iterator

from companies.record.ledger.canonical import canonical, sha256
from companies.record.ledger.derived.filed_entry import BATCH, filed_entries
from companies.record.ledger.derived.total import Subject, Total
from companies.record.ledger.derived.total_filing import RunningTotals


def faults() -> Iterator[str]:
    """Yield a sentence for each law, company and year and the record, whose totals are not what the entries give."""
    expected, standing = _digests(_expected()), _digests(Total.objects.iterator(BATCH))
    for of, key in sorted(subject for subject in expected.keys() | standing if expected[subject] != standing[subject]):
        yield f"the totals of {of} {key} differ from the entries".replace("  ", " ")


def _digests(totals: Iterator[Total]) -> Counter[Subject]:
    """Return the sum of the hashes of each subject's rows, whose order then does not matter."""
    digests: Counter[Subject] = Counter()
    for total in totals:
        row = canonical({"since": total.since, "first": total.first, "counts": total.counts})
        digests[total.of, total.key] += int(sha256(row), 16)
    return digests


def _expected() -> Iterator[Total]:
    running = RunningTotals(lambda subjects: {})
    for batch in filed_entries():
        yield from running.add(batch)
    yield from running.rest()
