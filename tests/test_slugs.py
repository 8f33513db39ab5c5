"""Slugs: made from any name, never too long, cut at a word."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from companies.slugs import SLUG_PATTERN, cut_slug, slug_of

SLUGS = st.lists(st.text("abc0", min_size=1, max_size=20), min_size=1, max_size=8).map("-".join)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Işık Łódź", "isik-lodz"),
        ("Đorđe Ørsted", "dorde-orsted"),
        ("Weißhaus", "weisshaus"),
        ("AT&T", "att"),
        ("local_representative", "local-representative"),
        ("回應", "huiying"),
        ("", ""),
        ("—", ""),
    ],
)
def test_letters_of_all_scripts_give_a_slug(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@given(st.text(max_size=30))
def test_what_is_made_is_a_slug_or_nothing(name: str) -> None:
    made = slug_of(name).strip("-")
    assert made == slug_of(name)
    assert made == "" or re.fullmatch(SLUG_PATTERN, made)


@given(SLUGS, st.integers(1, 90))
def test_a_slug_is_cut_at_a_word_where_it_has_one(slug: str, room: int) -> None:
    cut = cut_slug(slug, room)
    assert len(cut) <= room
    assert re.fullmatch(SLUG_PATTERN, cut)
    assert slug == cut or slug.startswith(f"{cut}-") or cut == slug[:room]
    assert cut_slug(cut, room) == cut
