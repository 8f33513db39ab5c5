"""The single door from the desk to the record: ``publish`` and ``retract`` (design: publishing).

Each takes a set and does all of it in one transaction, or nothing. Only the asked rows are read from the desk;
everything else that changes with them is built from the record.
"""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from django.contrib.auth.models import User

from companies.models.desk_row import DeskRow
from companies.record.documents.chains import Chain, chain_of
from companies.record.documents.entered_fields import EnteredFields
from companies.record.ledger.canonical import canonical
from companies.record.ledger.revision import Head, Key, lock_head
from companies.record.publishing.appending import PendingRevision, Publishing, append
from companies.record.publishing.causes import Reason, cause_of, refuse_cause
from companies.record.publishing.clock_check import doubt, note_belief
from companies.record.publishing.context import PublishContext
from companies.record.publishing.dependents import by_depth, compose_set
from companies.record.publishing.desk_fields import desk_fields
from companies.record.publishing.floor import PublishingTransaction, publishing_transaction, refuse_without_floor
from companies.record.publishing.refusals import PublishError, Refusal
from companies.record.publishing.validation import refuse_both, refuse_unfit, refuse_unretractable

__all__ = ["Publishing", "publish", "retract"]

NOTHING: Mapping[Key, str] = MappingProxyType({})


def publish(
    rows: Iterable[DeskRow],
    *,
    cause: str,
    first_cause: str = "",
    note: str = "",
    by: User | None = None,
    clock_is_right: bool = False,
    retracting: Mapping[Key, str] = NOTHING,
) -> Publishing:
    """Publish desk rows as one set and return what was written.

    ``retracting``: published rows that the same set takes back, each with its public reason, because others of the set
    take their place.

    ``cause``, ``first_cause`` and ``note``: see :class:`Reason` (codebook: rule 9). A row whose document stands already
    writes nothing and is told in ``unchanged``. Raises PublishError, with every reason at once, when the set is
    refused; then nothing is written. ``clock_is_right``: whoever publishes has been asked about a doubted clock.
    """
    reason = Reason(cause, note, first_cause)
    with publishing_transaction() as opened:
        head = lock_for_publishing(opened, clock_is_right)
        context = PublishContext()
        asked = desk_fields(rows)
        context.load([*asked, *retracting])
        refuse_unretractable(context, retracting)
        refuse_both(asked, retracting)
        context.retracted = set(retracting)
        compose_set(context, asked, _chains(asked) | _published_chains(context, retracting))
        refuse_unfit(context, asked)
        refuse_cause(context, asked, reason)
        pending, unchanged = changed_documents(context, by_depth(context, context.composed), asked, reason)
        return append(opened, head, context, _with_tombstones(context, pending, retracting), unchanged, by)


def retract(keys: Iterable[Key], *, note: str, by: User | None = None, clock_is_right: bool = False) -> Publishing:
    """Take published rows back as one set: each leaves a tombstone with ``note`` as its public reason.

    Raises PublishError where a row is not published, where something outside the set refers to it, or without a note.
    """
    with publishing_transaction() as opened:
        head = lock_for_publishing(opened, clock_is_right)
        context = PublishContext()
        notes = dict.fromkeys(keys, note)
        context.load(notes)
        refuse_unretractable(context, notes)
        context.retracted = set(notes)
        compose_set(context, {}, _published_chains(context, notes))
        neighbours, _ = changed_documents(context, by_depth(context, context.composed), {}, Reason("technical"))
        return append(opened, head, context, _with_tombstones(context, neighbours, notes), [], by)


def lock_for_publishing(opened: PublishingTransaction, clock_is_right: bool) -> Head:
    """Return the head, locked: from here on nobody else publishes, and no floor is lifted.

    Raises PublishError where the clock is doubted; a dry run shows what would be written all the same.
    """
    head = lock_head()
    refuse_without_floor(opened)
    if opened.floor is not None:
        if not clock_is_right and (why := doubt(head.recorded_at)):
            raise PublishError([Refusal("", "", "doubted_clock", why)])
        note_belief()
    return head


def _chains(asked: Mapping[Key, EnteredFields]) -> set[Chain]:
    return {chain_of(entered) for key, entered in asked.items() if key[0] == "stance"}


def _published_chains(context: PublishContext, keys: Iterable[Key]) -> set[Chain]:
    return {stored.entry.chain for key in keys if key[0] == "stance" and (stored := context.stored(key))}


def _with_tombstones(
    context: PublishContext, pending: Iterable[PendingRevision], notes: Mapping[Key, str]
) -> list[PendingRevision]:
    """Return what must be written with a tombstone for each key that is taken back, in order."""
    planned = {revision.key: revision for revision in pending}
    planned |= {key: PendingRevision(key, {}, "retraction", note, retracted=True) for key, note in notes.items()}
    return [planned[key] for key in by_depth(context, planned)]


def changed_documents(
    context: PublishContext, keys: Iterable[Key], asked: Mapping[Key, EnteredFields], reason: Reason
) -> tuple[list[PendingRevision], list[Key]]:
    """Return what of the composed ``keys`` must be written, in their order, and the asked rows whose bytes stand."""
    pending, unchanged = [], []
    for key in keys:
        document, live = context.composed[key], context.live(key)
        if live is not None and live.text == canonical(document):
            if key in asked:
                unchanged.append(key)
            continue
        cause = cause_of(context, key, asked, reason)
        pending.append(PendingRevision(key, document, cause, "" if cause == "technical" else reason.note))
    return pending, unchanged
