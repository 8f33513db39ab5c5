"""A record of an earlier release is brought on by a start, verifies, and answers its old instant as it did.

``upgrades/0.2.0.sql`` is a whole SQLite file of that release, as SQL, and ``0.2.0.json`` what its API answered then.
"""

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests.crash.site import Site

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="an old file is brought on by itself")

OLD = Path(__file__).parent / "upgrades"
ANSWERS: dict[str, str] = json.loads((OLD / "0.2.0.json").read_text())
NEW_BESIDE = {"last_looked"}
"""What later releases tell beside a document: it is no part of its bytes."""


@dataclass(frozen=True)
class Upgraded:
    """The site, and the head that it had before."""

    site: Site
    head: str


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory: pytest.TempPathFactory) -> Upgraded:
    """The old file, after two starts of this release."""
    site = Site(tmp_path_factory.mktemp("old"))
    with sqlite3.connect(site.folder / "record.sqlite3") as database:
        database.executescript((OLD / "0.2.0.sql").read_text())
        head = database.execute("SELECT seq, ledger FROM companies_head").fetchone()
    database.close()
    site.environment["SITE_URL"] = "http://testserver"
    said = site.manage("prepare_site")
    assert "Storing published rows anew" in said
    assert "5 rows stored anew." in said
    assert "Storing" not in site.manage("prepare_site")
    return Upgraded(site, f"{head[0]}:{head[1]}")


def ask(site: Site, *addresses: str) -> list[Any]:
    """Return what the API answers, asked in a process of this release."""
    script = (
        "import json, sys; from django.test import Client; client = Client(HTTP_HOST='testserver');"
        "print(json.dumps([client.get(a, secure=False).json() for a in json.loads(sys.argv[1])]))"
    )
    code = f"import sys; sys.argv = ['', {json.dumps(addresses)!r}]; {script}"
    answers: list[Any] = json.loads(site.manage("shell", "--no-imports", "-c", code).splitlines()[-1])
    return answers


def test_the_record_verifies_and_holds_the_old_head(upgraded: Upgraded) -> None:
    upgraded.site.manage("verify_record", "--expect", upgraded.head)


def test_the_old_instant_is_answered_with_what_was_said_then(upgraded: Upgraded) -> None:
    for address, now in zip(ANSWERS, ask(upgraded.site, *ANSWERS), strict=True):
        old = json.loads(ANSWERS[address])
        for row in now["results"]:
            for name in NEW_BESIDE - old["results"][0]["record"].keys():
                row["record"].pop(name, None)
        assert now == old, address


def test_today_the_same_statements_tell_their_run(upgraded: Upgraded) -> None:
    [answer] = ask(upgraded.site, "/api/v1/stances/?company=acme&ordering=announced_on")
    assert [(row["held_since"], row.get("first_said")) for row in answer["results"]] == [
        ("2020-07-06", None),
        ("2020-07-06", "acme-data-act-user-data-2020-07-06"),
        ("2020-07-06", "acme-data-act-user-data-2020-07-06"),
    ]
    [company] = ask(upgraded.site, "/api/v1/companies/acme/")
    assert company["parent"] == {"slug": "zenith", "name": "Zenith"}
    assert company["owners"] == [{"company": {"slug": "zenith", "name": "Zenith"}}]
