"""What publishing or retracting a set would write, and doing exactly that.

A plan is a dry run of the real ``publish`` or ``retract`` in a transaction that is rolled back, technical revisions,
refusals and all, so that it can't differ from what is then written. Its digest goes with the confirmation; where what
would be written is no longer what was shown, nothing is (decision 051).
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User

from companies.chunks import chunked
from companies.desk.keys import rows_by_key
from companies.record.ledger.canonical import canonical, sha256
from companies.record.ledger.revision import Entry, Key, Revision
from companies.record.publishing.floor import publishing_transaction
from companies.record.publishing.publish import Publishing, publish, retract
from companies.record.publishing.refusals import PublishError, Refusal
from companies.record.publishing.states import rows_by_state
from companies.record.reading.changes import differences, documents_before

PUBLISH, RETRACT = "publish", "retract"

_ANY_CAUSE = "new_evidence"
"""Every set can take it, and no document depends on the cause: so plans are made with it."""
_ANY_NOTE = "-"
_ROUNDS = 10
"""How often what is missing is looked for: more than any row refers deep."""


class OutdatedPlanError(Exception):
    """What would be written is not what was shown."""


@dataclass(frozen=True)
class Step:
    """One revision that a set would write, or wrote."""

    revision: Revision
    change: str
    """Added, changed or retracted."""
    document: dict[str, Any]
    """What it says; for a tombstone, what the revision before it said."""
    fields: dict[str, dict[str, Any]]
    """What differs from the revision before it, by key of the document; empty for a tombstone."""

    @property
    def technical(self) -> bool:
        """Whether it is the same fact, stored anew because another row of the set moved."""
        return self.revision.cause == "technical"


@dataclass(frozen=True)
class Plan:
    """What would be written for a set of keys, or why nothing can be."""

    act: str
    keys: list[Key]
    steps: list[Step]
    unchanged: list[Key]
    refusals: list[Refusal]
    digest: str

    @property
    def missing(self) -> list[Key]:
        """What would have to be in the set too."""
        return PublishError(self.refusals).missing


@contextmanager
def dry_run(act: str, keys: Iterable[Key]) -> Iterator[Publishing]:
    """Publish or retract for the length of the block, then take all of it back. Raises PublishError."""
    with publishing_transaction(dry_run=True):
        yield _act(act, list(keys), _ANY_CAUSE, _ANY_NOTE, None)


def make_plan(act: str, keys: Iterable[Key]) -> Plan:
    """Return what ``act`` on ``keys`` would write; nothing is written."""
    asked = list(keys)
    try:
        with dry_run(act, asked) as publishing:
            return Plan(act, asked, steps_of(publishing.revisions), publishing.unchanged, [], _digest(publishing))
    except PublishError as error:
        return Plan(act, asked, [], [], error.refusals, "")


def missing_rows(plan: Plan) -> tuple[list[Key], Plan]:
    """Return what has to join a set for it to be admitted, as far as the desk has it, and the plan with all of it."""
    added: list[Key] = []
    for _round in range(_ROUNDS):
        found = [key for key in _at_desk(plan) if key not in plan.keys]
        if not found:
            break
        added += found
        plan = make_plan(plan.act, [*plan.keys, *found])
    return added, plan


def carry_out(
    act: str, keys: Iterable[Key], *, cause: str, note: str, by: User, digest: str, clock_is_right: bool = False
) -> Publishing:
    """Publish or retract the set.

    Raises PublishError where it is refused, and OutdatedPlanError where it would write anything but what ``digest``
    stands for; then nothing is written.
    """
    with publishing_transaction():
        publishing = _act(act, list(keys), cause, note, by, clock_is_right)
        if _digest(publishing) != digest:
            raise OutdatedPlanError
    return publishing


def allowed_causes(keys: Iterable[Key]) -> list[str]:
    """Return the causes that a set can take (codebook: rule 9), the likeliest first."""
    rows = rows_by_state(rows_by_key(keys).values())
    begins = any(row.kind_name == "stance" for row in (*rows["draft"], *rows["retracted"]))
    changes = any(row.kind_name == "stance" for row in rows["changed"])
    causes = ["company_acted"] if begins and not changes else []
    causes += ["correction"] if rows["changed"] and not begins else []
    return [*causes, "new_evidence"]


def steps_of(revisions: Iterable[Revision]) -> list[Step]:
    """Return revisions with what they changed; two queries."""
    listed = list(revisions)
    changes: dict[int, str] = {}
    for some in chunked([rev.seq for rev in listed]):
        changes |= dict(Entry.objects.filter(pk__in=some).values_list("pk", "change"))
    before = documents_before([rev.seq for rev in listed])
    return [_step(rev, changes.get(rev.seq, ""), before.get(rev.seq, {})) for rev in listed]


def _step(revision: Revision, change: str, old: dict[str, Any]) -> Step:
    new = json.loads(revision.document)
    if revision.retracted:
        return Step(revision, change, old, {})
    return Step(revision, change, new, differences(old, new) if change == "changed" else {})


def _act(act: str, keys: list[Key], cause: str, note: str, by: User | None, clock_is_right: bool = False) -> Publishing:
    if act == RETRACT:
        return retract(keys, note=note, by=by, clock_is_right=clock_is_right)
    return publish(rows_by_key(keys).values(), cause=cause, note=note, by=by, clock_is_right=clock_is_right)


def _digest(publishing: Publishing) -> str:
    """Return what stands for everything that is written but its cause, note, instant and place in the ledger."""
    written = [(rev.kind, rev.key, rev.version, rev.retracted, rev.sha256) for rev in publishing.revisions]
    return sha256(canonical([written, publishing.unchanged]))


def _at_desk(plan: Plan) -> list[Key]:
    return list(rows_by_key(plan.missing)) if plan.act == PUBLISH else plan.missing
