"""Rows of the desk, and a filled form, that tests of many of its files begin with."""

from typing import Any

from django.test import Client

from companies.models import Company, Law, Source, Stance
from companies.models.desk_row import DeskRow
from tests import cast
from tests.desk.screen import Fields, act, add_address, changed, list_address, opened, publish_at_desk

ARTICLE_ADDRESS = "/admin/article/"


def one_in_each_state(ada: Client) -> None:
    """Four companies: a draft, one published, one changed since, one retracted."""
    for slug in ("draft", "published", "changed", "retracted"):
        cast.company(slug)
    publish_at_desk(ada, *Company.objects.exclude(slug="draft"))
    row = Company.objects.get(slug="changed")
    row.summary = "It makes rockets."
    row.save()
    act(ada, "retract", [Company.objects.get(slug="retracted")], note="There is no such company.")


def rows_shown(ada: Client, model: type[DeskRow], query: str = "") -> set[str]:
    """Return the keys of the rows that a list shows."""
    response: Any = ada.get(list_address(model) + query)
    assert response.status_code == 200, query
    return {row.public_key for row in response.context["cl"].result_list}


def make_rows(name: str) -> None:
    """Make one row of every kind under that name."""
    place = cast.place(f"{name}-land")
    source = cast.source(f"{name}-news")
    company = cast.company(name, home=place)
    law = cast.law(f"{name}-act", jurisdiction=place)
    cast.stance(f"{name}-stance", company=company, law=law, cited=[source])
    cast.figure(company=company, jurisdiction=place, source=source)
    cast.check(company=company, law=law, source=source)


def new_stance(ada: Client, **values: str | list[str]) -> Fields:
    """A filled form of Acme's answer on 6 July 2020, with the Gazette as its source."""
    company = Company.objects.filter(slug="acme").first() or cast.company()
    law = Law.objects.filter(slug="data-act").first() or cast.law()
    source = Source.objects.filter(slug="gazette").first() or cast.source(published_on="2020-07-07")
    answer: dict[str, str | list[str]] = {
        "company": str(company.pk),
        "law": str(law.pk),
        "demand": "user_data",
        "position": "suspended",
        "announced_on": "2020-07-06",
        "summary": "It paused.",
        "citations__0__source": str(source.pk),
        "citations__0__quote": "we have paused",
    }
    return changed(opened(ada, add_address(Stance)), **answer | values)


def filled_article(ada: Client, companies: list[str], **values: str) -> Fields:
    """The filled form of an article: each company paused on 6 July 2020, as the Gazette has it."""
    source, law = cast.source(published_on="2020-07-08"), cast.law()
    shared = {"source": str(source.pk), "law": str(law.pk), "demand": "user_data", "announced_on": "2020-07-06"}
    rows: dict[str, str] = {}
    for number, slug in enumerate(companies):
        rows |= {
            f"rows-{number}-company": str(cast.company(slug).pk),
            f"rows-{number}-position": "suspended",
            f"rows-{number}-summary": "It paused.",
            f"rows-{number}-quote": "we have paused",
        }
    return changed(opened(ada, ARTICLE_ADDRESS, "rows-TOTAL_FORMS"), **shared | rows | values)
