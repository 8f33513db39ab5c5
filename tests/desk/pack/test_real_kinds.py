"""Five kinds of table that companies publish, ten rows each: they load as they are printed, with nothing made up.

The companies are made up; the tables have the shapes of a user-data table with shares, national security letters in
bands, requests about devices and accounts of one period, removals without requests, and half-years restated a year
later.
"""

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from companies.desk.pack.exporting import DESK, PUBLISHED, export
from companies.desk.pack.faults import PackError
from companies.desk.pack.loading import LoadOptions, load
from companies.models import Figure
from companies.record.publishing.publish import retract
from companies.record.publishing.refusals import PublishError
from companies.vocabulary import KINDS, PLURALS

pytestmark = pytest.mark.django_db

PACK = Path(__file__).parent / "real_kinds"
FIGURES: list[dict[str, Any]] = [json.loads(line) for line in (PACK / "figures.jsonl").read_text().splitlines()]
EACH = 10


@pytest.fixture
def loaded(clock: object) -> None:
    """The pack, published."""
    load([PACK], LoadOptions(publish=True))


def served(client: Client, query: str = "") -> Iterator[dict[str, Any]]:
    address = f"/api/v1/figures/?page_size=100{query}"
    while address:
        page = client.get(address).json()
        yield from page["results"]
        address = page["next"]


def rows_of(client: Client, company: str) -> dict[str, str]:
    """Return the words of each figure on a company's page, by its key."""
    page = client.get(f"/companies/{company}/").content.decode()
    found = [
        pair
        for tag in ("tr", "span")
        for pair in re.findall(rf'<{tag}\b[^>]*id="figure-([a-z0-9-]+)"[^>]*>(.*?)</{tag}>', page, re.DOTALL)
    ]
    return {key: " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split()) for key, html in found}


def test_the_pack_has_ten_rows_of_each_kind() -> None:
    companies = [row["company"] for row in FIGURES]
    assert {company: companies.count(company) for company in companies} == dict.fromkeys(set(companies), EACH)


@pytest.mark.usefixtures("loaded")
def test_what_is_exported_is_what_was_loaded(tmp_path: Path) -> None:
    for name, found in {"desk": DESK, "record": PUBLISHED}.items():
        export(tmp_path / name, found)
        for kind in KINDS.codes:
            file = PACK / f"{PLURALS[kind]}.jsonl"
            assert (tmp_path / name / file.name).read_bytes() == (file.read_bytes() if file.exists() else b""), kind


@pytest.mark.usefixtures("loaded")
def test_the_api_serves_what_each_row_says_and_no_more(client: Client) -> None:
    told = [
        {key: value for key, value in row.items() if key not in ("record", "jurisdictions")} for row in served(client)
    ]
    for row in told:
        row |= {name: row[name]["slug"] for name in ("company", "jurisdiction", "source")}
    assert sorted(map(json.dumps, ({key: row[key] for key in sorted(row)} for row in told))) == sorted(
        map(json.dumps, ({key: row[key] for key in sorted(row)} for row in FIGURES))
    )


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("&process=national_security_letter", 5),
        ("&process=national_security_letter,fisa_order", 10),
        ("&content=content", 5),
        ("&unit=urls,apps", 4),
        ("&request_type=push_tokens", 1),
        ("&jurisdiction=worldwide", 2),
    ],
)
def test_figures_are_found_by_process_content_unit_and_type(client: Client, query: str, number: int) -> None:
    assert len(list(served(client, query))) == number


TOLD = {
    ("lantern", "lantern-federation-2024-01-2024-06-user-data-requests"): "30,211 84.5 % some data given",
    ("lantern", "lantern-syldavia-2024-01-2024-06-user-data-requests"): "4 0 % some data given",
    ("lantern", "lantern-worldwide-2024-01-2024-06-user-data-accounts"): "87,002",
    ("parley", "parley-federation-2022-01-2022-06-user-data-requests-national-security-letter"): "0–249",
    ("parley", "parley-federation-2022-01-2022-06-user-data-accounts-fisa-order-content"): "fewer than 10",
    ("parley", "parley-federation-2023-01-2023-06-user-data-accounts-fisa-order-content"): "1,000 or more",
    ("orchard", "orchard-federation-2024-01-2024-06-push-tokens-identifiers"): "158 161 accounts some data given",
    ("agora", "agora-union-2024-01-2024-06-content-removal-urls"): "911 removed",
    ("quorum", "quorum-borduria-2023-01-2023-06-user-data-requests-restated"): "305 152 some data given",
}


@pytest.mark.usefixtures("loaded")
@pytest.mark.parametrize(("company", "key"), TOLD)
def test_a_companys_page_tells_each_as_it_was_printed(client: Client, company: str, key: str) -> None:
    words = rows_of(client, company)[key]
    assert f" {TOLD[company, key]} " in f"{words} "


@pytest.mark.usefixtures("loaded")
def test_every_figure_has_its_place_on_its_companys_page(client: Client) -> None:
    for company in {row["company"] for row in FIGURES}:
        assert set(rows_of(client, company)) == set(
            Figure.objects.filter(company__slug=company).values_list("key", flat=True)
        )


@pytest.mark.usefixtures("loaded")
def test_a_restated_figure_is_told_as_it_was_first_given_beside_the_newer_one(client: Client) -> None:
    rows = rows_of(client, "quorum")
    first = rows["quorum-borduria-2023-01-2023-06-user-data-requests"]
    assert first.startswith("first given as 310 requests, complied: 155 in Quorum")
    assert "310" in rows["quorum-borduria-2023-01-2023-06-user-data-requests-restated"]


@pytest.mark.usefixtures("loaded")
def test_series_are_told_apart_by_what_was_counted(client: Client) -> None:
    page = client.get("/companies/orchard/").content.decode()
    captions = [" ".join(text.split()) for text in re.findall(r"<caption>(.*?)</caption>", page, re.DOTALL)]
    assert captions == sorted(captions)
    assert [text for text in captions if text.startswith("Federation")] == [
        "Federation: requests by push tokens, counted in identifiers",
        "Federation: requests for user data, counted in accounts",
        "Federation: requests for user data, counted in devices",
        "Federation: requests for user data, counted in requests",
    ]


@pytest.mark.usefixtures("loaded")
def test_what_is_restated_can_not_be_taken_back_alone() -> None:
    first = "quorum-borduria-2023-01-2023-06-user-data-requests"
    with pytest.raises(PublishError) as refused:
        retract([("figure", first)], note="It was another report.")
    assert refused.value.refusals[0].code == "referred_to"
    assert len(retract([("figure", first), ("figure", f"{first}-restated")], note="Wrong.").revisions) == 2


def with_figure(folder: Path, **changes: Any) -> Path:
    """Return a pack that has one more figure, which is like the first but for ``changes``."""
    folder.mkdir()
    for file in PACK.glob("*.jsonl"):
        (folder / file.name).write_bytes(file.read_bytes())
    keys = (
        "company",
        "jurisdiction",
        "period_from",
        "period_to",
        "request_type",
        "unit",
        "process",
        "content",
        "restates",
    )
    row = {key: value for key, value in (FIGURES[0] | changes).items() if value is not None}
    ordered = {name: row[name] for name in _ORDER if name in row}
    rows = sorted([*FIGURES, ordered], key=lambda one: tuple(one.get(name, "") for name in keys))
    (folder / "figures.jsonl").write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in rows))
    return folder


_ORDER = (
    *("company", "jurisdiction", "period_from", "period_to", "request_type", "process", "content", "unit", "restates"),
    *("received", "received_from", "received_to", "complied", "complied_share", "complied_unit", "complied_meaning"),
    *("source", "note"),
)
FIRST = "agora-union-2024-01-2024-06-account-deletion-accounts"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"period_from": "2024-01-01"}, f"is the period of {FIRST}, written otherwise"),
        ({"unit": "items", "complied": None}, "Give what the report prints"),
        ({"unit": "items", "complied_share": 70}, "is not text"),
        ({"unit": "items", "complied_share": "70,5"}, "is no share in per cent: write 70 or 70.5"),
        ({"unit": "items", "restates": FIRST}, "It must be of the same company"),
        ({"restates": f"{FIRST}-restated"}, f"{FIRST}-restated is not among the figures"),
        ({"process": "letter"}, "is not of the vocabulary: subpoena, search_warrant"),
        ({"unit": "items", "received": 4}, "Is more than received"),
    ],
)
def test_a_row_that_can_not_stand_is_refused_with_what_is_allowed(tmp_path: Path, changes: Any, says: str) -> None:
    with pytest.raises(PackError) as refused:
        load([with_figure(tmp_path / "pack", **changes)], LoadOptions(publish=True))
    assert says in str(refused.value)
    assert not Figure.objects.exists()


def test_a_period_written_otherwise_than_at_the_desk_is_refused(tmp_path: Path, loaded: None) -> None:
    (tmp_path / "pack").mkdir()
    row = {**FIGURES[0], "period_to": "2024-06-30"}
    (tmp_path / "pack" / "figures.jsonl").write_text(json.dumps(row) + "\n")
    with pytest.raises(PackError) as refused:
        load([tmp_path / "pack"], LoadOptions(publish=True))
    assert f"is the period of {FIRST}, written otherwise" in str(refused.value)
