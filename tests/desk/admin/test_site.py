"""The admin site: its autocomplete."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import cast
from tests.desk.rows import rows_shown

pytestmark = pytest.mark.django_db


def test_the_autocomplete_finds_a_company_by_a_name_that_it_had(ada: Client) -> None:
    cast.company("meta", names=[{"name": "Facebook", "kind": "former", "to": "2021-10"}])
    query = {"app_label": "companies", "model_name": "stance", "field_name": "company", "term": "facebook"}
    found = ada.get(reverse("admin:autocomplete"), query).json()["results"]
    assert [result["text"] for result in found] == ["Meta (Facebook)"]


def found(ada: Client, model: str, field: str, term: str) -> list[str]:
    """Return what the picker of a field offers."""
    query = {"app_label": "companies", "model_name": model, "field_name": field, "term": term}
    return [result["text"] for result in ada.get(reverse("admin:autocomplete"), query).json()["results"]]


def test_laws_of_one_name_are_told_with_their_places(ada: Client) -> None:
    cast.law("fda-1", short_name="Data Act")
    cast.law("syl-1", short_name="Data Act", jurisdiction=cast.place("sylvania", name="Sylvania"))
    assert found(ada, "stance", "law", "data act") == ["Data Act (Freedonia)", "Data Act (Sylvania)"]
    assert found(ada, "stance", "law", "sylvania") == ["Data Act (Sylvania)"]


@pytest.mark.parametrize("term", ["nsa", "fd-nsa", "national safety"])
def test_a_law_is_found_by_its_initials(ada: Client, term: str) -> None:
    cast.law("fd-national-safety-act", short_name="Safety Act", name="National Safety Act")
    cast.law("fd-other", short_name="Other Act")
    assert found(ada, "stance", "law", term) == ["Safety Act (Freedonia)"]


def test_the_best_match_comes_first_by_any_name(ada: Client) -> None:
    cast.company("a-maxim", name="A Maxim")
    cast.company(
        "b-old", name="B", names=[{"name": "Max", "kind": "former", "to": "2020"}, {"name": "Maximal", "kind": "brand"}]
    )
    cast.company("maximum", name="Maximum")
    cast.company("zmax", name="Climax")
    assert found(ada, "stance", "company", "max") == ["B (Max, Maximal)", "Maximum", "A Maxim", "Climax"]
    assert found(ada, "stance", "company", "m\u200bax\xa0") == found(ada, "stance", "company", "max")


def test_the_autocomplete_takes_characters_that_no_text_has(ada: Client) -> None:
    query = {"app_label": "companies", "model_name": "stance", "field_name": "law", "term": "a\0b"}
    assert ada.get(reverse("admin:autocomplete"), query).status_code == 200


@pytest.mark.parametrize("term", ["nsl", "國安"])
def test_rows_are_found_by_what_they_are_also_called_and_told_with_it(ada: Client, term: str) -> None:
    cast.law("fd-safety", short_name="Safety Act", aliases=[{"name": "NSL"}, {"name": "國安法", "language": "zh-Hant"}])
    cast.law("fd-other", short_name="Other Act")
    assert found(ada, "stance", "law", term) == ["Safety Act (Freedonia) (NSL, 國安法)"]


def test_companies_and_places_are_found_by_their_aliases(ada: Client) -> None:
    cast.company("microsoft", aliases=[{"name": "微軟"}], names=[{"name": "MS", "kind": "brand"}])
    cast.place("united-kingdom", aliases=[{"name": "UK"}])
    assert found(ada, "stance", "company", "微軟") == ["Microsoft (MS, 微軟)"]
    assert found(ada, "law", "jurisdiction", "uk") == ["United Kingdom (UK)"]


def test_lists_of_answers_figures_and_checks_are_searched_by_aliases(ada: Client) -> None:
    cast.company(aliases=[{"name": "頂點"}])
    cast.law(aliases=[{"name": "數法"}])
    for row, terms in ((cast.stance(), ["頂點", "數法"]), (cast.figure(), ["頂點"]), (cast.check(), ["頂點", "數法"])):
        for term in terms:
            assert rows_shown(ada, type(row), f"?q={term}") == {row.public_key}
            assert rows_shown(ada, type(row), "?q=無") == set()
