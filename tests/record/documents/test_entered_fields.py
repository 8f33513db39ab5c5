"""The entered fields taken back out of a document, and as a data pack writes it."""

import json

import pytest

from companies.record.documents.entered_fields import entered_fields, pack_row
from companies.record.ledger.revision import Revision
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_pack_writes_what_is_covered_as_slug_or_text() -> None:
    cast.company("zenith")
    row = cast.stance(covers=["zenith", "Some service"])
    cast.publish_everything()
    document = json.loads(Revision.objects.get(kind="stance", key=row.slug).document)
    assert entered_fields("stance", document)["covers"] == [{"slug": "zenith"}, {"name": "Some service"}]
    assert pack_row(entered_fields("stance", document))["covers"] == ["zenith", "Some service"]


def test_a_pack_writes_the_rest_as_it_is() -> None:
    assert pack_row({"slug": "acme", "name": "Acme"}) == {"slug": "acme", "name": "Acme"}
