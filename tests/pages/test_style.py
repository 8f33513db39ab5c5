"""The one style sheet: joined from its sources, linked once, fetching nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from companies.pages.style import SOURCES, joined_sheet, sheet_path


def test_the_rules_of_every_source_are_joined_in_the_order_of_the_list(client: Client) -> None:
    written = {file.stem: file.read_text(encoding="utf-8") for file in Path("static/css").glob("*.css")}
    assert written.keys() == set(SOURCES)
    joined = client.get(sheet_path()).content.decode()
    assert dense(joined) == dense("".join("".join(parts_outside_comments(written[name])) for name in SOURCES))


def dense(sheet: str) -> str:
    """Return a sheet without any space, and without what ends a block's last rule."""
    return "".join(sheet.split()).replace(";}", "}")


def test_spaces_that_say_nothing_are_not_sent_and_those_that_do_are() -> None:
    assert "\n" not in joined_sheet()
    assert "  " not in joined_sheet()
    assert ".positions h3{display:inline}" in joined_sheet()
    assert "calc(2 * var(--gap))" in joined_sheet()


def parts_outside_comments(sheet: str) -> Iterator[str]:
    """Yield what stands between comments, each of which ends its line."""
    first, *rest = sheet.split("/*")
    yield first
    yield from (part.partition("*/")[2].removeprefix("\n") for part in rest)


def test_no_comment_is_sent(client: Client) -> None:
    assert "/*" in Path("static/css/tokens.css").read_text(encoding="utf-8")
    assert "/*" not in joined_sheet()
    assert "*/" not in joined_sheet()


def test_nothing_is_fetched_from_anywhere() -> None:
    assert "@import" not in joined_sheet()
    assert "url(" not in joined_sheet()


@pytest.mark.usefixtures("world")
def test_a_page_links_one_sheet_that_may_be_kept_for_ever(client: Client) -> None:
    html = client.get("/").content.decode()
    sheets = re.findall(r"<link rel=\"stylesheet\" href=\"([^\"]+)\"", html)
    assert sheets == [sheet_path()]
    assert "immutable" in client.get(sheets[0])["Cache-Control"]
