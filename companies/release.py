"""What this release is: a digest of every file that decides what an answer says. Another release, another answer."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.conf import settings

_CODE = Path(__file__).parent


@lru_cache(maxsize=1)
def release_digest() -> str:
    """Return a digest of the templates and the code that fills them."""
    digest = hashlib.sha256()
    for file in files_of_a_release():
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def files_of_a_release() -> list[Path]:
    """Return every file that decides an answer's bytes: code, templates, and the list of the packages' versions."""
    folders = [*(_CODE / name for name in ("api", "pages", "record", "templatetags")), _CODE.parent / "tracker"]
    found = [*_CODE.glob("*.py"), *(file for folder in folders for file in folder.rglob("*.py"))]
    root = Path(settings.BASE_DIR)
    return sorted([*found, *(root / "templates").rglob("*.html"), root / "requirements.txt"])
