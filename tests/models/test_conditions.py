"""What the database refuses by itself, whoever writes (R17)."""

from typing import Any

import pytest
from django.db import DataError, IntegrityError, connection, transaction

from companies.models import Stance
from companies.models.conditions import is_slug
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


REFUSED: list[tuple[str, str, Any]] = [
    ("stance", "position", "shrugs"),
    ("stance", "demand", "money"),
    ("stance", "announced_on", "2020-7"),
    ("stance", "announced_on", "July"),
    ("stance", "effective_on", "20200706"),
    ("stance", "summary", ""),
    ("stance", "slug", "Upper"),
    ("stance", "slug", "-dash"),
    ("stance", "slug", "two--dashes"),
    ("stance", "slug", "dash-"),
    ("stance", "slug", ""),
    ("source", "url", "javascript:alert(1)"),
    ("source", "url", "http://"),
    ("source", "checked", "skimmed"),
    ("source", "kind", "rumour"),
    ("company", "website", "ftp://acme.example/"),
    ("company", "kind", "club"),
    ("law", "kind", "wish"),
    ("law", "in_force_on", "2020-99-99"),
    ("jurisdiction", "kind", "planet"),
    ("figure", "received", -1),
    ("figure", "received", 10**12 + 1),
    ("figure", "complied", 13),
    ("figure", "unit", "bags"),
    ("figure", "period_to", "2020-13x"),
    ("check", "outcome", "maybe"),
    ("check", "looked_on", ""),
    ("citation", "relation", "mentions"),
    ("citation", "quote", "x" * 2001),
]


@pytest.mark.parametrize(("table", "column", "value"), REFUSED)
def test_the_database_refuses_it_in_plain_sql(table: str, column: str, value: Any) -> None:
    cast.stance()
    cast.figure()
    cast.check()
    sql = f"UPDATE companies_{table} SET {column} = %s"  # noqa: S608 - names of this file
    with pytest.raises((IntegrityError, DataError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [value])


@pytest.mark.parametrize("value", ["2020", "2020-07", "2020-07-06"])
def test_the_database_takes_a_date_of_each_precision(value: str) -> None:
    cast.stance()
    assert Stance.objects.update(announced_on=value) == 1


def test_a_check_has_the_name_of_its_rule() -> None:
    assert is_slug().name == "%(class)s_slug_form"
    assert "stance_slug_form" in {constraint.name for constraint in Stance._meta.constraints}
