"""The one door: what a set writes, and what it refuses (design: publishing)."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from companies import clock
from companies.models import Company, Jurisdiction, Law, Publication, Source, Stance
from companies.record.ledger.revision import Entry, Head, Revision
from companies.record.publishing.publish import publish, retract
from companies.record.publishing.refusals import PublishError
from tests import cast
from tests.instant import BASE_INSTANT

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def newest(kind: str, key: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(Revision.objects.filter(kind=kind, key=key).latest("seq").document)
    return document


def codes(error: PublishError) -> list[tuple[str, str]]:
    return [(refusal.key, refusal.code) for refusal in error.refusals]


def refused(*rows: Any, cause: str = "new_evidence", note: str = "") -> list[tuple[str, str]]:
    """Publish what must be refused, and say why; nothing is written."""
    before = (Revision.objects.count(), Entry.objects.count(), Head.objects.get().ledger)
    with pytest.raises(PublishError) as caught:
        publish(rows, cause=cause, note=note)
    assert (Revision.objects.count(), Entry.objects.count(), Head.objects.get().ledger) == before
    assert str(caught.value)
    return codes(caught.value)


def test_an_empty_set_writes_nothing() -> None:
    assert publish([], cause="new_evidence").revisions == []
    assert Head.objects.get().seq == 0


def test_a_set_is_written_in_the_order_of_kinds_parents_first_then_slug() -> None:
    cast.place("zz-land")
    cast.place("aa-land", parent=cast.place("mm-land"))
    cast.company("aa-service", parent=cast.company("zz-company"))
    cast.figure(company=Company.objects.get(slug="zz-company"), jurisdiction=cast.place("bb-land"))
    cast.stance()
    written = [(revision.kind, revision.key) for revision in cast.publish_everything().revisions]
    places = [key for kind, key in written if kind == "jurisdiction"]
    companies = [key for kind, key in written if kind == "company"]
    assert places == ["bb-land", "freedonia", "mm-land", "zz-land", "aa-land"]
    assert companies == ["acme", "zz-company", "aa-service"]
    kinds = list(dict.fromkeys(kind for kind, _ in written))
    assert kinds == ["jurisdiction", "source", "company", "law", "stance", "figure"]


def test_what_stands_already_writes_nothing_and_is_told() -> None:
    row = cast.stance()
    cast.publish_everything()
    again = publish([row], cause="correction", note="Again.")
    assert (again.revisions, again.unchanged, again.instant) == ([], [("stance", row.slug)], None)


def test_what_is_referred_to_must_be_published_and_is_named() -> None:
    row = cast.stance()
    with pytest.raises(PublishError) as caught:
        publish([row], cause="company_acted")
    assert set(caught.value.missing) == {("company", "acme"), ("law", "data-act"), ("source", "gazette")}


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


def test_a_row_that_was_never_saved_is_refused() -> None:
    assert refused(Company(slug="ghost", name="Ghost", kind="company")) == [("ghost", "not_on_desk")]


def test_what_was_written_past_the_forms_is_refused_with_the_rule_it_breaks() -> None:
    row = cast.stance()
    cast.name(row.company, [{"name": "Anvils", "kind": "former", "to": "2020-06-31"}])
    Stance.objects.update(announced_on="2020-02-31")
    with pytest.raises(PublishError) as caught:
        publish(cast.everything(), cause="new_evidence")
    assert sorted(map(str, caught.value.refusals)) == [
        "company acme: to: '2020-06-31' is no date: write 2020, 2020-07 or 2020-07-06.",
        f"stance {row.slug}: announced on: '2020-02-31' is no date: write 2020, 2020-07 or 2020-07-06.",
    ]


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


def test_a_place_can_not_lie_in_itself() -> None:
    inner = cast.place("inner", parent=cast.place("outer"))
    cast.publish_everything()
    outer = type(inner).objects.get(slug="outer")
    type(inner).objects.filter(slug="outer").update(parent=inner)
    assert refused(outer, cause="correction", note="Moved.") == [("outer", "circle")]


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


def test_a_neighbour_whose_interval_moves_is_stored_anew_without_its_unpublished_edit() -> None:
    first = cast.stance("acme-1", announced_on="2020")
    cast.publish_everything()
    Stance.objects.filter(slug="acme-1").update(summary="NOT YET PUBLIC", position="complies")
    second = cast.stance("acme-2", announced_on="2021")
    written = publish([second], cause="company_acted", note="It said so.").revisions
    assert [(revision.key, revision.cause, revision.note) for revision in written] == [
        ("acme-1", "technical", ""),
        ("acme-2", "company_acted", "It said so."),
    ]
    assert newest("stance", first.slug)["valid_until"] == "2021-12-31"
    assert newest("stance", first.slug)["position"] == "refuses"
    assert not Revision.objects.filter(document__contains="NOT YET PUBLIC").exists()


def test_dependents_to_any_depth_are_stored_anew_when_a_place_moves() -> None:
    cast.stance()
    cast.check()
    cast.figure()
    cast.publish_everything()
    freedonia = Jurisdiction.objects.get(slug="freedonia")
    above = cast.place("union", kind="bloc")
    Jurisdiction.objects.filter(slug="freedonia").update(parent=above)
    written = publish([above, freedonia], cause="correction", note="It is part of the union.").revisions
    assert [(revision.kind, revision.cause) for revision in written] == [
        ("jurisdiction", "new_evidence"),
        ("jurisdiction", "correction"),
        ("law", "technical"),
        ("stance", "technical"),
        ("figure", "technical"),
        ("check", "technical"),
    ]
    path = [{"slug": "union", "name": "Union"}, {"slug": "freedonia", "name": "Freedonia"}]
    assert newest("stance", "acme-data-act-user-data-2020")["jurisdictions"] == path
    assert Entry.objects.get(kind="check", superseded_at=None).jurisdiction_path == "/union/freedonia/"


def test_a_company_that_is_renamed_keeps_its_name_of_the_day_in_older_statements() -> None:
    cast.stance("acme-1", announced_on="2019-05-05")
    cast.stance("acme-2", announced_on="2021-05-05")
    cast.publish_everything()
    row = Company.objects.get(slug="acme")
    Company.objects.update(name="Zenith Works")
    cast.name(row, [{"name": "Acme", "kind": "former", "to": "2020"}])
    publish([row], cause="new_evidence", note="It has a new name.")
    assert newest("stance", "acme-1")["company"]["name"] == "Acme"
    assert newest("stance", "acme-2")["company"]["name"] == "Zenith Works"


def test_what_a_statement_covers_is_a_reference_where_it_is_a_company_and_a_text_else() -> None:
    cast.company("zenith", name="Zenith")
    row = cast.stance(covers=["zenith", "Some service"])
    cast.publish_everything()
    assert newest("stance", row.slug)["covers"] == [{"slug": "zenith", "name": "Zenith"}, {"name": "Some service"}]


def test_instants_rise_strictly_although_the_clock_stands() -> None:
    first = publish([cast.source("a")], cause="new_evidence").instant
    second = publish([cast.source("b")], cause="new_evidence").instant
    assert first == BASE_INSTANT
    assert second == BASE_INSTANT + timedelta(microseconds=1)


def test_a_clock_that_has_gone_back_more_than_5_seconds_refuses_to_publish() -> None:
    publish([cast.source("a")], cause="new_evidence")
    row = cast.source("b")
    with clock.fixed(BASE_INSTANT - timedelta(seconds=6)):
        assert refused(row) == [("", "clock")]
    with clock.fixed(BASE_INSTANT - timedelta(seconds=5)):
        assert len(publish([row], cause="new_evidence").revisions) == 1


def test_the_desk_remembers_who_published_and_nobody_else_does() -> None:
    editor = cast.editor()
    [revision] = publish([cast.source()], cause="new_evidence", by=editor).revisions
    assert Publication.objects.get().revision_id == revision.seq
    retract([("source", "gazette")], note="A duplicate.", by=editor)
    assert Publication.objects.filter(editor=editor).count() == 2
    assert editor.username not in "".join(Revision.objects.values_list("document", flat=True))


def test_publishing_one_stance_asks_as_many_queries_in_a_long_chain_as_in_a_short_one() -> None:
    cast.stance("acme-1", announced_on="2001")
    cast.publish_everything()

    def queries(slug: str, announced_on: str) -> int:
        row = cast.stance(slug, announced_on=announced_on)
        with CaptureQueriesContext(
            connection,
        ) as context:
            publish([row], cause="company_acted")
        return len(context)

    short = queries("acme-2", "2002")
    for year in range(2003, 2013):
        publish([cast.stance(f"acme-{year}", announced_on=str(year))], cause="company_acted")
    assert queries("acme-3", "2015") == short <= 30
