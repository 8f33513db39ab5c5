"""What the design tells of addresses and filters is what there is."""

import re
from pathlib import Path

from django.conf import settings

from companies.api.urls import urlpatterns as api_addresses
from companies.pages.urls import urlpatterns as page_addresses
from companies.record.query.parameters import list_parameters
from companies.vocabulary import PLURALS
from tests.docs.test_codebook import table_under

DESIGN = (Path(settings.BASE_DIR) / "docs" / "design.md").read_text().replace("\n### ", "\n## ")
LISTS = {**PLURALS, "change": "changes"}


def lists_by_parameter(rows: list[dict[str, str]]) -> dict[str, set[str]]:
    """Return by parameter the lists that take it, from the rows of the table; what stands in brackets is a remark."""
    told: dict[str, set[str]] = {}
    for row in rows:
        lists = re.sub(r"\([^)]*\)", "", row["lists that take it"])
        taken = set(LISTS.values()) if lists == "all" else {name.strip() for name in lists.split(",")}
        told |= dict.fromkeys(re.findall(r"`(\w+)`", row["parameter"]), taken)
    return told


def test_the_table_of_filters_is_what_each_list_takes() -> None:
    taken: dict[str, set[str]] = {}
    for kind, plural in LISTS.items():
        for name in list_parameters(kind):
            taken.setdefault(name, set()).add(plural)
    assert lists_by_parameter(table_under("Filters", DESIGN)) == taken


def test_a_table_that_says_otherwise_is_told_apart() -> None:
    rows = [{"parameter": "`law`, `demand` (a word)", "lists that take it": "laws (their own), checks"}]
    assert lists_by_parameter(rows) == {"law": {"laws", "checks"}, "demand": {"laws", "checks"}}


def test_the_table_of_pages_has_every_page() -> None:
    told = {path for row in table_under("Pages", DESIGN) for path in re.findall(r"`(/[^`]*)`", row["path"])}
    pages = {re.sub(r"<\w+:(\w+)>", r"<\1>", f"/{address.pattern}") for address in page_addresses}
    files = {address for address in pages if not address.endswith("/")}
    assert told - {"/api/"} == pages - files


def test_every_list_of_the_api_is_named() -> None:
    named = set(re.findall(r"`(\w+)`", f"\n{DESIGN}".partition("\n## API\n")[2].partition("\n1. ")[0]))
    addresses = (str(address.pattern) for address in api_addresses)
    assert {match[1] for address in addresses if (match := re.fullmatch(r"v1/(\w+)/", address))} <= named
