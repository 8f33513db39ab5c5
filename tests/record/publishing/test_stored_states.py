"""The states of desk rows as they are stored: never another than the one that is worked out anew (decision 043)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.models import Citation, Company, CompanyOwner, Provision, Stance
from companies.models.desk_row import DeskRow
from companies.models.rows import MODELS
from companies.record.ledger.canonical import canonical, sha256
from companies.record.publishing.publish import publish, retract
from companies.record.publishing.states import in_state, states_of
from companies.record.publishing.stored_states import (
    count_unknown,
    forget_states,
    store_all_unknown,
    store_states,
    store_unknown,
)
from tests import cast
from tests.record.true_states import wrong_states

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def stored(row: DeskRow) -> str:
    state: str = type(row)._default_manager.values_list("desk_state", flat=True).get(pk=row.pk)
    return state


@pytest.fixture
def row() -> Stance:
    """A published answer, with a law, a company and a source that have parts; all states are known."""
    place = cast.place(aliases=[{"name": "Fredonia"}])
    globex = cast.company("globex")
    acme = cast.company(home=place, names=[{"name": "Acme", "kind": "former"}], parent=globex)
    law = cast.law(
        events=[{"date": "2019", "kind": "in_force"}],
        provisions=[{"label": "1", "summary": "It asks."}],
        jurisdiction=place,
    )
    row = cast.stance(company=acme, law=law, covers=["zenith"])
    cast.figure()
    cast.check()
    cast.publish_everything()
    store_all_unknown()
    return row


def test_a_row_is_unknown_until_it_is_looked_at() -> None:
    row = cast.stance()
    assert stored(row) == ""
    store_states([row])
    assert stored(row) == "draft"
    assert stored(row.law) == ""


def test_publishing_stores_what_is_published_and_nothing_is_read_for_it_again(row: Stance) -> None:
    assert {stored(each) for each in cast.everything()} == {"published"}
    retract([row.record_key], note="Doubtful.")
    assert stored(row) == "retracted"
    publish([row], cause="new_evidence")
    assert stored(row) == "published"
    assert count_unknown() == 0


def test_an_edit_that_says_nothing_else_is_still_as_published(row: Stance) -> None:
    row.private_note = "Ask them again."
    row.save()
    store_states([row])
    assert stored(row) == "published"


def test_what_is_in_no_document_leaves_the_state_known(row: Stance) -> None:
    Stance.objects.update(private_note="Ask them again.", pack_digest="0" * 64)
    assert stored(row) == "published"


def test_a_row_in_hand_that_is_older_than_its_state_does_not_bring_it_back(row: Stance) -> None:
    old = Stance.objects.get(pk=row.pk)
    retract([row.record_key], note="Doubtful.")
    old.save()
    assert stored(row) == ""
    old.save(update_fields=["position"])
    store_states([row])
    assert stored(row) == "retracted"


def test_some_fields_saved_alone_make_it_unknown_too(row: Stance) -> None:
    row.summary = "It says something else."
    row.save(update_fields=["summary"])
    assert stored(row) == ""
    store_states([row])
    assert stored(row) == "changed"


def _update(row: Stance) -> None:
    Stance.objects.filter(pk=row.pk).update(position="complies")


def _bulk_update(row: Stance) -> None:
    row.position = "complies"
    Stance.objects.bulk_update([row], ["position"])


def _new_child(row: Stance) -> None:
    Citation.objects.create(stance=row, source=cast.source("herald"), relation="disputes", order=1)


def _new_children(row: Stance) -> None:
    Citation.objects.bulk_create([Citation(stance=row, source=cast.source("herald"), relation="disputes", order=1)])


def _edit_child(row: Stance) -> None:
    child = row.citations.get()
    child.quote = "never"
    child.save()


def _update_children(row: Stance) -> None:
    row.citations.update(quote="never")


def _delete_child(row: Stance) -> None:
    row.citations.get().delete()


def _delete_children(row: Stance) -> None:
    row.citations.all().delete()


def _company_comes(row: Stance) -> None:
    cast.company("zenith", kind="service")


def _companies_come(row: Stance) -> None:
    Company.objects.bulk_create([Company(slug="zenith", name="Zenith", kind="service", summary="It rises.")])


WRITES: list[Callable[[Stance], None]] = [
    _update,
    _bulk_update,
    _new_child,
    _new_children,
    _edit_child,
    _update_children,
    _delete_child,
    _delete_children,
    _company_comes,
    _companies_come,
]


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__)
def test_whatever_writes_a_row_or_its_parts_makes_it_unknown_and_then_changed(
    row: Stance, write: Callable[[Stance], None]
) -> None:
    write(row)
    assert stored(row) == ""
    assert wrong_states() == {}
    assert states_of([row]) == {row.pk: "changed"}
    store_states([row])
    assert stored(row) == "changed"
    assert wrong_states() == {}


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("jurisdiction", ["aliases"]),
        ("company", ["names", "aliases", "owners"]),
        ("law", ["aliases", "provisions", "events"]),
        ("stance", ["citations"]),
    ],
)
def test_every_part_of_a_row_belongs_to_its_state(row: Stance, kind: str, parts: list[str]) -> None:
    owner: Any = {"jurisdiction": row.law.jurisdiction, "company": row.company, "law": row.law, "stance": row}[kind]
    for part in parts:
        getattr(owner, part).update(order=7)
        known = not getattr(owner, part).exists()
        assert stored(owner) == ("published" if known else ""), part
        store_all_unknown()
        assert stored(owner) == "published", part


def test_a_draft_company_that_goes_leaves_a_text_where_there_was_a_reference(row: Stance) -> None:
    zenith = cast.company("zenith", kind="service")
    store_all_unknown()
    assert stored(row) == "changed"
    zenith.delete()
    assert stored(row) == ""
    store_all_unknown()
    assert stored(row) == "published"


def test_another_companys_coming_leaves_the_state_known(row: Stance) -> None:
    cast.company("ajax")
    assert stored(row) == "published"


def test_a_key_that_a_draft_gets_anew_is_looked_up_anew() -> None:
    figure = cast.figure()
    store_all_unknown()
    assert stored(figure) == "draft"
    figure.period_from = "2020-02"
    figure.save()
    assert stored(figure) == ""
    store_all_unknown()
    assert stored(figure) == "draft"


def test_a_row_that_came_back_under_a_published_key_is_compared_with_it(row: Stance) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM companies_figure")
    again = cast.figure(note="It was lost.")
    assert states_of([again]) == {again.pk: "changed"}
    store_all_unknown()
    assert stored(again) == "changed"


def test_a_list_in_a_state_works_out_what_is_unknown_first(row: Stance) -> None:
    row.summary = "It says something else."
    row.save()
    draft = cast.stance("zenith-1", announced_on="2021")
    assert list(in_state(Stance.objects.all(), "changed")) == [row]
    assert list(in_state(Stance.objects.all(), "draft")) == [draft]
    assert not in_state(Stance.objects.all(), "published").exists()


def test_many_unknown_rows_are_worked_out_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("companies.record.publishing.stored_states.BATCH", 2)
    for number in range(5):
        cast.source(f"herald-{number}")
    assert store_unknown(MODELS["source"]) == 5
    assert store_unknown(MODELS["source"]) == 0
    assert in_state(MODELS["source"]._default_manager.all(), "draft").count() == 5


def test_forgetting_makes_all_states_unknown_and_storing_brings_them_back(row: Stance) -> None:
    cast.source("herald")
    before = {each.record_key: stored(each) for each in cast.everything() if stored(each)}
    forget_states()
    assert count_unknown() == len(cast.everything())
    assert store_all_unknown() == len(cast.everything())
    assert {each.record_key: stored(each) for each in cast.everything()} == before | {("source", "herald"): "draft"}


def test_an_owner_and_a_provision_say_what_their_rows_say(row: Stance) -> None:
    CompanyOwner.objects.update(from_date="2001")
    Provision.objects.get().delete()
    store_all_unknown()
    assert {stored(row.company), stored(row.law)} == {"changed"}


def _queries(asked: Callable[[], Any]) -> list[str]:
    with CaptureQueriesContext(connection) as context:
        asked()
    return [query["sql"] for query in context.captured_queries]


def _publish_sources(number: int) -> None:
    publish([cast.source(f"herald-{number}-{place}") for place in range(number)], cause="new_evidence")


def test_a_list_in_a_state_asks_the_same_of_twenty_rows_and_of_four_hundred() -> None:
    def asked() -> None:
        for state in ("draft", "published", "changed", "retracted"):
            rows = in_state(MODELS["source"]._default_manager.all(), state)
            list(rows[:50])
            rows.count()

    _publish_sources(20)
    few = _queries(asked)
    _publish_sources(400)
    assert [sql.split(" WHERE ")[0] for sql in _queries(asked)] == [sql.split(" WHERE ")[0] for sql in few]
    assert not any("companies_entry" in sql or "companies_revision" in sql for sql in few)


def test_the_same_rows_give_the_same_digests_as_in_the_release_before(row: Stance) -> None:
    found = sorted(each.desk_digest for each in map(_read_again, cast.everything()))
    assert sha256(canonical(found)) == "7435c3d277c035c612d1fc799a2633677513efca2a050e76d7654b7f362288c9", (
        "the same rows give other digests than those that are stored: blank desk_digest and record_digest of every row "
        "in a migration, then put the new digest here"
    )


def _read_again(row: DeskRow) -> DeskRow:
    return type(row)._default_manager.get(pk=row.pk)
