"""The strip: a row is cut where the position changed, whatever the day."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.models import Company, Law
from companies.pages.components.year_strip import NARROWEST, axis_begins, runs_held, year_strip
from companies.record.reading.entry_rows import EntryRow
from companies.record.reading.items import Item
from tests import cast as rows
from tests.pages.conftest import Read

DAY = date(2026, 11, 29)
DAYS = st.dates(date(2015, 1, 1), date(2027, 6, 1))
POSITIONS = ["refuses", "complies", "withdrew"]


@dataclass(frozen=True)
class Said:
    """What the strip reads of a statement."""

    pk: int
    key: str
    position: str
    valid_from: date
    valid_until: date | None
    announced_last: date
    announced_precision: int = 10
    chain: tuple[str, str, str] = ("acme", "data-act", "user_data")


@st.composite
def chains(draw: st.DrawFn) -> list[Said]:
    """Return the statements of a chain: each stands until the next begins, the last one perhaps for some time only."""
    days = sorted(draw(st.lists(DAYS, min_size=1, max_size=8)))
    ends: list[date | None] = [*days[1:], draw(st.none() | st.just(days[-1] + timedelta(200)))]
    return [
        Said(number, f"said-{number}", draw(st.sampled_from(POSITIONS)), begins, until, begins)
        for number, (begins, until) in enumerate(zip(days, ends, strict=True), 1)
    ]


@given(chains())
def test_on_each_day_the_position_is_that_of_the_statement_in_force(chain: list[Said]) -> None:
    runs = runs_held(cast("list[EntryRow]", chain), DAY)
    edges = {day for said in chain for day in (said.valid_from, said.valid_until) if day}
    for day in sorted({edge + timedelta(days) for edge in edges for days in (-1, 0, 1)} | {DAY}):
        if day > DAY:
            continue
        stood = [
            said for said in chain if said.valid_from <= day and (said.valid_until is None or day < said.valid_until)
        ]
        held = [run for run in runs if run.begins <= day and (run.ends is None or day < run.ends)]
        assert [run.entry.position for run in held] == [said.position for said in stood]
    for before, after in pairwise(runs):
        assert before.ends != after.begins or before.entry.position != after.entry.position


@given(chains())
def test_a_row_takes_all_its_columns_and_each_change_can_be_seen(chain: list[Said]) -> None:
    items = [Item(cast("EntryRow", said), None, cast("Any", None)) for said in map(with_fields, chain)]
    strip = year_strip(items, [], DAY)
    if strip is None:
        return
    runs = [
        run
        for run in runs_held(cast("list[EntryRow]", chain), DAY)
        if run.ends is None or run.ends >= date(strip.years[0], 2, 1)
    ]
    for row in strip.rows:
        assert sum(segment.months for segment in row.segments) == len(strip.months)
        assert [segment.position for segment in row.positions] == [run.entry.position for run in runs]
        assert all(segment.months >= NARROWEST for segment in row.positions)
        for segment, run in zip(row.positions, runs, strict=True):
            assert segment.before_axis == (str(run.begins.year) if run.begins < axis_begins(DAY) else "")
            assert segment.since == run.begins.isoformat()[:7]


@dataclass(frozen=True)
class _Columns(Said):
    revision_id: int = 0
    kind: str = "stance"
    retracted: bool = False


def with_fields(said: Said) -> _Columns:
    """Return a statement with what an item reads of its columns."""
    columns = _Columns(**{name: getattr(said, name) for name in Said.__dataclass_fields__})
    return replace(columns, revision_id=said.pk)


@pytest.mark.usefixtures("world")
def test_two_changes_within_a_month_are_both_shown_with_their_words(read: Read) -> None:
    act, acme = Law.objects.get(slug="data-act"), Company.objects.get(slug="acme")
    for slug, on, position in (
        ("acme-3", "2013-05", "refuses"),
        ("acme-4", "2025-02-07", "withdrew"),
        ("acme-5", "2025-02-21", "contests"),
    ):
        rows.stance(slug, company=acme, law=act, demand="content_removal", announced_on=on, position=position)
    rows.publish_everything(note="More.")
    html = read("/companies/acme/").html
    table = html.partition('<table class="strip"')[2].partition("</table>")[0]
    row = next(part for part in table.split("<tr>") if "content removal" in part)
    assert "◂ 2013" in row
    assert row.index("/stances/acme-3/") < row.index("/stances/acme-4/") < row.index("/stances/acme-5/")
    assert "Withdrew, Feb 2025" in row
    words = html.partition('<ul class="strip-words">')[2].partition("</ul>")[0]
    told = next(part for part in words.split("<li>") if "content removal" in part)
    assert told.index("Refuses") < told.index("May 2013") < told.index("Withdrew") < told.index("Contests")
    assert told.count("→") == 2


@pytest.mark.usefixtures("world")
def test_one_year_alone_is_no_strip(read: Read) -> None:
    assert "strip" not in read("/companies/acme/?valid_on=2020-12-31").html
