"""Words of other scripts keep their own direction and language, and leave those beside them in order (X07)."""

import re

import pytest
from django.test import Client

from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

PUBLISHER, TITLE, QUOTE, COMPANY = "صحيفة المثال", "الشركة ترفض", "لن نفعل", "شركة السندان"


@pytest.fixture(autouse=True)
def world() -> None:
    """An Arabic company answers, as an Arabic paper tells; another Arabic source has a title that was translated."""
    paper = cast.source("paper", publisher=PUBLISHER, title=TITLE, language="ar", published_on="2024-05-02")
    other = cast.source("other", publisher=PUBLISHER, title="The company refuses", language="ar", title_language="en")
    company = cast.company("sindan", name=COMPANY)
    evidence = [{"source": paper, "quote": QUOTE}, other]
    stance = cast.stance("sindan-data-act-user-data-2024", company=company, announced_on="2024-05-02", cited=evidence)
    stance.law.events.create(date="2024-05-02", kind="applied", title="It is applied.", source=paper)
    cast.figure(company=company, source=paper)
    cast.check(company=company, source=paper, demand="content_removal")
    cast.publish_everything()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/timeline/",
        "/companies/",
        "/companies/sindan/",
        "/laws/data-act/",
        "/sources/",
        "/sources/paper/",
        "/stances/sindan-data-act-user-data-2024/",
    ],
)
def test_arabic_stands_in_an_element_of_its_own_direction(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    body = re.sub(r"<(script|option|textarea|title)\b.*?</\1>", "", page[page.index("<main") :], flags=re.DOTALL)
    for text in (PUBLISHER, TITLE, QUOTE):
        for found in re.finditer(text, body):
            opened = re.findall(r"<[a-z0-9]+[^>]*>", body[: found.start()])[-1]
            assert opened == "<bdi>" or 'dir="auto"' in opened, (path, text, opened)
    assert PUBLISHER in page or COMPANY in page


def test_a_title_is_in_the_language_it_says_else_in_the_sources(client: Client) -> None:
    assert re.search(rf'lang="ar"\s+dir="auto">\s*{TITLE}', client.get("/sources/").content.decode())
    assert re.search(r'lang="en"\s+dir="auto">\s*The company refuses', client.get("/sources/").content.decode())
    stance = client.get("/stances/sindan-data-act-user-data-2024/").content.decode()
    assert re.search(r'lang="en"\s+dir="auto">\s*The company refuses', stance)
    assert re.search(rf'<blockquote lang="ar"\s+dir="auto">\s*{QUOTE}', stance)


def test_the_api_tells_the_titles_language_only_where_it_is_another(client: Client) -> None:
    assert client.get("/api/v1/sources/other/").json()["title_language"] == "en"
    assert "title_language" not in client.get("/api/v1/sources/paper/").json()
