"""Marks: one shape for each standing answer, told as a number and a word, and a link to just those answers."""

import re

import pytest
from django.template import Context, Template
from django.test import Client

from companies.templatetags.page_tags import MOST_MARKS
from companies.vocabulary import POSITIONS
from tests import cast

WRITTEN = Template('{% load page_tags %}{% marks tally jurisdiction="freedonia" %}')


def written(tally: list[tuple[str, int]], clocks: str = "") -> str:
    return WRITTEN.render(Context({"tally": tally, "clocks": clocks}))


def shapes(text: str) -> int:
    return text.count("<i></i>")


def told(text: str) -> str:
    """Return what is left without the tags: what is read out, and what w3m shows."""
    return re.sub("<[^>]+>", "", re.sub(r'<span aria-hidden="true">.*?</span>', "", text))


def test_each_answer_is_a_shape_and_each_position_a_number_and_a_word() -> None:
    text = written([("refuses", 3), ("complies", 2)])
    assert shapes(text) == 5
    assert told(text) == f"3 {POSITIONS.label('refuses')} 2 {POSITIONS.label('complies')}"
    assert 'class="marks refuses"' in text
    assert 'class="marks complies"' in text


def test_too_many_to_draw_are_told_by_their_number() -> None:
    text = written([("refuses", MOST_MARKS), ("complies", 1)])
    assert shapes(text) == 2
    assert f'<span aria-hidden="true">{MOST_MARKS}</span>' in text
    assert told(text) == f"{MOST_MARKS} {POSITIONS.label('refuses')} 1 {POSITIONS.label('complies')}"
    assert shapes(written([("refuses", MOST_MARKS)])) == MOST_MARKS


def test_nothing_is_written_for_nothing() -> None:
    assert written([]) == ""


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
def test_each_link_leads_to_just_those_answers(client: Client) -> None:
    law = cast.law(slug="data-act")
    for number in range(3):
        company = cast.company(slug=f"company-{number}", name=f"Company {number}")
        position = "refuses" if number else "complies"
        cast.stance(slug=f"answer-{number}", company=company, law=law, position=position, announced_on="2020-07")
    cast.publish_everything()
    place = law.jurisdiction.slug
    template = Template("{% load page_tags %}{% marks tally jurisdiction=place %}")
    for clocks in ("", "valid_on=2021-01-01"):
        text = template.render(Context({"tally": [("refuses", 2)], "place": place, "clocks": clocks}))
        [address] = re.findall('href="([^"]+)"', text)
        page = client.get(address.replace("&amp;", "&")).content.decode()
        assert "2 answers" in page
        assert page.count('class="position refuses"') == 2
