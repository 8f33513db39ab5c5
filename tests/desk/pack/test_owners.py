"""Owners over time in packs: the short form is loaded as an owner and comes back; dates make it a list."""

from pathlib import Path

import pytest
from django.db import IntegrityError

from companies.desk.pack.exporting import DESK, PUBLISHED, export
from companies.desk.pack.loading import LoadOptions, load
from companies.models import Company, CompanyOwner
from tests.desk.pack.made_up import change, copied

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

TODAY = [{"company": "abacus", "to": "2014"}, {"company": "lantern", "from": "2014-10-06"}]


def owners() -> list[tuple[str, str, str, str]]:
    columns = ("company__slug", "owner__slug", "from_date", "to_date")
    return list(CompanyOwner.objects.order_by("company__slug", "order").values_list(*columns))


def packs(tmp_path: Path) -> list[Path]:
    return [copied("bay", tmp_path), copied("isle", tmp_path)]


@pytest.mark.parametrize("published", [False, True])
def test_owners_and_their_short_form_come_back_as_they_were(tmp_path: Path, published: bool) -> None:
    bay, isle = packs(tmp_path)
    change(isle, "companies", 1, parent=None)
    change(bay, "companies", 2, parent=None, owners=TODAY, closed_on="2024", aliases=[{"name": "LC"}])
    change(bay, "laws", 1, aliases=[{"name": "BDA", "language": "en"}])
    load([bay, isle], LoadOptions(publish=published))
    assert owners() == [("lantern-chat", "abacus", "", "2014"), ("lantern-chat", "lantern", "2014-10-06", "")]
    export(tmp_path / "out", PUBLISHED if published else DESK)
    lines = [line for pack in (isle, bay) for line in (pack / "companies.jsonl").read_text().splitlines()]
    assert sorted((tmp_path / "out" / "companies.jsonl").read_text().splitlines()) == sorted(
        line.encode().decode("unicode_escape") if "\\u" in line else line for line in lines
    )


def test_a_parent_is_an_owner_without_dates_and_a_later_pack_may_date_it(tmp_path: Path) -> None:
    bay, isle = packs(tmp_path)
    load([bay, isle], LoadOptions(publish=True))
    assert owners() == [("abacus", "lantern", "", ""), ("lantern-chat", "lantern", "", "")]
    change(bay, "companies", 2, parent=None, owners=[{"company": "lantern", "from": "2014"}])
    again = load([bay], LoadOptions(publish=True, cause="new_evidence", note="The year is known."))
    assert [pair.changes for pair in again.difference.changed] == [
        (("parent", "lantern", None), ("owners", None, [{"company": "lantern", "from": "2014"}]))
    ]
    assert [revision.key for revision in again.revisions] == ["lantern-chat"]
    assert owners()[1] == ("lantern-chat", "lantern", "2014", "")


def test_what_is_odd_about_owners_and_closings_is_told_and_loaded(tmp_path: Path) -> None:
    bay, isle = packs(tmp_path)
    change(isle, "companies", 1, parent=None)
    both = [{"company": "abacus", "from": "2010", "to": "2015-01-01"}, {"company": "lantern", "from": "2014"}]
    change(bay, "companies", 2, parent=None, owners=both)
    change(bay, "companies", 1, closed_on="2020-07-05", aliases=[{"name": "Abacus"}])
    told = [oddity.reason for oddity in load([bay, isle], LoadOptions()).oddities]
    assert "abacus and lantern both owned it for a time." in told
    assert "Lantern closed on 2020-07-05, before the announcement on 2020-07-06." in told
    assert "abacus is also called so, or has an alias of this as its name. Is it the same company?" in told
    assert "lantern is also called so, or has an alias of this as its name. Is it the same company?" in told


def test_the_desk_has_one_owner_of_today(tmp_path: Path) -> None:
    load(packs(tmp_path), LoadOptions())
    chat, abacus = Company.objects.get(slug="lantern-chat"), Company.objects.get(slug="abacus")
    with pytest.raises(IntegrityError):
        CompanyOwner.objects.create(company=chat, owner=abacus)
