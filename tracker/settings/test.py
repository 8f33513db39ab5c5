"""For the tests: production's behaviour over http, at an address that no outside thing answers to."""

import os

os.environ["SITE_URL"] = "http://testserver"
os.environ["SITE_NAME"] = "Answers on Record"

from tracker.caches.configuring import cache_settings
from tracker.settings.base import *  # noqa: F403
from tracker.settings.base import DATABASES

SECRET_KEY = "only-the-tests-use-this-key-and-it-is-fifty-characters-long"  # noqa: S105
DEBUG = False
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]

# Several runs at once, each with its own database: TEST_DB_SUFFIX=a.
_suffix = os.environ.get("TEST_DB_SUFFIX", "")
if _suffix:
    _test = DATABASES["default"]["TEST"]
    _stem = _test["NAME"].removesuffix(".sqlite3")
    _test["NAME"] = f"{_stem}_{_suffix}" + (".sqlite3" if _test["NAME"] != _stem else "")
DATABASES["default"]["CONN_MAX_AGE"] = 0

# A test that asks an address twice means to have it made twice, to count its queries or to compare two ways of making
# it. Tests of kept answers keep them by a fixture, and programs that tests start keep them as production does.
CACHES = cache_settings("", 0)

# Quick on purpose: the tests make many editors and guard no password.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Static files come straight from their sources: nothing is collected before a test.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
