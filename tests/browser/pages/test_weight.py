"""X09: what a first view weighs over the wire, everything in it, and how much it asks for."""

from typing import Any

import pytest

from companies.models import Law
from tests import cast
from tests.browser.pages.conftest import OpenReader, Reader

pytestmark = pytest.mark.browser


def _weight(found: Reader) -> int:
    return sum(int(answer.headers.get("content-length", 0)) for answer in found.asked)


@pytest.mark.usefixtures("world")
def test_home_weighs_ten_kilobytes_at_most_in_three_requests(reader: OpenReader) -> None:
    with reader() as found:
        found.open("/")
        assert _weight(found) <= 10_000
        assert len(found.asked) <= 3


def test_a_company_with_thirty_answers_weighs_twenty_kilobytes_at_most(reader: OpenReader, world: Any) -> None:
    gazette = cast.source("weekly")
    act = Law.objects.get(slug="data-act")
    for number in range(30):
        cast.stance(
            f"acme-x{number}",
            law=act,
            demand="content_removal",
            announced_on=f"20{number % 20 + 3:02}-0{number % 9 + 1}",
            summary=f"Asked once more, it said that it reads each request, and left item {number * 7919} up.",
            cited=[gazette],
        )
    cast.publish_everything()
    with reader() as found:
        page = found.open("/companies/acme/")
        assert page.locator(".timeline > li").count() >= 30
        assert _weight(found) <= 20_000
        assert len(found.asked) <= 3
        assert not [answer for answer in found.asked if answer.request.resource_type in ("script", "font")]


@pytest.mark.usefixtures("world")
def test_nothing_is_kept_on_the_readers_machine(reader: OpenReader) -> None:
    with reader() as found:
        page = found.open("/companies/acme/")
        assert page.context.cookies() == []
        assert page.context.storage_state()["origins"] == []
