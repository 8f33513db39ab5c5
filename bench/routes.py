"""What is asked of a world: one address of ours for each kind of reading, and the same question to the peers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode

from django.http import QueryDict

from companies.record.ledger.revision import Entry
from companies.record.query.cursors import encode_cursor
from companies.record.query.parameters import CLOCKS, PAGING, parse_list
from companies.record.reading.entry_rows import read_rows
from companies.record.reading.ordering import ordering_of
from companies.record.reading.read import CursorPosition

PAGE = 50
OLD_DAY = "2018-01-01"
_API = "/api/v1"
_LATE = 0.9
"""Where in the whole list the late page stands."""
_LEAN = {"_size": PAGE, "_nofacet": 1, "_nosuggest": 1, "_nocount": 1, "_shape": "objects"}
"""Datasette without what it counts and suggests beside the rows."""


@dataclass(frozen=True)
class Route:
    """One kind of reading."""

    name: str
    ours: str
    naive: str = ""
    """The same question to the naive peer; blank where it has no answer to it."""
    datasette: str = ""
    counts: bool = False
    """Whether the peers are asked for a number of rows, beside the rows."""
    gzip: bool = False
    conditional: bool = False
    """Whether it is asked with the ETag of its answer, to be told that nothing has changed."""

    @property
    def is_kept(self) -> bool:
        """Whether its answer is kept for the next reader: a narrowed list says what somebody looks for (V09)."""
        return parse_qs(self.ours.partition("?")[2]).keys() <= {*CLOCKS, *PAGING}

    @property
    def is_changes(self) -> bool:
        """Whether its rows are changes, which have numbers."""
        return self.name.startswith("changes")

    @property
    def is_page(self) -> bool:
        """Whether it is a page for readers: an address outside of the API."""
        return not self.ours.startswith("/api/")


def routes(facts: Mapping[str, Any]) -> list[Route]:
    """Return all routes of a world; ``facts``: what was told when it was made. Asks its record for the late page."""
    return [*_present(facts), *_past(facts), *_deep(facts), *_pages(facts), *_carried(facts)]


def _list(name: str, asked: Mapping[str, str], datasette: Mapping[str, object] | None = None, **more: Any) -> Route:
    """Return a list of answers, asked of all three; ``datasette``: None where it can't be asked."""
    place = {"place": asked["jurisdiction"]} if "jurisdiction" in asked else {}
    naive = {key: value for key, value in asked.items() if key not in ("jurisdiction", "count")} | place
    flat = "" if datasette is None else f"/naive/flat.json?{urlencode({**_LEAN, '_sort_desc': 'listed', **datasette})}"
    return Route(name, f"{_API}/stances/{_query(asked)}", f"/stances/{_query(naive)}", flat, **more)


def _query(asked: Mapping[str, str]) -> str:
    return f"?{urlencode(asked)}" if asked else ""


def _present(facts: Mapping[str, Any]) -> list[Route]:
    stance, source = facts["stance"], facts["source"]
    common, rare = ({"jurisdiction": f"place-{number:02}", "position": "withdrew"} for number in (0, 39))
    company = {"company": "company-00000"}
    return [
        _list("list of 50", {}, {}),
        _list("place + position, common", common, _flat_place("place-00")),
        _list("place + position, rare", rare, _flat_place("place-39")),
        _list("one company's answers", company, company),
        _list("one law's answers", {"law": facts["law"]}, {"law": facts["law"]}),
        _list("one source's answers", {"source": source}),
        Route("item", f"{_API}/stances/{stance}/", f"/stances/{stance}/", f"/naive/flat/{stance}.json?_shape=objects"),
        Route("company item", f"{_API}/companies/company-00000/", "/companies/company-00000/"),
        _list("count, all", {"count": "true"}, {"_nocount": ""}, counts=True),
        _list("count, filtered", {**common, "count": "true"}, {**_flat_place("place-00"), "_nocount": ""}, counts=True),
    ]


def _flat_place(place: str) -> dict[str, object]:
    return {"place__startswith": f"/{place}/", "position": "withdrew"}


def _past(facts: Mapping[str, Any]) -> list[Route]:
    middle, early = facts["middle"], facts["early"]
    then = {"known_at": middle}
    old = f"(valid_until is null or valid_until > '{OLD_DAY}')"
    both = {"valid_on": OLD_DAY, "known_at": middle}
    return [
        _known("known at a middle instant", {"known_at": middle}, middle),
        _known("known at an early instant", {"known_at": early}, early),
        _list("valid on a day of 2018", {"valid_on": OLD_DAY}, {"valid_from__lte": OLD_DAY, "_where": old}),
        _list("both clocks", both),
        _list("place, both clocks", {"jurisdiction": "place-00", **both}),
        _list("count, known at", {**then, "count": "true"}, counts=True),
        _list("count, both clocks", {**both, "count": "true"}, counts=True),
    ]


def _known(name: str, asked: dict[str, str], instant: str) -> Route:
    newest = f"(superseded_at is null or superseded_at > '{instant}')"
    query = {**_LEAN, "_sort_desc": "listed", "recorded_at__lte": instant, "retracted": 0, "_where": newest}
    route = _list(name, asked)
    return Route(name, route.ours, route.naive, f"/naive/revisions.json?{urlencode(query)}")


def _deep(facts: Mapping[str, Any]) -> list[Route]:
    """Return a page far down the list, and what has changed since a revision."""
    page = max(1, int(facts["live_statements"] * _LATE) // PAGE)
    parsed = parse_list("stance", QueryDict(""))
    order = ordering_of(parsed.ordering)
    rows = Entry.objects.filter(kind="stance", superseded_at=None, retracted=False).order_by(*order.terms)
    [row] = read_rows(rows[page * PAGE - 1 : page * PAGE])
    known_at = parsed.snapshot.known_at
    assert known_at is not None  # noqa: S101 - a world has revisions
    cursor = encode_cursor(CursorPosition(order.values(row)), parsed.list_query, known_at)
    place = f"{row.announced_last}/{row.announced_precision:02}/{row.key}"
    flat = urlencode({**_LEAN, "_sort_desc": "listed", "listed__lt": place})
    after = max(0, facts["revisions"] - 200)
    return [
        Route(
            "late page",
            f"{_API}/stances/?cursor={cursor}",
            f"/stances/?page={page + 1}",
            f"/naive/flat.json?{flat}",
        ),
        Route(
            "changes",
            f"{_API}/changes/?after={after}&kind=stance",
            f"/changes/?after={after}",
            f"/naive/revisions.json?{urlencode({**_LEAN, '_sort': 'seq', 'seq__gt': after})}",
        ),
        Route("changes from the middle", f"{_API}/changes/?after={facts['revisions'] // 2}"),
    ]


def _pages(facts: Mapping[str, Any]) -> list[Route]:
    addresses = {
        "home": "/",
        "companies": "/companies/",
        "laws": "/laws/",
        "jurisdictions": "/jurisdictions/",
        "one place": "/jurisdictions/place-00/",
        "sources": "/sources/",
        "one source": f"/sources/{facts['source']}/",
        "one company": "/companies/company-00000/",
        "company with many answers": "/companies/company-00001/",
        "one law": f"/laws/{facts['law']}/",
        "timeline": "/timeline/",
        "timeline of a place": "/timeline/?jurisdiction=place-00&position=withdrew",
        "matrix": "/matrix/",
        "matrix of a place": "/matrix/?jurisdiction=place-39",
        "answer": f"/stances/{facts['stance']}/",
        "corrections": "/corrections/",
    }
    return [Route(f"page: {name}", address) for name, address in addresses.items()]


def _carried(facts: Mapping[str, Any]) -> list[Route]:
    """Return what is asked again by whoever has the answer, and what is asked compressed."""
    stances, stance = f"{_API}/stances/", f"{_API}/stances/{facts['stance']}/"
    return [
        Route("304: list", stances, conditional=True),
        Route("304: item", stance, conditional=True),
        Route("304: company page", "/companies/company-00000/", conditional=True),
        Route("304: home", "/", conditional=True),
        Route("gzip: list", stances, gzip=True),
        Route("gzip: company page", "/companies/company-00000/", gzip=True),
    ]
