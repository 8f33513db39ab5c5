"""X06: a timeline is told in order to those who hear it: years, then for each entry its day, who, and what it did."""

import re
from textwrap import indent

import pytest

from companies.vocabulary import POSITIONS
from tests import cast
from tests.browser.pages.conftest import OpenReader

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("world")]

TOLD = """\
- heading "2020" [level=2]
- list:
  - listitem:
    - time: "2020"
    - heading "Globex Withdrew" [level=3]:
      - link "Globex":
        - /url: /stances/globex-1/
      - text: Withdrew
    - paragraph: It says that it will not.
    - paragraph: Data Act (Freedonia) · user data · 1 source
    - paragraph:
      - text: since
      - time: "2020"
      - text: last said 6 years ago; not looked at since
  - listitem:
    - time: Oct 2020
    - heading "Acme Complies" [level=3]:
      - link "Acme":
        - /url: /stances/acme-2/
      - text: Complies
    - paragraph: It says that it will not.
    - paragraph: Data Act (Freedonia) · user data · 1 source
    - paragraph:
      - text: since
      - time: October 2020
      - text: last said 6 years ago; not looked at since
  - listitem:
    - time: 6 Jul 2020
    - heading "Anvils Ltd Refuses" [level=3]:
      - link "Anvils Ltd":
        - /url: /stances/acme-1/
      - text: Refuses
    - paragraph: It says that it never will.
    - paragraph: Data Act (Freedonia) · user data · 2 sources
    - paragraph:
      - time: 6 July 2020
      - text: to
      - time: October 2020
  - listitem:
    - time: 30 Jun 2020
    - paragraph:
      - link "Data Act (Freedonia)":
        - /url: /laws/data-act/
      - text: ": The act takes effect (in force)"
"""

YEARS = """\
- navigation "Answers by year":
  - list:
    - listitem:
      - link "1 in 2018":
        - /url: /timeline/?announced_from=2018&announced_to=2018
    - listitem: 0 in 2019
    - listitem:
      - link "4 in 2020":
        - /url: /timeline/?announced_from=2020&announced_to=2020
"""

ENTRIES = """list => [...document.querySelectorAll(list)].map(entry => [
    entry.parentElement.tagName, [...entry.querySelectorAll(".date time")].map(time => time.dateTime),
    entry.querySelector(".entry a")?.textContent ?? "", entry.querySelector(".position")?.textContent ?? "",
    entry.textContent.replace(/\\s+/g, " ")
])"""


def test_a_timeline_is_heard_as_it_is_read(reader: OpenReader) -> None:
    with reader(1280) as found:
        page = found.open("/timeline/")
        assert (
            page.locator("main")
            .aria_snapshot()
            .partition('- heading "Cite')[0]
            .rstrip()
            .endswith(indent(TOLD.strip(), "  "))
        )
        assert "Newest first." in page.get_by_role("status").inner_text()
        page.get_by_role("link", name="Oldest first").click()
        assert "Oldest first." in page.get_by_role("status").inner_text()
        assert page.locator("ol.timeline time").first.inner_text() == "30 Jun 2020"


def test_the_years_are_heard_as_links_and_the_first_entry_stands_on_the_first_screen(reader: OpenReader) -> None:
    cast.stance("acme-0", announced_on="2018-05-06")
    cast.publish_everything(note="More.")
    with reader(360) as found:
        page = found.open("/timeline/")
        line = page.get_by_role("navigation", name="Answers by year")
        assert line.aria_snapshot() == YEARS.strip()
        box = page.locator(".timeline > li").first.bounding_box()
        assert box is not None
        assert box["y"] < 640


@pytest.mark.parametrize("path", ["/timeline/", "/companies/acme/"])
def test_each_entry_of_a_list_in_order_has_a_day_somebody_and_an_act(reader: OpenReader, path: str) -> None:
    acts = {str(label) for _, label in POSITIONS.choices}
    with reader(320) as found:
        entries = found.open(path).evaluate(ENTRIES, "ol.timeline > li")
    assert entries
    for parent, days, somebody, position, text in entries:
        assert parent == "OL"
        assert len(days) == 1, text
        assert re.fullmatch(r"\d{4}(-\d{2}){0,2}", days[0]), text
        assert somebody, text
        assert position in acts or "(in force)" in text, text
