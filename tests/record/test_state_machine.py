"""The record against a model of it: whatever editors do, in whatever order, both say the same (R17).

One transaction an example, rolled back at its end. The model knows only what was published; the desk holds unpublished
edits beside it all the time, so anything that leaks from the desk shows as a document that the model doesn't have.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from companies import clock
from companies.models.desk_row import DeskRow
from companies.record.documents.fields import PRIVATE
from companies.record.ledger.revision import Entry, Head, Revision
from companies.record.ledger.verify import record_faults
from companies.record.publishing.publish import publish, retract
from companies.record.publishing.refusals import PublishError
from companies.record.publishing.states import states_of, worked_out
from companies.record.publishing.stored_states import store_states
from companies.record.reading import read, totals
from companies.record.reading.snapshot import Clocks, Snapshot, take_snapshot
from tests import cast
from tests.instant import BASE_INSTANT
from tests.record.model import KINDS, EnteredFields, Key, Model, Written, days

PLACES = ["freedonia", "sylvania", "klopstokia"]
COMPANIES = ["acme", "zenith"]
SOURCES = ["gazette", "herald"]
STANCES = ["acme-1", "acme-2", "acme-3", "acme-4", "zenith-1", "zenith-2"]
POSITIONS = ["refuses", "suspended"]
KEYS: list[Key] = [
    *(("jurisdiction", slug) for slug in PLACES),
    *(("company", slug) for slug in COMPANIES),
    *(("source", slug) for slug in SOURCES),
    ("law", "data-act"),
    *(("stance", slug) for slug in STANCES),
    ("figure", "acme-freedonia-2020-01-2020-12-user-data-requests"),
    ("check", "acme-data-act-2021-03-04-content-removal"),
]
BASE = [key for key in KEYS if key[0] not in ("stance", "figure", "check")]

NAMES = st.sampled_from(["One", "Two", "三"])
DATES = st.sampled_from(
    ["2019", "2020", "2020-06", "2020-06-30", "2020-07", "2020-07-06", "2020-07-31", "2020-12", "2020-12-31", "2021"]
)
ANNOUNCED = DATES | st.sampled_from(["2026-12-31", "2027", "2027-01-01", "2027-01-02"])
OTHER_NAMES = st.lists(
    st.fixed_dictionaries(
        {"name": NAMES, "kind": st.sampled_from(["former", "legal", "brand"])}, optional={"from": DATES, "to": DATES}
    ),
    max_size=3,
)
EVENTS = st.lists(
    st.fixed_dictionaries(
        {"date": DATES, "kind": st.sampled_from(["in_force", "repealed"]), "title": NAMES},
        optional={"source": st.sampled_from(SOURCES), "company": st.sampled_from(COMPANIES)},
    ),
    max_size=2,
)
OWNERS = st.lists(st.fixed_dictionaries({}, optional={"from": DATES, "to": DATES}), max_size=2).filter(
    lambda owners: sum("to" not in owner for owner in owners) < 2
)
COVERS = st.lists(st.sampled_from(["zenith", "all of its services"]), unique=True)
CITED = st.lists(
    st.fixed_dictionaries({"source": st.sampled_from(SOURCES), "relation": st.sampled_from(["supports", "disputes"])}),
    unique_by=lambda citation: citation["source"],
)
CAUSE = st.sampled_from(["company_acted", "new_evidence", "new_evidence", "correction"])
NOTE = st.sampled_from(["", "It says otherwise.", "It says otherwise."])


class RecordMachine(RuleBasedStateMachine):
    """Editors at work on two chains of one law, with everything that a statement stands on."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.model = Model()
        self.now = BASE_INSTANT
        self.rows: dict[Key, DeskRow] = {}
        self.desk: dict[Key, EnteredFields] = {}
        self.checked = 0

    def teardown(self) -> None:
        """Compare every instant with the model once more, and forget the example."""
        try:
            self._compare_every_instant()
            self._compare_statuses()
        finally:
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    @initialize(
        dates=st.lists(DATES, min_size=len(STANCES), max_size=len(STANCES)),
        positions=st.lists(st.sampled_from(POSITIONS), min_size=len(STANCES), max_size=len(STANCES)),
    )
    def begin(self, dates: list[str], positions: list[str]) -> None:
        """Fill the desk; publish all but the statements and what stands beside them."""
        freedonia, sylvania, _ = (self._add(cast.place(slug)) for slug in PLACES)
        acme = self._add(cast.company("acme", home=sylvania), home="sylvania")
        zenith = self._add(cast.company("zenith", kind="service"))
        gazette, _ = (self._add(cast.source(slug)) for slug in SOURCES)
        law = self._add(cast.law(jurisdiction=sylvania), jurisdiction="sylvania")
        for slug, announced_on, position in zip(STANCES, dates, positions, strict=True):
            company = acme if slug.startswith("acme") else zenith
            row = cast.stance(
                slug, company=company, law=law, announced_on=announced_on, cited=[gazette], position=position
            )
            citations = [{"source": "gazette", "relation": "supports"}]
            self._add(row, company=company.slug, law="data-act", citations=citations)
        names = {"company": "acme", "source": "gazette"}
        self._add(cast.figure(company=acme, jurisdiction=freedonia, source=gazette), **names, jurisdiction="freedonia")
        self._add(cast.check(company=acme, law=law), company="acme", law="data-act")
        assert set(self.rows) == set(KEYS)
        self._publish(set(BASE), "new_evidence", "")

    # Editors edit the desk, and nothing of it is published by that.

    @rule(slug=st.sampled_from(PLACES), name=NAMES, parent=st.none() | st.sampled_from(PLACES))
    def move_place(self, slug: str, name: str, parent: str | None) -> None:
        self._edit(("jurisdiction", slug), name=name, parent=parent)

    @rule(
        slug=st.sampled_from(COMPANIES),
        name=NAMES,
        names=OTHER_NAMES,
        owners=OWNERS,
        home=st.none() | st.sampled_from(PLACES),
    )
    def rename_company(
        self, slug: str, name: str, names: list[EnteredFields], owners: list[EnteredFields], home: str | None
    ) -> None:
        row: Any = self.rows["company", slug]
        cast.name(row, names)
        other = next(company for company in COMPANIES if company != slug)
        cast.own(row, [{"company": self.rows["company", other], **owner} for owner in owners])
        owned = [{"company": other, **owner} for owner in owners]
        self._edit(("company", slug), name=name, names=names, owners=owned, home=home)

    @rule(name=NAMES, jurisdiction=st.sampled_from(PLACES), events=EVENTS, demands=st.sampled_from([1, 2, 2, 2]))
    def rename_law(self, name: str, jurisdiction: str, events: list[EnteredFields], demands: int) -> None:
        row: Any = self.rows["law", "data-act"]
        row.events.all().delete()
        for order, event in enumerate(events):
            named: EnteredFields = {
                name: self.rows[name, event[name]] for name in ("source", "company") if name in event
            }
            row.events.create(order=order, **{**event, **named})
        listed = ["content_removal", "user_data"][:demands]
        self._edit(("law", "data-act"), short_name=name, jurisdiction=jurisdiction, events=events, demands=listed)

    @rule(slug=st.sampled_from(SOURCES), title=NAMES, checked=st.sampled_from(["read", "read", "read", "named"]))
    def mend_source(self, slug: str, title: str, checked: str) -> None:
        self._edit(("source", slug), title=title, checked=checked)

    @rule(
        slug=st.sampled_from(STANCES),
        announced_on=ANNOUNCED,
        effective_on=st.none() | DATES,
        position=st.sampled_from(POSITIONS),
    )
    def redate(self, slug: str, announced_on: str, effective_on: str | None, position: str) -> None:
        if effective_on and days(effective_on)[1] >= days(announced_on)[1]:
            effective_on = None
        self._edit(("stance", slug), announced_on=announced_on, effective_on=effective_on, position=position)

    @rule(slug=st.sampled_from(STANCES), summary=NAMES, covers=COVERS, cited=CITED)
    def reword(self, slug: str, summary: str, covers: list[str], cited: list[EnteredFields]) -> None:
        row: Any = self.rows["stance", slug]
        row.covers = covers
        cast.cite(row, [{**item, "source": self.rows["source", item["source"]]} for item in cited])
        marked = [{"slug" if name == "zenith" else "name": name} for name in covers]
        self._edit(("stance", slug), summary=summary, covers=marked, citations=cited)

    @rule(kind=st.sampled_from(["figure", "check"]), note=NAMES)
    def annotate(self, kind: str, note: str) -> None:
        self._edit(next(key for key in KEYS if key[0] == kind), note=note)

    @rule(passed=st.sampled_from([timedelta(0), timedelta(microseconds=1), timedelta(days=1), timedelta(seconds=-5)]))
    def wait(self, passed: timedelta) -> None:
        self.now = max(BASE_INSTANT, self.now + passed)

    @rule()
    def look_at_states(self) -> None:
        """Store what is unknown, so that every later write has something to make wrong."""
        self._compare_statuses()
        store_states(self.rows.values())

    # And now and then they publish or retract.

    @rule(slug=st.sampled_from(STANCES), note=NOTE, cause=st.none() | CAUSE)
    def publish_stance(self, slug: str, note: str, cause: str | None) -> None:
        key = ("stance", slug)
        self._publish({key}, cause or ("correction" if key in self.model.own else "company_acted"), note)

    @rule(keys=st.sets(st.sampled_from(KEYS), min_size=1, max_size=4), cause=CAUSE, note=NOTE)
    def publish_set(self, keys: set[Key], cause: str, note: str) -> None:
        self._publish(keys, cause, note)

    @rule(kind=st.sampled_from(KINDS))
    def publish_kind(self, kind: str) -> None:
        self._publish({key for key in KEYS if key[0] == kind}, "new_evidence", "More is known.")

    @rule(slug=st.sampled_from(STANCES))
    def retract_stance(self, slug: str) -> None:
        self._retract({("stance", slug)}, "It was about another law.")

    @rule(keys=st.sets(st.sampled_from(KEYS), min_size=1, max_size=4), note=NOTE)
    def retract_set(self, keys: set[Key], note: str) -> None:
        self._retract(keys, note)

    @invariant()
    def says_what_the_model_says(self) -> None:
        """Compare what was written since the last comparison, the head, and who was in force around it."""
        written = self.model.written
        if self.checked == len(written) == Head.objects.get().seq:
            return
        assert list(_revisions(after=self.checked)) == written[self.checked :]
        assert Head.objects.get().ledger == self.model.ledger()
        assert list(record_faults()) == []
        newest = [written[self.checked].instant, written[self.checked].instant - timedelta(microseconds=1)]
        self.checked = len(written)
        self._compare_in_force(newest)

    def _add(self, row: Any, **references: Any) -> Any:
        kind = row.kind_name
        own = {name: value for name, value in _columns(row).items() if value not in ("", None, [])}
        self.rows[kind, row.public_key] = row
        self.desk[kind, row.public_key] = own | references
        return row

    def _edit(self, key: Key, **values: Any) -> None:
        """Save new values at the desk, and keep them as the entered fields that publishing would take."""
        row: Any = self.rows[key]
        own = self.desk[key]
        for name, value in values.items():
            if name in ("parent", "home", "jurisdiction"):
                kind = key[0] if name == "parent" else "jurisdiction"
                setattr(row, name, self.rows[kind, value] if value else None)
            elif name not in ("names", "owners", "events", "citations", "covers"):
                setattr(row, name, value or "")
            if value:
                own[name] = value
            else:
                own.pop(name, None)
        row.save()

    def _publish(self, keys: set[Key], cause: str, note: str) -> None:
        asked = {key: self.desk[key] for key in keys}
        already = {key for key in keys if self.model.own.get(key) == asked[key]}
        count = len(self.model.written)
        expected = self.model.publish(asked, cause, note, self.now)
        with self._refused(expected), clock.fixed(self.now):
            publishing = publish([self.rows[key] for key in sorted(keys)], cause=cause, note=note)
            written = self.model.written[count:]
            assert [revision.seq for revision in publishing.revisions] == [row.seq for row in written]
            assert set(publishing.unchanged) == already - {(row.kind, row.key) for row in written}

    def _retract(self, keys: set[Key], note: str) -> None:
        expected = self.model.retract(keys, note, self.now)
        with self._refused(expected), clock.fixed(self.now):
            retract(keys, note=note)

    @contextmanager
    def _refused(self, expected: set[str]) -> Iterator[None]:
        """The block is refused for some of the expected reasons, or where there are none not at all."""
        try:
            yield
        except PublishError as error:
            found = {refusal.code for refusal in error.refusals}
            assert found, "refused without a reason"
            assert found <= expected, f"refused for {found}, the model says {expected}"
        else:
            assert not expected, f"not refused, although the model says {expected}"

    def _days(self) -> list[date]:
        """The days around every beginning and end of every statement ever published."""
        boundaries = {date(2020, 1, 1)}
        for begins, ends in Entry.objects.filter(kind="stance").values_list("valid_from", "valid_until").distinct():
            boundaries |= {day for day in (begins, ends) if day}
        return sorted({day + timedelta(days=step) for day in boundaries for step in (-1, 0, 1)})

    def _compare_in_force(self, instants: list[datetime]) -> None:
        all_days = self._days()
        found = _in_force(instants, all_days)
        for instant in instants:
            for day in all_days:
                expected = self.model.in_force(instant, day)
                assert found.get((instant, day), set()) == expected, f"in force on {day}, known at {instant}"

    def _compare_every_instant(self) -> None:
        instants = [instant for instant, _ in self.model.states]
        if not instants:
            return
        before = [instant - timedelta(microseconds=1) for instant in instants]
        self._compare_in_force([*instants, *before, instants[-1] + timedelta(days=1)])
        for place, day in enumerate(self._days()):
            known_at = [*before, *instants][place % (2 * len(instants))]
            snapshot = take_snapshot(Clocks(day, known_at))
            items = read.items(snapshot, "stance")
            assert {item.key for item in items} == self.model.in_force(known_at, day)
            positions = Counter((item.columns.law, item.columns.demand, item.columns.position) for item in items)
            assert _totals(snapshot) == positions, f"in force on {day}, known at {known_at}"

    def _compare_statuses(self) -> None:
        gone = {(row.kind, row.key) for row in self.model.written} - self.model.own.keys()
        for kind in KINDS:
            rows = {key: row for key, row in self.rows.items() if key[0] == kind}
            statuses = states_of(rows.values())
            assert statuses == worked_out(rows.values())
            for key, row in rows.items():
                published = "published" if self.model.own.get(key) == self.desk[key] else "changed"
                standing = published if key in self.model.own else "draft"
                assert statuses[row.pk] == ("retracted" if key in gone else standing), key


def _columns(row: Any) -> dict[str, Any]:
    """The row's own columns that are no references."""
    fields = [field for field in row._meta.concrete_fields if not field.is_relation and field.name not in PRIVATE]
    return {field.name: getattr(row, field.name) for field in fields}


def _revisions(after: int) -> Iterator[Written]:
    for row in Revision.objects.filter(seq__gt=after).order_by("seq"):
        assert row.retracted == (row.cause == "retraction")
        yield Written(row.seq, row.kind, row.key, row.version, row.recorded_at, row.cause, row.note, row.document)


def _totals(snapshot: Snapshot) -> dict[tuple[str, str, str], int]:
    """What pages show without reading any statement, by law, demand and position."""
    by_law = totals.in_force_by_law(snapshot)
    told = {(law, *what): number for law, demands in by_law.items() for what, number in demands.items()}
    return {what: number for what, number in told.items() if number}


def _in_force(instants: list[datetime], all_days: list[date]) -> dict[tuple[datetime, date], set[str]]:
    """Who was in force, by the entries' columns (design: rules of time 3): every instant × every day at once."""
    adapt = connection.ops
    probes = " UNION ALL ".join("SELECT %s AS place, %s AS known_at" for _ in instants)
    dated = " UNION ALL ".join("SELECT %s AS place, %s AS valid_on" for _ in all_days)
    parameters: list[Any] = []
    for place, instant in enumerate(instants):
        parameters += [place, adapt.adapt_datetimefield_value(instant)]
    for place, day in enumerate(all_days):
        parameters += [place, adapt.adapt_datefield_value(day)]
    sql = f"""
        SELECT probes.place, dated.place, entry.key
        FROM {Entry._meta.db_table} entry, ({probes}) probes, ({dated}) dated
        WHERE entry.kind = 'stance' AND NOT entry.retracted
          AND entry.recorded_at <= probes.known_at
          AND (entry.superseded_at IS NULL OR entry.superseded_at > probes.known_at)
          AND entry.valid_from <= dated.valid_on
          AND (entry.valid_until IS NULL OR entry.valid_until > dated.valid_on)"""  # noqa: S608
    found: dict[tuple[datetime, date], set[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        for instant, day, key in cursor.fetchall():
            found.setdefault((instants[instant], all_days[day]), set()).add(key)
    return found


@pytest.mark.django_db
def test_the_record_says_what_the_model_says_whatever_editors_do() -> None:
    run_state_machine_as_test(RecordMachine, settings=settings())
