"""Which cause a revision has, and which causes a set may have (codebook: rule 9)."""

import pytest

from companies.models import Source, Stance
from companies.record.publishing.publish import publish
from tests import cast
from tests.record.publishing.outcomes import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.mark.parametrize("cause", ["technical", "retraction", "whim"])
def test_the_records_own_causes_are_refused(cause: str) -> None:
    assert refused(cast.source(), cause=cause) == [("", "cause")]


def test_a_first_revision_is_no_correction_and_a_change_is_no_act_of_the_company() -> None:
    row = cast.stance()
    assert (row.slug, "cause") in refused(*cast.everything(), cause="correction")
    cast.publish_everything(cause="company_acted")
    Stance.objects.update(position="complies")
    assert refused(row, cause="company_acted", note="It moved.") == [(row.slug, "cause")]


def test_other_kinds_begin_as_new_evidence_whatever_the_cause_of_the_set() -> None:
    cast.stance()
    causes = {revision.kind: revision.cause for revision in cast.publish_everything(cause="company_acted").revisions}
    assert causes.pop("stance") == "company_acted"
    assert set(causes.values()) == {"new_evidence"}


def test_a_change_of_another_kind_takes_the_cause_unless_it_is_an_act_of_a_company() -> None:
    row = cast.source()
    cast.publish_everything()
    for title, cause, told in [
        ("B", "correction", "correction"),
        ("C", "new_evidence", "new_evidence"),
        ("D", "company_acted", "new_evidence"),
    ]:
        Source.objects.update(title=title)
        [revision] = publish([row], cause=cause, note="The title changed.").revisions
        assert (revision.cause, revision.note) == (told, "The title changed.")


def test_a_change_needs_a_public_note() -> None:
    row = cast.source()
    cast.publish_everything()
    Source.objects.update(title="Another")
    assert refused(row, cause="correction", note=" ") == [(row.slug, "note")]
