"""S01: production is closed by default and refuses to start where something would open it."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.tracker.processes import environment

GOOD_KEY = "k3y-0f-Sixty-r4ndom-characters-or-so-8Zq1vN5xT7cW2mB9pL4d"


def _manage(*arguments: str, **given: str) -> subprocess.CompletedProcess[str]:
    """Run manage.py as an operator would, with nothing in the environment but what is given."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=settings.BASE_DIR,
        env=environment(**{"DJANGO_SETTINGS_MODULE": "tracker.settings.production", "SECRET_KEY": GOOD_KEY, **given}),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("url", ["https://record.example", "https://record.example:8443"])
def test_the_deployment_check_of_a_public_site_has_no_warning(url: str, tmp_path: Path) -> None:
    result = _manage("check", "--deploy", "--fail-level", "WARNING", SITE_URL=url, DATA_DIR=str(tmp_path))
    assert result.returncode == 0, result.stderr
    assert "no issues (0 silenced)" in result.stdout


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"SECRET_KEY": ""}, "No SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "too weak"),
        ({"SECRET_KEY": "ab" * 40}, "too weak"),
        ({"SECRET_KEY": "django-insecure-" + GOOD_KEY}, "known default"),
        ({"SECRET_KEY": "development-only-key-that-production-refuses-to-start-with"}, "known default"),
        ({"DEBUG": "1"}, "DEBUG"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"SITE_URL": "record.example"}, "SITE_URL"),
        ({"SITE_URL": "ftp://record.example"}, "SITE_URL"),
        ({"SITE_URL": "https://record.example/path"}, "SITE_URL"),
        ({"DATABASE_URL": "mysql://x/y"}, "DATABASE_URL"),
        ({"REPLICA_URLS": "postgres:///x"}, "REPLICA_URLS needs a DATABASE_URL"),
        ({"DATABASE_URL": "postgres:///x", "REPLICA_URLS": "postgres:///y"}, "REPLICA_URLS needs REDIS_URL"),
        ({"REDIS_URL": "http://x/0"}, "REDIS_URL"),
        ({"KEPT_ANSWERS_MB": "much"}, "KEPT_ANSWERS_MB"),
    ],
)
def test_a_bad_setting_stops_the_start(wrong: dict[str, str], says: str, tmp_path: Path) -> None:
    result = _manage("check", **{"DATA_DIR": str(tmp_path), **wrong})
    assert result.returncode != 0
    assert says in result.stderr.strip().splitlines()[-1]


def test_the_key_of_the_data_folder_serves_where_none_is_given(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text(GOOD_KEY + "\n")
    result = _manage("check", SECRET_KEY="", DATA_DIR=str(tmp_path))
    assert result.returncode == 0, result.stderr


_SHOW = """
from django.conf import settings as s
print(s.ALLOWED_HOSTS, s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_SECURE,
      s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, s.SECURE_SSL_HOST, s.DEBUG, sep="|")
"""


def _shown(url: str, folder: Path) -> list[str]:
    return _manage("shell", "-v", "0", "-c", _SHOW, SITE_URL=url, DATA_DIR=str(folder)).stdout.strip().split("|")


def test_what_only_https_can_keep_follows_the_scheme_of_the_sites_address(tmp_path: Path) -> None:
    assert _shown("https://record.example", tmp_path) == [
        "['record.example']",
        "__Host-session",
        "True",
        "__Host-csrf",
        "True",
        "True",
        str(2 * 365 * 24 * 3600),
        "record.example",
        "False",
    ]
    assert _shown("http://record.onion", tmp_path) == [
        "['record.onion']",
        "session",
        "False",
        "csrf",
        "False",
        "False",
        "0",
        "record.onion",
        "False",
    ]


def test_there_is_one_host_and_no_subdomain(tmp_path: Path) -> None:
    """V08: a network sees the host's name; company, law and language are in the path."""
    assert _shown("https://record.example", tmp_path)[0] == "['record.example']"
    assert not hasattr(settings, "SESSION_COOKIE_DOMAIN") or settings.SESSION_COOKIE_DOMAIN is None


def test_every_variable_of_the_settings_is_in_the_example() -> None:
    folder = settings.BASE_DIR
    sources = [*folder.glob("tracker/**/*.py"), folder / "bin/serve"]
    read = set()
    for source in sources:
        text = source.read_text()
        read |= set(re.findall(r"environ(?:\.get\(|\[)\"([A-Z_]+)\"", text))
    ours = read - {"DJANGO_SETTINGS_MODULE", "TEST_DB_SUFFIX", "DEBUG", "ALLOWED_HOSTS"}
    example = set(re.findall(r"^([A-Z_]+)=", (folder / ".env.example").read_text(), re.MULTILINE))
    assert ours == example
