"""The drill of docs/operations.md: a backup under load, restored elsewhere, serves what was there (R14)."""

import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connection

from companies.vocabulary import PLURALS
from tests.conftest import FULL
from tests.crash.checks import check_record
from tests.crash.databases import new_database
from tests.crash.editor import Editor
from tests.crash.site import Site

EDITORS = 3
ACTS_BEFORE = 60 if FULL else 6
"""How many acts the site has acknowledged when the backup begins."""
ACTS_AFTER = 3
DAY = "2020-07-08"


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[tuple[Site, Site]]:
    """A site, and one in an empty place that takes its address once the first is gone."""
    folders = [tmp_path / name for name in ("first", "second")]
    for folder in folders:
        folder.mkdir()
    with new_database() as url, new_database() as other_url:
        first, second = Site(folders[0], url), Site(folders[1], other_url)
        second.port, second.address = first.port, first.address
        second.environment |= {name: first.environment[name] for name in ("PORT", "SITE_URL")}
        yield first, second
        first.kill()
        second.kill()


@pytest.mark.django_db
def test_a_backup_under_load_has_all_that_was_acknowledged_and_serves_the_same_bytes(
    sites: tuple[Site, Site], tmp_path: Path
) -> None:
    site, restored = sites
    password = site.set_up()
    site.start()
    editors = [Editor(site.address, "editor", password) for _ in range(EDITORS)]
    for editor in editors:
        editor.log_in()
    backup = tmp_path / "backup"
    with ThreadPoolExecutor(EDITORS) as pool:
        for at, editor in enumerate(editors):
            pool.submit(editor.work, f"drill-{at}")
        _wait_for_acts(editors, ACTS_BEFORE)
        saved = [slug for editor in editors for slug in editor.saved]
        published = [slug for editor in editors for slug in editor.published]
        told = site.manage("backup", str(backup))
        _wait_for_acts(editors, len(saved) + len(published) + ACTS_AFTER)
        head = told.strip().rpartition(" ")[2]
        addresses = _addresses(site, head, published)
        before = {address: _bytes(site, address) for address in addresses}
        site.kill()
    assert restored.manage("restore", str(backup)).strip().endswith(f"The record's head: {head}")
    assert "It is the one that was seen before" in restored.manage("verify_record", "--expect", head)
    assert "Password" not in restored.manage("prepare_site")  # what bin/serve does first
    check_record(restored, saved, published)
    restored.start()
    differing = [address for address in addresses if _bytes(restored, address) != before[address]]
    assert differing == []
    again = Editor(restored.address, "editor", password)
    again.log_in()
    assert again.enter("after-the-drill") == 302
    assert again.publish("after-the-drill") == 302


def _wait_for_acts(editors: list[Editor], wanted: int) -> None:
    for _ in range(1200):
        if sum(len(editor.saved) + len(editor.published) for editor in editors) >= wanted:
            return
        time.sleep(0.05)
    raise AssertionError("the editors did not get that far")


def _addresses(site: Site, head: str, published: list[str]) -> list[str]:
    """Return pages and answers at the instant of the backup's head: lists, and what was published before it."""
    seq = int(head.partition(":")[0])
    known_at = site.json(f"/api/v1/changes/?after={seq - 1}&page_size=1")["results"][0]["recorded_at"]
    clocks = f"valid_on={DAY}&known_at={known_at}"
    lists = [f"/api/v1/{plural}/?page_size=100&{clocks}" for plural in PLURALS.values()]
    items = [f"/api/v1/companies/{slug}/{part}?{clocks}" for slug in published for part in ("", "history/")]
    pages = ["/", "/companies/", "/matrix/", "/timeline/", *(f"/companies/{slug}/" for slug in published)]
    return [*lists, *items, *(f"{page}?{clocks}" for page in pages)]


def _bytes(site: Site, address: str) -> bytes:
    with urllib.request.urlopen(f"{site.address}{address}", timeout=20) as answer:  # noqa: S310
        body: bytes = answer.read()
        return str(answer.headers["ETag"]).encode() + body


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="copies a file of SQLite's")
def test_a_copy_of_the_file_would_have_lost_what_the_backup_has(sites: tuple[Site, Site], tmp_path: Path) -> None:
    """Why there is a command: what was saved last is beside the file, and nothing of a copy shows that it lacks it."""
    site, restored = sites
    password = site.set_up()
    site.start()
    editor = Editor(site.address, "editor", password)
    editor.log_in()
    assert editor.enter("saved-last") == 302
    copy = tmp_path / "copy"
    copy.write_bytes((site.folder / "record.sqlite3").read_bytes())
    site.manage("backup", str(tmp_path / "backup"))
    assert b"saved-last" not in copy.read_bytes()
    assert b"saved-last" in (tmp_path / "backup").read_bytes()
    site.kill()
    restored.manage("restore", str(tmp_path / "backup"))
    restored.manage("prepare_site")
    check_record(restored, ["saved-last"], [])
