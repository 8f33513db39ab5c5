"""What holds for every page, whatever its view: methods, parameters, clocks, queries, what it tells others."""

import re
from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from companies.models import Law, Source
from companies.pages.page import without_indents
from companies.pages.urls import urlpatterns
from tests import cast
from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")

SLUGS = {"company": "acme", "law": "data-act", "jurisdiction": "freedonia", "source": "gazette", "stance": "acme-1"}
FILES = {"style", "picture", "favicon", "favicon_ico", "robots", "sitemap"}
SLUGS |= {"demand": "user_data"}
"""Files of the site, which are no pages."""
PAGES = sorted(str(pattern.name) for pattern in urlpatterns if pattern.name not in FILES)


def path_of(name: str) -> str:
    takes_slug = any("<" in str(pattern.pattern) for pattern in urlpatterns if pattern.name == name)
    assert takes_slug == (name in SLUGS), f"name a row that the page {name!r} shows: SLUGS in tests/pages/test_page.py"
    return reverse(f"pages:{name}", args=[SLUGS[name]] if name in SLUGS else [])


@pytest.mark.parametrize("name", PAGES)
def test_it_answers_with_a_title_and_one_heading(client: Client, name: str) -> None:
    html = client.get(path_of(name)).content.decode()
    assert html.count("<h1") == 1
    assert re.search(r"<title>\s*\S.*–", html, re.DOTALL)


@pytest.mark.parametrize("name", PAGES)
def test_it_tells_what_is_shared_of_it_and_where_it_stands(client: Client, name: str) -> None:
    html = client.get(path_of(name)).content.decode()
    address = f"http://testserver{path_of(name)}"
    assert re.search(r"<title>\s*(.*?) – ", html, re.DOTALL)[1] == _meta(html, "og:title")  # type: ignore[index]
    assert _meta(html, "og:description") == _meta(html, "description") != ""
    assert _meta(html, "og:url") == address
    assert f'<link rel="canonical" href="{address}">' in html


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_past_is_indexed_by_nobody_and_is_shared_as_it_is(client: Client, name: str) -> None:
    past = f"{path_of(name)}?valid_on=2020-08-01"
    answer = client.get(past)
    html = answer.content.decode()
    assert answer["X-Robots-Tag"] == "noindex"
    assert _meta(html, "robots") == "noindex"
    assert "A page of the past." in html
    assert _meta(html, "og:url") == f"http://testserver{past}"
    assert f'<link rel="canonical" href="http://testserver{path_of(name)}">' in html
    now = client.get(path_of(name))
    assert "X-Robots-Tag" not in now
    assert 'name="robots"' not in now.content.decode()


@pytest.mark.parametrize("name", PAGES)
def test_it_asks_nobody_else_sets_nothing_and_runs_nothing(client: Client, name: str) -> None:
    answer = client.get(path_of(name))
    html = answer.content.decode()
    assert not answer.cookies
    assert "<script" not in html
    assert " style=" not in html
    assert " onclick" not in html
    for address in re.findall(r"<(?:link|img|source|iframe)[^>]+(?:href|src)=\"([^\"]+)\"", html):
        assert address.startswith(("/", "http://testserver/", "http://127.0.0.1")), address
    for link in re.findall(r"<a [^>]*href=\"https?://[^>]+>", html):
        assert "noreferrer noopener" in link or "testserver" in link or "127.0.0.1" in link, link


@pytest.mark.parametrize("name", PAGES)
def test_a_name_that_is_no_parameter_is_refused_and_what_others_hang_on_is_taken_off(client: Client, name: str) -> None:
    refused = client.get(f"{path_of(name)}?compnay=acme")
    assert refused.status_code == 400
    assert "compnay" in refused.content.decode()
    moved = client.get(f"{path_of(name)}?utm_source=x&fbclid=y")
    assert (moved.status_code, moved["Location"]) == (301, path_of(name))


@pytest.mark.parametrize("name", PAGES)
def test_only_reading_is_allowed(client: Client, name: str) -> None:
    answer = client.post(path_of(name))
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert client.head(path_of(name)).status_code == 200


@pytest.mark.parametrize("name", PAGES)
def test_it_takes_both_clocks_and_refuses_the_future(client: Client, name: str) -> None:
    clocks = "valid_on=2020-07-08&known_at=2026-12-31T10:00:00Z"
    assert client.get(f"{path_of(name)}?{clocks}").status_code == 200
    assert client.get(f"{path_of(name)}?valid_on=2999-01-01").status_code == 400


def test_the_number_of_queries_does_not_grow_with_the_rows(client: Client) -> None:
    few = _queries(client)
    _many()
    many = _queries(client)
    assert {name: number for name, number in many.items() if number > 12} == {}
    assert {name: (few[name], many[name]) for name in many if many[name] > few[name] + 1} == {}


def _meta(html: str, name: str) -> str:
    """What a ``<meta>`` tells, by its name or property."""
    found = re.search(rf'<meta\s+(?:name|property)="{name}"\s+content="([^"]*)"', html)
    assert found is not None, name
    return found[1]


def _queries(client: Client) -> dict[str, int]:
    return dict(_counted(client))


def _counted(client: Client) -> Iterator[tuple[str, int]]:
    for name in PAGES:
        with CaptureQueriesContext(connection) as context:
            client.get(path_of(name))
        yield name, len(context)


def _many(number: int = 60) -> None:
    """Add companies with an answer each, sources and laws, and publish them."""
    act, gazette = Law.objects.get(slug="data-act"), Source.objects.get(slug="gazette")
    for place in range(number):
        company = cast.company(f"company-{place:03}")
        cast.stance(
            f"answer-{place:03}", company=company, law=act, announced_on=f"2021-{place % 12 + 1:02}", cited=[gazette]
        )
        cast.law(f"law-{place:03}", jurisdiction=act.jurisdiction)
    cast.publish_everything(note="More.")


def test_the_world_was_published_before_it_is_read(world: datetime) -> None:
    assert world.hour == 9


def test_a_retracted_answer_is_410_with_the_reason_and_its_history_and_stood_before(read: Read) -> None:
    gone = read("/stances/hooli-1/", 410)
    sentence = "Hooli is assessing the demand for user data in the Data Act (Freedonia)"
    assert gone.in_order("This was taken back", "It was about another act.", sentence, "What it said before")
    assert gone.title.startswith(f"Taken back: {sentence}")
    assert "hooli-1" not in gone.text
    assert "Assessing" in read("/stances/hooli-1/?known_at=2026-12-31T10:30:00Z").text


def test_what_was_never_published_is_404_and_so_is_what_came_later(read: Read) -> None:
    read("/stances/acme-9/", 404)
    read("/stances/acme-1/?known_at=2026-12-31T08:00:00Z", 404)


@pytest.mark.parametrize("path", ["/jurisdictions/", "/matrix/"])
def test_a_list_that_is_shown_whole_in_an_order_of_its_own_takes_no_other(read: Read, path: str) -> None:
    assert "ordering" in read(f"{path}?ordering=-slug", 400).text
    assert "cursor" in read(f"{path}?cursor=x", 400).text


def test_no_line_begins_with_spaces_but_where_they_are_shown() -> None:
    html = "<ul>\n  <li>One\n    two</li>\n\n</ul>\n<pre>\n  kept\n    too</pre>\n  <p>end"
    assert without_indents(html) == "<ul>\n<li>One\ntwo</li>\n</ul>\n<pre>\n  kept\n    too</pre>\n<p>end"
