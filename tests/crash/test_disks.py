"""A disk that is full or can only be read: readers are served, nothing is saved, and it is said (R04)."""

import os
from pathlib import Path

import pytest
from django.db import connection

from tests.crash.checks import check_record
from tests.crash.disk import Disk
from tests.crash.editor import Editor
from tests.crash.site import Site

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="fills the disk of SQLite's file")

READERS = ("/", "/companies/", "/api/v1/stances/", "/admin/login/")


def test_a_full_disk_serves_readers_refuses_savings_and_goes_on_when_there_is_room(disk: Disk, tmp_path: Path) -> None:
    place = disk.folder / "place"
    place.mkdir()
    site = Site(place, log=tmp_path / "server.log")
    password = site.set_up()
    site.start()
    try:
        editor = Editor(site.address, "editor", password)
        editor.log_in()
        assert editor.enter("before") == 302
        assert editor.publish("before") == 302
        disk.fill()
        refused = [editor.enter(f"full-{number}") for number in range(3)]
        assert refused[-1] == 503, refused
        assert [site.status(path) for path in READERS] == [200] * len(READERS)
        assert {editor.publish(slug) for slug in editor.saved if slug != "before"} <= {503}
        disk.make_room()
        assert editor.enter("after") == 302
        assert editor.publish("after") == 302
    finally:
        site.kill()
    check_record(site, editor.saved, editor.published)


def test_a_place_that_can_only_be_read_is_served_and_said_to_be(disk: Disk, tmp_path: Path) -> None:
    place = disk.folder / "place"
    place.mkdir()
    site = Site(place, log=tmp_path / "server.log")
    password = site.set_up()
    disk.only_read()
    assert site.manage("prepare_site") == "The record can only be read: readers are served, and saving is refused.\n"
    assert "The record is whole" in site.manage("verify_record")
    assert "Its head: " in site.manage("backup", str(tmp_path / "kept"))
    refused = site.fail("load_pack", "tests/desk/pack/packs/isle", "--publish")
    assert refused.count("\n") == 1
    assert "The record can only be read at the moment" in refused
    site.start()
    try:
        assert [site.status(path) for path in READERS] == [200] * len(READERS)
        with pytest.raises(AssertionError, match="503"):
            Editor(site.address, "editor", password).log_in()
    finally:
        site.kill()


def test_a_disk_without_room_takes_no_backup_and_keeps_nothing_of_it(disk: Disk, tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    site = Site(place)
    site.set_up()
    disk.fill()
    filling = disk.folder / "filling"
    os.truncate(filling, filling.stat().st_size - 200_000)
    refused = site.fail("backup", str(disk.folder / "kept"))
    assert refused.count("\n") == 1
    assert "The disk is full" in refused
    assert list(disk.folder.iterdir()) == [filling]
