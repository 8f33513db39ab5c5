"""The one transaction in which a set is published, and the floor under it (design: rules of time 5).

An answer that was called immutable must never change, however long a publisher stalls between taking its instant and
committing. So before a publisher begins, it commits a *floor*: "from this instant on, answers may still change".
Readers call nothing settled that lies at or above a floor. The set's instant is never below its publisher's floor,
and the floor goes away in the very transaction that writes the set.
"""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, connection, transaction

from companies import clock
from companies.record.ledger.revision import Floor
from companies.record.publishing.refusals import PublishError, Refusal

ABANDONED = timedelta(minutes=15)
"""A floor older than this is lifted by the next publisher; its owner, should it live after all, is refused."""


@dataclass
class PublishingTransaction:
    """What is known of the transaction while it is open."""

    floor: Floor | None
    """None in a dry run, which commits nothing."""
    instant: datetime | None = None
    """The set's instant once it is appended: one set, one instant, one transaction."""


_current: ContextVar[PublishingTransaction | None] = ContextVar("publishing transaction", default=None)


@contextmanager
def publishing_transaction(*, dry_run: bool = False) -> Iterator[PublishingTransaction]:
    """Open the transaction of one set, or join the one that is open already.

    Whoever does more than publish in one transaction (a pack writes to the desk too) opens this and no other around
    it. ``dry_run``: all of it is taken back at the end. Raises RuntimeError inside a transaction that was opened
    without a floor: what is written there may commit at any time.
    """
    if (current := _current.get()) is not None:
        if dry_run and current.floor is not None:
            raise RuntimeError("a dry run inside a publishing would not be taken back")
        with transaction.atomic():
            yield current
        return
    _refuse_foreign_transaction(dry_run)
    opened = PublishingTransaction(None if dry_run else _raise_floor())
    token = _current.set(opened)
    try:
        with transaction.atomic():
            yield opened
            if opened.floor is not None:
                _lift(opened)
            transaction.set_rollback(dry_run)
    except BaseException:
        if opened.floor is not None:
            _lift_after_failure(opened.floor)
        raise
    finally:
        _current.reset(token)


def refuse_without_floor(opened: PublishingTransaction) -> None:
    """Raise PublishError where the floor was lifted by somebody who took this publisher for dead.

    Asked under the lock on the head: from then on nobody else lifts a floor.
    """
    if opened.floor is not None and not Floor.objects.filter(pk=opened.floor.pk).exists():
        raise PublishError([Refusal("", "", "late", "this took too long, and others have published since: try again")])


def claim_instant(opened: PublishingTransaction, instant: datetime) -> None:
    """Note the set's instant. Raises RuntimeError for a second set in one transaction."""
    if opened.instant is not None:
        raise RuntimeError("a transaction publishes one set: give all rows to one call of publish or retract")
    opened.instant = instant


def _raise_floor() -> Floor:
    """Commit a floor at this instant, in a short transaction of its own."""
    with transaction.atomic():
        return Floor.objects.create(instant=clock.now())


def _lift(opened: PublishingTransaction) -> None:
    """Lift the floor of this set; under the lock on the head, also those of publishers that must be dead."""
    assert opened.floor is not None  # noqa: S101 - a dry run lifts nothing
    Floor.objects.filter(pk=opened.floor.pk).delete()
    if opened.instant is not None:
        Floor.objects.filter(instant__lt=clock.now() - ABANDONED).delete()


def _lift_after_failure(floor: Floor) -> None:
    """Lift the floor of a set that was not written. Where even that fails, the next publisher lifts it."""
    with suppress(DatabaseError), transaction.atomic():
        Floor.objects.filter(pk=floor.pk).delete()


def _refuse_foreign_transaction(dry_run: bool) -> None:
    blocks = connection.atomic_blocks
    # Django's tests wrap each test in a transaction of their own, which never commits.
    if blocks and not dry_run and not blocks[0]._from_testcase:  # type: ignore[attr-defined]
        raise RuntimeError("publish outside of other transactions, or open publishing_transaction() instead of them")
