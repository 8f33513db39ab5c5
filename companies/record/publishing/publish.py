"""The single door from the desk to the record: ``publish`` and ``retract`` (design: publishing).

Each takes a set and does all of it in one transaction, or nothing. Only the asked rows are read from the desk;
everything else that changes with them is built from the record.
"""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import User
from django.db import transaction

from companies.models.desk_row import DeskRow
from companies.record.documents.chains import Chain
from companies.record.documents.entered_fields import EnteredFields
from companies.record.ledger.canonical import canonical
from companies.record.ledger.revision import Key
from companies.record.publishing.appending import Draft, Publishing, append, lock_head, refuse_late
from companies.record.publishing.causes import cause_of, refuse_cause
from companies.record.publishing.context import PublishContext
from companies.record.publishing.dependents import by_depth, compose_set
from companies.record.publishing.desk_fields import desk_parts
from companies.record.publishing.validation import refuse_unfit, refuse_unretractable

__all__ = ["Publishing", "publish", "retract"]


@transaction.atomic
def publish(rows: Iterable[DeskRow], *, cause: str, note: str = "", by: User | None = None) -> Publishing:
    """Publish desk rows as one set and return what was written.

    ``cause``: what moved the editor (codebook: rule 9); ``note``: the public reason, needed where a published row
    changes. A row whose document stands already writes nothing and is told in ``unchanged``. Raises PublishError,
    with every reason at once, when the set is refused; then nothing is written.
    """
    head = lock_head()
    context = PublishContext()
    asked = desk_parts(rows)
    context.load(asked)
    compose_set(context, asked, _chains(asked))
    refuse_unfit(context, asked)
    refuse_cause(context, asked, cause, note)
    drafts, unchanged = _changed(context, asked, cause, note)
    publishing = append(head, context, drafts, unchanged, by)
    refuse_late(publishing)
    return publishing


@transaction.atomic
def retract(keys: Iterable[Key], *, note: str, by: User | None = None) -> Publishing:
    """Take published rows back as one set: each leaves a tombstone with ``note`` as its public reason.

    Raises PublishError where a row is not published, where something outside the set refers to it, or without a note.
    """
    head = lock_head()
    context = PublishContext()
    wanted = set(keys)
    context.load(wanted)
    refuse_unretractable(context, wanted, note)
    context.retracted = wanted
    compose_set(context, {}, _published_chains(context, wanted))
    neighbours, _ = _changed(context, {}, "technical", "")
    drafts = {draft.key: draft for draft in neighbours}
    drafts |= {key: Draft(key, {}, "retraction", note, retracted=True) for key in wanted}
    publishing = append(head, context, [drafts[key] for key in by_depth(context, drafts)], [], by)
    refuse_late(publishing)
    return publishing


def _chains(asked: Mapping[Key, EnteredFields]) -> set[Chain]:
    return {
        (entered["company"], entered["law"], entered["demand"]) for key, entered in asked.items() if key[0] == "stance"
    }


def _published_chains(context: PublishContext, keys: Iterable[Key]) -> set[Chain]:
    entries = (stored.entry for key in keys if key[0] == "stance" and (stored := context.stored(key)))
    return {(entry.company, entry.law, entry.demand) for entry in entries}


def _changed(
    context: PublishContext, asked: Mapping[Key, EnteredFields], cause: str, note: str
) -> tuple[list[Draft], list[Key]]:
    """Return what must be written, in order, and the asked rows whose bytes stand already."""
    drafts, unchanged = [], []
    for key in by_depth(context, context.composed):
        document, live = context.composed[key], context.live(key)
        if live is not None and live.text == canonical(document):
            if key in asked:
                unchanged.append(key)
            continue
        own_cause = cause_of(context, key, asked, cause)
        drafts.append(Draft(key, document, own_cause, "" if own_cause == "technical" else note))
    return drafts, unchanged
