"""A pack to write in."""

from pathlib import Path

import pytest

from tests.desk.pack.made_up import copied


@pytest.fixture
def bay(tmp_path: Path) -> Path:
    """A pack that a test may write in."""
    return copied("bay", tmp_path)
