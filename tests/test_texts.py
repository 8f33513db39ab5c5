"""Plain text: what is mended, what is refused, and which names are one (decision 014)."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from companies.models.validators import quote_fault, text_fault
from companies.texts import clean_text, quoted, same_name_key, shows_nothing

ODD = st.sampled_from("\u200b\u200c\u200d\xad\n\r\t \xa0\u3000\u202e\u0301a\u0645\u0928\u094d\ufe0f😀\x07\ue000\uffff")
TEXTS = st.text(ODD | st.characters(), max_size=20)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Goo\u200bgle", "Google"),
        ("co\u00adope\u00adrate", "cooperate"),
        ("\ufeffAcme", "Acme"),
        ("Acme\u200e Ltd\u200f", "Acme Ltd"),
        ("Goo\u200dgle\u200c", "Google"),
        ("10\u00a0000\u202fusers", "10 000 users"),
        ("one\r\ntwo", "one two"),
        ("one \n \n two", "one two"),
        ("one\x0btwo\u2028three", "one two three"),
        ("a\tb", "a b"),
        ("Cafe\u0301", "Café"),
        ("می\u200cخواهیم", "می\u200cخواهیم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("微軟\u3000回應", "微軟\u3000回應"),
        ("葛\U000e0100城", "葛\U000e0100城"),
    ],
)
def test_what_is_pasted_is_mended_and_what_a_script_needs_is_kept(pasted: str, kept: str) -> None:
    assert clean_text(pasted) == kept


@given(TEXTS)
@example("\u0645\u200b\u200c\u0645")
@example("a\u200c\u200d\u0301")
def test_mended_text_stays_as_it_is(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(TEXTS)
def test_a_pack_may_hold_only_what_a_form_gives_back_unchanged(text: str) -> None:
    if text_fault(text) is None:
        assert clean_text(text) == text


@given(TEXTS)
def test_what_a_form_has_mended_is_taken_or_refused_for_what_can_not_be_mended(text: str) -> None:
    fault = text_fault(clean_text(text))
    assert fault is None or fault.startswith(("has a control", "shows nothing"))


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Goo\u200bgle", "has a character that shows nothing (U+200B) after “Goo”"),
        ("Goo\u200dgle", "has a character that shows nothing (U+200D) after “Goo”"),
        ("a\xa0b", "has a blank that is no plain space (U+00A0) after “a”"),
        ("a\n\nb", "has a line break (U+000A) after “a”"),
        ("\u200ba", "has a character that shows nothing (U+200B) at its beginning"),
        ("a\u202eb", "has a control character, or one without a public meaning (U+202E) after “a”"),
        ("a\ue000", "has a control character, or one without a public meaning (U+E000) after “a”"),
        (" a", "has blanks at an end"),
        ("e\u0301", "is not in Unicode form NFC"),
        ("\u3164", "shows nothing: it has only blanks, zero-width or combining characters"),
        ("\u0301", "shows nothing: it has only blanks, zero-width or combining characters"),
    ],
)
def test_a_pack_is_told_what_stands_where(text: str, fault: str) -> None:
    assert text_fault(text) == fault


@pytest.mark.parametrize("text", ["\U0001fae9", "\U0002ebf0", "\u0378", "\U00020000", "\U0001f9d1\u200d\U0001f4bb"])
def test_a_character_that_older_tables_do_not_know_is_allowed(text: str) -> None:
    assert text_fault(text) is None


@pytest.mark.parametrize(
    "text", ["\ufffe", "\U0001ffff", "\ufdd0", "\U000f0000", "\U0010fffd", "\x7f", "\x85a", "\udc00"]
)
def test_a_character_that_will_never_mean_anything_is_not(text: str) -> None:
    assert text_fault(f"a{text}b") is not None


@pytest.mark.parametrize(
    "name", ["", " ", "\u200b\u00ad", "\u0301\u0302", "\u2800", "\u115f\u3164", "\ufe0f", "\U000e0020"]
)
def test_a_name_that_shows_nothing_is_known(name: str) -> None:
    assert shows_nothing(name)


@pytest.mark.parametrize(
    "name", ["Goo\u200bgle", "GOOGLE", "google", " Goo\u00adgle", "Ｇｏｏｇｌｅ", "Google\ufe0f", "Goo\u200dgle"]
)
def test_names_that_look_the_same_are_the_same(name: str) -> None:
    assert same_name_key(name) == same_name_key("Google")


def test_other_names_are_others() -> None:
    assert len({same_name_key(name) for name in ("Google", "Googie", "Göogle", "Google Cloud", "微軟", "微软")}) == 6


@pytest.mark.parametrize(
    ("quote", "fits"),
    [
        (" ".join(["word"] * 12), True),
        (" ".join(["word"] * 13), False),
        ("國" * 30, True),
        ("國" * 31, False),
        ("ア" * 31, False),
        ("ก" * 30, True),
        ("ก" * 31, False),
        ("我們會暫停處理 " + " ".join(["Google"] * 12), True),
        ("국가 " * 12 + "안", False),
        (" ".join(["да"] * 12) + " — …", True),
    ],
)
def test_a_quotes_length_counts_words_or_characters_as_its_script_does(quote: str, fits: bool) -> None:
    assert (quote_fault(quote) is None) is fits


def test_what_is_told_of_a_text_shows_what_can_not_be_seen() -> None:
    assert quoted("a\u200b\n") == "“a[U+200B][U+000A]”"
    assert len(quoted("x" * 500)) == 83
