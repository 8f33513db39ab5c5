"""What must change with a set: its order, neighbours, dependents, and what it refers to."""

import pytest

from companies.models import Company, Jurisdiction, Stance
from companies.record.ledger.revision import Entry, Revision
from companies.record.publishing.publish import publish
from companies.record.publishing.refusals import PublishError
from tests import cast
from tests.record.publishing.outcomes import newest, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_set_is_written_in_the_order_of_kinds_parents_first_then_slug() -> None:
    cast.place("zz-land")
    cast.place("aa-land", parent=cast.place("mm-land"))
    cast.company("aa-service", parent=cast.company("zz-company"))
    cast.figure(company=Company.objects.get(slug="zz-company"), jurisdiction=cast.place("bb-land"))
    cast.stance()
    written = [(revision.kind, revision.key) for revision in cast.publish_everything().revisions]
    places = [key for kind, key in written if kind == "jurisdiction"]
    companies = [key for kind, key in written if kind == "company"]
    assert places == ["bb-land", "freedonia", "mm-land", "zz-land", "aa-land"]
    assert companies == ["acme", "zz-company", "aa-service"]
    kinds = list(dict.fromkeys(kind for kind, _ in written))
    assert kinds == ["jurisdiction", "source", "company", "law", "stance", "figure"]


def test_what_is_referred_to_must_be_published_and_is_named() -> None:
    row = cast.stance()
    with pytest.raises(PublishError) as caught:
        publish([row], cause="company_acted")
    assert set(caught.value.missing) == {("company", "acme"), ("law", "data-act"), ("source", "gazette")}


def test_a_place_can_not_lie_in_itself() -> None:
    inner = cast.place("inner", parent=cast.place("outer"))
    cast.publish_everything()
    outer = type(inner).objects.get(slug="outer")
    type(inner).objects.filter(slug="outer").update(parent=inner)
    assert refused(outer, cause="correction", note="Moved.") == [("outer", "circle")]


def test_a_neighbour_whose_interval_moves_is_stored_anew_without_its_unpublished_edit() -> None:
    first = cast.stance("acme-1", announced_on="2020")
    cast.publish_everything()
    Stance.objects.filter(slug="acme-1").update(summary="NOT YET PUBLIC", position="complies")
    second = cast.stance("acme-2", announced_on="2021")
    written = publish([second], cause="company_acted", note="It said so.").revisions
    assert [(revision.key, revision.cause, revision.note) for revision in written] == [
        ("acme-1", "technical", ""),
        ("acme-2", "company_acted", "It said so."),
    ]
    assert newest("stance", first.slug)["valid_until"] == "2021-12-31"
    assert newest("stance", first.slug)["position"] == "refuses"
    assert not Revision.objects.filter(document__contains="NOT YET PUBLIC").exists()


def test_dependents_to_any_depth_are_stored_anew_when_a_place_moves() -> None:
    cast.stance()
    cast.check()
    cast.figure()
    cast.publish_everything()
    freedonia = Jurisdiction.objects.get(slug="freedonia")
    above = cast.place("union", kind="bloc")
    Jurisdiction.objects.filter(slug="freedonia").update(parent=above)
    written = publish([above, freedonia], cause="correction", note="It is part of the union.").revisions
    assert [(revision.kind, revision.cause) for revision in written] == [
        ("jurisdiction", "new_evidence"),
        ("jurisdiction", "correction"),
        ("law", "technical"),
        ("stance", "technical"),
        ("figure", "technical"),
        ("check", "technical"),
    ]
    path = [{"slug": "union", "name": "Union"}, {"slug": "freedonia", "name": "Freedonia"}]
    assert newest("stance", "acme-data-act-user-data-2020")["jurisdictions"] == path
    assert Entry.objects.get(kind="check", superseded_at=None).jurisdiction_path == "/union/freedonia/"


def test_a_company_that_is_renamed_keeps_its_name_of_the_day_in_older_statements() -> None:
    cast.stance("acme-1", announced_on="2019-05-05")
    cast.stance("acme-2", announced_on="2021-05-05")
    cast.publish_everything()
    row = Company.objects.get(slug="acme")
    Company.objects.update(name="Zenith Works")
    cast.name(row, [{"name": "Acme", "kind": "former", "to": "2020"}])
    publish([row], cause="new_evidence", note="It has a new name.")
    assert newest("stance", "acme-1")["company"]["name"] == "Acme"
    assert newest("stance", "acme-2")["company"]["name"] == "Zenith Works"
