"""Tables of one kind: sorted by links, in one frame."""

import pytest

from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


@pytest.mark.parametrize("path", ["/companies/", "/laws/", "/sources/"])
def test_a_table_is_sorted_by_links_that_keep_its_filters_and_says_how(read: Read, path: str) -> None:
    kind = {"/companies/": "company", "/laws/": "statute", "/sources/": "news"}[path]
    page = read(f"{path}?kind={kind}")
    assert 'aria-sort="ascending"' in page.html
    assert f'href="{path}?kind={kind}&amp;ordering=-name"' in page.html
    assert "Last changed" not in page.text
    assert 'aria-sort="descending"' in read(f"{path}?ordering=-name").html
    changed = read(f"{path}?ordering=-recorded_at")
    assert changed.in_order("last changed first", "Last changed", "31 Dec 2026")
    assert f'href="{path}"' in changed.html
    assert changed.html.count("aria-sort") == 1


def test_companies_stand_in_the_order_that_was_asked_for(read: Read) -> None:
    assert read("/companies/").in_order("A to Z", "Acme", "Globex", "Hooli", "Initech")
    assert read("/companies/?ordering=-name").in_order("Z to A", "Initech", "Hooli", "Globex", "Acme")
