"""The one style sheet: joined from its sources, linked once, fetching nothing."""

import re
from pathlib import Path

import pytest
from django.test import Client

from companies.pages.style import SOURCES, joined_sheet, sheet_path


def test_every_source_is_joined_as_it_is_written_in_the_order_of_the_list(client: Client) -> None:
    written = {file.stem: file.read_text(encoding="utf-8") for file in Path("static/css").glob("*.css")}
    assert written.keys() == set(SOURCES)
    assert client.get(sheet_path()).content.decode() == "".join(written[name] for name in SOURCES)


def test_nothing_is_fetched_from_anywhere() -> None:
    assert "@import" not in joined_sheet()
    assert "url(" not in joined_sheet()


@pytest.mark.usefixtures("world")
def test_a_page_links_one_sheet_that_may_be_kept_for_ever(client: Client) -> None:
    html = client.get("/").content.decode()
    sheets = re.findall(r"<link rel=\"stylesheet\" href=\"([^\"]+)\"", html)
    assert sheets == [sheet_path()]
    assert "immutable" in client.get(sheets[0])["Cache-Control"]
