"""Whatever bytes stand in a pack, reading it tells faults and never crashes."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.desk.pack.faults import PackError
from companies.desk.pack.loading import LoadOptions, load
from companies.desk.pack.reading import read_packs
from tests.desk.pack.hostile import rows
from tests.desk.pack.made_up import PACKS, copied

pytestmark = pytest.mark.django_db


def test_the_same_folder_twice_is_read_once(tmp_path: Path) -> None:
    assert load([PACKS / "bay", PACKS / "isle" / ".." / "bay"], LoadOptions()).difference.writes == 15


@given(content=st.binary() | st.lists(rows.map(lambda row: json.dumps(row).encode())).map(b"\n".join))
def test_no_bytes_crash_the_reading(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    folder = tmp_path_factory.mktemp("pack")
    (folder / "sources.jsonl").write_bytes(content)
    reading = read_packs([folder])
    lines = len(content.removesuffix(b"\n").split(b"\n")) if content else 0
    assert len(reading.lines) + sum(fault.line > 0 for fault in reading.faults) == lines


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"\xff\xfe{}", "not UTF-8"),
        (b"\xef\xbb\xbf{}", "not JSON"),
        (b"[" * 100_000, "is nested too deep"),
        (b'{"slug": ' * 100_000, "is nested too deep"),
        (b'{"slug": -Infinity}', "not JSON: -Infinity is no value"),
        (b'{"a": 1}' * 2, "not JSON"),
        (b"\x00", "not JSON"),
        (b'"text"', "not an object"),
    ],
)
def test_a_hostile_line_is_a_fault_with_its_number(tmp_path: Path, content: bytes, reason: str) -> None:
    pack = copied("bay", tmp_path)
    with (pack / "companies.jsonl").open("ab") as file:
        file.write(content)
    with pytest.raises(PackError) as refused:
        load([pack], LoadOptions())
    assert [fault for fault in refused.value.reasons if f"companies.jsonl:3: {reason}" in fault]


@pytest.mark.django_db
def test_a_missing_file_and_a_folder_in_its_place_are_faults(tmp_path: Path) -> None:
    pack = copied("bay", tmp_path)
    (pack / "checks.jsonl").unlink()
    (pack / "figures.jsonl").unlink()
    (pack / "figures.jsonl").mkdir()
    with pytest.raises(PackError) as refused:
        load([pack, tmp_path / "nowhere"], LoadOptions())
    assert {
        f"{pack}/checks.jsonl: file is missing",
        f"{pack}/figures.jsonl: is no file",
        f"{tmp_path}/nowhere: is no folder",
    } <= set(refused.value.reasons)


@pytest.mark.django_db
def test_a_file_that_can_not_be_read_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pack = copied("bay", tmp_path)

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(PackError) as refused:
        load([pack], LoadOptions())
    assert f"{pack}/checks.jsonl: Permission denied" in refused.value.reasons
    assert len(refused.value.reasons) == 7
