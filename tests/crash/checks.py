"""What must be true of a site after whatever happened to it."""

import json
import shutil
import sqlite3
from collections.abc import Iterable
from pathlib import Path

from tests.crash.site import Site


def check_record(site: Site, saved: Iterable[str], published: Iterable[str]) -> set[str]:
    """Check a site that is down: all acknowledged companies are there, the ledger is whole, it serves again.

    Returns the slugs of the companies at its desk.
    """
    if not site.environment["DATABASE_URL"]:
        _check_file(site.folder / "record.sqlite3")
    assert "The record is whole" in site.manage("verify_record")
    exported = site.folder / "exported"
    shutil.rmtree(exported, ignore_errors=True)
    site.manage("export_pack", str(exported))
    at_desk = {json.loads(line)["slug"] for line in (exported / "companies.jsonl").read_text().splitlines()}
    assert set(saved) <= at_desk
    site.start()
    for slug in published:
        assert site.status(f"/api/v1/companies/{slug}/") == 200, slug
    assert [site.status(path) for path in ("/", "/companies/", "/corrections/", "/admin/login/")] == [200] * 4
    site.kill()
    return at_desk


def _check_file(file: Path) -> None:
    with sqlite3.connect(file) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert opened.execute("PRAGMA foreign_key_check").fetchall() == []
