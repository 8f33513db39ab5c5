"""Faults: nothing in one that a terminal would obey."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.desk.pack.made_up import copied, mutate

pytestmark = pytest.mark.django_db


def test_a_fault_says_nothing_that_a_terminal_would_obey(tmp_path: Path) -> None:
    (tmp_path / "\x1b[2J").mkdir()
    pack = copied("bay", tmp_path / "\x1b[2J")
    mutate(pack, {"file": "companies", "line": 1, "set": {"kind": "\x1b[2J\ud800", "\x1b]0;\ud800": "x"}})
    with pytest.raises(CommandError) as refused:
        call_command("load_pack", str(pack))
    told = str(refused.value).replace("\n", "")
    assert told.isprintable()
    assert told.encode()
