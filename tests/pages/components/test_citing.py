"""How a statement is cited: plain text, BibTeX and CSL-JSON."""

import json
import re
from html import unescape

import pytest
from django.test import Client

from companies.models import Law
from companies.record.publishing.publish import publish
from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_it_can_be_cited_as_it_stands(read: Read) -> None:
    page = read("/stances/acme-1/")
    assert page.in_order("Cite this", "version 2", "known_at=2026-12-31T10:00:00.000000Z", "BibTeX, CSL-JSON")


def test_each_form_names_the_instant_and_the_hash_that_were_read(read: Read) -> None:
    html = unescape(read("/stances/acme-1/").html)
    sha256 = re.findall(r"sha256 ([0-9a-f]{64})", html)
    assert len(sha256) == 3
    assert len(set(sha256)) == 1
    (csl,) = json.loads(re.findall(r'<pre dir="auto">(\[.*?\])</pre>', html, re.DOTALL)[0])
    assert csl["URL"] == "http://testserver/stances/acme-1/?known_at=2026-12-31T10:00:00.000000Z"
    assert csl["issued"] == {"date-parts": [[2026, 12, 31]]}
    assert csl["version"] == "2"


def test_what_bibtex_reads_as_its_own_is_escaped(read: Read) -> None:
    Law.objects.filter(slug="data-act").update(short_name="R&D_Act 100%")
    publish([Law.objects.get(slug="data-act")], cause="correction", note="Its name.")
    assert r"R\&D\_Act 100\%" in unescape(read("/stances/acme-1/").html)


PAGES = [
    "/",
    "/timeline/?position=refuses",
    "/matrix/",
    "/companies/acme/",
    "/laws/data-act/",
    "/jurisdictions/freedonia/",
    "/sources/gazette/",
    "/corrections/",
    "/methodology/",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("clocks", ["", "valid_on=2020-08-01", "known_at=2026-12-31T10:00:00Z"])
def test_every_page_is_cited_at_both_clocks(client: Client, path: str, clocks: str) -> None:
    joined = f"{path}{'&' if '?' in path else '?'}{clocks}" if clocks else path
    html = unescape(client.get(joined).content.decode())
    [address] = re.findall(r'<a href="http://testserver([^"]+)">This page as it is now', html)
    assert address.startswith(path.partition("?")[0])
    assert "valid_on=" in address
    assert "known_at=" in address
    (csl,) = json.loads(re.findall(r'<pre dir="auto">(\[.*?\])</pre>', html, re.DOTALL)[0])
    assert csl["URL"].endswith(address)
    assert csl["title"] in html
    head, ledger = re.findall(r"\(record no. (\d+), ledger ([0-9a-f]{64})\)", html)[0]
    assert csl["version"] == head
    assert f"Record no. {head}" in html
    assert ledger[:12] in html
    again = client.get(address)
    assert again.status_code == 200
    # What somebody looks for is kept nowhere (V09); any other page at both clocks is settled.
    assert again["Cache-Control"] == ("no-store" if "position" in path else "public, max-age=86400, immutable")
    assert csl["URL"] in unescape(again.content.decode())  # it cites itself


def test_what_shows_nothing_yet_or_is_gone_is_not_cited(client: Client) -> None:
    for path in ("/?known_at=2000-01-01T00:00:00Z", "/companies/nobody/", "/stances/hooli-1/"):
        assert "Cite this page" not in client.get(path).content.decode()
