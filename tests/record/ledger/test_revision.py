"""The ledger's rows call themselves by number."""

import pytest

from companies.models import Publication
from companies.record.ledger.derived.total import Total
from companies.record.ledger.revision import Entry, Head, Reference, Revision
from companies.record.publishing.publish import publish
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


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
    assert str(Total.objects.get(of="law")).startswith("law data-act from ")
