"""How long a page may be kept and by whom, and that another release is another page."""

import pytest
from django.test import Client


@pytest.mark.parametrize(
    "path", ["/timeline/?position=withdrew", "/companies/?kind=company", "/laws/?demand=user_data"]
)
@pytest.mark.usefixtures("world")
def test_a_list_that_was_narrowed_is_kept_nowhere_and_indexed_by_nobody(client: Client, path: str) -> None:
    answer = client.get(path)
    assert (answer["Cache-Control"], answer["X-Robots-Tag"]) == ("no-store", "noindex")
    assert "ETag" not in answer
    assert "no-store" not in client.get(path.split("?")[0])["Cache-Control"]


@pytest.mark.usefixtures("world")
def test_a_settled_page_may_be_kept_and_todays_must_be_asked_again(client: Client) -> None:
    settled = client.get("/companies/acme/?valid_on=2020-07-08&known_at=2026-12-31T10:30:00Z")
    assert "immutable" in settled["Cache-Control"]
    now = client.get("/stances/acme-1/")
    assert "immutable" not in now["Cache-Control"]
    assert client.get("/stances/acme-1/", headers={"if-none-match": now["ETag"]}).status_code == 304
