"""What the door of the record asks of figures and of all places together, whoever wrote the rows."""

import pytest

from companies.models import Figure, Jurisdiction
from companies.record.publishing.publish import publish
from companies.record.publishing.refusals import PublishError
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def refusal() -> str:
    with pytest.raises(PublishError) as refused:
        cast.publish_everything()
    return str(refused.value)


def test_a_restatement_of_something_else_is_refused() -> None:
    cast.figure(restates=cast.figure(), received=13)
    Figure.objects.filter(restates__isnull=False).update(unit="accounts")
    assert "it must be of the same company, place, period" in refusal()


def test_a_restatement_is_written_after_what_it_restates() -> None:
    first = cast.figure()
    second = cast.figure(restates=first, received=13)
    written = [revision.key for revision in cast.publish_everything().revisions if revision.kind == "figure"]
    assert written == [first.key, second.key]


@pytest.mark.parametrize("make", [cast.law, lambda **at: cast.company(home=at["jurisdiction"])])
def test_nothing_but_a_figure_lies_in_all_places_together(make: object) -> None:
    make(jurisdiction=cast.place("all", kind="worldwide"))  # type: ignore[operator]
    assert "only figures are about all places together" in refusal()


def test_all_places_together_lie_in_none() -> None:
    cast.place("all", kind="worldwide", parent=cast.place())
    assert "only figures are about all places together" in refusal()


def test_a_place_in_which_published_rows_lie_does_not_become_worldwide() -> None:
    cast.law()
    cast.publish_everything()
    Jurisdiction.objects.update(kind="worldwide")
    with pytest.raises(PublishError, match=r"places, companies or laws lie in it, .*: data-act"):
        publish(Jurisdiction.objects.all(), cause="correction", note="It is everywhere.")


def test_all_places_together_are_published_with_their_figures() -> None:
    cast.figure(jurisdiction=cast.place("all", kind="worldwide"))
    assert [revision.kind for revision in cast.publish_everything().revisions][-1] == "figure"
