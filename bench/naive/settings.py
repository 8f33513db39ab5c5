"""Settings of the naive peer: ``NAIVE_DATABASE`` is its own, ``RECORD_DATABASE`` the one that fills it."""

import os
from pathlib import Path

from tracker.database import database_settings

SECRET_KEY = "the-naive-peer-answers-on-loopback-alone-and-signs-nothing"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
USE_TZ = True
TIME_ZONE = "UTC"
INSTALLED_APPS = ["rest_framework", "bench.naive"]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"]
ROOT_URLCONF = "bench.naive.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def _database(name: str) -> dict[str, object]:
    here = Path("naive.sqlite3").absolute()
    return database_settings(os.environ.get(name, ""), here, "test_naive", here.parent)


DATABASES = {"default": _database("NAIVE_DATABASE"), "record": _database("RECORD_DATABASE")}
REST_FRAMEWORK: dict[str, object] = {"UNAUTHENTICATED_USER": None, "UNAUTHENTICATED_TOKEN": None}
