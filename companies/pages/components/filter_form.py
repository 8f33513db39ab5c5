"""A list's filters as a GET form, and what is chosen as chips that take themselves off.

Both are made from the declarations in ``companies.record.query.filters``, which the parser and the API use too.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.translation import gettext as _

from companies.pages.dates import date_words
from companies.pages.page import PageRequest
from companies.pages.page_address import address_with
from companies.record.ledger.derived.total import Counts
from companies.record.query.filter_types import Filter, NamesOfKind, Options, SlugsFilter
from companies.record.query.filters import filters_of
from companies.record.reading.overviews import all_names, names_if_few
from companies.record.reading.snapshot import Clocks, Snapshot, take_snapshot
from companies.record.reading.totals import counts_of_kinds

MOST_OPTIONS = 200
"""A longer list of names is no choice: its field takes the name in the address instead."""

_WITHOUT_NAMES = ("source",)
"""Sources have no name: their field takes the slug, as it stands in the address."""


@dataclass(frozen=True)
class FormField:
    """One field of the form."""

    name: str
    label: str
    value: str
    any: str
    options: Options
    example: str
    refused: bool = False
    """Whether its value is not allowed, and stands as it was typed."""


@dataclass(frozen=True)
class Chip:
    """One filter that is set: what it is, and the same list without it."""

    name: str
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

    @property
    def is_open(self) -> bool:
        """Whether a value has to be mended, so that the form must be seen."""
        return any(field.refused for field in self.fields)


def filter_form(page_request: PageRequest, kind: str, shown: Iterable[str], counts: Counts | None = None) -> FilterForm:
    """Return the form of a list of ``kind`` with the fields named in ``shown``, and chips of all that is set.

    ``counts``: how many rows of each kind there are, where that was asked before. At most two queries.
    """
    declared = {item.name: item for item in filters_of(kind)}
    values = page_request.validated.values
    needed = dict.fromkeys((*shown, *values))
    names = _names_of_kind(page_request.snapshot, [declared[name] for name in needed], counts)
    options = {name: declared[name].options(kind, names) for name in needed}
    labels = {name: [_label(declared[name], options[name], value) for value in values[name]] for name in values}
    return FilterForm(
        fields=[
            _form_field(declared[name], options[name], values.get(name, []), labels.get(name, [])) for name in shown
        ],
        chips=[
            Chip(
                name,
                str(declared[name].label),
                ", ".join(labels[name]),
                address_with(page_request.request, **{name: ""}),
            )
            for name in values
        ],
        carried=_carried(page_request.request, shown),
    )


def form_as_sent(request: HttpRequest, kind: str, shown: Iterable[str], refused: str) -> FilterForm:
    """Return the form of a list with its fields as they were sent, where the value of ``refused`` is not allowed."""
    declared = {item.name: item for item in filters_of(kind)}
    shown = tuple(shown)
    names = _names_of_kind(take_snapshot(Clocks()), [declared[name] for name in shown], None)
    fields = []
    for name in shown:
        sent = [request.GET[name]] if request.GET.get(name) else []
        field = _form_field(declared[name], declared[name].options(kind, names), sent, sent)
        fields.append(replace(field, refused=name == refused))
    return FilterForm(fields, [], _carried(request, shown))


def _carried(request: HttpRequest, shown: Iterable[str]) -> list[tuple[str, str]]:
    return [(name, str(value)) for name, value in request.GET.items() if name not in shown and name != "cursor"]


def _names_of_kind(snapshot: Snapshot, needed: Iterable[Filter], counts: Counts | None) -> NamesOfKind:
    """Return what gives the names of the rows that filters choose from, all read at once."""
    kinds = {each.slugs_of for each in needed if isinstance(each, SlugsFilter)}.difference(_WITHOUT_NAMES)
    names: dict[str, dict[str, str]] = {}
    if len(kinds) == 1 and counts is None:
        names = {kind: names_if_few(snapshot, kind, MOST_OPTIONS) for kind in kinds}
    elif kinds:
        counted = counts_of_kinds(snapshot) if counts is None else counts
        names = all_names(snapshot, counted, sorted(kinds), MOST_OPTIONS)
    return lambda kind: names.get(kind, {})


def _label(declared: Filter, options: Options, value: str) -> str:
    """Return a chosen value as a chip tells it."""
    return dict(options).get(value) or (date_words(value) if declared.is_date else value)


def _form_field(declared: Filter, options: Options, values: list[str], labels: list[str]) -> FormField:
    value = ",".join(values)
    if value and options and value not in dict(options):
        options = [(value, ", ".join(labels)), *options]
    return FormField(declared.name, str(declared.label), value, _("Any"), options, declared.example)
