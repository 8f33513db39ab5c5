"""A backup, and an empty place to restore it into."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import call_command

from tests import cast
from tests.crash.databases import new_database


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """A backup of a record with one company."""
    cast.company()
    cast.publish_everything()
    file = tmp_path / "kept"
    call_command("backup", str(file))
    return file


@pytest.fixture
def empty_place(tmp_path: Path) -> Iterator[dict[str, str]]:
    """DATA_DIR and DATABASE_URL of a place with nothing in it."""
    with new_database() as url:
        yield {"DATA_DIR": str(tmp_path / "place"), "DATABASE_URL": url}
