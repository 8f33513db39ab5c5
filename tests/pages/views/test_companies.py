"""``/companies/`` and ``/companies/<slug>/``."""

import pytest

from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_the_list_tells_what_each_answers(read: Read) -> None:
    page = read("/companies/")
    assert page.in_order("5 companies", "Acme", "1 Complies", "Globex", "1 Withdrew", "Initech", "none")


def test_the_title_says_the_answer(read: Read) -> None:
    assert read("/companies/globex/").title.startswith("Globex: withdrew since 2020")


def test_it_tells_what_is_in_force_and_every_answer_in_the_name_of_its_day(read: Read) -> None:
    page = read("/companies/acme/")
    assert page.in_order("What stands", "Data Act", "user data", "Complies", "Oct 2020", "All 2 answers")
    assert page.in_order("All 2 answers", "October 2020", "July 2020", "It says that it never will.")


def test_on_an_earlier_day_another_position_is_in_force_and_the_page_is_marked(read: Read) -> None:
    page = read("/companies/acme/?valid_on=2020-07-08")
    assert page.in_order("What stands", "Refuses", "6 Jul 2020")
    assert "A page of the past." in page.html
    assert 'content="noindex"' in page.html


def test_names_services_and_checks_are_told(read: Read) -> None:
    assert "Anvils Ltd (former name, until 31 August 2020" in read("/companies/acme/").text
    assert "Acme Mail" in read("/companies/acme/").text
    assert "looked, nothing said" in read("/companies/initech/").text


def test_a_service_shows_what_others_said_that_covers_it(read: Read) -> None:
    page = read("/companies/acme-mail/")
    assert page.in_order("No answer of its own stands", "What others said that covers", "Anvils Ltd")
