"""The style sheet, the icon, and what crawlers are told."""

import re
import struct

import pytest
from django.test import Client

from companies.pages.style import sheet_path
from companies.pages.urls import urlpatterns
from companies.pages.views.site_files import FIXED_PAGES

pytestmark = pytest.mark.usefixtures("world")


def test_the_sheet_may_be_kept_for_ever_under_its_own_name_alone(client: Client) -> None:
    sheet = client.get(sheet_path())
    assert sheet["Content-Type"] == "text/css; charset=utf-8"
    assert "immutable" in sheet["Cache-Control"]
    assert client.get("/style-of-an-earlier-release.css")["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("path", ["/favicon.svg", "/favicon.ico"])
def test_the_icon_has_one_drawing_under_both_names(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer["Content-Type"] == "image/svg+xml"
    assert b"<svg" in answer.content


def test_crawlers_may_read_all_but_the_desk(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /admin/" in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_the_sitemap_lists_what_stands_and_nothing_retracted(client: Client) -> None:
    text = client.get("/sitemap.xml").content.decode()
    assert "<loc>http://testserver/stances/acme-1/</loc><lastmod>2026-12-31</lastmod>" in text
    assert text.count("/stances/acme-1/") == 1
    assert "hooli-1" not in text
    assert len(re.findall("<loc>", text)) == len(set(re.findall("<loc>.*?</loc>", text)))


def test_the_sitemap_lists_every_page_that_is_no_rows() -> None:
    pages = {
        str(pattern.name) for pattern in urlpatterns if str(pattern.pattern).endswith("/") or not str(pattern.pattern)
    }
    fixed = pages - {str(pattern.name) for pattern in urlpatterns if "<" in str(pattern.pattern)}
    assert fixed == set(FIXED_PAGES), "list each page in FIXED_PAGES of companies/pages/views/site_files.py"


def test_each_page_names_one_picture_that_is_there(client: Client) -> None:
    for path in ("/", "/companies/acme/", "/stances/acme-1/"):
        text = client.get(path).content.decode()
        [address] = re.findall('<meta property="og:image" content="http://testserver([^"]+)">', text)
        picture = client.get(address)
        assert picture["Content-Type"] == "image/png"
        assert "immutable" in picture["Cache-Control"]
        width, height = struct.unpack(">II", picture.content[16:24])
        assert f'<meta property="og:image:width" content="{width}">' in text
        assert f'<meta property="og:image:height" content="{height}">' in text
    assert client.get("/site-000000000000.png")["Cache-Control"] == "no-cache"
