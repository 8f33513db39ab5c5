"""From A to Z as readers see it: in lists, on pages, on both databases, and in records from before the column."""

import importlib

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client

from companies.models import Company
from companies.name_order import LONGEST_SORT_NAME, name_order, sort_name
from companies.record.ledger import guard
from companies.record.ledger.rebuild import rebuild_entries
from companies.record.ledger.revision import Entry
from companies.record.ledger.verify import record_faults
from companies.record.publishing.publish import publish, retract
from companies.record.reading.ordering import ordering_of
from tests import cast

NAMES = {
    "z-1": "alpha",
    "a-9": "Zeta",
    "m-1": "Éclair",
    "m-2": "eclat",
    "m-3": "Beta",
    "m-4": "\u5fae\u8edf \u516c\u53f8",
    "m-5": "beta",
}
IN_ORDER = ["z-1", "m-3", "m-5", "m-1", "m-2", "a-9", "m-4"]


@pytest.fixture
def world(db: None, clock: object) -> None:
    """Companies whose slugs stand in another order than their names."""
    for slug, name in NAMES.items():
        cast.company(slug, name=name)
    cast.publish_everything()


def test_case_and_accents_do_not_count() -> None:
    assert name_order("Éclair") < name_order("eclat") < name_order("Zeta")
    assert sort_name("company", {"name": "ÉCLAIR"}) == "eclair"
    assert sort_name("law", {"short_name": "Data Act", "name": "An Act"}) == "data act"
    assert sort_name("source", {"title": "“Direct” – it says"}) == "direct” – it says"
    assert sort_name("company", {"name": "—"}) == "—"
    assert sort_name("stance", {"name": "x"}) == ""
    assert len(sort_name("source", {"title": "x" * 500})) == LONGEST_SORT_NAME


@pytest.mark.usefixtures("world")
def test_the_page_stands_by_name_and_says_a_to_z() -> None:
    page = Client().get("/companies/").content.decode()
    rows = page[page.index("<tbody") :]
    places = [rows.index(f"/companies/{slug}/") for slug in IN_ORDER]
    assert places == sorted(places)
    assert "A to Z" in page
    assert "by address" not in page
    backwards = Client().get("/companies/?ordering=-name").content.decode()
    rows = backwards[backwards.index("<tbody") :]
    assert [rows.index(f"/companies/{slug}/") for slug in IN_ORDER] == sorted(
        (rows.index(f"/companies/{slug}/") for slug in IN_ORDER), reverse=True
    )


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(("ordering", "expected"), [("name", IN_ORDER), ("-name", IN_ORDER[::-1])])
def test_a_list_of_the_api_is_walked_by_name(ordering: str, expected: list[str]) -> None:
    path: str | None = f"/api/v1/companies/?ordering={ordering}&page_size=2"
    found: list[str] = []
    while path:
        answer = Client().get(path).json()
        found += [item["slug"] for item in answer["results"]]
        path = answer["next"]
    assert found == expected


@pytest.mark.usefixtures("world")
def test_a_record_from_before_gets_the_names_of_all_its_entries() -> None:
    Company.objects.filter(slug="m-3").update(name="Gamma")
    publish([Company.objects.get(slug="m-3")], cause="correction", note="It has another name.")
    retract([("company", "a-9")], note="There is none.")
    before = list(Entry.objects.order_by("revision").values_list("revision", "sort_name"))
    guard.remove()
    Entry.objects.update(sort_name="")
    importlib.import_module("companies.migrations.0008_sort_name").fill(apps, connection.schema_editor())
    guard.install()
    assert list(Entry.objects.order_by("revision").values_list("revision", "sort_name")) == before
    assert list(record_faults()) == []
    rebuild_entries()
    assert list(Entry.objects.order_by("revision").values_list("revision", "sort_name")) == before


@pytest.mark.parametrize(
    "texts", [["a\0", "acme"], ["a", "Acme"], ["x" * (LONGEST_SORT_NAME + 1), "acme"], [1, "a"], ["a"]]
)
def test_a_place_in_the_list_that_was_never_given_out_is_refused(texts: list[object]) -> None:
    with pytest.raises(ValueError, match=r"no |another number"):
        ordering_of("name").parse(texts)
    assert ordering_of("name").parse(["some company", "acme"]) == ("some company", "acme")
