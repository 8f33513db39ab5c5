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
    return _page_path(get_language(), kind, key, company)


def page_url(kind: str, key: str, company: str = "") -> str:
    """Return the absolute address of a row's page."""
    return absolute(page_path(kind, key, company))


def api_url(kind: str, key: str) -> str:
    """Return the absolute address of a row in the API."""
    return absolute(f"{_beginning(f'api:{kind}', get_language())}{key}/")


class RowAddresses:
    """The absolute addresses of many rows, in the language of when it was made: to ask for that costs most of it."""

    def __init__(self) -> None:
        self._language = get_language()
        self._site = absolute("")

    def page_url(self, kind: str, key: str, company: str) -> str:
        """Return the address of a row's page."""
        return f"{self._site}{_page_path(self._language, kind, key, company)}"

    def api_url(self, kind: str, key: str) -> str:
        """Return the address of a row in the API."""
        return f"{self._site}{_beginning(f'api:{kind}', self._language)}{key}/"


def _page_path(language: str | None, kind: str, key: str, company: str) -> str:
    if kind in PAGES:
        return f"{_beginning(f'pages:{kind}', language)}{key}/"
    return f"{_beginning('pages:company', language)}{company}/#{kind}-{key}"


def api_list_url(kind: str) -> str:
    """Return the absolute address of a list in the API."""
    return absolute(reverse(f"api:{PLURALS[kind]}"))


@lru_cache(maxsize=100)
def _beginning(name: str, language: str | None) -> str:
    """Return what all addresses of rows of a kind begin with, in one language: a list asks it of each of its rows."""
    return reverse(name, args=["x"]).removesuffix("x/")
