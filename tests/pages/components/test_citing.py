"""How a statement is cited: plain text, BibTeX and CSL-JSON."""

import json
import re
from html import unescape

import pytest

from companies.models import Law
from companies.record.publishing.publish import publish
from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_it_can_be_cited_as_it_stands(read: Read) -> None:
    page = read("/stances/acme-1/")
    assert page.in_order("Cite this", "version 2", "known_at=2026-12-31T10:00:00.000000Z", "BibTeX", "CSL-JSON")


def test_each_form_names_the_instant_and_the_hash_that_were_read(read: Read) -> None:
    html = unescape(read("/stances/acme-1/").html)
    sha256 = re.findall(r"sha256 ([0-9a-f]{64})", html)
    assert len(sha256) == 3
    assert len(set(sha256)) == 1
    (csl,) = json.loads(re.findall(r"<pre>(\[.*?\])</pre>", html, re.DOTALL)[0])
    assert csl["URL"] == "http://testserver/stances/acme-1/?known_at=2026-12-31T10:00:00.000000Z"
    assert csl["issued"] == {"date-parts": [[2026, 12, 31]]}
    assert csl["version"] == "2"


def test_what_bibtex_reads_as_its_own_is_escaped(read: Read) -> None:
    Law.objects.filter(slug="data-act").update(short_name="R&D_Act 100%")
    publish([Law.objects.get(slug="data-act")], cause="correction", note="Its name.")
    assert r"R\&D\_Act 100\%" in unescape(read("/stances/acme-1/").html)
