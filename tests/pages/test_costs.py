"""What a page reads is what it shows: the same queries, rows and documents, however many answers there are beyond it.

Each page is asked in a small world and in one with a hundred answers more. Rows are counted where Django takes them
from the database; of the matrix, whose companies are counted one a row, documents alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.db.models.sql import compiler
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies.models import Company, Jurisdiction, Law, Source
from companies.pages.components import answers, filter_form, most_asked, timeline
from companies.pages.views import companies, demands, jurisdictions, laws, sources
from companies.record.ledger.revision import Revision
from tests import cast

ON_ONE_LAW = ["/", "/laws/", "/laws/data-act/", "/jurisdictions/", "/jurisdictions/freedonia/", "/sources/gazette/"]
ON_ONE_LAW += ["/demands/", "/demands/user-data/"]
OF_ONE_COMPANY = ["/companies/", "/companies/acme/", "/sources/gazette/"]
MOST = 10
BEYOND, FAR_BEYOND = 45, 100


@dataclass
class Cost:
    """What an answer took."""

    queries: int = 0
    rows: int = 0
    documents: int = 0


@pytest.fixture(autouse=True)
def small_world(db: None, clock: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    """One law that 45 companies answer, one company that answers 45 laws, all by one source; pages of ten answers."""
    for module in (answers, companies, demands, jurisdictions, laws, most_asked, sources):
        monkeypatch.setattr(module, "MOST", MOST)
    cast.place()
    cast.company()
    cast.law()
    cast.source()
    _answer_one_law(0, BEYOND)
    _answer_by_one_company(0, BEYOND)
    cast.publish_everything()


def test_more_answers_to_a_law_cost_no_page_more(client: Client) -> None:
    addresses = [path + clocks for path in ON_ONE_LAW for clocks in ("", "?valid_on=2022-06-30")]
    before = {address: _cost(client, address) for address in addresses}
    _answer_one_law(BEYOND, BEYOND + FAR_BEYOND)
    cast.publish_everything(note="More.")
    assert _dearer(client, before) == {}


def test_more_answers_of_a_company_cost_no_page_more(client: Client) -> None:
    before = {path: _cost(client, path) for path in OF_ONE_COMPANY}
    _answer_by_one_company(BEYOND, BEYOND + FAR_BEYOND)
    cast.publish_everything(note="More.")
    assert _dearer(client, before) == {}


@pytest.mark.parametrize(
    "query", ["", "?position=refuses", "?stands=true", "?jurisdiction=freedonia", "?announced_from=2021"]
)
def test_more_answers_cost_no_timeline_more(client: Client, monkeypatch: pytest.MonkeyPatch, query: str) -> None:
    monkeypatch.setattr(timeline, "SIZE", MOST)
    monkeypatch.setattr(filter_form, "MOST_OPTIONS", 1)
    address = f"/timeline/{query}"
    before = {address: _cost(client, address)}
    _answer_one_law(BEYOND, BEYOND + FAR_BEYOND)
    cast.publish_everything(note="More.")
    assert _dearer(client, before) == {}


def test_the_matrix_reads_the_documents_of_what_it_shows(client: Client) -> None:
    before = _cost(client, "/matrix/")
    _answer_one_law(BEYOND, BEYOND + FAR_BEYOND)
    cast.publish_everything(note="More.")
    after = _cost(client, "/matrix/")
    assert (after.queries, after.documents) == (before.queries, before.documents)
    assert after.rows - before.rows <= 2 * FAR_BEYOND  # a number and a name for each company


def _dearer(client: Client, before: dict[str, Cost]) -> dict[str, tuple[Cost, Cost]]:
    """Return the pages that cost more than before: other answers are shown, which may be of a few laws more."""
    costs = {address: (cost, _cost(client, address)) for address, cost in before.items()}
    return {
        address: (old, new)
        for address, (old, new) in costs.items()
        if new.queries > old.queries or new.rows > old.rows + MOST or new.documents > old.documents + MOST
    }


def _answer_one_law(first: int, last: int) -> None:
    law, gazette = Law.objects.get(slug="data-act"), Source.objects.get()
    for number in range(first, last):
        company = cast.company(f"company-{number:03}")
        day = f"2021-{number % 12 + 1:02}-{number % 28 + 1:02}"
        cast.stance(f"answer-{number:03}", company=company, law=law, announced_on=day, cited=[gazette])


def _answer_by_one_company(first: int, last: int) -> None:
    company, place, gazette = Company.objects.get(slug="acme"), Jurisdiction.objects.get(), Source.objects.get()
    for number in range(first, last):
        law = cast.law(f"law-{number:03}", jurisdiction=place)
        day = f"2021-{number % 12 + 1:02}-{number % 28 + 1:02}"
        cast.stance(f"acme-{number:03}", company=company, law=law, announced_on=day, cited=[gazette])


def _cost(client: Client, address: str) -> Cost:
    client.get(address)  # what is kept for good is made once
    with _counted() as cost, CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    cost.queries = len(captured)
    return cost


@contextmanager
def _counted() -> Iterator[Cost]:
    cost, fetched, made = Cost(), compiler.cursor_iter, Revision.from_db

    def counting(*args: Any, **kwargs: Any) -> Iterator[Any]:
        for rows in fetched(*args, **kwargs):
            cost.rows += len(rows)
            yield rows

    def counting_documents(*args: Any, **kwargs: Any) -> Revision:
        cost.documents += 1
        return made(*args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiler, "cursor_iter", counting)
        patch.setattr(Revision, "from_db", counting_documents)
        yield cost
