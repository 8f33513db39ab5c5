"""What pages tell of owners over time, aliases, closings, archives, and of the company that an event names."""

from typing import Any

import pytest

from tests import cast
from tests.pages.conftest import Read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_company_tells_its_owners_newest_first_and_since_when(read: Read) -> None:
    alpha, beta, gamma = (cast.company(slug) for slug in ("alpha", "beta", "gamma"))
    owners = [{"company": gamma, "to": "2010"}, {"company": beta, "from": "2010", "to": "2014"}]
    cast.company(owners=[*owners, {"company": alpha, "from": "2014-10-06"}], closed_on="2020-05")
    cast.company("bolt", parent=alpha)
    cast.company("dead", owners=owners[:1])
    cast.publish_everything()
    told = "Owned by Alpha since 6 October 2014; before by Beta from 2010 until 2014; before by Gamma until 2010"
    assert told in read("/companies/acme/").text.replace(" ;", ";")
    assert "Closed May 2020" in read("/companies/acme/").text
    assert "Owned by Alpha" in read("/companies/bolt/").text
    assert "Owned by Gamma until 2010" in read("/companies/dead/").text
    assert "Owned by" not in read("/companies/alpha/").text


def test_pages_tell_what_a_row_is_also_called_in_its_language_and_titles_do_not(read: Read) -> None:
    alias = [{"name": "另名", "language": "zh-Hant"}, {"name": "AN"}]
    place = cast.place(aliases=alias)
    cast.company(aliases=alias, names=[{"name": "Enclume", "kind": "brand", "language": "fr"}])
    cast.law(jurisdiction=place, aliases=alias)
    cast.publish_everything()
    for path in ("/companies/acme/", "/laws/data-act/", "/jurisdictions/freedonia/"):
        page = read(path)
        assert "Also called: 另名, AN" in page.text
        assert '<bdi lang="zh-Hant">另名</bdi>' in page.html
        assert "<bdi>AN</bdi>" in page.html
        assert "另名" not in page.title
    assert '<bdi lang="fr">Enclume</bdi>' in read("/companies/acme/").html
    cast.law("other-act")
    cast.publish_everything()
    assert "Also called" not in read("/laws/other-act/").text


def test_an_event_names_the_company_on_the_laws_page_on_the_timeline_and_on_its_own(read: Read) -> None:
    meta = cast.company("meta", names=[{"name": "Facebook", "kind": "former", "to": "2021-10-27"}])
    events: list[dict[str, Any]] = [
        {"date": "2021-03", "kind": "applied", "title": "It is blocked", "company": meta},
        {"date": "2021-05", "kind": "amended", "title": "It is mended"},
        {"date": "2022-05", "kind": "applied", "title": "It is fined", "company": meta},
    ]
    cast.law(events=events)
    cast.law("other-act", events=[{"date": "2021", "kind": "adopted", "title": "It is passed"}])
    cast.publish_everything()
    assert read("/laws/data-act/").in_order("It is blocked", "Facebook", "It is mended", "It is fined", "Meta")
    assert read("/timeline/").in_order("It is fined", "Meta", "It is blocked", "Facebook")
    narrowed = read("/timeline/?company=meta").text
    assert "It is blocked" in narrowed
    assert "It is passed" not in narrowed
    page = read("/companies/meta/")
    assert page.in_order("Laws that were applied to it", "It is fined", "It is blocked")
    assert "It is mended" not in page.text
    past = read("/companies/meta/?valid_on=2021-12-31").text
    assert "It is blocked" in past
    assert "It is fined" not in past


def test_a_source_tells_its_archived_copy_its_own_title_and_its_retrieval(read: Read) -> None:
    archive = "https://archive.example/2020/gazette"
    source = cast.source(
        archive_url=archive,
        title_original="Was das Amtsblatt sagt",
        language="de",
        title_language="en",
        retrieved_on="2021-02",
    )
    cast.stance(cited=[source])
    cast.publish_everything()
    page = read("/sources/gazette/")
    assert page.in_order("What the Gazette says", "Was das Amtsblatt sagt", "Archived copy", "Retrieved February 2021")
    assert 'lang="de"' in page.html
    for path in ("/sources/gazette/", "/stances/acme-data-act-user-data-2020/"):
        assert f'href="{archive}"' in read(path).html
    assert "archived copy" in read("/stances/acme-data-act-user-data-2020/").text


def test_an_address_with_an_alias_leads_to_the_row(read: Read) -> None:
    cast.law(aliases=[{"name": "國安法"}, {"name": "FDA"}])
    cast.publish_everything()
    assert "data-act" in read("/laws/fda/", 404).html
