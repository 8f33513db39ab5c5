"""The form of a company: its owners over time, what it is also called, when it closed."""

import pytest
from django.test import Client

from companies.models import Company
from companies.vocabulary import COMPANY_KINDS, LAW_KINDS
from tests import cast
from tests.desk.screen import Fields, add_address, changed, list_address, opened, row_address, with_row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def told_of(ada: Client, company: Company, form: Fields) -> str:
    """Send the form, and return the page that comes back; nothing when it was saved."""
    answer = ada.post(row_address(company), form)
    return answer.content.decode() if answer.status_code == 200 else ""


def test_an_owner_ends_as_another_begins_in_one_save(ada: Client) -> None:
    bolt, globex = cast.company("bolt"), cast.company("globex")
    company = cast.company(parent=bolt)
    form = with_row(
        opened(ada, row_address(company)), "owners", owner=str(globex.pk), from_date="2014-10-06", order="0"
    )
    assert "Two owners have no end" in told_of(ada, company, form)
    assert told_of(ada, company, changed(form, owners__0__to_date="2014-10-05", owners__0__order="1")) == ""
    assert list(company.owners.values_list("owner__slug", "to_date")) == [("globex", ""), ("bolt", "2014-10-05")]
    page = ada.get(list_address(Company)).content.decode()
    assert '<td class="field-owner">Globex</td>' in page


def test_nobody_owns_itself_by_whatever_way_round(ada: Client) -> None:
    company = cast.company()
    below = cast.company("below", owners=[{"company": cast.company("middle", parent=company), "to": "2010"}])
    for owner in (company, below):
        form = with_row(opened(ada, row_address(company)), "owners", owner=str(owner.pk), to_date="2005")
        assert "Its owners, past ones included, go round in a circle." in told_of(ada, company, form)
    assert not company.owners.exists()


def test_a_new_company_may_have_an_owner_from_the_start(ada: Client) -> None:
    form = changed(opened(ada, add_address(Company)), name="Acme", kind="foundation", summary="It makes anvils.")
    ada.post(add_address(Company), with_row(form, "owners", owner=str(cast.company("globex").pk)))
    assert Company.objects.get(slug="acme").owners.get().owner.slug == "globex"


def test_owners_whose_times_overlap_are_warned_of(ada: Client) -> None:
    bolt, globex = cast.company("bolt"), cast.company("globex")
    company = cast.company(owners=[{"company": bolt, "from": "2010", "to": "2015"}])
    form = with_row(opened(ada, row_address(company)), "owners", owner=str(globex.pk), from_date="2012")
    assert "bolt and globex both owned it for a time." in told_of(ada, company, form)


def test_an_answer_after_the_closing_is_warned_of_on_both_sides(ada: Client) -> None:
    company = cast.company()
    stance = cast.stance(company=company, announced_on="2020-07-06")
    message = "Acme closed on 2020, before the announcement on 2021."
    form = changed(opened(ada, row_address(company)), closed_on="2020-07-05")
    assert "Acme closed on 2020-07-05, before the announcement on 2020-07-06." in told_of(ada, company, form)
    Company.objects.update(closed_on="2020")
    page = ada.post(row_address(stance), changed(opened(ada, row_address(stance)), announced_on="2021"))
    assert message in page.content.decode()


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (["Acme"], "“Acme” is a name of the row already."),
        (["頂點", "頂點"], "“頂點” stands twice."),
        (["頂點", "AC"], ""),
    ],
)
def test_an_alias_tells_something_new(ada: Client, names: list[str], message: str) -> None:
    company = cast.company()
    form = opened(ada, row_address(company))
    for name in names:
        form = with_row(form, "aliases", name=name)
    page = told_of(ada, company, form)
    assert message in page
    assert bool(page) is bool(message)


def test_two_aliases_may_swap_their_names(ada: Client) -> None:
    company = cast.company(aliases=[{"name": "AC"}, {"name": "AM"}])
    form = changed(opened(ada, row_address(company)), aliases__0__name="AM", aliases__1__name="AC")
    assert told_of(ada, company, form) == ""
    assert list(company.aliases.values_list("name", flat=True)) == ["AM", "AC"]


def test_a_company_that_is_there_by_an_alias_is_warned_of(ada: Client) -> None:
    cast.company("microsoft", aliases=[{"name": "微軟", "language": "zh-Hant"}])
    company = cast.company()
    form = with_row(opened(ada, row_address(company)), "aliases", name="微軟")
    assert "microsoft is also called so" in told_of(ada, company, form)
    form = with_row(opened(ada, row_address(company)), "names", name="微軟", kind="brand")
    assert told_of(ada, company, form) == ""
    form = changed(opened(ada, row_address(company)), name="微軟")
    assert "microsoft is also called so" in told_of(ada, company, form)


def test_the_definition_of_each_kind_and_demand_stands_beside_it(ada: Client) -> None:
    company, law = (ada.get(row_address(row)).content.decode() for row in (cast.company(), cast.law()))
    assert all(str(word.definition) in company for word in COMPANY_KINDS)
    assert all(str(word.definition) in law for word in LAW_KINDS)
    assert '<input type="checkbox"' in law
    assert "Blocking, throttling or shutting down a whole service or network." in law
