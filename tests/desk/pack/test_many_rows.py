"""No query grows with the rows it is about: thousands of rows, each citing several sources of its own, pass every way.

SQLite nests an expression no more than 1,000 deep and takes a bounded number of values: 1,000 sources cited in one
batch once stopped export, publishing, loading and the desk's state filter.
"""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import reverse

from companies import clock as product_clock
from companies.models.rows import MODELS
from companies.record.ledger.verify import record_faults
from companies.record.publishing.publish import retract
from companies.vocabulary import PLURALS
from tests import cast
from tests.conftest import FULL
from tests.instant import BASE_INSTANT

ROWS = 5000 if FULL else 510
"""Rows of each kind: more than one batch; each stance and law names three sources that nobody else names."""
SOURCES = 3

pytestmark = pytest.mark.django_db


def sources(owner: str) -> list[str]:
    return [f"{owner}-source-{number}" for number in range(SOURCES)]


def rows(summary: str = "It says so.") -> dict[str, list[dict[str, Any]]]:
    """Return a pack of ``ROWS`` made-up rows of each kind, in the format's order."""
    numbers = [f"{number:05}" for number in range(ROWS)]
    made: dict[str, list[dict[str, Any]]] = {
        "jurisdictions": [{"slug": f"land-{n}", "name": f"Land {n}", "kind": "country"} for n in numbers],
        "companies": [
            {"slug": f"firm-{n}", "name": f"Firm {n}", "kind": "company", "home": f"land-{n}", "summary": summary}
            for n in numbers
        ],
        "laws": [
            {
                "slug": f"act-{n}",
                "name": f"Act {n} of Land {n}",
                "short_name": f"Act {n}",
                "jurisdiction": f"land-{n}",
                "kind": "statute",
                "demands": ["user_data"],
                "summary": summary,
                "events": [
                    {"date": f"20{10 + k}", "kind": "amended", "title": "Amended.", "source": source}
                    for k, source in enumerate(sources(f"act-{n}"))
                ],
            }
            for n in numbers
        ],
        "stances": [
            {
                "slug": f"firm-{n}-act-{n}-user-data-2021",
                "company": f"firm-{n}",
                "law": f"act-{n}",
                "demand": "user_data",
                "position": "refuses",
                "announced_on": "2021",
                "summary": summary,
                "citations": [{"source": source, "relation": "supports"} for source in sources(f"firm-{n}")],
            }
            for n in numbers
        ],
        "figures": [
            {
                "company": f"firm-{n}",
                "jurisdiction": f"land-{n}",
                "period_from": "2021",
                "period_to": "2021",
                "request_type": "user_data",
                "unit": "requests",
                "received": 7,
                "source": f"firm-{n}-source-0",
                "note": summary,
            }
            for n in numbers
        ],
        "checks": [
            {
                "company": f"firm-{n}",
                "law": f"act-{n}",
                "demand": "user_data",
                "looked_on": "2022-05-01",
                "outcome": "nothing_found",
                "note": summary,
            }
            for n in numbers
        ],
    }
    owners = [owner for n in numbers for owner in (f"act-{n}", f"firm-{n}")]
    made["sources"] = [
        {
            "slug": slug,
            "url": f"https://example.org/{slug}",
            "title": f"Report {slug}",
            "publisher": "Gazette",
            "published_on": "2021-03",
            "language": "en",
            "kind": "news",
            "checked": "read",
        }
        for slug in sorted(slug for owner in owners for slug in sources(owner))
    ]
    return made


def pack(folder: Path, summary: str = "It says so.") -> str:
    folder.mkdir()
    for name, listed in rows(summary).items():
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in listed))
    return str(folder)


def run(*words: str) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


@pytest.fixture
def an_hour_later() -> Iterator[None]:
    with product_clock.fixed(BASE_INSTANT.replace(hour=BASE_INSTANT.hour + 1)):
        yield


@pytest.mark.usefixtures("an_hour_later")
def test_thousands_of_rows_pass_every_way(tmp_path: Path, client: Client) -> None:
    with product_clock.fixed(BASE_INSTANT):
        run("load_pack", pack(tmp_path / "first"), "--publish")
    told = run(
        "load_pack", pack(tmp_path / "second", "In other words."), "--publish", "--cause=correction", "--note=So."
    )
    assert "Changed:" in told
    run("export_pack", str(tmp_path / "desk"))
    run("export_pack", str(tmp_path / "published"), "--published")
    for name in PLURALS.values():
        assert len((tmp_path / "desk" / f"{name}.jsonl").read_text().splitlines()) >= ROWS
        assert (tmp_path / "desk" / f"{name}.jsonl").read_bytes() == (
            tmp_path / "published" / f"{name}.jsonl"
        ).read_bytes()
    run("rebuild_entries")
    assert list(record_faults()) == []
    _every_list(client)
    _every_screen_of_the_desk(client)
    with transaction.atomic():
        retract([("stance", row["slug"]) for row in rows()["stances"]], note="All of it was made up.")
        assert list(record_faults()) == []


def _every_list(client: Client) -> None:
    addresses = [f"/api/v1/{name}/?page_size=100&count=true" for name in (*PLURALS.values(), "changes")]
    addresses += [
        "/",
        "/timeline/",
        "/matrix/",
        "/companies/",
        "/laws/",
        "/jurisdictions/",
        "/sources/",
        "/corrections/",
    ]
    for address in addresses:
        assert client.get(address).status_code == 200, address
        assert client.get(address, {"valid_on": "2021-12-31"}).status_code in (200, 400), address


def _every_screen_of_the_desk(client: Client) -> None:
    client.force_login(cast.editor())
    for model in MODELS.values():
        address = reverse(f"admin:companies_{model._meta.model_name}_changelist")
        for state in ("", "draft", "published", "changed", "retracted"):
            assert client.get(address, {"state": state} if state else {}).status_code == 200, (address, state)
