"""Pages about the record."""

import os
import re
import subprocess
import sys
from html import unescape
from typing import Any
from urllib.parse import unquote

import pytest

from companies.vocabulary import COMPANY_KINDS, DEMANDS, LAW_KINDS, POSITIONS
from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_the_methodology_is_the_codebook_in_code(read: Read) -> None:
    page = read("/methodology/")
    assert page.in_order(*(str(word.label) for word in POSITIONS))
    assert page.in_order(*(word.code for word in DEMANDS))
    assert page.in_order(*(str(word.definition) for word in (*LAW_KINDS, *COMPANY_KINDS)))


def test_data_tells_each_list_with_its_rows_and_filters(read: Read) -> None:
    assert read("/data/").in_order("stances 3 company, law", "curl", "known_at", "changes/?after=", "Licence")


def test_without_settings_no_address_and_no_keeper_is_made_up(read: Read) -> None:
    assert "is kept by" not in read("/about/").text
    assert read("/contact/").in_order("Whom to write to", "has given no address")
    page = read("/report-an-error/")
    assert page.in_order("has given no address for that", "The address of the page.", "Every correction is listed")
    assert "mailto:" not in read("/companies/acme/").html
    assert 'href="/report-an-error/"' in read("/companies/acme/").html


def test_the_keeper_and_the_addresses_come_from_the_settings(read: Read, settings: Any) -> None:
    settings.PUBLISHER = "The Anvil <Foundation>"
    settings.CONTACT_EMAIL, settings.ERRORS_EMAIL = "desk@record.example", "errors@record.example"
    assert "The record is kept by The Anvil <Foundation>." in read("/about/").text
    assert 'href="mailto:desk@record.example"' in read("/contact/").html
    assert 'href="mailto:errors@record.example"' in read("/report-an-error/").html
    page = read("/companies/acme/?valid_on=2020-08-01")
    [subject] = re.findall(r'href="mailto:errors@record.example\?subject=([^"]+)"', page.html)
    assert unquote(unescape(subject)) == "Error on http://testserver/companies/acme/?valid_on=2020-08-01"


@pytest.mark.parametrize("name", ["CONTACT_EMAIL", "ERRORS_EMAIL"])
@pytest.mark.parametrize("address", ["nobody", "a@b@c", "a@b?subject=x", "<a@b>"])
def test_an_address_that_is_none_stops_the_start(name: str, address: str) -> None:
    told = {**os.environ, name: address, "DJANGO_SETTINGS_MODULE": "tracker.settings.test"}
    done = subprocess.run(
        [sys.executable, "-c", "import django; django.setup()"], env=told, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert f"{name} must be one mail address" in done.stderr
