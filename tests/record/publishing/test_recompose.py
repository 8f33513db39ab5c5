"""After an upgrade: what was published under an older form of documents is stored anew (design: publishing 12)."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from companies.desk.pack.loading import LoadOptions, load
from companies.models import Source, Stance
from companies.record.documents import compose
from companies.record.documents.compose import Document
from companies.record.ledger.revision import DocumentForm, Entry, Head, Revision
from companies.record.ledger.verify import record_faults
from companies.record.publishing import dependents
from companies.record.publishing import recompose as recomposing
from companies.record.publishing.appending import append
from companies.record.publishing.causes import Reason
from companies.record.publishing.context import PublishContext
from companies.record.publishing.floor import publishing_transaction
from companies.record.publishing.publish import changed_documents, lock_for_publishing, publish
from companies.record.publishing.recompose import is_due, recompose
from companies.record.reading import read
from companies.record.reading.snapshot import Clocks, take_snapshot
from companies.vocabulary import KINDS
from tests import cast
from tests.desk.pack.made_up import PACKS

pytestmark = pytest.mark.django_db
_today = compose.compose


def in_the_first_form(*args: Any) -> Document:
    """Return a document as the first form had it, which told of no runs."""
    document = _today(*args)
    return {key: value for key, value in document.items() if key not in ("held_since", "first_said")}


@pytest.fixture
def old_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three statements of one chain and one of another, published under the first form."""
    cast.stance("acme-1", announced_on="2020-07-06")
    cast.stance("acme-2", announced_on="2020-09-30")
    cast.stance("acme-3", announced_on="2021-06", position="complies")
    cast.stance("zenith-1", company=cast.company("zenith"))
    cast.figure()
    cast.check()
    with monkeypatch.context() as patch:
        patch.setattr(dependents, "compose", in_the_first_form)
        cast.publish_everything()


def documents(kind: str = "stance") -> dict[str, Document]:
    return {item.key: item.document for item in read.items(take_snapshot(Clocks()), kind)}


@pytest.mark.usefixtures("old_record")
def test_every_statement_is_brought_to_todays_form_and_nothing_else_is_touched() -> None:
    before = {entry.pk: entry.revision.document for entry in _entries()}
    assert "held_since" not in documents()["acme-2"]
    head = Head.objects.get().seq
    assert recompose() == 4
    written = Revision.objects.filter(seq__gt=head).order_by("seq")
    assert [(row.kind, row.key, row.cause, row.note) for row in written] == [
        ("stance", slug, "technical", "") for slug in ("acme-1", "acme-2", "acme-3", "zenith-1")
    ]
    now = documents()
    assert (now["acme-2"]["held_since"], now["acme-2"]["first_said"]) == ("2020-07-06", "acme-1")
    assert [now[slug]["held_since"] for slug in ("acme-1", "acme-3", "zenith-1")] == ["2020-07-06", "2021-06", "2020"]
    assert not any("first_said" in now[slug] for slug in ("acme-1", "acme-3", "zenith-1"))
    assert Entry.objects.filter(first_said="acme-1").values_list("key", flat=True).get() == "acme-2"
    assert {pk: text for pk, text in before.items() if Revision.objects.get(pk=pk).document != text} == {}
    assert list(record_faults()) == []


@pytest.mark.usefixtures("old_record")
def test_the_past_keeps_its_bytes() -> None:
    then = take_snapshot(Clocks())
    old = {item.key: item.text for item in read.items(then, "stance")}
    recompose()
    asked = take_snapshot(Clocks(known_at=then.instant))
    assert {item.key: item.text for item in read.items(asked, "stance")} == old


@pytest.mark.usefixtures("old_record")
def test_a_second_run_writes_nothing() -> None:
    recompose()
    assert recompose() == 0


@pytest.mark.usefixtures("old_record")
def test_it_is_due_until_it_was_done_under_this_form() -> None:
    assert is_due()
    recompose()
    assert not is_due()
    assert str(DocumentForm.objects.get()) == f"form {compose.FORM}"
    DocumentForm.objects.update(form=compose.FORM - 1)
    assert is_due()


@pytest.mark.usefixtures("old_record")
def test_what_an_editor_has_not_published_stays_at_the_desk() -> None:
    row = Stance.objects.get(slug="acme-1")
    row.position, row.summary = "withdrew", "CANARY"
    row.save()
    recompose()
    assert documents()["acme-1"]["position"] == "refuses"
    assert "CANARY" not in "".join(Revision.objects.values_list("document", flat=True))


@pytest.mark.usefixtures("old_record")
def test_a_statement_stored_anew_for_a_label_is_told_its_run_too() -> None:
    """Before the upgrade reached it: its document says nothing of a run, so the chain is asked."""
    source = Source.objects.get(slug="gazette")
    source.title = "Another title"
    source.save()
    publish([source], cause="correction", note="The title was wrong.")
    assert documents()["acme-2"]["first_said"] == "acme-1"


@pytest.mark.usefixtures("old_record")
def test_how_far_it_has_come_is_told_for_every_row() -> None:
    told: list[int] = []
    recompose(told.append)
    assert sum(told) == Entry.objects.filter(superseded_at=None, retracted=False).count()


@pytest.mark.usefixtures("old_record")
def test_the_command_says_how_many_rows_were_stored_anew(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("recompose")
    call_command("recompose")
    told = capsys.readouterr()
    assert told.out == "4 rows stored anew.\n0 rows stored anew.\n"
    assert told.err == ""


def in_a_form_to_come(*args: Any) -> Document:
    """Return a document as a form might have it that tells more in every kind, and in what embeds a whole source."""
    return {**_today(*args), "told_anew": True}


def written_at_once() -> None:
    """Compose and write the same set as one piece, all of it held."""
    with publishing_transaction() as opened:
        head = lock_for_publishing(opened, clock_is_right=False)
        context = PublishContext()
        live = Entry.objects.filter(superseded_at=None, retracted=False)
        keys = list(live.values_list("kind", "key"))
        context.load(keys)
        standing = dependents.chain_standings(context, {}, {entry.chain for entry in live.filter(kind="stance")})
        for kind in KINDS.codes:
            dependents.compose_rows(context, [key for key in keys if key[0] == kind], {}, standing)
        ordered = dependents.by_depth(context, keys)
        pending, _ = changed_documents(context, ordered, {}, Reason("technical"))
        append(opened, head, context, pending, [], None)


@pytest.mark.usefixtures("clock")
@pytest.mark.parametrize("part", [1, 2, 3, 7, 500])
def test_in_parts_it_writes_the_very_set_that_is_written_at_once(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    load([PACKS / "bay", PACKS / "isle"], LoadOptions(publish=True))
    cast.place("a-low", parent=cast.place("mid", parent=cast.place("zz-top")))
    of_all = cast.company("of-all")
    owned = cast.company("owned-a", parent=cast.company("zz-owner", parent=of_all))
    cast.company("between", owners=[{"company": owned, "to": "2019"}, {"company": of_all}])
    cast.publish_everything()
    monkeypatch.setattr(dependents, "compose", in_a_form_to_come)
    with transaction.atomic():
        written_at_once()
        whole = Head.objects.get()
        transaction.set_rollback(True)
    monkeypatch.setattr(recomposing, "CHUNK", part)
    before = Head.objects.get().seq
    assert recompose() == whole.seq - before == Entry.objects.filter(superseded_at=None).count()
    assert Head.objects.get().ledger == whole.ledger
    assert list(record_faults()) == []


def _entries() -> list[Entry]:
    return list(Entry.objects.select_related("revision"))
