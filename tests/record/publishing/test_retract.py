"""Taking back: tombstones, chains without them, and what refers to what (design: publishing 6)."""

from datetime import date

import pytest

from companies.models import Company, Law, Stance
from companies.record.ledger.revision import Entry, Revision
from companies.record.publishing.publish import publish, retract
from companies.record.publishing.refusals import PublishError
from companies.record.reading import read
from companies.record.reading.snapshot import Clocks, take_snapshot
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

STANCE = ("stance", "acme-data-act-user-data-2020")


def test_a_retracted_row_leaves_a_tombstone_with_its_reason_and_the_columns_of_before() -> None:
    cast.stance()
    cast.publish_everything()
    before = Entry.objects.get(key=STANCE[1])
    [revision] = retract([STANCE], note="It was about another law.").revisions
    assert (revision.document, revision.cause, revision.note) == ("{}", "retraction", "It was about another law.")
    assert (revision.version, revision.retracted) == (2, True)
    after = Entry.objects.get(key=STANCE[1], version=2)
    assert (after.company, after.law, after.valid_from) == (before.company, before.law, before.valid_from)
    assert after.change == "retracted"
    assert not after.revision.references.exists()


def test_a_retracted_statement_has_no_place_in_its_chain() -> None:
    for number, year in enumerate(["2019", "2020", "2021"]):
        cast.stance(f"acme-{number}", announced_on=year)
    cast.publish_everything()
    written = retract([("stance", "acme-1")], note="Never said.").revisions
    assert [(revision.key, revision.cause) for revision in written] == [
        ("acme-0", "technical"),
        ("acme-1", "retraction"),
    ]
    assert Entry.objects.get(key="acme-0", superseded_at=None).valid_until == date(2021, 12, 31)


def test_publishing_again_goes_on_in_version_and_is_added() -> None:
    row = cast.stance()
    cast.publish_everything()
    retract([STANCE], note="Doubtful.")
    [revision] = publish([row], cause="new_evidence").revisions
    assert (revision.version, revision.entry.change) == (3, "added")


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


def test_a_statement_can_be_published_again_after_its_company_was_taken_back_and_entered_again() -> None:
    cast.stance()
    cast.publish_everything()
    retract([STANCE, ("company", "acme")], note="Doubtful.")
    row, company = Stance.objects.get(slug=STANCE[1]), Company.objects.get(slug="acme")
    with pytest.raises(PublishError) as caught:
        publish([row], cause="new_evidence")
    assert caught.value.missing == [("company", "acme")]
    assert len(publish([row, company], cause="new_evidence").revisions) == 2


def test_the_past_before_a_retraction_stays_as_it_was() -> None:
    cast.stance()
    instant = cast.publish_everything().instant
    retract([STANCE], note="Doubtful.")
    now, then = take_snapshot(Clocks()), take_snapshot(Clocks(known_at=instant))
    assert read.published_state(now, *STANCE) is False
    assert read.published_state(then, *STANCE) is True
    item = read.find(then, *STANCE)
    assert item is not None
    assert item.superseded_at is None
    assert [entry.version for entry in read.history(now, *STANCE)] == [2, 1]
    assert [entry.version for entry in read.history(then, *STANCE)] == [1]
    assert Law.objects.get(slug="data-act").short_name == "Data Act"
