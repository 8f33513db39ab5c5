"""``/jurisdictions/`` and ``/jurisdictions/<slug>/``."""

import pytest

from companies.models import Company, Jurisdiction, Source
from tests import cast
from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_places_tell_their_laws_and_answers(read: Read) -> None:
    assert read("/jurisdictions/").in_order(
        "2 places", "Freedonia", "1", "1 Withdrew", "East Freedonia", "none on record"
    )


def test_a_place_counts_the_laws_and_answers_of_those_below_it(read: Read) -> None:
    east, gazette = Jurisdiction.objects.get(slug="east-freedonia"), Source.objects.get(slug="gazette")
    act = cast.law("eastern-act", jurisdiction=east)
    cast.stance("globex-2", company=Company.objects.get(slug="globex"), law=act, announced_on="2021", cited=[gazette])
    cast.publish_everything(note="More.")
    assert read("/jurisdictions/").in_order("East Freedonia", "1", "1 Refuses", "Freedonia", "2", "1 Refuses")


def test_a_place_tells_what_lies_in_it_and_who_is_at_home(read: Read) -> None:
    page = read("/jurisdictions/freedonia/")
    assert page.in_order("2 answers stand: 1 left, 1 yields.", "1 law asks", "those of the places below", "Withdrew 1")
    assert page.in_order(
        "Who stands where", "Withdrew 1", "Globex", "Complies 1", "Acme", "Laws", "Data Act", "1 Complies"
    )
    assert page.in_order("1 law", "Laws", "Data Act", "Places below it", "East Freedonia", "at home here", "Acme")
    assert "Freedonia" in read("/jurisdictions/east-freedonia/").text
    assert 'lang="zh-Hant">自由國' in page.html


def test_all_places_together_are_told_as_figures_and_never_as_a_place_without_laws(read: Read) -> None:
    everywhere = cast.place("all-places", name="Worldwide", kind="worldwide")
    cast.publish_everything()
    assert read("/jurisdictions/").in_order("East Freedonia", "Worldwide", "all places together: figures only")
    assert read("/jurisdictions/all-places/").in_order("Worldwide", "All places together", "None is in the record")
    cast.figure(jurisdiction=everywhere, received=None, received_to=249)
    cast.publish_everything()
    page = read("/jurisdictions/all-places/")
    assert page.in_order("Companies that give such figures", "Acme")
    assert "0 laws" not in page.text + page.title
