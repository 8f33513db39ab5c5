"""X10: on a line of 250 kbit/s and 400 ms a round trip, with a processor four times as slow, nothing jumps.

No time is asserted, since a machine that runs tests is busy; what decides it is: two round trips, and nothing else
before the first paint. ``--full`` prints the times.
"""

import sys
from statistics import median

import pytest
from playwright.sync_api import Page

from tests.browser.pages.addresses import TEMPLATES
from tests.browser.pages.conftest import OpenReader
from tests.conftest import FULL

pytestmark = pytest.mark.browser

LINE = {"offline": False, "latency": 400, "downloadThroughput": 250_000 / 8, "uploadThroughput": 250_000 / 8}
FIRST_FLIGHT = 10 * 1460
"""What a server sends before it has heard of the reader again (RFC 6928): more is one more round trip."""

PAINTED = """() => new Promise(tell => new PerformanceObserver(
    list => list.getEntriesByName("first-contentful-paint").forEach(entry => tell(entry.startTime))
).observe({type: "paint", buffered: true}))"""
FETCHED = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .filter(entry => !entry.name.endsWith("/favicon.svg"))  // for the browser's tab: no paint waits for it
    .map(entry => [entry.initiatorType, entry.startTime, entry.encodedBodySize])"""
SHIFTED = """() => new Promise(tell => {
    const shifts = [];
    new PerformanceObserver(list => shifts.push(...list.getEntries())).observe({type: "layout-shift", buffered: true});
    requestAnimationFrame(() => setTimeout(() => tell(shifts.map(shift => shift.value)), 50));
})"""


@pytest.mark.usefixtures("world")
def test_a_first_paint_waits_for_document_and_sheet_alone_and_nothing_moves_after_it(reader: OpenReader) -> None:
    with reader(360) as found:
        _slow_down(found.page)
        for path in TEMPLATES:
            page = found.open(path)
            painted = page.evaluate(PAINTED)
            before = [(kind, size) for kind, begun, size in page.evaluate(FETCHED) if begun < painted]
            assert [kind for kind, _ in before] == ["navigation", "link"], path
            assert max(size for _, size in before) <= FIRST_FLIGHT, path
            assert page.evaluate(SHIFTED) == [], path


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("document.body.prepend(document.createElement('h1'), 'More.')", SHIFTED),
        ("document.body.append(Object.assign(new Image(), {src: '/favicon.ico'}))", FETCHED),
    ],
    ids=["what comes late moves the rest", "what is fetched beside the sheet"],
)
@pytest.mark.usefixtures("world")
def test_what_would_be_a_fault_is_told(reader: OpenReader, fault: str, told: str) -> None:
    with reader(360) as found:
        page = found.open("/")
        page.evaluate(PAINTED)
        whole = page.evaluate(told)
        page.evaluate(fault)
        page.wait_for_load_state("networkidle")
        assert len(page.evaluate(told)) > len(whole)


if FULL:

    @pytest.mark.usefixtures("world")
    def test_the_first_paints_of_every_template_are_printed(
        reader: OpenReader, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with reader(360) as found:
            _slow_down(found.page)
            for path in TEMPLATES:
                times = [found.open(path).evaluate(PAINTED) for _ in range(5)]
                with capsys.disabled():
                    sys.stdout.write(f"\nfirst content, median of 5: {median(times):5.0f} ms  {path}")


def _slow_down(page: Page) -> None:
    """Give the page the slow line and the slow processor, and no cache: each page is a first visit."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.setCacheDisabled", {"cacheDisabled": True})
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": 4})
