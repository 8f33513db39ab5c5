"""A clock that jumped ahead is asked about on the page before something is published, and by the loader of packs."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from companies import clock as product_clock
from companies.desk.admin.screens.confirmation import confirmation_address
from companies.record.ledger.revision import Head
from companies.record.publishing import clock_check
from companies.record.publishing.clock_check import Start
from companies.record.publishing.publish import publish
from tests import cast
from tests.desk.screen import changed, form_of
from tests.instant import BASE_INSTANT

NOW = BASE_INSTANT
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def jumped(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    """A first set under a right clock; then the clock jumps by 400 days."""
    settings.DATA_DIR = tmp_path
    clocks = [NOW]
    monkeypatch.setattr(product_clock, "now", lambda: clocks[0])
    monkeypatch.setattr(product_clock, "is_fixed", lambda: False)
    monkeypatch.setattr(clock_check, "_uptime", lambda: 1000.0)
    monkeypatch.setattr(clock_check, "_start", Start(NOW, 1000.0, NOW))
    publish([cast.source("first")], cause="new_evidence")
    clocks[0] = NOW + timedelta(days=400)


def test_the_page_asks_and_takes_the_answer(ada: Client) -> None:
    row = cast.source("second")
    shown = ada.get(confirmation_address("publish", [("source", row.slug)]))
    assert "days after anything that this machine" in shown.content.decode()
    form = changed(form_of(shown, "digest"), cause="new_evidence", note="")
    refused = ada.post(reverse("admin:publish"), {key: value for key, value in form.items() if key != "clock_is_right"})
    assert "Say that the clock is right, or have it mended." in refused.content.decode()
    assert Head.objects.get().seq == 1
    assert ada.post(reverse("admin:publish"), {**form, "clock_is_right": "on"}).status_code == 302
    assert Head.objects.get().seq == 2


def test_the_loader_refuses_until_it_is_told(tmp_path: Path) -> None:
    pack = Path(__file__).parents[2] / "pack" / "packs" / "bay"
    with pytest.raises(CommandError, match="if that is right, say so"):
        call_command("load_pack", str(pack), "--publish")
    assert Head.objects.get().seq == 1
    call_command("load_pack", str(pack), "--publish", "--clock-is-right")
    assert Head.objects.get().seq > 1
