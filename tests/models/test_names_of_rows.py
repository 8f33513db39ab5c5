"""Rows call themselves what an editor knows them by."""

import pytest

from companies.models import Citation, Company, Law, LawEvent, Provision, Publication, Slug
from companies.record.ledger.revision import Entry, Head, Reference, Revision
from companies.record.publishing.publish import publish
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_desk_rows_by_name_and_the_rest_by_key() -> None:
    cast.law(events=[{"date": "2020", "kind": "adopted"}], provisions=[{"label": "Section 7", "summary": "Hand over."}])
    cast.company(names=[{"name": "Anvils", "kind": "brand"}])
    stance = cast.stance()
    assert [str(row) for row in (Law.objects.get(slug="data-act"), Company.objects.get(slug="acme"), stance)] == [
        "Data Act",
        "Acme",
        stance.slug,
    ]
    assert str(LawEvent.objects.get()) == "2020 It was adopted"
    assert str(Provision.objects.get()) == "Section 7"
    assert str(Citation.objects.get()) == "supports: Gazette: What the Gazette says"
    assert str(Company.objects.get(slug="acme").names.get()) == "Anvils"
    assert str(Slug.objects.get(kind="company")) == "company acme"
    assert str(cast.check()) == "acme-data-act-2021-03-04-content-removal"


def test_the_ledger_by_number() -> None:
    publish([cast.source()], cause="new_evidence", by=cast.editor())
    cast.publish_everything()
    cast.stance()
    cast.publish_everything()
    assert str(Revision.objects.get(seq=1)) == "1 source gazette v1"
    assert str(Entry.objects.get(pk=1)) == "entry 1"
    assert str(Head.objects.get()).startswith("head ")
    assert str(Publication.objects.get()) == "1 editor"
    assert "law data-act" in str(Reference.objects.get(kind="law"))
