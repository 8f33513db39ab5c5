"""One published row of every kind, with just those optional fields that a test wants."""

from collections.abc import Collection
from typing import Any

from companies.record.documents.fields import CHILDREN, FIELDS
from tests import cast

# By kind or key of children, and name of the field: a value that a column takes. A row's own neighbours are made apart.
_VALUES: dict[str, dict[str, Any]] = {
    "jurisdiction": {"name_zh_hant": "自由國", "iso": "FD"},
    "company": {
        "name_zh_hant": "頂點",
        "website": "https://acme.example/",
        "wikidata": "Q12",
        "closed_on": "2024-05",
    },
    "law": {
        "name_local": "Datengesetz",
        "name_zh_hant": "數據法",
        "adopted_on": "2019",
        "in_force_on": "2020-06",
        "repealed_on": "2025-01-31",
        "official_url": "https://law.example/act?part=1&part=2",
    },
    "source": {
        "archive_url": "https://archive.example/2020/https://gazette.example/article",
        "title_original": "Ce que dit la Gazette",
        "published_on": "2020-07",
        "retrieved_on": "2021-01-02",
        "title_language": "fr",
    },
    "stance": {
        "effective_on": "2020-01",
        "covers": ["Acme Maps", "globex"],
        "conditions": ["court_order_only", "after_review"],
        "summary_zh_hant": "拒絕",
    },
    "figure": {
        "process": "court_order",
        "content": "non_content",
        "received": 12,
        "received_from": 10,
        "received_to": 19,
        "complied": 0,
        "complied_share": "0.0",
        "complied_unit": "accounts",
        "complied_meaning": "all_data",
        "note": "Rounded.",
    },
    "check": {"asked_on": "2021-03", "note": "Twice."},
    "names": {"language": "en", "from": "2001", "to": "2019-12"},
    "aliases": {"language": "zh-Hant"},
    "owners": {"from": "2014-02-19", "to": "2020"},
    "provisions": {"demand": "user_data", "penalty": "A fine."},
    "events": {},
    "citations": {"quote": "we will not", "note": "At the end."},
}
_MADE_APART = {
    *("jurisdiction.parent", "company.home", "company.names", "company.owners", "law.provisions", "law.events"),
    *("jurisdiction.aliases", "company.aliases", "law.aliases", "events.company", "events.source", "check.source"),
    "figure.restates",
}

OPTIONAL = sorted(
    f"{place}.{field.name}"
    for place, fields in (FIELDS | CHILDREN).items()
    for field in fields
    if not field.required and not field.computed
)
"""Every field that a document may lack."""


def publish_rows(wanted: Collection[str]) -> None:
    """Publish the rows in one set: the fields that are always there, and the ``wanted`` ones of the others."""
    made = {f"{place}.{name}" for place, values in _VALUES.items() for name in values} | _MADE_APART
    assert made == set(OPTIONAL), f"give {made ^ set(OPTIONAL)} a value in tests/api/schema/rows.py, or take it off"

    def told(place: str) -> dict[str, Any]:
        return {name: value for name, value in _VALUES[place].items() if f"{place}.{name}" in wanted}

    def where(name: str, value: Any) -> dict[str, Any]:
        return {name.rpartition(".")[2]: value} if name in wanted else {}

    above, globex = cast.place("above"), cast.company("globex")
    alias = {"name": "另名", **told("aliases")}
    freedonia = cast.place(
        **told("jurisdiction"),
        **where("jurisdiction.parent", above),
        **where("jurisdiction.aliases", [alias]),
    )
    gazette = cast.source(**told("source"))
    owners = [{"company": globex, **told("owners")}]
    owners += [{"company": globex}] if "owners.to" in wanted else []
    name = {"name": "Anvils Ltd", "kind": "former", **told("names")}
    acme = cast.company(
        **told("company"),
        **where("company.owners", owners),
        **where("company.aliases", [alias]),
        **where("company.home", freedonia),
        **where("company.names", [name]),
    )
    event = {
        "date": "2020-06-30",
        "kind": "in_force",
        **where("events.company", acme),
        **where("events.source", gazette),
    }
    provision = {"label": "1", "summary": "It asks.", **told("provisions")}
    act = cast.law(
        jurisdiction=freedonia,
        **told("law"),
        **where("law.aliases", [alias]),
        **where("law.events", [event]),
        **where("law.provisions", [provision]),
    )
    cited = [{"source": gazette, "relation": "supports", **told("citations")}]
    cast.stance("acme-begins", company=acme, law=act, announced_on="2020-07-06", cited=cited, **told("stance"))
    _publishable_figures(told("figure"), "figure.restates" in wanted)
    cast.check(company=acme, law=act, **told("check"), **where("check.source", gazette))
    cast.publish_everything()


def _publishable_figures(told: dict[str, Any], restated: bool) -> None:
    """Make a figure with those fields, one of a band where they have any, and where it is wanted one that restates."""
    band = {name: told.pop(name) for name in ("received_from", "received_to") if name in told}
    if "complied" not in told:
        told.pop("complied_unit", None)
    if not told.keys() & {"received", "complied", "complied_share"}:
        told["received"] = 12
    first = cast.figure(**{"received": None} | told)
    if band:
        cast.figure(period_from="2021-01", period_to="2021-06", received=None, **band)
    if restated:
        cast.figure(restates=first, **{"received": None} | told)


def publish_next_answer() -> None:
    """Publish a later answer, so that the one before has a day on which it ended, and say it a second time."""
    cast.stance("acme-goes-on", announced_on="2020-10", position="complies")
    cast.stance("acme-says-it-again", announced_on="2020-12", position="complies")
    cast.publish_everything()
