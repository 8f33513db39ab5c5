"""Every API address of the data packs, and what a database answers there.

Run as a program it fills the database at DATABASE_URL from the packs under the fixed clock and prints its answers, so
that a test can hold another database, of the other kind, against it.
"""

import hashlib
import io
import json
import os
import random
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.test import Client

from companies.vocabulary import PLURALS
from tests.instant import BASE_INSTANT

PACKS = [str(settings.BASE_DIR / "data" / name) for name in ("hong-kong", "world")]
SAMPLE = 300
"""Items and histories looked at in the suite; all of them with FULL=1."""


def fill() -> None:
    """Load and publish both packs at the fixed instant."""
    from companies import clock

    with clock.fixed(BASE_INSTANT):
        call_command("load_pack", *PACKS, publish=True, stdout=io.StringIO())


def answers() -> dict[str, str]:
    """Return by address the status and the sha256 of the body; lists are walked to their end by ``next``."""
    from companies import clock

    with clock.fixed(BASE_INSTANT):
        client = Client()
        found: dict[str, str] = {}
        for address in _lists():
            _walk(client, address, found)
        for address in _items():
            _get(client, address, found)
    return found


def ledger() -> str:
    """Return the ledger's hash at its head."""
    from companies.record.ledger.revision import Head

    return Head.objects.get().ledger


def _lists() -> list[str]:
    lists = [f"/api/v1/{plural}/?page_size=100" for plural in (*PLURALS.values(), "changes")]
    on_a_day = [f"/api/v1/{plural}/?page_size=100&valid_on=2020-07-08" for plural in PLURALS.values()]
    orders = [f"/api/v1/{plural}/?page_size=100&ordering=-recorded_at" for plural in PLURALS.values()]
    index = ["/api/v1/", "/api/v1/?valid_on=2020-07-08"]
    return [*index, *lists, *on_a_day, *orders, "/api/v1/stances/?jurisdiction=china&count=true"]


def _items() -> list[str]:
    """Return items and histories by slug and key, from the files of the packs."""
    found = []
    for kind, plural in PLURALS.items():
        texts = ((Path(pack) / f"{plural}.jsonl").read_text() for pack in PACKS)
        rows = [json.loads(line) for text in texts for line in text.splitlines()]
        for key in sorted(_key(kind, row) for row in rows):
            found += [f"/api/v1/{plural}/{key}/", f"/api/v1/{plural}/{key}/history/"]
    return found if os.environ.get("FULL") == "1" else random.Random(1).sample(found, SAMPLE)  # noqa: S311 - no secret


def _key(kind: str, row: dict[str, str]) -> str:
    names = {
        "figure": ("company", "jurisdiction", "period_from", "period_to", "request_type", "unit"),
        "check": ("company", "law", "looked_on", "demand"),
    }.get(kind, ("slug",))
    return "-".join(row[name] for name in names).replace("_", "-")


def _walk(client: Client, address: str, found: dict[str, str]) -> None:
    following: str | None = address
    while following:
        body = _get(client, following, found)
        following = json.loads(body)["next"]


def _get(client: Client, address: str, found: dict[str, str]) -> bytes:
    response = client.get(address)
    found[address] = f"{response.status_code} {hashlib.sha256(response.content).hexdigest()} {response['ETag']}"
    return response.content


if __name__ == "__main__":
    import django

    django.setup()
    call_command("migrate", verbosity=0)
    fill()
    json.dump({"ledger": ledger(), "answers": answers()}, sys.stdout)
