"""X05: nine positions are told apart without colour, in both themes and with the colours of the reader's system."""

import pytest

from companies.vocabulary import POSITIONS
from tests.browser.pages.conftest import OpenReader

pytestmark = pytest.mark.browser

ONE_HUE = ".position{--hue:CanvasText!important} .position::before{width:20px;height:20px;margin:0}"
BARE = """() => document.querySelectorAll(".legend .position").forEach(e => { e.textContent = ""; })"""


@pytest.mark.parametrize(
    "theme", [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"forced_colors": "active"}], ids=str
)
@pytest.mark.usefixtures("world")
def test_each_position_has_a_shape_of_its_own_in_greyscale(reader: OpenReader, theme: dict[str, str]) -> None:
    with reader(1280, device_scale_factor=4, bypass_csp=True, **theme) as found:
        page = found.open("/matrix/")
        page.evaluate(BARE)
        # One hue for all: only the shape is left.
        page.add_style_tag(
            content=".position{--hue:CanvasText!important} .position::before{width:20px;height:20px;margin:0}"
        )
        shapes = [page.locator(f".legend .{code}").first.screenshot() for code in POSITIONS.codes]
        assert len(set(shapes)) == len(POSITIONS)


@pytest.mark.usefixtures("world")
def test_the_word_is_always_there(reader: OpenReader) -> None:
    with reader() as found:
        page = found.open("/matrix/")
        for word in POSITIONS:
            assert page.locator(f".legend .{word.code}").first.inner_text() == str(word.label)
