"""`export_pack` writes seven files, or says why it can't."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.desk.pack.made_up import contents

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


FILES = 7


def test_an_empty_record_gives_seven_empty_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("export_pack", str(tmp_path / "deep" / "out"), "--published")
    found = contents(tmp_path / "deep" / "out")
    assert (len(found), set(found.values())) == (FILES, {b""})
    assert capsys.readouterr().out == f"0 rows written to {tmp_path}/deep/out.\n"


@pytest.mark.parametrize("name", ["out", "out/kept.txt"])
def test_a_folder_in_use_or_a_file_is_refused_and_kept(tmp_path: Path, name: str) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "kept.txt").write_text("mine")
    with pytest.raises(CommandError, match="exists and is not an empty folder: choose another"):
        call_command("export_pack", str(tmp_path / name))
    assert contents(tmp_path / "out") == {"kept.txt": b"mine"}


def test_a_folder_that_can_not_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CommandError, match=r"/file/out can't be written: (Not a directory|File exists)"):
        call_command("export_pack", str(tmp_path / "file" / "out"))
