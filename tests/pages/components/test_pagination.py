"""How a list goes on, and in which order it stands."""

import re
from html import unescape

import pytest

from companies.models import Law, Source
from tests import cast
from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_a_walk_keeps_the_filters_and_shows_each_answer_once_forth_and_back(read: Read) -> None:
    _a_hundred_and_fifty_answers()
    page = read("/timeline/?law=data-act&demand=user_data&position=refuses")
    assert page.title.startswith("151 answers")
    first = _answers(page.html)
    later = read(_link(page.html, "next"))
    rest = _answers(later.html)
    assert "position=refuses" in _link(page.html, "next")
    assert len(first) == 100
    assert len(set(first) | set(rest)) == 151 == len(first) + len(rest)
    assert 'rel="next"' not in later.html
    assert _answers(read(_link(later.html, "prev")).html) == first


def _a_hundred_and_fifty_answers() -> None:
    act, gazette = Law.objects.get(slug="data-act"), Source.objects.get(slug="gazette")
    for number in range(150):
        company = cast.company(f"company-{number:03}")
        cast.stance(
            f"answer-{number:03}", company=company, law=act, announced_on=f"2021-{number % 12 + 1:02}", cited=[gazette]
        )
    cast.publish_everything(note="More.")


def _answers(html: str) -> list[str]:
    return re.findall(r'<h3>\s*<a href="/stances/([^/]+)/', html)


def _link(html: str, relation: str) -> str:
    found = re.search(rf'<a href="([^"]+)" rel="{relation}"', html)
    assert found is not None
    return unescape(found[1])
