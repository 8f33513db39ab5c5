"""What publishing wrote, or why it refused, in a form that a test compares."""

import json
from typing import Any

import pytest

from companies.record.ledger.revision import Entry, Head, Revision
from companies.record.publishing.publish import publish
from companies.record.publishing.refusals import PublishError


def newest(kind: str, key: str) -> dict[str, Any]:
    """Return the newest document of a key."""
    document: dict[str, Any] = json.loads(Revision.objects.filter(kind=kind, key=key).latest("seq").document)
    return document


def refused(*rows: Any, cause: str = "new_evidence", note: str = "") -> list[tuple[str, str]]:
    """Publish what must be refused, and say why; nothing is written."""
    before = (Revision.objects.count(), Entry.objects.count(), Head.objects.get().ledger)
    with pytest.raises(PublishError) as caught:
        publish(rows, cause=cause, note=note)
    assert (Revision.objects.count(), Entry.objects.count(), Head.objects.get().ledger) == before
    assert str(caught.value)
    return [(refusal.key, refusal.code) for refusal in caught.value.refusals]
