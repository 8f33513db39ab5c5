"""What a company did, as one sentence."""

import re

from companies.pages.components.moves import SENTENCES, sentence
from companies.vocabulary import DEMANDS, POSITIONS, QUESTIONS


def test_there_is_a_sentence_for_each_position_and_a_question_for_each_demand() -> None:
    assert tuple(SENTENCES) == POSITIONS.codes
    assert tuple(QUESTIONS) == DEMANDS.codes
    parts = ("{company}", "{begin}", "{end}", "{law}", "{demand}")
    assert [text for text in SENTENCES.values() if any(str(text).count(part) != 1 for part in parts)] == []


def test_the_position_is_a_link_to_the_answer_and_names_are_text() -> None:
    stance = {
        "company": {"name": "Wick & Co"},
        "law": {"short_name": "Lamp <Act>"},
        "jurisdictions": [{"name": "Freedonia"}],
        "position": "no_comment",
        "demand": "decryption",
    }
    told = sentence(stance, "/companies/wick/", "/stances/wick-1/")
    assert '<a href="/companies/wick/"><bdi>Wick &amp; Co</bdi></a>' in told
    assert '<a class="position no_comment" href="/stances/wick-1/">has no comment</a>' in told
    assert "Lamp &lt;Act&gt; (Freedonia)" in told
    assert re.sub("<[^>]+>", "", told) == "Wick &amp; Co has no comment on Lamp &lt;Act&gt; (Freedonia), decryption"
