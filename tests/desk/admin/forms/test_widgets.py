"""Widgets: words beside their definitions, dates that say what they mean, quotes that are counted."""

import pytest
from django.test import Client

from companies.models import Stance
from companies.vocabulary import DEMANDS, POSITIONS
from tests import cast
from tests.desk.screen import (
    add_address,
    row_address,
)

pytestmark = pytest.mark.django_db


def test_every_word_stands_beside_its_definition(ada: Client) -> None:
    page = ada.get(add_address(Stance)).content.decode()
    for word in (*POSITIONS, *DEMANDS):
        assert f'value="{word.code}"' in page
    assert "naming no end" not in page
    assert "It is studying the law or has not decided." in page
    assert "Live surveillance." in page


def test_a_partial_date_says_which_days_it_stands_for(ada: Client) -> None:
    page = ada.get(row_address(cast.stance(announced_on="2020-02"))).content.decode()
    assert "Some day of 2020-02, which one is not known; it counts from 2020-02-29." in page


def test_a_quote_tells_how_many_words_it_has(ada: Client) -> None:
    stance = cast.stance(cited=[{"source": cast.source(), "quote": "we have paused"}])
    page = " ".join(ada.get(row_address(stance)).content.decode().split())
    assert "<span data-words>3</span> of 12 words<span data-unspaced hidden>" in page


def test_a_chinese_quote_tells_how_many_characters_it_has(ada: Client) -> None:
    stance = cast.stance(cited=[{"source": cast.source(), "quote": "我們會暫停 Acme"}])
    page = " ".join(ada.get(row_address(stance)).content.decode().split())
    assert "<span data-words>1</span> of 12 words<span data-unspaced>" in page
    assert "<span data-characters>5</span> of 30 characters" in page
