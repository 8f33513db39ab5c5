"""Answers by position: the codebook's order of positions, and within each that of names."""

import pytest
from django.db.models import Q

from companies.pages.components.by_position import by_position
from companies.pages.components.position_dates import told
from companies.record.reading import read, stance_views
from companies.record.reading.items import make_items
from companies.record.reading.snapshot import Clocks, take_snapshot
from companies.vocabulary import POSITIONS
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

NAMES = {"zeta": "complies", "Éclair": "refuses", "acme": "complies", "Bolt": "refuses"}


def test_rows_are_in_the_codebooks_order_and_companies_in_that_of_their_names() -> None:
    law = cast.law()
    for number, (name, position) in enumerate(NAMES.items()):
        company = cast.company(f"company-{number}", name=name)
        cast.stance(f"answer-{number}", company=company, law=law, position=position)
    cast.publish_everything()
    snapshot = take_snapshot(Clocks())
    standing = told(snapshot, make_items(snapshot, stance_views.newest(stance_views.standing(snapshot, Q()), 50)))
    rows = by_position(standing)
    assert [row.position for row in rows] == [code for code in POSITIONS.codes if code in NAMES.values()]
    names = {row.position: [answer.stance["company"]["name"] for answer in row.answers] for row in rows}
    assert names == {"refuses": ["Bolt", "Éclair"], "complies": ["acme", "zeta"]}
    assert sum(row.number for row in rows) == read.count(snapshot, "stance")
    assert [row.left_out for row in rows] == [0, 0]


def test_what_is_not_shown_is_counted() -> None:
    rows = by_position([], {"refuses": 3, "complies": 0})
    assert [(row.position, row.number, row.left_out) for row in rows] == [("refuses", 3, 3)]
