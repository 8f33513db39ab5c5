"""A set of many chains: each is worked out once, all are read together, and the ledger is that of the plain model."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from companies.chunks import CHUNK
from companies.models import Company, Law, Source, Stance
from companies.models.desk_row import DeskRow
from companies.record.ledger.revision import Head
from companies.record.ledger.verify import record_faults
from companies.record.publishing.desk_fields import desk_fields
from companies.record.publishing.publish import publish, retract
from tests import cast
from tests.instant import BASE_INSTANT
from tests.record.model import Model

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

COMPANIES = [f"firm-{number:02}" for number in range(20)]
LAWS = [f"act-{number:02}" for number in range(10)]
DEMANDS = ["user_data", "content_removal"]
CHAINS = [(company, law, demand) for company in COMPANIES for law in LAWS for demand in DEMANDS]
DATES = st.sampled_from(["2019", "2020", "2020-06", "2020-06-30", "2020-07-06", "2020-12-31"])
STATEMENT = st.tuples(
    st.sampled_from(COMPANIES[:3]),
    st.sampled_from(LAWS[:2]),
    st.sampled_from(DEMANDS),
    DATES,
    st.sampled_from(["refuses", "complies"]),
)


def stand_on() -> None:
    """Make and publish what statements of all the chains rest on."""
    source, place = cast.source(), cast.place()
    companies = [cast.company(slug) for slug in COMPANIES]
    laws = [cast.law(slug, jurisdiction=place) for slug in LAWS]
    publish([source, place, *companies, *laws], cause="new_evidence")


def state(*statements: Sequence[str], begin: int = 0) -> list[DeskRow]:
    """Enter statements of (company, law, demand, announced on, position), and return their rows."""
    rows: list[DeskRow] = []
    source = Source.objects.get()
    companies = {row.slug: row for row in Company.objects.all()}
    laws = {row.slug: row for row in Law.objects.all()}
    for number, (company, law, demand, announced_on, position) in enumerate(statements, begin):
        fields: dict[str, Any] = {"demand": demand, "announced_on": announced_on, "position": position}
        slug = f"{company}-{law}-{number}"
        rows.append(cast.stance(slug, company=companies[company], law=laws[law], cited=[source], **fields))
    return rows


def reads(rows: list[DeskRow]) -> int:
    """Publish rows, and count the queries that read. Inserts are cut by the values that a statement takes."""
    with CaptureQueriesContext(connection) as queries:
        publish(rows, cause="company_acted")
    return sum(query["sql"].startswith("SELECT") for query in queries)


def test_a_set_of_four_hundred_chains_reads_as_often_as_one_of_twenty() -> None:
    """But for the few pages of lists that are full meanwhile. 380 chains more, new ones and such as stand."""
    stand_on()
    assert 400 == len(CHAINS) < CHUNK
    few, many = CHAINS[::20], CHAINS
    for year in (2020, 2022):
        first = reads(state(*((*chain, str(year), "refuses") for chain in few), begin=year * 1000))
        second = reads(state(*((*chain, str(year + 1), "complies") for chain in many), begin=year * 1000 + 500))
        assert second < first + 10


@given(
    sets=st.lists(st.lists(STATEMENT, min_size=1, max_size=12), min_size=1, max_size=3),
    gone=st.sets(st.integers(0, 11), max_size=4),
)
@settings(max_examples=25)
def test_sets_of_many_chains_give_the_ledger_of_the_plain_model(
    sets: list[list[tuple[str, ...]]], gone: set[int]
) -> None:
    with transaction.atomic():
        try:
            model = Model()
            stand_on()
            model.publish(desk_fields(cast.everything()), "new_evidence", "", BASE_INSTANT)
            for number, statements in enumerate(sets):
                rows = state(*statements, begin=100 * number)
                publish(rows, cause="company_acted")
                assert model.publish(desk_fields(rows), "company_acted", "", BASE_INSTANT) == set()
            keys = {row.record_key for place, row in enumerate(Stance.objects.order_by("pk")) if place in gone}
            if keys:
                retract(keys, note="Doubtful.")
                assert model.retract(keys, "Doubtful.", BASE_INSTANT) == set()
            assert Head.objects.get().ledger == model.ledger()
            assert list(record_faults()) == []
        finally:
            transaction.set_rollback(True)
