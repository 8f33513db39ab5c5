"""Questions at one tap: links to the list narrowed, only where the record has an answer."""

import re
from html import unescape

import pytest
from django.test import Client

from tests import cast
from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("clock", "db")


def asked(html: str) -> dict[str, str]:
    """Return the questions of a page with their addresses."""
    found = re.search(r'<ul class="questions">(.*?)</ul>', html, re.DOTALL)
    links = re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', found[1]) if found else []
    return {words: unescape(address) for address, words in links}


def publish_all() -> None:
    """Publish a company that left Hong Kong, and one that refuses decryption since this year."""
    law = cast.law(jurisdiction=cast.place("hong-kong"), demands=["user_data", "decryption"])
    cast.stance("acme-1", law=law, position="withdrew")
    cast.stance("globex-1", law=law, company=cast.company("globex"), demand="decryption", announced_on="2026-02")
    cast.publish_everything()


def test_each_question_leads_to_a_list_that_answers_it(read: Read, client: Client) -> None:
    publish_all()
    questions = asked(read("/timeline/").html)
    assert questions == {
        "Who left Hong Kong?": "/timeline/?jurisdiction=hong-kong&position=withdrew&stands=true",
        "Who refuses decryption?": "/timeline/?demand=decryption&position=refuses&stands=true",
        "What was answered in 2026?": "/timeline/?announced_from=2026",
        "What stands?": "/timeline/?stands=true",
    }
    for words, address in questions.items():
        page = read(address)
        assert re.match("[1-9]", page.title), words
        assert re.findall('aria-current="page">([^<]+)</a>', page.html.partition("</header>")[2])[0] == words


def test_what_the_record_can_not_answer_is_not_asked(read: Read) -> None:
    cast.stance()
    assert asked(read("/timeline/").html) == {}
    cast.publish_everything()
    assert asked(read("/timeline/").html) == {"What stands?": "/timeline/?stands=true"}


def test_a_page_of_the_past_asks_what_was_answered_by_then(read: Read) -> None:
    publish_all()
    assert asked(read("/timeline/?valid_on=2021-01-01").html) == {
        "Who left Hong Kong?": "/timeline/?jurisdiction=hong-kong&position=withdrew&stands=true&valid_on=2021-01-01",
        "What stands?": "/timeline/?stands=true&valid_on=2021-01-01",
    }
