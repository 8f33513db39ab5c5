"""Canonical JSON and the ledger's hashes: the same bytes on every database, for ever."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from companies.record.ledger.revision import Revision


def canonical(value: Any) -> str:
    """Return ``value`` as JSON with sorted keys, no spaces, and characters as they are (UTF-8)."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def sha256(text: str) -> str:
    """Return the hex sha256 of the text's UTF-8 bytes."""
    return hashlib.sha256(text.encode()).hexdigest()


def instant_text(instant: datetime) -> str:
    """Return an instant as it is written everywhere: UTC, six digits and ``Z``.

    Not by ``strftime``, whose year 183 has three digits.
    """
    return instant.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def ledger_hash(previous: str, revision: Revision) -> str:
    """Return the hash that chains ``revision`` to the ledger before it (design: the ledger)."""
    return sha256(
        canonical(
            [
                previous,
                revision.seq,
                revision.kind,
                revision.key,
                revision.version,
                instant_text(revision.recorded_at),
                revision.cause,
                revision.note,
                revision.retracted,
                revision.sha256,
            ]
        )
    )
