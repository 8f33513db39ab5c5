"""Addresses of our own pages with other parameters."""

from collections.abc import Mapping

from django.http import HttpRequest, QueryDict
from django.urls import reverse

from companies.record.reading.addresses import with_query

_OF_ONE_PAGE = ("cursor",)
"""What says where in a list a page begins: another list begins at its own beginning."""


def address_of(path: str, query: QueryDict) -> str:
    """Return the path with its query; slashes, colons and commas stand as they are."""
    return with_query(path, query.urlencode(safe=":/,"))


def address_with(request: HttpRequest, **changed: str) -> str:
    """Return this list's address with some parameters changed (blank: taken off), from its beginning."""
    query = request.GET.copy()
    for name in (*_OF_ONE_PAGE, *changed):
        query.pop(name, None)
    for name, value in changed.items():
        if value:
            query[name] = value
    return address_of(request.path, query)


def narrowed_path(name: str, clocks: str, filters: Mapping[str, str]) -> str:
    """Return the path of the list of a page's name narrowed by filters, at clocks as a query string (blank: today)."""
    query = [f"{filtered}={value}" for filtered, value in filters.items()]
    return with_query(reverse(f"pages:{name}"), "&".join([*query, clocks] if clocks else query))


def address_without(request: HttpRequest, parameter: str) -> str:
    """Return this address without one parameter."""
    query = request.GET.copy()
    query.pop(parameter, None)
    return address_of(request.path, query)
