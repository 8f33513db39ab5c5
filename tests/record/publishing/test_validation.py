"""What may enter the record, and what may leave it: the rules that a whole set must meet."""

import pytest

from companies.models import Law, Source, Stance
from companies.record.ledger.revision import Revision
from companies.record.publishing.publish import publish, retract
from companies.record.publishing.refusals import PublishError
from tests import cast
from tests.record.publishing.outcomes import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_stance_needs_a_supporting_source() -> None:
    row = cast.stance(cited=[])
    assert refused(*cast.everything()) == [(row.slug, "no_support")]
    cast.cite(row, [{"source": cast.source("herald"), "relation": "disputes"}])
    assert refused(*cast.everything()) == [(row.slug, "no_support")]


def test_the_first_supporting_source_must_have_been_read() -> None:
    row = cast.stance(cited=[cast.source("rumour", checked="named"), cast.source()])
    assert refused(*cast.everything()) == [(row.slug, "unread_support")]


def test_a_source_that_published_stances_rest_on_stays_read_and_a_law_keeps_its_demand() -> None:
    row = cast.stance()
    cast.publish_everything()
    source, act = row.citations.get().source, row.law
    Source.objects.update(checked="named")
    Law.objects.update(demands=["decryption"])
    assert refused(source, cause="correction", note="It was not read.") == [(source.slug, "rested_on")]
    assert refused(act, cause="correction", note="It asks for less.") == [(act.slug, "rested_on")]
    Stance.objects.update(demand="decryption", summary="It refuses.")
    assert refused(act, cause="correction", note="It asks for less.") == [(act.slug, "rested_on")]
    retract([("stance", row.slug)], note="The law never asked.")
    assert publish([source, act], cause="correction", note="It asks for less.").revisions


def test_a_source_goes_unread_together_with_the_stance_that_finds_another() -> None:
    row = cast.stance()
    cast.publish_everything()
    source = row.citations.get().source
    Source.objects.update(checked="named")
    cast.cite(row, [cast.source("herald")])
    written = publish([source, row, Source.objects.get(slug="herald")], cause="correction", note="Another source.")
    assert [revision.key for revision in written.revisions] == ["gazette", "herald", row.slug]


def test_what_is_announced_in_the_future_is_refused_by_its_first_day_at_utc_plus_14() -> None:
    row = cast.stance(announced_on="2027-01-02")
    assert refused(*cast.everything()) == [(row.slug, "future")]
    Stance.objects.update(announced_on="2027-01")
    assert len(cast.publish_everything().revisions) == 5


def test_a_stance_can_not_answer_a_demand_that_the_law_does_not_make() -> None:
    row = cast.stance()
    Stance.objects.update(demand="decryption")
    assert refused(*cast.everything()) == [(row.slug, "demand")]


def test_a_published_stance_can_not_move_to_another_chain() -> None:
    row = cast.stance()
    cast.publish_everything()
    Stance.objects.update(demand="content_removal")
    assert refused(row, cause="correction", note="It was about removal.") == [(row.slug, "moved")]


STANCE = ("stance", "acme-data-act-user-data-2020")


def test_what_others_refer_to_is_refused_and_they_are_named() -> None:
    cast.stance()
    cast.publish_everything()
    with pytest.raises(PublishError) as caught:
        retract([("company", "acme")], note="No company.")
    assert caught.value.missing == [STANCE]
    assert Revision.objects.filter(retracted=True).count() == 0


def test_what_refers_to_each_other_goes_in_one_set() -> None:
    cast.stance()
    cast.publish_everything()
    keys = [("law", "data-act"), STANCE, ("company", "acme")]
    written = [(revision.kind, revision.retracted) for revision in retract(keys, note="All wrong.").revisions]
    assert written == [("company", True), ("law", True), ("stance", True)]


def test_what_is_not_published_can_not_be_retracted() -> None:
    cast.source()
    with pytest.raises(PublishError) as caught:
        retract([("source", "gazette"), ("source", "never-was")], note="Gone.")
    assert [refusal.code for refusal in caught.value.refusals] == ["not_published", "not_published"]


def test_a_retraction_says_why() -> None:
    cast.source()
    cast.publish_everything()
    with pytest.raises(PublishError) as caught:
        retract([("source", "gazette")], note=" ")
    assert [refusal.code for refusal in caught.value.refusals] == ["note"]
