"""For serving: closed by default, and refuses to start where something would leave it open (S01)."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from tracker.settings import development
from tracker.settings.base import *  # noqa: F403
from tracker.settings.base import DATA_DIR

SHORTEST_SECRET_KEY = 50
SECRET_KEY_FILE = "secret-key"  # noqa: S105


def _kept_key(file: Path) -> str:
    try:
        return file.read_text("utf-8").strip() if file.is_file() else ""
    except UnicodeDecodeError as error:
        raise ImproperlyConfigured(
            f"{file} is no text: put the key back that was there, or move the file away to get a new one, "
            "which logs every editor out."
        ) from error
    except OSError as error:
        raise ImproperlyConfigured(f"{file} can't be read: {error.strerror}.") from error


def _secret_key(given: str, file: Path) -> str:
    """The key of the environment, else of the file that bin/serve makes; refuses a guessable one."""
    key = given or _kept_key(file)
    if not key:
        raise ImproperlyConfigured(f"No SECRET_KEY: set it, or let bin/serve write {file.name} into DATA_DIR.")
    if len(key) < SHORTEST_SECRET_KEY or len(set(key)) < 5:
        raise ImproperlyConfigured(f"SECRET_KEY is too weak: {SHORTEST_SECRET_KEY} random characters at least.")
    if key == development.SECRET_KEY or key.startswith("django-insecure-"):
        raise ImproperlyConfigured("SECRET_KEY is a known default: make a random one.")
    return key


if os.environ.get("DEBUG", "").lower() not in ("", "0", "false", "no", "off"):
    raise ImproperlyConfigured("DEBUG can't be on in production.")
if "*" in os.environ.get("ALLOWED_HOSTS", ""):
    raise ImproperlyConfigured("ALLOWED_HOSTS can't be *: the host is that of SITE_URL.")

DEBUG = False
SECRET_KEY = _secret_key(os.environ.get("SECRET_KEY", ""), DATA_DIR / SECRET_KEY_FILE)

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Names carry a hash of the content, so that browsers may keep them for ever.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
