"""Owners over time and their short form: what a pack writes, what a document of before said, who owns today."""

import json

import pytest

from companies.record.documents.entered_fields import entered_fields, pack_row
from companies.record.documents.owners import owner_today, owners_newest_first, with_owners, with_parent
from companies.record.ledger.canonical import canonical
from companies.record.ledger.revision import Revision
from companies.record.publishing.publish import publish
from companies.record.publishing.states import state_of
from tests import cast

NOW, THEN = {"company": "globex", "from": "2014-10-06"}, {"company": "bolt", "to": "2014-10-05"}
LONG = [
    {"slug": "acme", "kind": "company", "owners": [THEN, NOW], "summary": "It is."},
    {"slug": "acme", "owners": [NOW]},
    {"slug": "acme", "owners": [THEN]},
    {"slug": "acme", "owners": [{"company": "globex"}, THEN]},
    {"slug": "acme"},
]


@pytest.mark.parametrize("row", LONG)
def test_owners_of_whom_more_is_known_have_no_short_form(row: dict[str, object]) -> None:
    assert list(with_parent(row).items()) == list(row.items()) == list(with_owners(row).items())


def test_an_only_owner_without_dates_is_a_parent_at_the_same_place() -> None:
    short = {"slug": "acme", "parent": "globex", "summary": "It is."}
    long = {"slug": "acme", "owners": [{"company": "globex"}], "summary": "It is."}
    assert list(with_owners(short).items()) == list(long.items())
    assert list(with_parent(long).items()) == list(short.items())
    assert pack_row(long) == short


def test_todays_owner_is_the_one_without_an_end() -> None:
    assert owner_today([THEN, NOW]) == NOW
    assert owner_today([THEN]) is None
    earlier, later = {"company": "a", "to": "2001"}, {"company": "b", "to": "2002-05"}
    assert owners_newest_first({"owners": [earlier, NOW, later]}) == [NOW, later, earlier]
    assert owners_newest_first({"parent": {"slug": "globex"}}) == [{"company": {"slug": "globex"}}]
    assert owners_newest_first({}) == []


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
def test_a_document_holds_owners_and_the_parent_of_today() -> None:
    globex, bolt = cast.company("globex"), cast.company("bolt")
    cast.company(owners=[{"company": globex, "from": "2014"}, {"company": bolt, "to": "2014"}])
    cast.publish_everything()
    document = json.loads(Revision.objects.get(kind="company", key="acme").document)
    assert document["parent"] == {"slug": "globex", "name": "Globex"}
    assert document["owners"] == [
        {"company": {"slug": "globex", "name": "Globex"}, "from": "2014"},
        {"company": {"slug": "bolt", "name": "Bolt"}, "to": "2014"},
    ]
    assert entered_fields("company", document)["owners"] == [
        {"company": "globex", "from": "2014"},
        {"company": "bolt", "to": "2014"},
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
def test_without_an_owner_of_today_there_is_no_parent() -> None:
    cast.company(owners=[{"company": cast.company("bolt"), "to": "2014"}])
    cast.publish_everything()
    assert "parent" not in json.loads(Revision.objects.get(kind="company", key="acme").document)


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
def test_a_document_of_before_owners_is_read_as_its_parent_and_composed_anew_from_the_record(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    globex = cast.company("globex")
    acme = cast.company(parent=globex)
    with monkeypatch.context() as before:
        before.setattr("companies.record.publishing.dependents.compose", _as_before)
        cast.publish_everything()
    first = Revision.objects.get(kind="company", key="acme")
    assert "owners" not in json.loads(first.document)
    assert state_of(acme) == "published"
    acme.owners.all().delete()
    globex.name = "Globex Corp"
    globex.save()
    publish([globex], cause="correction", note="Its name.")
    second = Revision.objects.get(kind="company", key="acme", version=2)
    assert second.cause == "technical"
    named = {"slug": "globex", "name": "Globex Corp"}
    expected = {**json.loads(first.document), "parent": named, "owners": [{"company": named}]}
    assert second.document == canonical(expected)


def _as_before(*args: object) -> dict[str, object]:
    """Compose as documents were before there were owners over time: with a parent alone."""
    from companies.record.documents.compose import compose

    document = compose(*args)  # type: ignore[arg-type]
    document.pop("owners", None)
    return document
