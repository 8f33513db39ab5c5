"""A list's filters as a GET form, and what is chosen as chips that take themselves off.

Both are made from the declarations in ``companies.record.query.filters``, which the parser and the API use too.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from companies.pages.dates import date_words
from companies.pages.page import PageRequest
from companies.pages.page_address import address_with
from companies.partial_dates import is_partial_date
from companies.record.query.filter_types import Filter
from companies.record.query.filters import filters_of
from companies.record.reading.overviews import all_names

MOST_OPTIONS = 200
"""A longer list of names is no choice: its field takes the name in the address instead."""


@dataclass(frozen=True)
class FormField:
    """One field of the form."""

    name: str
    label: str
    value: str
    any: str
    options: list[tuple[str, str]]
    example: str


@dataclass(frozen=True)
class Chip:
    """One filter that is set: what it is, and the same list without it."""

    label: str
    value: str
    without: str


@dataclass(frozen=True)
class FilterForm:
    """What the template shows beside a list."""

    fields: list[FormField]
    chips: list[Chip]
    carried: list[tuple[str, str]]
    """Parameters that are no filters (clocks, order), which the form sends along."""


def filter_form(page_request: PageRequest, kind: str, shown: Iterable[str]) -> FilterForm:
    """Return the form of a list of ``kind`` with the fields named in ``shown``, and chips of all that is set."""
    declared = {item.name: item for item in filters_of(kind)}
    values = page_request.validated.values
    labels = _Labels(page_request, kind)
    return FilterForm(
        fields=[_form_field(declared[name], labels, values.get(name, [])) for name in shown],
        chips=[
            Chip(str(declared[name].label), ", ".join(labels.of(declared[name], value) for value in chosen), without)
            for name, chosen in values.items()
            for without in [address_with(page_request.request, **{name: ""})]
        ],
        carried=[
            (name, str(value))
            for name, value in page_request.request.GET.items()
            if name not in shown and name != "cursor"
        ],
    )


class _Labels:
    """Names of filter values, asked for once a kind."""

    def __init__(self, page_request: PageRequest, kind: str) -> None:
        self._page_request, self._kind = page_request, kind
        self._names: dict[str, dict[str, str] | None] = {}

    def options(self, declared: Filter) -> list[tuple[str, str]]:
        if (words := declared.words(self._kind)) is not None:
            return [(word.code, str(word.label)) for word in words]
        found = (self._named(declared.slugs_of) or {}) if declared.slugs_of else {}
        return sorted(found.items(), key=lambda item: item[1].casefold())

    def of(self, declared: Filter, value: str) -> str:
        if (words := declared.words(self._kind)) is not None:
            return str(words.label(value))
        if declared.slugs_of:
            return (self._named(declared.slugs_of) or {}).get(value, value)
        return date_words(value) if is_partial_date(value) else value

    def _named(self, kind: str) -> dict[str, str] | None:
        if kind not in self._names:
            self._names[kind] = all_names(self._page_request.snapshot, kind, MOST_OPTIONS) if kind != "source" else None
        return self._names[kind]


def _form_field(declared: Filter, labels: _Labels, chosen: list[str]) -> FormField:
    options = labels.options(declared)
    value = ",".join(chosen)
    if value and options and value not in dict(options):
        options = [(value, ", ".join(labels.of(declared, item) for item in chosen)), *options]
    return FormField(declared.name, str(declared.label), value, _("Any"), options, declared.example)
