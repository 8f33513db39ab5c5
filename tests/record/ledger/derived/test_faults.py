"""Every kind of tampering with the pages and totals of lists is found by ``verify_record``, and nothing else is."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from companies.record.ledger.derived import filing
from companies.record.ledger.derived.tables import LIVE, ListPage, PageMember, Tally
from companies.record.ledger.derived.total import Total
from companies.record.ledger.revision import Entry
from tests.record.statements import Record, Statement

pytestmark = pytest.mark.django_db


@pytest.fixture
def record(small: None) -> Record:
    """Some sets in which statements are new, corrected, moved in the order, and taken back."""
    made = Record()
    for month in range(1, 9):
        new = [Statement(f"acme-{month}-{day}", announced=f"2020-0{month}-0{day}") for day in range(1, 5)]
        moved = [Statement("acme-1-1", announced=f"2021-0{month}", position="complies")]
        taken_back = [Statement(f"acme-{month - 1}-2", retracted=True)] if month > 2 else []
        made.write([*new, *(moved if month > 1 else []), *taken_back])
    return made


def closed() -> ListPage:
    """Return a page of the list of all statements that other pages took the place of."""
    return ListPage.objects.filter(list="").exclude(died=LIVE).order_by("pk")[0]


def copied() -> PageMember:
    """Return a statement that was copied from a closed page."""
    return next(member for member in PageMember.objects.select_related("page") if member.entry_id < member.page.born)


def put_elsewhere(member: PageMember, **columns: Any) -> None:
    """Write a member anew with other columns: those of its key can't be changed."""
    PageMember.objects.filter(pk=member.pk).delete()
    PageMember.objects.create(
        **{"page": member.page, "valid_from": member.valid_from, "entry": member.entry, **columns}
    )


def change(page: ListPage, **columns: Any) -> None:
    ListPage.objects.filter(pk=page.pk).update(**columns)


def tombstone() -> Entry:
    return Entry.objects.filter(retracted=True)[0]


TAMPERINGS: dict[str, Callable[[], object]] = {
    "a statement is missing from its page": lambda: PageMember.objects.filter(page__died=LIVE)[0].delete(),
    "a copy is missing": lambda: copied().delete(),
    "a statement stands under another day": lambda: put_elsewhere(copied(), valid_from=date(2019, 1, 1)),
    "a statement is on a page of another list": lambda: put_elsewhere(
        copied(), page=ListPage.objects.get(list="complies", died=LIVE)
    ),
    "a statement of later is on a closed page": lambda: PageMember.objects.create(
        page=closed(), valid_from=date(2020, 7, 6), entry=Entry.objects.latest("pk")
    ),
    "a tombstone is on a page": lambda: PageMember.objects.create(
        page=ListPage.objects.get(list="complies", died=LIVE), valid_from=date(2020, 7, 6), entry=tombstone()
    ),
    "a page says another number": lambda: ListPage.objects.filter(pk=closed().pk).update(size=3),
    "a page says another first day": lambda: ListPage.objects.filter(pk=closed().pk).update(
        first_from=date(2021, 1, 1)
    ),
    "a page says another last day": lambda: ListPage.objects.filter(pk=closed().pk).update(last_until=date(2021, 1, 1)),
    "a page begins elsewhere": lambda: ListPage.objects.filter(list="", lowest="", died=LIVE).update(lowest="2020"),
    "a page ends elsewhere": lambda: ListPage.objects.filter(list="", died=LIVE, highest="~").update(highest="2020"),
    "a page was closed at another revision": lambda: change(closed(), died=2),
    "a page that was closed is live": lambda: change(closed(), died=LIVE),
    "a live page was closed": lambda: ListPage.objects.filter(list="complies", died=LIVE).update(died=30),
    "a whole list is missing": lambda: (
        PageMember.objects.filter(page__list="complies").delete(),
        ListPage.objects.filter(list="complies").delete(),
    ),
    "a total is another": lambda: Tally.objects.filter(seq=10, node=0).update(total=77),
    "a total is missing": lambda: Tally.objects.filter(pk=Tally.objects.order_by("seq")[0].pk).delete(),
    "a total is of no block": lambda: Tally.objects.create(list=1, node=0, seq=3, total=1),
}


@pytest.mark.usefixtures("record")
@pytest.mark.parametrize("tamper", TAMPERINGS.values(), ids=TAMPERINGS.keys())
def test_tampering_is_found(tamper: Callable[[], object]) -> None:
    assert list(filing.faults()) == []
    tamper()
    assert list(filing.faults()) != []


@pytest.mark.usefixtures("record")
def test_filing_anew_mends_it() -> None:
    assert not filing.is_missing()
    filing.clear()
    assert filing.is_missing()
    assert list(filing.faults()) != []


@pytest.mark.usefixtures("record")
def test_totals_of_before_there_were_those_of_years_are_filed_anew() -> None:
    Total.objects.filter(of="year").delete()
    assert filing.is_missing()
    assert "the totals of year 2020 differ from the entries" in list(filing.faults())


def test_an_empty_record_has_nothing_to_file() -> None:
    assert not filing.is_missing()
    assert list(filing.faults()) == []
