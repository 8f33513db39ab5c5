"""Is the record whole? Each kind of tampering is found, and what is derived can be made anew."""

from collections.abc import Callable

import pytest
from django.db import connection

from companies.record.ledger import guard, rebuild, verify
from companies.record.ledger.derived.total import Total
from companies.record.ledger.rebuild import rebuild_entries
from companies.record.ledger.revision import Entry, Head, Reference, Revision
from companies.record.ledger.verify import record_faults

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def unguarded(tamper: Callable[[], object]) -> Callable[[], None]:
    def run() -> None:
        guard.remove()
        tamper()
        guard.install()

    return run


def sql(text: str) -> Callable[[], None]:
    def run() -> None:
        with connection.cursor() as cursor:
            cursor.execute(text)

    return unguarded(run)


TAMPERINGS: dict[str, tuple[Callable[[], object], str]] = {
    "a piece of the guard": (guard.remove, "the guard lacks"),
    "a byte of a document": (
        sql("UPDATE companies_revision SET document = replace(document, 'Acme', 'Acne') WHERE kind = 'company'"),
        "doesn't have its sha256",
    ),
    "a document that is not JSON": (sql("UPDATE companies_revision SET document = '{' WHERE seq = 1"), "is not JSON"),
    "a document that is not canonical": (
        sql("UPDATE companies_revision SET document = '{ }' WHERE seq = 1"),
        "is not canonical JSON",
    ),
    "a hash": (sql("UPDATE companies_revision SET ledger = 'x' WHERE seq = 2"), "the ledger's hash is broken"),
    "a note": (sql("UPDATE companies_revision SET note = 'x' WHERE seq = 2"), "the ledger's hash is broken"),
    "a version": (sql("UPDATE companies_revision SET version = 9 WHERE seq = 2"), "version 9"),
    "an instant": (
        sql("UPDATE companies_revision SET recorded_at = '2001-01-01 00:00:00' WHERE seq = 3"),
        "recorded before",
    ),
    "the head": (unguarded(lambda: Head.objects.update(seq=1)), "the head doesn't name the last revision"),
    "a missing head": (unguarded(lambda: Head.objects.all().delete()), "the head doesn't name the last revision"),
    "an entry's column": (
        unguarded(lambda: Entry.objects.filter(pk=1).update(jurisdiction_path="/x/")),
        "entry 1 differs from the ledger",
    ),
    "a missing reference": (unguarded(lambda: Reference.objects.filter(kind="source").delete()), "is missing"),
    "a missing total": (
        lambda: Total.objects.filter(of="law").latest("since").delete(),
        "the totals of law data-act differ",
    ),
    "a total too many": (
        lambda: Total.objects.create(of="law", key="x", since=1, first=True, counts={}),
        "the totals of law x differ",
    ),
    "a total's counts": (
        lambda: Total.objects.filter(of="record").update(counts={}),
        "the totals of record differ",
    ),
    "which total is the first": (
        lambda: Total.objects.filter(of="company").update(first=False),
        "the totals of company acme differ",
    ),
    "a reference too many": (
        unguarded(lambda: Reference.objects.create(revision_id=1, kind="law", key="x", role="law")),
        "should not be there",
    ),
}


@pytest.mark.usefixtures("ledger")
def test_a_record_that_nobody_touched_is_whole() -> None:
    assert list(record_faults()) == []


def test_an_empty_record_is_whole() -> None:
    assert list(record_faults()) == []


@pytest.mark.usefixtures("ledger")
@pytest.mark.parametrize("what", TAMPERINGS)
def test_tampering_is_found(what: str) -> None:
    tamper, told = TAMPERINGS[what]
    tamper()
    assert any(told in fault for fault in list(record_faults()))


@pytest.mark.usefixtures("ledger")
def test_a_revision_that_was_cut_out_is_found() -> None:
    guard.remove()
    last = Revision.objects.latest("seq")
    Reference.objects.filter(revision=last).delete()
    Entry.objects.filter(pk=last.pk).delete()
    Revision.objects.filter(pk=last.pk).delete()
    guard.install()
    assert any("the head" in fault for fault in record_faults())


@pytest.mark.usefixtures("ledger")
def test_a_gap_in_the_numbers_is_found() -> None:
    guard.remove()
    Reference.objects.filter(revision_id=2).delete()
    Entry.objects.filter(pk=2).delete()
    Revision.objects.filter(pk=2).delete()
    guard.install()
    assert any("its number should be 2" in fault for fault in record_faults())


@pytest.mark.usefixtures("ledger")
def test_an_entry_and_a_reference_of_no_revision_are_found() -> None:
    """As they could stand in a file that was written without its foreign keys."""
    entry = Entry.objects.get(pk=1)
    guard.remove()
    entry.pk = 10**6
    entry.save(force_insert=True)
    reference = Reference.objects.create(revision_id=10**6, kind="law", key="x", role="law")
    guard.install()
    assert [fault.split(":")[0] for fault in record_faults()] == [
        "entry 1000000 should not be there",
        "reference (1000000, 'law', 'x', 'law') should not be there",
    ]
    guard.remove()
    reference.delete()
    Entry.objects.filter(pk=10**6)._raw_delete("default")
    guard.install()


@pytest.mark.usefixtures("ledger")
def test_each_fault_is_told_by_whichever_part_it_is_found_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """With parts of two revisions, whose predecessors and successors lie in others."""
    monkeypatch.setattr(rebuild, "BATCH", 2)
    monkeypatch.setattr(verify, "BATCH", 2)
    assert list(record_faults()) == []
    guard.remove()
    Entry.objects.update(cause="technical")
    guard.install()
    wrong = [
        f"entry {seq} differs" for seq, cause in Revision.objects.values_list("seq", "cause") if cause != "technical"
    ]
    assert sorted(fault.split(" from")[0] for fault in record_faults()) == sorted(wrong)


@pytest.mark.usefixtures("ledger")
def test_what_is_derived_is_made_anew_from_the_ledger() -> None:
    before = (list(Entry.objects.order_by("pk").values()), set(_references()))
    guard.remove()
    Entry.objects.filter(pk__gt=2).update(jurisdiction_path="/x/", supports=7)
    Reference.objects.all().delete()
    guard.install()
    assert rebuild_entries() == len(before[0])
    assert (list(Entry.objects.order_by("pk").values()), set(_references())) == before
    assert list(record_faults()) == []
    assert guard.missing() == []


def _references() -> list[tuple[int, str, str, str]]:
    return list(Reference.objects.values_list("revision_id", "kind", "key", "role"))
