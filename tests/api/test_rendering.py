"""How answers look: stored text with `record` beside it, whole or by chosen keys (design: documents)."""

import hashlib
import json
from datetime import datetime, timedelta

import pytest

from companies import clock as product_clock
from companies.models import Stance
from companies.record.ledger.canonical import canonical, instant_text
from companies.record.ledger.revision import Revision
from companies.record.publishing.publish import publish
from companies.vocabulary import PLURALS
from tests import cast
from tests.api.asking import ask, get

pytestmark = pytest.mark.django_db

STANCE = "stances/acme-refuses/"


def test_whoever_takes_record_out_has_the_bytes_of_sha256(world: datetime) -> None:
    for revision in Revision.objects.all():
        item = ask(f"{PLURALS[revision.kind]}/{revision.key}/")
        record = item.pop("record")
        assert hashlib.sha256(canonical(item).encode()).hexdigest() == record["sha256"] == revision.sha256


def test_a_document_is_served_as_it_was_stored(world: datetime) -> None:
    stored = Revision.objects.get(key="acme-refuses").document
    assert get(STANCE).content.startswith(f'{stored[:-1]},"record":'.encode())


def test_a_source_tells_what_it_supports_and_what_it_disputes(world: datetime) -> None:
    assert ask("sources/gazette/")["record"]["supports"] == ["acme-assessing", "acme-refuses", "globex-withdrew"]
    assert ask("sources/herald/")["record"]["disputes"] == ["acme-refuses"]


def test_a_figure_and_a_check_stand_on_their_companys_page(world: datetime) -> None:
    for kind, company in (("figure", "acme"), ("check", "initech")):
        item = ask(f"{PLURALS[kind]}/")["results"][0]
        key = item["record"]["api_url"].rstrip("/").rsplit("/", 1)[1]
        assert item["record"]["url"] == f"http://testserver/companies/{company}/#{kind}-{key}"
        assert ask(item["record"]["api_url"]) == item


def test_superseded_at_is_told_only_once_it_is_known(world: datetime) -> None:
    at = world - timedelta(minutes=10)
    with product_clock.fixed(at):
        stance = Stance.objects.get(slug="acme-refuses")
        stance.summary = "It says no."
        stance.save()
        publish([stance], cause="correction", note="Clearer.")
    old, new = ask(f"{STANCE}history/")["results"][::-1]
    assert (old["record"]["superseded_at"], new["record"]["superseded_at"]) == (instant_text(at), None)
    known_before = ask(f"{STANCE}?known_at={instant_text(at - timedelta(microseconds=1))}")
    assert known_before["record"]["superseded_at"] is None
    assert known_before["summary"] == old["summary"] != new["summary"]


def test_fields_and_omit_choose_top_level_keys(world: datetime) -> None:
    assert set(ask(f"{STANCE}?fields=position")) == {"slug", "position", "record"}
    assert set(ask(f"{STANCE}?fields=position&omit=record")) == {"slug", "position"}
    assert "summary" not in ask(f"{STANCE}?omit=summary")


def test_a_path_into_a_document_is_no_field(world: datetime) -> None:
    for name in ("company.name", "company__name", "private_note", "id", "pk", "slug,", "*", "record.note"):
        assert ask(f"{STANCE}?fields={name}", 400)["parameter"] == "fields"


def test_choosing_fields_sheds_four_fifths_of_a_list(db: None, clock: datetime) -> None:
    for number in range(50):
        cast.stance(f"acme-{number}", announced_on=f"2020-01-{number % 28 + 1:02}")
    cast.publish_everything()
    whole, chosen = get("stances/").content, get("stances/?fields=slug&omit=record").content
    assert len(json.loads(chosen)["results"]) == 50
    assert len(chosen) <= len(whole) / 5


@pytest.mark.parametrize("plural", ["figures", "checks"])
def test_a_row_without_a_slug_tells_its_key(world: datetime, plural: str) -> None:
    whole = ask(f"{plural}/")["results"][0]
    key = whole["record"]["key"]
    assert whole["record"]["api_url"].endswith(f"/{plural}/{key}/")
    assert "key" not in whole
    chosen = ask(f"{plural}/?fields=key&omit=record")["results"][0]
    assert chosen == {"key": key}
