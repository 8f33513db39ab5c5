"""Bringing what is published to the form that documents have today (design: publishing 12).

A release may tell more in a document than the one before, from the same entered fields. What was published under the
old form then differs from what would be composed today. ``recompose`` writes a ``technical`` revision for each such
row, all in one set, so that readers never see half of it; old revisions keep their bytes.
"""

from collections.abc import Callable

from companies.record.documents.compose import FORM
from companies.record.ledger.revision import DocumentForm, Entry
from companies.record.publishing.appending import Publishing, append
from companies.record.publishing.causes import Reason
from companies.record.publishing.context import PublishContext
from companies.record.publishing.dependents import compose_set
from companies.record.publishing.floor import publishing_transaction
from companies.record.publishing.publish import changed_documents, lock_for_publishing
from companies.vocabulary import KINDS


def recompose(done: Callable[[int], object] = lambda rows: None, *, clock_is_right: bool = False) -> Publishing:
    """Compose every published row anew from the record, and write those that come out differently as one set.

    ``done`` is told how many more rows were composed. A second run writes nothing. Raises PublishError where the clock
    is doubted or has gone back; then nothing is written.
    """
    with publishing_transaction() as opened:
        head = lock_for_publishing(opened, clock_is_right)
        context = PublishContext()
        keys = [key for kind in KINDS.codes for key in context.load_kind(kind)]
        compose_set(context, {}, context.chains, anew=keys, done=done)
        pending, _ = changed_documents(context, {}, Reason("technical"))
        publishing = append(opened, head, context, pending, [], None)
        DocumentForm.objects.update_or_create(pk=DocumentForm.ONLY, defaults={"form": FORM})
        return publishing


def is_due() -> bool:
    """Return whether documents may have been published under an earlier form; one query."""
    return not DocumentForm.objects.filter(form__gte=FORM).exists()


def count_published() -> int:
    """Return how many rows there are to compose."""
    return Entry.objects.filter(superseded_at__isnull=True, retracted=False).count()
