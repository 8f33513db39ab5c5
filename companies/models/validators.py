"""What a value must look like, one rule a function. The desk's forms and the data packs share them.

Each ``…_fault`` returns why a value can't stand, or None; each ``validate_…`` raises that as Django's ValidationError.
The rules are those of the data pack's format.
"""

import re
import unicodedata
from collections.abc import Callable

from django.core.exceptions import ValidationError

from companies.partial_dates import is_partial_date
from companies.shares import is_share
from companies.slugs import LONGEST_SLUG, SLUG_PATTERN
from companies.texts import quoted, shows_nothing, uncleaned_place, unwritable_place, words_and_characters
from companies.web_addresses import web_address_fault

LONGEST_TEXT = 2000
LARGEST_COUNT = 10**12
"""Of requests in a figure."""
LONGEST_QUOTE = 12
"""Words in a quote (codebook: rule 5: a fragment really said)."""
LONGEST_QUOTE_WITHOUT_SPACES = 30
"""Characters in a quote of a script that puts no spaces between words: Han, kana, Thai and their like."""

_ISO = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?\Z")
_WIKIDATA = re.compile(r"Q[0-9]+\Z")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?\Z")
_TYPOGRAPHIC_QUOTES = re.compile("[\u2018\u2019\u201c\u201d\u00ab\u00bb]")


def text_fault(value: str) -> str | None:
    """One line of text as :func:`companies.texts.clean_text` leaves it, that shows something, of 2,000 at most."""
    if place := unwritable_place(value):
        return f"has a control character, or one without a public meaning {place}"
    if uncleaned := uncleaned_place(value):
        return " ".join(uncleaned)
    if value != value.strip():
        return "has blanks at an end"
    if unicodedata.normalize("NFC", value) != value:
        return "is not in Unicode form NFC"
    if shows_nothing(value):
        return "shows nothing: it has only blanks, zero-width or combining characters"
    return f"is longer than {LONGEST_TEXT}" if len(value) > LONGEST_TEXT else None


def slug_fault(value: str) -> str | None:
    """Lower-case ASCII words joined by a hyphen, at most 80 characters."""
    if not re.fullmatch(SLUG_PATTERN, value) or len(value) > LONGEST_SLUG:
        return "is badly formed or longer than 80: write lower-case ASCII words joined by -"
    return None


def partial_date_fault(value: str) -> str | None:
    """A year, a month or a day that exists."""
    return None if is_partial_date(value) else "is no date: write 2020, 2020-07 or 2020-07-06"


def quote_fault(value: str) -> str | None:
    """A fragment of at most 12 words, or 30 characters of Han, kana or Thai, with typographic quotes made plain."""
    words, characters = words_and_characters(value)
    if words > LONGEST_QUOTE:
        return f"has {words} words: at most {LONGEST_QUOTE} are allowed"
    if characters > LONGEST_QUOTE_WITHOUT_SPACES:
        return (
            f"has {characters} characters of a script without spaces: at most {LONGEST_QUOTE_WITHOUT_SPACES} "
            "are allowed"
        )
    return "has typographic quotes: make them plain" if _TYPOGRAPHIC_QUOTES.search(value) else None


def share_fault(value: str) -> str | None:
    """A share in per cent, from 0 to 100 with at most two decimals, as it is printed."""
    return None if is_share(value) else "is no share in per cent: write 70 or 70.5, from 0 to 100"


def iso_fault(value: str) -> str | None:
    """An ISO 3166-1 alpha-2 or 3166-2 code."""
    return None if _ISO.match(value) else "is no ISO 3166 code"


def wikidata_fault(value: str) -> str | None:
    """A Wikidata item, Q and digits."""
    return None if _WIKIDATA.match(value) else "is no Q number"


def language_fault(value: str) -> str | None:
    """A BCP 47 tag of language, script and region."""
    return None if _LANGUAGE.match(value) else "is no BCP 47 tag"


def _raise(fault: Callable[[str], str | None], value: str) -> None:
    if why := fault(value):
        raise ValidationError("%(value)s %(why)s.", code="invalid", params={"value": quoted(value), "why": why})


def validate_text(value: str) -> None:
    """Raise for text that :func:`text_fault` finds fault with."""
    _raise(text_fault, value)


def validate_slug(value: str) -> None:
    """Raise for a slug that :func:`slug_fault` finds fault with."""
    _raise(slug_fault, value)


def validate_partial_date(value: str) -> None:
    """Raise for anything but a year, a month or a day that exists."""
    _raise(partial_date_fault, value)


def validate_web_address(value: str) -> None:
    """Raise for anything but an http or https address."""
    _raise(web_address_fault, value)


def validate_quote(value: str) -> None:
    """Raise for a quote that :func:`quote_fault` finds fault with."""
    _raise(quote_fault, value)


def validate_share(value: str) -> None:
    """Raise for anything but a share in per cent."""
    _raise(share_fault, value)


def validate_iso(value: str) -> None:
    """Raise for anything but an ISO 3166 code."""
    _raise(iso_fault, value)


def validate_wikidata(value: str) -> None:
    """Raise for anything but a Q number."""
    _raise(wikidata_fault, value)


def validate_language(value: str) -> None:
    """Raise for anything but a BCP 47 tag."""
    _raise(language_fault, value)
