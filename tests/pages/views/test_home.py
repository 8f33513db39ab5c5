"""``/``."""

import re
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies.models import Law
from companies.pages.components import most_asked
from companies.pages.views import home
from companies.vocabulary import POSITIONS
from tests import cast
from tests.pages.conftest import Read, Seen

QUESTION = "When a government demands data or takedowns, what do tech companies answer?"


def places_of(page: Seen) -> list[str]:
    """Return the rows of places as they are read: name, number of answers."""
    rows = re.findall(
        r'<tr>\s*<th scope="row">((?:(?!</th>).)*/jurisdictions/.*?)</th>.*?"number">(.*?)<', page.html, re.S
    )
    return [" ".join([*re.sub("<[^>]+>", "", place).split(), number]) for place, number in rows]


@pytest.mark.django_db
def test_before_the_first_publication_it_says_what_will_stand_here(clock: object, read: Read) -> None:
    page = read("/")
    assert page.in_order(QUESTION, "Nothing had been published here by then", "Here will stand the answers")
    assert "Latest" not in page.text


@pytest.mark.usefixtures("world")
def test_it_asks_a_question_and_tells_who_stands_where_and_what_changed_last(read: Read) -> None:
    page = read("/")
    assert page.title.startswith(QUESTION)
    assert page.in_order(
        QUESTION,
        *("0 resist", "1 left", "0 undecided", "1 yields"),
        *("Who stands where today", "2 answers that no newer one replaces"),
        *(str(POSITIONS.label(code)) for code in POSITIONS.codes),
        *("Freedonia", "1 Withdrew", "1 Complies", "All 2 places"),
        *("Freedonia: who hands over user data?", "Data Act (Freedonia)", "in force since 30 June 2020", "2 answers"),
        *("Withdrew 1", "Globex 2020", "Complies 1", "Acme Oct 2020"),
        *("Latest", "2020 Globex withdrew because of Data Act (Freedonia), user data"),
        *("Oct 2020 Acme complies with Data Act (Freedonia) on user data", "All 3 answers in order of time"),
    )


@pytest.mark.usefixtures("world")
def test_a_past_day_is_told_as_past_and_its_links_stay_there(read: Read) -> None:
    page = read("/?valid_on=2020-08-01")
    assert page.in_order("1 resists", "Who stood where on 1 August 2020", "1 answer that no newer one replaces")
    assert page.in_order("Refuses 1", "Anvils Ltd 6 Jul 2020", "Latest", "6 Jul 2020 Anvils Ltd refuses Data Act")
    main = page.html[page.html.index("<main") : page.html.index("</main>")]
    links = re.findall(r'href="(/[^"]*)"', main)
    assert links
    assert [link for link in links if "valid_on=2020-08-01" not in link] == []


@pytest.mark.usefixtures("world")
def test_a_day_on_which_no_answer_stood_says_what_would_stand_there(read: Read) -> None:
    page = read("/?valid_on=2019-01-01")
    assert "No answer stands on this day. Here would stand who answered what" in page.text
    assert "Latest" not in page.text


@pytest.mark.usefixtures("world")
def test_at_an_earlier_instant_it_tells_what_was_known_then(read: Read) -> None:
    page = read("/?known_at=2026-12-31T09:00:00Z").text
    assert "1 undecided" in page
    assert "4 answers in order of time" in page
    assert "Nothing had been published here by then" in read("/?known_at=2026-12-31T08:00:00Z").text


@pytest.mark.usefixtures("world")
def test_a_law_that_is_not_in_force_is_told_with_its_state(read: Read) -> None:
    Law.objects.update(repealed_on="2021-05-01")
    cast.publish_everything(note="It was taken back.")
    assert "Data Act (Freedonia), repealed" in read("/").text


def test_places_stand_by_their_answers_and_those_inside_another_follow_it(
    clock: datetime, db: None, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    freedonia = cast.place()
    east = cast.place("east-freedonia", kind="territory", parent=freedonia)
    cast.place("west-freedonia", kind="territory", parent=freedonia)
    places = {
        "act": freedonia,
        "east-act": east,
        "other-act": cast.place("sylvania"),
        "third-act": cast.place("arcadia"),
    }
    for slug, number in (("act", 1), ("east-act", 2), ("other-act", 2), ("third-act", 2)):
        law = cast.law(slug, jurisdiction=places[slug])
        for each in range(number):
            cast.stance(f"{slug}-{each}", company=cast.company(f"{slug}-company-{each}"), law=law)
    cast.publish_everything()
    assert places_of(read("/")) == ["Freedonia 3", "of which East Freedonia 2", "Arcadia 2", "Sylvania 2"]
    monkeypatch.setattr(home, "PLACES", 1)
    assert places_of(read("/")) == ["Freedonia 3"]
    assert "All 5 places" in read("/").text


def test_of_many_answers_the_newest_are_named_and_each_row_tells_how_many_more(
    clock: datetime, db: None, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        position = "complies" if number < 3 else "refuses"
        company = cast.company(f"company-{number}")
        cast.stance(f"answer-{number}", company=company, position=position, announced_on=f"2020-0{number + 1}")
    cast.publish_everything()
    assert "more" not in read("/").text
    monkeypatch.setattr(most_asked, "MOST", 3)
    page = read("/")
    assert page.in_order("Data Act", "5 answers", "Refuses 2", "Company 3", "Company 4", "Complies 3", "Company 2")
    assert page.in_order("Complies 3", "and 2 more", "Latest")


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize("clocks", ["", "valid_on=2020-08-01&known_at=2026-12-31T10:30:00Z"])
def test_it_takes_twelve_queries_at_most(client: Client, clocks: str) -> None:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(f"/?{clocks}").status_code == 200
    assert len(captured) <= 12
