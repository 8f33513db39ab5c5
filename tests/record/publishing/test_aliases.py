"""What a row is also called stores nothing else anew, and says nothing that its name says."""

import json

import pytest

from companies.models import Company, CompanyAlias, Law, LawAlias
from companies.record.ledger.revision import Reference, Revision
from companies.record.publishing.publish import publish
from companies.record.publishing.refusals import PublishError
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_new_alias_stores_nothing_else_anew() -> None:
    cast.stance()
    cast.figure()
    cast.check()
    cast.publish_everything()
    company, law, place = Company.objects.get(), Law.objects.get(), Law.objects.get().jurisdiction
    company.aliases.create(name="頂")
    law.aliases.create(name="數", language="zh-Hant")
    place.aliases.create(name="自")
    published = publish([company, law, place], cause="new_evidence", note="Its short forms.")
    assert [(revision.kind, revision.cause) for revision in published.revisions] == [
        ("jurisdiction", "new_evidence"),
        ("company", "new_evidence"),
        ("law", "new_evidence"),
    ]
    document = json.loads(Revision.objects.get(kind="law", version=2).document)
    assert document["aliases"] == [{"name": "數", "language": "zh-Hant"}]


def test_an_alias_that_was_written_past_the_forms_is_refused() -> None:
    law = cast.law()
    LawAlias.objects.create(law=law, name="DATA ACT")
    company = cast.company()
    for name in ("A", "a"):
        CompanyAlias.objects.create(company=company, name=name)
    with pytest.raises(PublishError) as refused:
        publish([law, law.jurisdiction, company], cause="new_evidence")
    assert sorted((refusal.key, refusal.code, refusal.message) for refusal in refused.value.refusals) == [
        ("acme", "alias", "“a” stands twice"),
        ("data-act", "alias", "“DATA ACT” is a name of the row already"),
    ]


def test_an_event_names_its_company_by_the_name_of_that_day_and_refers_to_it() -> None:
    company = cast.company("meta", names=[{"name": "Facebook", "kind": "former", "to": "2021-10-27"}])
    events = [{"date": date, "kind": "applied", "company": company} for date in ("2020-07", "2022")]
    law = cast.law(events=events)
    with pytest.raises(PublishError, match="company meta"):
        publish([law, law.jurisdiction], cause="new_evidence")
    cast.publish_everything()
    first = Revision.objects.get(kind="law")
    told = [event["company"] for event in json.loads(first.document)["events"]]
    assert told == [{"slug": "meta", "name": "Facebook"}, {"slug": "meta", "name": "Meta"}]
    assert Reference.objects.filter(revision=first, kind="company", key="meta", role="events").count() == 1
    company.names.update(name="The Facebook")
    published = publish([company], cause="correction", note="Its name.")
    assert [(revision.kind, revision.cause) for revision in published.revisions] == [
        ("company", "correction"),
        ("law", "technical"),
    ]


def test_owners_are_written_before_what_they_own_past_ones_too_and_go_in_no_circle() -> None:
    zz, yy = cast.company("zz"), cast.company("yy")
    cast.own(yy, [{"company": zz, "to": "2010"}])
    aa = cast.company("aa", owners=[{"company": yy, "to": "2012"}, {"company": zz, "from": "2012"}])
    published = cast.publish_everything()
    assert [revision.key for revision in published.revisions] == ["zz", "yy", "aa"]
    cast.own(zz, [{"company": aa, "from": "2020"}])
    with pytest.raises(PublishError, match="its owners, past ones included, go round in a circle"):
        publish([zz], cause="correction", note="It was sold.")
