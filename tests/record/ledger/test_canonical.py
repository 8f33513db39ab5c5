"""The ledger's bytes and hashes, as anybody can make them anew with a few lines (design: the ledger)."""

import hashlib
from datetime import UTC, datetime, timedelta, timezone

import pytest

from companies.record.documents.compose import FORM
from companies.record.ledger.canonical import canonical, instant_text, ledger_hash, sha256
from companies.record.ledger.revision import Revision
from tests import cast


def test_canonical_json_has_sorted_keys_no_blanks_and_characters_as_they_are() -> None:
    value = {"b": [1, {"z": True, "a": "國安法 “é”"}], "a": 'a "quote" and a \n line'}
    assert canonical(value) == '{"a":"a \\"quote\\" and a \\n line","b":[1,{"a":"國安法 “é”","z":true}]}'


def test_a_hash_is_that_of_the_utf8_bytes() -> None:
    assert sha256("國") == hashlib.sha256("國".encode()).hexdigest()


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=8))])
def test_an_instant_is_written_in_utc_with_six_digits_and_z(zone: timezone) -> None:
    instant = datetime(2020, 7, 6, 12, tzinfo=UTC).astimezone(zone)
    assert instant_text(instant) == "2020-07-06T12:00:00.000000Z"


def test_an_instant_of_long_ago_has_four_digits_of_year_too() -> None:
    assert instant_text(datetime(183, 10, 13, 4, 51, 46, tzinfo=UTC)) == "0183-10-13T04:51:46.000000Z"


def test_the_ledger_hash_is_written_out_here_once_and_never_changes() -> None:
    revision = Revision(
        seq=2,
        kind="stance",
        key="acme-1",
        version=1,
        recorded_at=datetime(2026, 12, 31, 12, tzinfo=UTC),
        cause="company_acted",
        note="",
        retracted=False,
        document="{}",
        sha256=sha256("{}"),
    )
    text = (
        '["before",2,"stance","acme-1",1,"2026-12-31T12:00:00.000000Z","company_acted","",false,'
        '"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a"]'
    )
    assert ledger_hash("before", revision) == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.django_db
@pytest.mark.usefixtures("clock")
def test_the_same_rows_give_the_same_ledger_on_every_database() -> None:
    cast.company(
        "zenith", kind="service", name="Zénith 天頂", names=[{"name": "Nadir", "kind": "former", "to": "2020"}]
    )
    cast.stance("acme-1", announced_on="2019", covers=["zenith", "others"])
    cast.stance("acme-2", announced_on="2020-06")
    cast.figure()
    cast.check()
    cast.publish_everything()
    assert FORM in LEDGERS, "documents are composed differently: raise FORM in compose.py, and add the new ledger here"
    assert Revision.objects.latest("seq").ledger == LEDGERS[FORM], "documents are composed differently: see FORM"


LEDGERS = {
    1: "7d9757f59cb066bfa446360d8ae789451b82145d74ed733cd50902b7d4bdaa6f",
    2: "f206d57de15ae89c4f808b316de4b8a938a8f7832793c5497eb598e15efb2c90",
}
"""By the form of documents, so that no form changes unnoticed: one that does is brought to every record."""
"""Of these rows at the fixed clock. It changes where a document's form does, and then every installation's does."""
