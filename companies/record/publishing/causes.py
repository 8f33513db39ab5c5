"""Which cause a revision has, and which causes a set may have (codebook: rule 9; design: causes)."""

from collections.abc import Mapping
from dataclasses import dataclass

from companies.record.documents.entered_fields import EnteredFields, entered_fields
from companies.record.ledger.revision import Key
from companies.record.publishing.context import PublishContext
from companies.record.publishing.refusals import Refusal, refuse_if

FIRST = ("company_acted", "new_evidence")
"""What a stance begins with: its first revision, or its first after a tombstone."""

LATER = ("correction", "new_evidence")
"""What changes a row that is published. A company that moves is a new stance, never an edit of an old one."""

ASKED = ("company_acted", "new_evidence", "correction")
"""What an editor may give; ``technical`` and ``retraction`` are the record's own."""


@dataclass(frozen=True)
class Reason:
    """Why a set is published, as whoever publishes it says."""

    cause: str
    note: str = ""
    """The public reason, needed where a published row changes."""
    first_cause: str = ""
    """What stances begin with, where that is another cause: a pack that corrects rows may bring new stances too."""

    def cause_of_stance(self, first: bool) -> str:
        """Return the cause of a stance; ``first``: its first revision, or its first after a tombstone."""
        return self.first_cause or self.cause if first else self.cause


def cause_of(context: PublishContext, key: Key, asked: Mapping[Key, EnteredFields], reason: Reason) -> str:
    """Return the cause of the revision of ``key`` that a set writes."""
    if key not in asked or _says_the_same(context, key, asked[key]):
        return "technical"
    first = context.live(key) is None
    if key[0] == "stance":
        return reason.cause_of_stance(first)
    return reason.cause if reason.cause in LATER and not first else "new_evidence"


def refuse_cause(context: PublishContext, asked: Mapping[Key, EnteredFields], reason: Reason) -> None:
    """Raise PublishError for a cause that is none, a stance that can't take it, or a change without a public note."""
    for cause in (reason.cause, reason.first_cause or reason.cause):
        if cause not in ASKED:
            refuse_if([Refusal("", "", "cause", f"{cause!r} is no cause for a set: choose one of {', '.join(ASKED)}")])
    moving = {
        key: context.live(key) is None for key, entered in asked.items() if not _says_the_same(context, key, entered)
    }
    refusals = []
    for key, first in moving.items():
        allowed, cause = FIRST if first else LATER, reason.cause_of_stance(first)
        if key[0] == "stance" and cause not in allowed:
            when = "begins with" if first else "changes by"
            refusals.append(Refusal(*key, "cause", f"a stance {when} {' or '.join(allowed)}, not {cause}"))
        if not first and not reason.note.strip():
            refusals.append(Refusal(*key, "note", "it is published and changes: say why in a public note"))
    refuse_if(refusals)


def _says_the_same(context: PublishContext, key: Key, entered: EnteredFields) -> bool:
    live = context.live(key)
    return live is not None and entered_fields(key[0], live.document) == entered
