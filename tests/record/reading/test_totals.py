"""Totals are what a count of entries in plain Python gives, at every pair of clocks, however they came to be."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from companies import clock
from companies.models import Company, Law, Source, Stance
from companies.record.ledger import rebuild
from companies.record.ledger.derived.total import Total
from companies.record.ledger.revision import Entry, Revision
from companies.record.publishing.publish import publish, retract
from companies.record.reading import totals
from companies.record.reading.snapshot import Clocks, Snapshot, take_snapshot
from tests import cast
from tests.instant import BASE_INSTANT

pytestmark = pytest.mark.django_db

DATES = ["2019", "2019-12", "2020-01-31", "2020-06", "2026-12-30", "2027-01-01"]
SLUGS = [f"answer-{number}" for number in range(6)]
STATEMENTS = st.fixed_dictionaries(
    {
        "slug": st.sampled_from(SLUGS),
        "company": st.sampled_from(["acme", "globex"]),
        "law": st.sampled_from(["data-act", "other-act"]),
        "demand": st.sampled_from(["user_data", "content_removal"]),
        "position": st.sampled_from(["refuses", "complies"]),
        "announced_on": st.sampled_from(DATES),
    }
)
SETS = st.lists(
    st.one_of(
        st.lists(STATEMENTS, min_size=1, max_size=4, unique_by=lambda row: row["slug"]),
        st.sets(st.sampled_from(SLUGS), min_size=1, max_size=3),
    ),
    min_size=1,
    max_size=6,
)


@given(sets=SETS, size=st.sampled_from([1, 2, 5, 500]))
@settings(max_examples=25)
def test_totals_are_what_a_count_of_entries_gives_at_every_pair_of_clocks(sets: list[Any], size: int) -> None:
    with _example():
        _publish_world()
        for number, change in enumerate(sets, 1):
            with clock.fixed(BASE_INSTANT + timedelta(minutes=number)):
                _retract(change) if isinstance(change, set) else _publish(change)
        _assert_counted()
        stood = list(_rows())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(rebuild, "BATCH", size)
            rebuild.rebuild_entries()
        assert list(_rows()) == stood


def test_before_anything_was_published_there_is_nothing(clock: object) -> None:
    snapshot = take_snapshot(Clocks())
    assert totals.counts_of_kinds(snapshot) == {}
    assert totals.in_force_by_law(snapshot) == {}
    assert totals.announced_by_year(snapshot) == Counter()
    assert totals.in_force_by_company(snapshot, ["acme"]) == {}


def test_only_the_asked_are_counted(clock: object) -> None:
    for slug in ("acme", "globex"):
        law, company = cast.law(f"{slug}-act"), cast.company(slug)
        cast.stance(f"{slug}-1", company=company, law=law, announced_on="2020")
        cast.stance(f"{slug}-2", company=company, law=law, announced_on="2021")
        cast.stance(f"{slug}-3", company=company, law=law, announced_on="2026-12-31", demand="content_removal")
    cast.publish_everything()
    for day in (date(2020, 12, 31), date(2026, 12, 31)):
        snapshot = take_snapshot(Clocks(day))
        assert totals.in_force_by_law(snapshot, ["acme-act"]).keys() == {"acme-act"}
        assert totals.in_force_by_company(snapshot, ["globex"]).keys() == {"globex"}


def test_a_set_that_takes_back_what_it_brings_leaves_a_row_that_says_the_same(clock: object) -> None:
    """So that a set which is filed in two parts makes the rows of one that is filed at once."""
    cast.stance("acme-1", announced_on="2020")
    cast.publish_everything()
    before = Total.objects.get(of="company")
    row = cast.stance("acme-2", announced_on="2021", position="refuses")
    publish([row], cause="company_acted")
    after = Total.objects.exclude(pk=before.pk).get(of="company")
    assert before.counts == after.counts == {"refuses": 1}
    assert (before.first, after.first) == (True, False)


@contextmanager
def _example() -> Iterator[None]:
    """One example of a property, which leaves nothing behind."""
    with transaction.atomic(), clock.fixed(BASE_INSTANT):
        try:
            yield
        finally:
            transaction.set_rollback(True)


def _publish_world() -> None:
    freedonia = cast.place()
    for slug in ("acme", "globex"):
        cast.company(slug)
    for slug in ("data-act", "other-act"):
        cast.law(slug, jurisdiction=freedonia)
    cast.source()
    cast.publish_everything()


def _publish(rows: list[dict[str, str]]) -> None:
    """Publish statements: new ones, and those taken back before; of what stands only another position is new."""
    made = []
    for row in rows:
        stance = Stance.objects.filter(slug=row["slug"]).first()
        if stance is None:
            named: Any = {"company": Company.objects.get(slug=row["company"]), "law": Law.objects.get(slug=row["law"])}
            stance = cast.stance(**row | named, cited=[Source.objects.get()])
        stance.position = row["position"]
        stance.save()
        made.append(stance)
    publish(made, cause="new_evidence", note="More is known.")


def _retract(slugs: set[str]) -> None:
    standing = Entry.objects.filter(kind="stance", superseded_at=None, retracted=False, key__in=slugs)
    if keys := [("stance", key) for key in standing.values_list("key", flat=True)]:
        retract(keys, note="Doubtful.")


def _assert_counted() -> None:
    entries = list(Entry.objects.all())
    instants = sorted({entry.recorded_at for entry in entries})
    ends = {day for entry in entries for day in (entry.valid_from, entry.valid_until) if day}
    days = [None, *sorted(day for end in ends for day in (end, end - timedelta(days=1)) if day <= clock.today())]
    for known_at in [instants[0] - timedelta(seconds=1), *instants]:
        for day in days:
            snapshot = take_snapshot(Clocks(day, known_at))
            live = [entry for entry in entries if _is_published(entry, snapshot)]
            standing = [entry for entry in live if entry.kind == "stance" and _stands(entry, snapshot.day)]
            assert totals.counts_of_kinds(snapshot) == Counter(entry.kind for entry in live)
            for asked in (None, ["data-act"]):
                found = totals.in_force_by_law(snapshot, asked)
                told = {(law, *what): number for law, counts in found.items() for what, number in counts.items()}
                of_asked = [entry for entry in standing if asked is None or entry.law in asked]
                expected = Counter((entry.law, entry.demand, entry.position) for entry in of_asked)
                assert {what: number for what, number in told.items() if number} == expected
                for law, counts in found.items():
                    positions = Counter(entry.position for entry in of_asked if entry.law == law)
                    assert totals.positions_of(counts) == positions
            for chosen in ([], ["refuses"]):
                years = Counter(
                    int(str(entry.announced_last)[:4])
                    for entry in live
                    if entry.kind == "stance" and entry.position in (chosen or entry.position)
                )
                assert totals.announced_by_year(snapshot, chosen) == years
            companies = totals.in_force_by_company(snapshot, ["acme", "globex"])
            for company in ("acme", "globex"):
                of_company = Counter(entry.position for entry in standing if entry.company == company)
                assert +companies.get(company, Counter()) == of_company


def _is_published(entry: Entry, snapshot: Snapshot) -> bool:
    at = snapshot.known_at
    assert at is not None
    return not entry.retracted and entry.recorded_at <= at and (entry.superseded_at or at + timedelta(1)) > at


def _stands(entry: Entry, day: date) -> bool:
    assert entry.valid_from is not None
    return entry.valid_from <= day and (entry.valid_until is None or entry.valid_until > day)


def _rows() -> Any:
    rows = Total.objects.order_by("of", "key", "since")
    return [(row.of, row.key, row.since, row.first, row.counts) for row in rows]


def test_the_last_revision_of_a_set_is_what_a_snapshot_is_known_at(clock: object) -> None:
    """A total begins with the first revision of its set, which no snapshot lies behind without the rest of it."""
    cast.stance("acme-1")
    cast.publish_everything()
    assert take_snapshot(Clocks()).head == Revision.objects.count()
    assert {total.since for total in Total.objects.filter(of="record")} == {1}
