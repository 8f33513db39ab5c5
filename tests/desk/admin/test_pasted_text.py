"""What editors paste from word processors, PDFs and address bars is mended in the form, or refused in plain words.

What a form shows and gets back unchanged is saved unchanged, for any text that a pack may hold.
"""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from companies.models import Company, Source, Stance
from companies.models.rows import row_of
from companies.models.validators import quote_fault, text_fault
from tests import cast
from tests.desk.conftest import logged_in
from tests.desk.rows import new_stance
from tests.desk.screen import add_address, changed, form_of, opened, row_address, with_row

pytestmark = pytest.mark.django_db

SOURCE = {"title": "A", "publisher": "Gazette", "language": "en", "kind": "news", "checked": "read"}


def test_a_paste_is_mended_in_every_field(ada: Client) -> None:
    form = new_stance(
        ada, summary="It paused\xa0all \r\n\r\n re\xadquests.\u200b", covers="Anvil\u200bs\r\n\u200b\r\nRo\xadckets"
    )
    source = cast.source("herald")
    quote, note = "\ufeff“we won\u2019t”\x0bdo\xa0it", "p.\u202f4\n\n"
    form = with_row(form, "citations", source=str(source.pk), relation="supports", order="9", quote=quote, note=note)
    assert ada.post(add_address(Stance), form).status_code == 302
    row = Stance.objects.get()
    assert (row.summary, row.covers) == ("It paused all requests.", ["Anvils", "Rockets"])
    citation = row.citations.get(source=source)
    assert (citation.quote, citation.note) == ('"we won\'t" do it', "p. 4")


@pytest.mark.parametrize("name", ["\u200b", "\xad\u200b ", "\u0301", "\u2800", "\u3164"])
def test_a_name_that_shows_nothing_is_refused(ada: Client, name: str) -> None:
    form = changed(opened(ada, add_address(Company)), name=name, kind="company", summary="It makes anvils.")
    answer = ada.post(add_address(Company), form)
    assert answer.status_code == 200
    assert not Company.objects.exists()
    assert "\\u" not in answer.content.decode()


def test_a_refusal_shows_the_text_as_people_write_it(ada: Client) -> None:
    form = changed(opened(ada, add_address(Company)), name="Ac\x07me", kind="company", summary="It makes anvils.")
    page = ada.post(add_address(Company), form).content.decode()
    assert "“Ac[U+0007]me” has a control character, or one without a public meaning (U+0007) after “Ac”." in page


@pytest.mark.parametrize(
    "address", ["https://example.org]/a", "http://[::1", "https://a.example:99999/", "https://ada:x@a.example/"]
)
def test_an_address_that_can_not_be_parsed_is_told(ada: Client, address: str) -> None:
    cast.source()
    answer = ada.post(add_address(Source), changed(opened(ada, add_address(Source)), url=address, **SOURCE))
    assert answer.status_code == 200
    assert Source.objects.count() == 1
    assert "errorlist" in answer.content.decode()


def test_an_address_is_kept_as_a_uri_and_its_page_shows_it_as_typed(ada: Client, client: Client) -> None:
    typed = "HTTPS://Gazette.Example/最新|a"
    ada.post(add_address(Source), changed(opened(ada, add_address(Source)), url=typed, slug="gazette", **SOURCE))
    cast.publish_everything()
    page = client.get("/sources/gazette/").content.decode()
    assert client.get("/api/v1/sources/gazette/").json()["url"] == "https://gazette.example/%E6%9C%80%E6%96%B0%7Ca"
    assert ">https://gazette.example/最新|a</a>" in page


ANY_TEXT = st.text(
    st.characters() | st.sampled_from("\u200b\u200c\u3000\u0645\u0301 <&\"'"), min_size=1, max_size=12
).filter(lambda text: text_fault(text) is None)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(ANY_TEXT, ANY_TEXT.filter(lambda text: quote_fault(text) is None))
@example("\u0645\u200c\u0645\u3000a  b", "x")
def test_what_a_form_gives_back_unchanged_is_saved_unchanged(db: None, text: str, quote: str) -> None:
    ada = logged_in(User.objects.filter(username="ada").first() or cast.editor("ada"))
    source = Source.objects.first() or cast.source()
    row = Stance.objects.first() or cast.stance()
    row.covers, row.summary, row.position = [text], text, "refuses"
    row.save()
    cast.cite(row, [{"source": source, "quote": quote, "note": text}])
    before = row_of(Stance.objects.get())
    answer = ada.post(row_address(row), changed(opened(ada, row_address(row)), position="complies"))
    if answer.status_code == 200:  # a text that looks like a slug is warned of, once
        ada.post(row_address(row), form_of(answer, "edit_version"))
    assert row_of(Stance.objects.get()) == {**before, "position": "complies"}
