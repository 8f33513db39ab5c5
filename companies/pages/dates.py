"""Dates and instants in words. A date keeps its precision: "July 2020" is never a first of July (codebook: rule 4)."""

from datetime import UTC, date, datetime
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext

from companies.partial_dates import first_day, precision

MOST_KEPT = 4096
"""Dates whose words are kept: a long page tells some hundred, and the same again and again."""


def date_words(text: str) -> str:
    """Return a partial date in words: "6 July 2020", "July 2020", "2020"."""
    return _date_words(text, get_language())


def short_date_words(text: str) -> str:
    """Return a partial date in few letters: "6 Jul 2020", "Jul 2020", "2020"."""
    return _short_date_words(text, get_language())


def day_words(day: date) -> str:
    """Return a day in words: "6 July 2020"."""
    return date_words(day.isoformat())


def instant_words(instant: datetime) -> str:
    """Return an instant in words, to the minute: "24 November 2026, 12:00 UTC"."""
    return date_format(instant.astimezone(UTC), pgettext("instant format", "j F Y, H:i \\U\\T\\C"))


def time_element(text: str, words: str) -> SafeString:
    """Return ``words`` as a ``<time>`` of a partial date."""
    return format_html('<time datetime="{}">{}</time>', text, words)


@lru_cache(MOST_KEPT)
def _date_words(text: str, _language: str | None) -> str:
    formats = {
        "day": pgettext("date format", "j F Y"),
        "month": pgettext("date format", "F Y"),
        "year": pgettext("date format", "Y"),
    }
    return date_format(first_day(text), formats[precision(text)])


@lru_cache(MOST_KEPT)
def _short_date_words(text: str, _language: str | None) -> str:
    formats = {
        "day": pgettext("short date format", "j M Y"),
        "month": pgettext("short date format", "M Y"),
        "year": pgettext("short date format", "Y"),
    }
    return date_format(first_day(text), formats[precision(text)])
