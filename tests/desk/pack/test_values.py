"""Whatever an object holds, checking it tells faults and never crashes."""

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from companies.desk.pack.reading import PackLine
from companies.desk.pack.rules import KnownRows, check_rules, order_faults
from companies.desk.pack.values import check_line
from companies.vocabulary import KINDS, PLURALS
from tests.desk.pack.hostile import children, rows, values
from tests.desk.pack.made_up import rows_in

EMPTY: KnownRows = {"jurisdiction": {}, "company": {}, "law": {}, "source": {}, "figure": {}}


def check(line: PackLine) -> None:
    """Ask a line all that loading asks of it."""
    told = [str(line.fault(*finding)) for finding in check_line(line)]
    told += [str(line.fault(*finding)) for finding in check_rules(line, EMPTY)]
    told += map(str, order_faults([line]))
    assert all(text.isprintable() for text in told)


@given(kind=st.sampled_from(KINDS.codes), row=rows)
def test_no_object_crashes_the_checks(kind: str, row: dict[str, Any]) -> None:
    check(PackLine(kind, Path("a.jsonl"), 1, row))


@given(kind=st.sampled_from(KINDS.codes), data=st.data())
def test_no_bent_value_of_a_good_row_crashes_the_checks(kind: str, data: st.DataObject) -> None:
    good = rows_in(Path(__file__).parent / "packs" / "bay" / f"{PLURALS[kind]}.jsonl")[0]
    bent = data.draw(st.dictionaries(st.sampled_from(sorted(good)), values | children, min_size=1, max_size=3))
    check(PackLine(kind, Path("a.jsonl"), 1, good | bent))
