"""The matrix: shapes side by side on a wide page, a list by law on a phone, of one markup (decision 056)."""

import pytest
from playwright.sync_api import Locator

from companies.models import Jurisdiction
from tests import cast
from tests.browser.pages.conftest import OpenReader

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("world")]


def _box(found: Locator) -> tuple[float, float, float, float]:
    box = found.bounding_box()
    assert box is not None
    return box["x"], box["y"], box["width"], box["height"]


@pytest.fixture
def twelve_laws(world: object) -> None:
    """Twelve laws in all, each answered once."""
    freedonia = Jurisdiction.objects.get(slug="freedonia")
    for number in range(11):
        act = cast.law(f"act-{number:02}", jurisdiction=freedonia)
        cast.stance(f"answer-{number:02}", law=act, announced_on="2021")
    cast.publish_everything(note="More.")


@pytest.mark.usefixtures("twelve_laws")
def test_twelve_laws_stand_side_by_side_and_a_company_keeps_its_line(reader: OpenReader) -> None:
    with reader(1280) as found:
        page = found.open("/matrix/")
        heads = [_box(head) for head in page.locator(".matrix h2").all()]
        assert len(heads) == 13
        assert {top for _, top, _, _ in heads} == {heads[0][1]}
        assert heads[-1][0] + heads[-1][2] <= 1280
        name = _box(page.locator(".companies li", has_text="Acme"))
        lines = {_box(cell)[1] for cell in page.locator(".matrix section li", has_text="Acme").all()}
        assert lines == {name[1]}


def test_words_are_hidden_from_the_eye_alone_where_shapes_stand(reader: OpenReader) -> None:
    with reader(1280) as found:
        link = found.open("/matrix/").locator("a.position.complies")
        assert _box(link.locator("span"))[2] <= 1
        assert "Complies" in link.aria_snapshot()
        assert min(_box(link)[2:]) >= 24


@pytest.mark.usefixtures("twelve_laws")
def test_heads_stay_while_the_page_itself_scrolls(reader: OpenReader) -> None:
    with reader(1280) as found:
        page = found.open("/matrix/")
        page.set_viewport_size({"width": 1280, "height": 200})
        page.evaluate("scrollTo({top: document.querySelector('.matrix').offsetTop + 40, behavior: 'instant'})")
        assert _box(page.locator(".matrix h2").nth(1))[1] == 0


def test_a_phone_reads_a_list_by_law_that_begins_on_the_first_screen(reader: OpenReader) -> None:
    with reader(360) as found:
        page = found.open("/matrix/")
        assert not page.locator(".companies").is_visible()
        assert not page.locator(".matrix-key").is_visible()
        assert page.get_by_text("user data: Complies").is_visible()
        assert _box(page.locator(".matrix h2").nth(1))[1] < 640
