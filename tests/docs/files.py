"""The files of the repository, as git lists them: what was written here, and not made or copied."""

import subprocess
from collections.abc import Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)

NOT_WRITTEN_HERE = (
    "LICENSE",
    "requirements*.txt",
    "data/*.jsonl",
    "tests/*.jsonl",
    "tests/api/released/*",
    "companies/migrations/*",
    "static/desk/vendor/*",
)
"""Texts whose words are not ours to mend: licences, locks, facts, old releases, what others or programs wrote."""


@cache
def repository_files() -> tuple[str, ...]:
    """Return the paths of all files from the root, new ones too, without what git ignores."""
    command = ["git", "-c", "safe.directory=*", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(path for path in sorted(set(listed.split("\0"))) if (ROOT / path).is_file())


def written_texts() -> Iterator[tuple[str, str]]:
    """Yield path and text of each file that was written here; pictures are passed over."""
    for path in repository_files():
        if any(fnmatch(path, pattern) for pattern in NOT_WRITTEN_HERE):
            continue
        content = (ROOT / path).read_bytes()
        if b"\0" not in content:
            yield path, content.decode()
