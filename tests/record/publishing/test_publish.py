"""The one door: what a set writes, whole or not at all (design: publishing; R06)."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from companies.models import Company, Law, Publication, Stance
from companies.models.desk_row import DeskRow
from companies.record.ledger.rebuild import rebuild_entries
from companies.record.ledger.revision import Entry, Floor, Head, Reference, Revision
from companies.record.ledger.verify import record_faults
from companies.record.publishing.publish import publish, retract
from companies.record.publishing.refusals import PublishError
from companies.record.reading import read
from companies.record.reading.snapshot import Clocks, take_snapshot
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_an_empty_set_writes_nothing() -> None:
    assert publish([], cause="new_evidence").revisions == []
    assert Head.objects.get().seq == 0


def test_what_stands_already_writes_nothing_and_is_told() -> None:
    row = cast.stance()
    cast.publish_everything()
    again = publish([row], cause="correction", note="Again.")
    assert (again.revisions, again.unchanged, again.instant) == ([], [("stance", row.slug)], None)


def test_publishing_one_stance_asks_as_many_queries_in_a_long_chain_as_in_a_short_one() -> None:
    cast.stance("acme-1", announced_on="2001")
    cast.publish_everything()

    def queries(slug: str, announced_on: str) -> int:
        row = cast.stance(slug, announced_on=announced_on)
        with CaptureQueriesContext(
            connection,
        ) as context:
            publish([row], cause="company_acted")
        return len(context)

    short = queries("acme-2", "2002")
    for year in range(2003, 2013):
        publish([cast.stance(f"acme-{year}", announced_on=str(year))], cause="company_acted")
    assert queries("acme-3", "2015") == short <= 31


class BreakdownError(Exception):
    """The database went away in the middle."""


class BreakAt:
    """Breaks the n-th statement, before it is run. The statements that keep and take back are not counted."""

    def __init__(self, place: int) -> None:
        self.left = place

    def __call__(self, execute: Any, sql: str, *args: Any) -> Any:
        if "SAVEPOINT" not in sql:
            self.left -= 1
            if self.left == -1:
                raise BreakdownError
        return execute(sql, *args)


def everything_written() -> list[Any]:
    tables: list[Any] = [Revision, Entry, Reference, Head, Publication, Floor]
    return [list(table._default_manager.order_by("pk").values()) for table in tables]


def act(what: str) -> object:
    """Do one of the record's three writes."""
    if what == "publish":
        row: DeskRow = Stance.objects.get(slug="acme-2")
        return publish([row], cause="company_acted", by=User.objects.get())
    return retract([("stance", "acme-1")], note="Doubtful.") if what == "retract" else rebuild_entries()


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("what", ["publish", "retract", "rebuild"])
def test_a_fault_at_any_statement_leaves_nothing(what: str) -> None:
    cast.editor()
    cast.stance("acme-0", announced_on="2018")
    cast.stance("acme-1", announced_on="2019")
    cast.publish_everything()
    cast.stance("acme-2", announced_on="2020")
    before = everything_written()
    with CaptureQueriesContext(connection) as context, transaction.atomic():
        act(what)
        transaction.set_rollback(True)
    statements = [query for query in context.captured_queries if "SAVEPOINT" not in query["sql"]]
    for place in range(len(statements)):
        with pytest.raises(BreakdownError), connection.execute_wrapper(BreakAt(place)):
            act(what)
        assert everything_written() == before, f"statement {place}: {statements[place]['sql'][:200]}"
    act(what)
    assert everything_written() != before
    assert list(record_faults()) == []


STANCE = ("stance", "acme-data-act-user-data-2020")


def test_a_retracted_row_leaves_a_tombstone_with_its_reason_and_the_columns_of_before() -> None:
    cast.stance()
    cast.publish_everything()
    before = Entry.objects.get(key=STANCE[1])
    [revision] = retract([STANCE], note="It was about another law.").revisions
    assert (revision.document, revision.cause, revision.note) == ("{}", "retraction", "It was about another law.")
    assert (revision.version, revision.retracted) == (2, True)
    after = Entry.objects.get(key=STANCE[1], version=2)
    assert (after.company, after.law, after.valid_from) == (before.company, before.law, before.valid_from)
    assert after.change == "retracted"
    assert not after.revision.references.exists()


def test_a_retracted_statement_has_no_place_in_its_chain() -> None:
    for number, year in enumerate(["2019", "2020", "2021"]):
        cast.stance(f"acme-{number}", announced_on=year)
    cast.publish_everything()
    written = retract([("stance", "acme-1")], note="Never said.").revisions
    assert [(revision.key, revision.cause) for revision in written] == [
        ("acme-0", "technical"),
        ("acme-1", "retraction"),
    ]
    assert Entry.objects.get(key="acme-0", superseded_at=None).valid_until == date(2021, 12, 31)


def test_publishing_again_goes_on_in_version_and_is_added() -> None:
    row = cast.stance()
    cast.publish_everything()
    retract([STANCE], note="Doubtful.")
    [revision] = publish([row], cause="new_evidence").revisions
    assert (revision.version, revision.entry.change) == (3, "added")


def test_a_statement_can_be_published_again_after_its_company_was_taken_back_and_entered_again() -> None:
    cast.stance()
    cast.publish_everything()
    retract([STANCE, ("company", "acme")], note="Doubtful.")
    row, company = Stance.objects.get(slug=STANCE[1]), Company.objects.get(slug="acme")
    with pytest.raises(PublishError) as caught:
        publish([row], cause="new_evidence")
    assert caught.value.missing == [("company", "acme")]
    assert len(publish([row, company], cause="new_evidence").revisions) == 2


def test_the_past_before_a_retraction_stays_as_it_was() -> None:
    cast.stance()
    instant = cast.publish_everything().instant
    retract([STANCE], note="Doubtful.")
    now, then = take_snapshot(Clocks()), take_snapshot(Clocks(known_at=instant))
    assert read.published_state(now, *STANCE) is False
    assert read.published_state(then, *STANCE) is True
    item = read.find(then, *STANCE)
    assert item is not None
    assert item.superseded_at is None
    assert [entry.version for entry in read.history(now, *STANCE)] == [2, 1]
    assert [entry.version for entry in read.history(then, *STANCE)] == [1]
    assert Law.objects.get(slug="data-act").short_name == "Data Act"


def test_a_set_can_not_publish_a_row_and_take_it_back() -> None:
    stance = cast.stance()
    cast.publish_everything()
    with pytest.raises(PublishError) as refused:
        publish([stance], cause="new_evidence", retracting={stance.record_key: "It was about another law."})
    assert [refusal.code for refusal in refused.value.refusals] == ["both"]


def test_a_row_that_is_taken_back_with_the_change_of_what_it_names_is_not_stored_anew() -> None:
    stance = cast.stance()
    cast.publish_everything()
    stance.company.name = "Acme Corp"
    stance.company.save()
    written = publish(
        [stance.company], cause="correction", note="Its name.", retracting={stance.record_key: "It was another’s."}
    )
    assert [(revision.kind, revision.cause, revision.note) for revision in written.revisions] == [
        ("company", "correction", "Its name."),
        ("stance", "retraction", "It was another’s."),
    ]


@pytest.mark.parametrize(("note", "codes"), [(" ", ["note"]), ("It was another’s.", [])])
def test_what_a_set_takes_back_needs_a_reason_of_its_own(note: str, codes: list[str]) -> None:
    stance = cast.stance()
    cast.publish_everything()
    try:
        publish([], cause="new_evidence", note="Why.", retracting={stance.record_key: note})
        found = []
    except PublishError as error:
        found = [refusal.code for refusal in error.refusals]
    assert found == codes
