"""Whatever bytes stand in a pack, loading it tells faults and never crashes."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.desk.pack.faults import PackError
from companies.desk.pack.loading import LoadOptions, load
from companies.desk.pack.reading import PackLine, read_packs
from companies.desk.pack.rules import KnownRows, check_rules, order_faults
from companies.desk.pack.values import check_line
from companies.record.documents.fields import CHILD_KEYS, ROW_KEYS
from companies.vocabulary import KINDS, PLURALS
from tests.desk.pack.made_up import copied, rows_in

EMPTY: KnownRows = {"jurisdiction": {}, "company": {}, "law": {}, "source": {}}

words = st.sampled_from(
    ["user_data", "news", "lantern", "2020", "2020-02-30", "https://a", "supports", "\ud800", "\x00", ""]
)
values: Any = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text() | words, inner, max_size=3),
    max_leaves=8,
)
keys = st.sampled_from(sorted({key for names in (*ROW_KEYS.values(), *CHILD_KEYS.values()) for key in names}))
children = st.lists(st.dictionaries(keys, values, max_size=4), max_size=3)
rows = st.dictionaries(keys | st.text(), values | children, max_size=12)


def check(line: PackLine) -> None:
    """Ask a line all that loading asks of it."""
    told = [str(line.fault(*finding)) for finding in check_line(line)]
    told += [str(line.fault(*finding)) for finding in check_rules(line, EMPTY)]
    told += map(str, order_faults([line]))
    assert all(text.isprintable() for text in told)


@given(kind=st.sampled_from(KINDS.codes), row=rows)
def test_no_object_crashes_the_checks(kind: str, row: dict[str, Any]) -> None:
    check(PackLine(kind, Path("a.jsonl"), 1, row))


@given(kind=st.sampled_from(KINDS.codes), data=st.data())
def test_no_bent_value_of_a_good_row_crashes_the_checks(kind: str, data: st.DataObject) -> None:
    good = rows_in(Path(__file__).parent / "packs" / "bay" / f"{PLURALS[kind]}.jsonl")[0]
    bent = data.draw(st.dictionaries(st.sampled_from(sorted(good)), values | children, min_size=1, max_size=3))
    check(PackLine(kind, Path("a.jsonl"), 1, good | bent))


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
