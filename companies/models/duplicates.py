"""Which rows are likely the same twice: two companies of one name, two sources of one address. A warning, in all doors.

A company is known by all names that it had, brands apart (one may stand for an owner and its service), by what it is
also called, and by its Wikidata item; a source by its address, or by its title and day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from companies.models.date_rules import Oddity
from companies.texts import same_name_key
from companies.web_addresses import address_key


class KnownCompanies:
    """Companies by their names and Wikidata items; rows are those of a data pack."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._by_name: dict[str, set[str]] = defaultdict(set)
        self._by_alias: dict[str, set[str]] = defaultdict(set)
        self._by_item: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            for key in _name_keys(row):
                self._by_name[key].add(row["slug"])
            for key in _alias_keys(row):
                self._by_alias[key].add(row["slug"])
            if item := row.get("wikidata"):
                self._by_item[item].add(row["slug"])

    def oddities(self, row: Mapping[str, Any]) -> Iterator[Oddity]:
        """Yield each other company that has a name or the Wikidata item of ``row``."""
        others = {slug for key in _name_keys(row) for slug in self._by_name.get(key, ())} - {row["slug"]}
        for slug in sorted(others):
            yield (
                f"same-name:{slug}",
                _("%(slug)s has the same name, or had it. Is it the same company?") % {"slug": slug},
            )
        for slug in sorted(self._also_called(row) - others - {row["slug"]}):
            yield (
                f"same-alias:{slug}",
                _("%(slug)s is also called so, or has an alias of this as its name. Is it the same company?")
                % {"slug": slug},
            )
        for slug in sorted(self._by_item.get(row.get("wikidata", ""), set()) - others - {row["slug"]}):
            yield f"same-item:{slug}", _("%(slug)s has the same Wikidata item.") % {"slug": slug}

    def _also_called(self, row: Mapping[str, Any]) -> set[str]:
        """Return the companies one of whose aliases is a name or an alias of ``row``, or the other way round."""
        names, aliases = _name_keys(row), _alias_keys(row)
        found = {slug for key in names | aliases for slug in self._by_alias.get(key, ())}
        return found | {slug for key in aliases for slug in self._by_name.get(key, ())}


class KnownSources:
    """Sources by address, and by title and day."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._by_address: dict[str, set[str]] = defaultdict(set)
        self._by_title: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in rows:
            self._by_address[address_key(row["url"])].add(row["slug"])
            if published_on := row.get("published_on"):
                self._by_title[same_name_key(row["title"]), published_on].add(row["slug"])

    def oddities(self, row: Mapping[str, Any]) -> Iterator[Oddity]:
        """Yield each other source that has the address of ``row``, or its title and day."""
        same = self._by_address.get(address_key(row["url"]), set()) - {row["slug"]}
        for slug in sorted(same):
            yield f"same-address:{slug}", _("%(slug)s has the same address.") % {"slug": slug}
        title = same_name_key(row["title"]), row.get("published_on", "")
        for slug in sorted(self._by_title.get(title, set()) - same - {row["slug"]}):
            yield f"same-title:{slug}", _("%(slug)s has the same title and day.") % {"slug": slug}


def _name_keys(row: Mapping[str, Any]) -> set[str]:
    others = (name["name"] for name in row.get("names", ()) if name.get("kind") != "brand")
    return {same_name_key(name) for name in (row.get("name", ""), row.get("name_zh_hant", ""), *others)} - {""}


def _alias_keys(row: Mapping[str, Any]) -> set[str]:
    return {same_name_key(alias["name"]) for alias in row.get("aliases", ())} - {""}
