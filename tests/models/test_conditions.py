"""What the database refuses by itself, whoever writes (R17), and what a form refuses before."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.db.models import Model

from companies.models import Check, CompanyName, Figure, Jurisdiction, Law, Source, Stance
from companies.models.conditions import is_slug
from companies.models.validators import validate_iso, validate_language, validate_quote, validate_wikidata
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


@pytest.mark.parametrize(
    ("validate", "value"),
    [
        (validate_iso, "hk"),
        (validate_wikidata, "312"),
        (validate_language, "english"),
        (validate_quote, "one two three four five six seven eight nine ten eleven twelve thirteen"),
        (validate_quote, "“curly”"),
    ],
)
def test_a_form_refuses_what_has_not_the_form(validate: Any, value: str) -> None:
    with pytest.raises(ValidationError):
        validate(value)


def test_a_form_refuses_what_a_row_can_not_say() -> None:
    act = cast.law()
    acme, freedonia, gazette = cast.company(), Jurisdiction.objects.get(slug="freedonia"), cast.source()
    said = {"company": acme, "law": act, "position": "refuses", "announced_on": "2020", "summary": "No."}
    rows = {
        "a demand that the law does not make": Stance(slug="a", demand="decryption", **said),
        "effective after it was announced": Stance(slug="a", demand="user_data", effective_on="2020", **said),
        "an entry of covers twice": Stance(slug="a", demand="user_data", covers=["x", "x"], **said),
        "covers that is no list": Stance(slug="a", demand="user_data", covers="x", **said),
        "covers with blanks": Stance(slug="a", demand="user_data", covers=[" x"], **said),
        "a condition that is none": Stance(slug="a", demand="user_data", conditions=["x"], **said),
        "a demand that is none": Law(
            slug="b", name="B", short_name="B", kind="bill", jurisdiction=freedonia, summary="B", demands=["money"]
        ),
        "a name that ends before it begins": CompanyName(
            company=acme, name="A", kind="former", from_date="2021", to_date="2020"
        ),
        "a period that ends before it begins": Figure(
            company=acme,
            jurisdiction=freedonia,
            period_from="2021",
            period_to="2020",
            request_type="user_data",
            unit="requests",
            received=1,
            source=gazette,
        ),
        "asked after it looked": Check(
            company=acme, law=act, demand="user_data", looked_on="2020", asked_on="2021", outcome="no_reply"
        ),
    }
    assert [what for what, row in rows.items() if not _refuses(row)] == []


def _refuses(row: Model) -> bool:
    try:
        row.full_clean()
    except ValidationError:
        return True
    return False


def test_a_form_refuses_parents_that_go_round_in_a_circle() -> None:
    outer = cast.place("outer")
    inner = cast.place("inner", parent=outer)
    outer.parent = inner
    with pytest.raises(ValidationError, match="circle"):
        outer.clean()
    owner = cast.company("owner")
    owner.parent = owner
    with pytest.raises(ValidationError, match="circle"):
        owner.clean()
    assert Source.objects.count() == 0
