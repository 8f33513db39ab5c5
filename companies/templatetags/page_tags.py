"""Tags and filters of readers' templates: addresses at the page's clocks, positions, dates, labels of codes."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from companies import vocabulary, web_addresses
from companies.pages import dates, picture, style
from companies.pages.components.company_sentence import Phrase
from companies.pages.components.moves import sentence
from companies.pages.components.position_dates import PositionDates
from companies.pages.components.year_strip import Segment
from companies.pages.page_address import narrowed_path
from companies.pages.titles import grouped
from companies.record.documents import names
from companies.record.ledger.canonical import instant_text
from companies.record.reading.addresses import absolute, with_query
from companies.record.reading.stance_views import Tally

register = template.Library()

MOST_MARKS = 60
"""Answers that a row draws one by one."""

_VOCABULARIES = {
    "position": vocabulary.POSITIONS,
    "group": vocabulary.GROUPS,
    "demand": vocabulary.DEMANDS,
    "cause": vocabulary.CAUSES,
    "change": vocabulary.CHANGES,
    "jurisdiction_kind": vocabulary.JURISDICTION_KINDS,
    "company_kind": vocabulary.COMPANY_KINDS,
    "name_kind": vocabulary.NAME_KINDS,
    "law_kind": vocabulary.LAW_KINDS,
    "law_state": vocabulary.LAW_STATES,
    "event_kind": vocabulary.EVENT_KINDS,
    "source_kind": vocabulary.SOURCE_KINDS,
    "checked": vocabulary.CHECKED,
    "relation": vocabulary.RELATIONS,
    "condition": vocabulary.CONDITIONS,
    "request_type": vocabulary.REQUEST_TYPES,
    "unit": vocabulary.UNITS,
    "process": vocabulary.PROCESSES,
    "content": vocabulary.CONTENTS,
    "complied_meaning": vocabulary.COMPLIED_MEANINGS,
    "outcome": vocabulary.OUTCOMES,
    "kind": vocabulary.KINDS,
}


@register.simple_tag
def site_name() -> str:
    """The site's name, from the settings."""
    name: str = settings.SITE_NAME
    return name


@register.simple_tag
def navigation() -> list[tuple[str, str]]:
    """The main pages: the name of each in ``companies.pages.urls``, and its label."""
    return [
        ("companies", _("Companies")),
        ("laws", _("Laws")),
        ("jurisdictions", _("Places")),
        ("demands", _("Demands")),
        ("timeline", _("Timeline")),
        ("matrix", _("Matrix")),
        ("data", _("Data")),
    ]


@register.simple_tag
def positions() -> tuple[str, ...]:
    """All positions, in the codebook's order."""
    return vocabulary.POSITIONS.codes


@register.simple_tag
def style_url() -> str:
    """The address of the one style sheet."""
    return style.sheet_path()


@register.simple_tag
def picture_url() -> str:
    """The absolute address of the picture that stands for the site where a page is shared."""
    return absolute(picture.picture_path())


@register.simple_tag(takes_context=True)
def report_address(context: dict[str, Any], address: str) -> str:
    """Where an error on a page is told of: a letter that names the page, or the page that says how."""
    if not settings.ERRORS_EMAIL:
        return at(context, "report_an_error")
    subject = quote(_("Error on %(page)s") % {"page": absolute(address)})
    return f"mailto:{settings.ERRORS_EMAIL}?subject={subject}"


@register.simple_tag(takes_context=True)
def at(context: dict[str, Any], name: str, *args: str) -> str:
    """The path of a page, at the clocks of the page that it is linked from."""
    return with_query(reverse(f"pages:{name}", args=args), context.get("clocks", ""))


@register.simple_tag(takes_context=True)
def narrowed(context: dict[str, Any], name: str, **filters: str) -> str:
    """The path of a list narrowed by filters, at the clocks of the page that it is linked from."""
    return narrowed_path(name, context.get("clocks", ""), filters)


@register.filter(name="readable_address")
def readable_address(uri: str) -> str:
    """The text of a link to an address elsewhere: its letters as they are typed, not escaped."""
    return web_addresses.readable_address(uri)


@register.filter
def law_with_place(document: dict[str, Any]) -> str:
    """What a law is called where its place doesn't stand beside it."""
    return names.law_with_place(document)


@register.filter
def told_as(source: dict[str, str]) -> str:
    """Who speaks in a source, as the codebook has it: "The company’s own word"."""
    return str(vocabulary.SOURCE_KINDS[source["kind"]].definition).rstrip(".")


@register.filter
def title_language(source: dict[str, str]) -> str:
    """The language of a source's title: the source's own, unless it says another."""
    return source.get("title_language") or source["language"]


@register.filter(name="absolute")
def absolute_address(path: str) -> str:
    """A path of ours as an absolute address."""
    return absolute(path)


@register.filter(name="instant_text")
def instant_in_addresses(value: datetime) -> str:
    """An instant as addresses write it."""
    return instant_text(value)


@register.filter
def word(code: str, name: str) -> str:
    """The label of a code, by the vocabulary's name."""
    return str(_VOCABULARIES[name].label(code))


@register.filter
def jurisdiction_name(jurisdiction: dict[str, str] | str) -> str:
    """The name of a jurisdiction that a document embeds; blank where it embeds none."""
    return jurisdiction["name"] if isinstance(jurisdiction, dict) else ""


@register.simple_tag
def position(code: str, href: str = "") -> SafeString:
    """A position: its word, with its shape and colour by its class; a link where ``href`` is given."""
    label = vocabulary.POSITIONS.label(code)
    if href:
        return format_html('<a href="{}" class="position {}">{}</a>', href, code, label)
    return format_html('<span class="position {}">{}</span>', code, label)


@register.simple_tag(takes_context=True)
def move(context: dict[str, Any], stance: dict[str, Any]) -> SafeString:
    """What a company said or did, as one sentence with links."""
    company, key = stance["company"]["slug"], stance["slug"]
    return sentence(stance, at(context, "company", company), at(context, "stance", key))


@register.simple_tag(takes_context=True)
def marks(context: dict[str, Any], tally: Tally, **filters: str) -> SafeString:
    """One shape for each standing answer, by position: each position a link to just those answers.

    ``filters``: what the answers are narrowed to besides. Its text is the number and the position's word. Past
    ``MOST_MARKS`` answers a shape stands for all of a position, with the number beside it.
    """
    few = sum(number for _, number in tally) <= MOST_MARKS
    return SafeString(
        " ".join(
            _shapes(
                code,
                narrowed(context, "timeline", **filters, position=code, stands="true"),
                f"{grouped(number)} {vocabulary.POSITIONS.label(code)}",
                number if few else 1,
                "" if few else format_html('<span aria-hidden="true">{}</span>', grouped(number)),
            )
            for code, number in tally
        )
    )


def _shapes(code: str, href: str, told: str, number: int = 1, beside: str = "") -> SafeString:
    """A position's shape so many times, as a link; ``told``: what is read out in its place."""
    drawn = SafeString("<i></i>" * number)
    return format_html(
        '<a class="marks {}" href="{}"><span class="visually-hidden">{}</span>{}{}</a>', code, href, told, drawn, beside
    )


@register.simple_tag(takes_context=True)
def answers_of(context: dict[str, Any], company: str, phrase: Phrase) -> str:
    """The path of the standing answers of a company that a phrase of its sentence counts."""
    return narrowed(context, "timeline", company=company, **{phrase.filter: phrase.value}, stands="true")


@register.simple_tag
def strip_position(segment: Segment, href: str) -> SafeString:
    """A position in a strip: its shape, with its word beside it where there is room, else for who has it read out."""
    if segment.has_room:
        return position(segment.position, href)
    told = _("%(position)s, %(date)s") % {
        "position": vocabulary.POSITIONS.label(segment.position),
        "date": dates.short_date_words(segment.since),
    }
    return _shapes(segment.position, href, told)


@register.simple_tag
def day(text: str) -> SafeString:
    """A partial date in words, as ``<time>``."""
    return dates.time_element(text, dates.date_words(text))


@register.simple_tag
def short_day(text: str) -> SafeString:
    """A partial date in few letters, as ``<time>``."""
    return dates.time_element(text, dates.short_date_words(text))


@register.simple_tag
def position_dates(told: PositionDates) -> SafeString:
    """Since when a position is held, and when it was last said."""
    return told.html


@register.simple_tag
def short_position_dates(told: PositionDates) -> SafeString:
    """The same in few letters."""
    return told.short_html


@register.simple_tag
def instant_day(value: datetime) -> SafeString:
    """The day of an instant in few letters, as ``<time>``."""
    return short_day(value.astimezone(UTC).date().isoformat())


@register.simple_tag
def instant(value: datetime) -> SafeString:
    """An instant in words, as ``<time>``."""
    return dates.time_element(
        value.replace(tzinfo=None).isoformat(timespec="seconds") + "Z", dates.instant_words(value)
    )
