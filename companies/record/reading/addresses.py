"""Our own addresses: absolute, from the setting SITE_URL. No document holds one (design: documents 7)."""

from functools import lru_cache

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language

from companies.vocabulary import PLURALS

PAGES = ("jurisdiction", "company", "law", "source", "stance")
"""Kinds with a page of their own; figures and checks stand on their company's."""


def absolute(path: str) -> str:
    """Return the absolute address of a path that begins with a slash."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def with_query(address: str, query: str) -> str:
    """Return an address with a query string, which is encoded already; as it is where there is none."""
    return f"{address}?{query}" if query else address


def page_path(kind: str, key: str, company: str = "") -> str:
    """Return the path of a row's page; a figure's or check's is its ``company``'s, at its anchor."""
    if kind in PAGES:
        return f"{_beginning(f'pages:{kind}', get_language())}{key}/"
    return f"{_beginning('pages:company', get_language())}{company}/#{kind}-{key}"


def page_url(kind: str, key: str, company: str = "") -> str:
    """Return the absolute address of a row's page."""
    return absolute(page_path(kind, key, company))


def api_url(kind: str, key: str) -> str:
    """Return the absolute address of a row in the API."""
    return absolute(f"{_beginning(f'api:{kind}', get_language())}{key}/")


def api_list_url(kind: str) -> str:
    """Return the absolute address of a list in the API."""
    return absolute(reverse(f"api:{PLURALS[kind]}"))


@lru_cache(maxsize=100)
def _beginning(name: str, language: str | None) -> str:
    """Return what all addresses of rows of a kind begin with, in one language: a list asks it of each of its rows."""
    return reverse(name, args=["x"]).removesuffix("x/")
