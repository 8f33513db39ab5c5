"""X02: every template of readers' pages is valid HTML in each of its states, as the Nu HTML checker judges it."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.test.signals import template_rendered

from companies.pages.components import answers
from tests.browser.html_checker import judged, keep
from tests.browser.pages.addresses import BEFORE_ALL, CROWDED, ITEMS, LISTS, PAGES
from tracker import errors
from tracker.database_faults import AWAY

pytestmark = pytest.mark.browser

OF_THE_DESK = ("admin", "desk")


@pytest.mark.django_db
def test_every_template_is_valid_html_in_each_of_its_states(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _noting_templates() as rendered:
        for state, addresses in (("clock", ("/", *LISTS)), ("world", _every_address()), ("crowd", CROWDED)):
            request.getfixturevalue(state)
            for address in addresses:
                keep(tmp_path, f"{state} {address}", Client().get(address).content)
        with monkeypatch.context() as patched:
            patched.setattr(answers, "MOST", 2)  # more answers than a page shows
            for address in ("/laws/data-act/", "/companies/crowd-1/", "/sources/gazette/"):
                keep(tmp_path, f"part {address}", Client().get(address).content)
        for name, page in _faults().items():
            keep(tmp_path, name, page)
    assert _templates() - rendered == set()
    assert judged(tmp_path) == []


def test_the_checker_tells_what_is_not_valid(tmp_path: Path) -> None:
    page = Client().get("/nowhere/").content
    keep(tmp_path, "whole", page)
    keep(tmp_path, "broken", page.replace(b"</main>", b"<p id=main></main>"))
    assert [message.split(":")[0] for message in judged(tmp_path)] == ["broken", "broken"]


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
        "503": errors.unavailable(asked, AWAY).content,
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
