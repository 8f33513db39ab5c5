"""The number of queries does not grow with the rows (R20)."""

from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies.models import Company, Jurisdiction
from companies.record.reading import law_states
from tests import cast
from tests.api.asking import get

pytestmark = pytest.mark.django_db

MOST = 12
ALL_FILTERS = "company=acme&law=data-act&jurisdiction=freedonia&source=gazette&demand=user_data&group=resists"
LISTS = {
    "stances": f"stances/?{ALL_FILTERS}&valid_on=2026-12-31&count=true&page_size=100",
    "companies": "companies/?count=true&page_size=100&jurisdiction=freedonia",
    "jurisdictions": "jurisdictions/?count=true&page_size=100",
    "laws": "laws/?jurisdiction=freedonia&demand=user_data&count=true&page_size=100",
    "sources": "sources/?count=true&page_size=100",
    "figures": "figures/?company=acme&jurisdiction=freedonia&count=true&page_size=100",
    "checks": "checks/?company=acme&law=data-act&jurisdiction=freedonia&count=true&page_size=100",
    "changes": "changes/?company=acme&law=data-act&count=true&page_size=100",
    "chosen": "stances/?fields=slug,position&page_size=100",
    "history": "stances/acme-0/history/?count=true&page_size=100",
    "item": "stances/acme-0/",
    "source": "sources/gazette/",
}


def queries() -> dict[str, int]:
    """Return how many queries each list takes."""
    counts = {}
    for name, path in LISTS.items():
        law_states._kept.clear()  # as in a process that has just begun
        with CaptureQueriesContext(connection) as captured:
            get(path)
        counts[name] = len(captured)
    return counts


def fill(numbers: range) -> None:
    """Publish so many rows of each kind."""
    freedonia = Jurisdiction.objects.filter(slug="freedonia").first() or cast.place()
    acme = Company.objects.filter(slug="acme").first() or cast.company(home=freedonia)
    for number in numbers:
        cast.company(f"company-{number}", home=freedonia)
        cast.law(f"law-{number}")
        cast.place(f"place-{number}", parent=freedonia)
        cast.source(f"source-{number}")
        cast.stance(f"acme-{number}", company=acme, announced_on=f"2020-{number % 12 + 1:02}-{number % 28 + 1:02}")
        cast.figure(company=acme, period_from=f"{1900 + number}-01")
        cast.check(company=acme, looked_on=f"{1900 + number}-01-01")
    cast.publish_everything(note="More.")


def test_queries_are_as_many_for_100_rows_as_for_10_and_at_most_12(db: None, clock: datetime) -> None:
    fill(range(10))
    few = queries()
    fill(range(10, 100))
    many = queries()
    assert many == few
    assert max(many.values()) <= MOST
