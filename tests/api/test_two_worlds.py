"""Drafts, unpublished edits, private notes and editors' names change no public byte (S07, S08, S09).

World A holds what is published. World B is the same with drafts, links to them, and an unpublished edit with a canary
in every text of every published row. In both, a neighbour is published then. Every public address is asked in both.
"""

import itertools
import random
import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection, models, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from companies import clock as product_clock
from companies.api import problems
from companies.models import Company, Jurisdiction, Law, Source, Stance
from companies.models.desk_row import DeskRow
from companies.models.rows import MODELS
from companies.record.publishing.publish import publish, retract
from companies.vocabulary import PLURALS
from tests import cast
from tests.api.asking import get
from tests.conftest import FULL
from tests.tracker.addresses import reader_addresses

pytestmark = pytest.mark.django_db

CANARY = "canary7x"
DRAFTS = 1000 if FULL else 40
MOST_ADDRESSES = 4000 if FULL else 450
CLOCKS = list(
    itertools.product(
        ("2026-12-31T08:30:00Z", "2026-12-31T09:30:00Z", "2026-12-31T10:30:00Z", "2026-12-31T11:30:00Z"),
        ("2020-02-15", "2020-03-20", "2020-06-30", "2021-01-01"),
    )
)
_TYPED = (
    "slug",
    "key",
    "kind",
    "checked",
    "language",
    "title_language",
    "iso",
    "wikidata",
    "position",
    "demand",
    "relation",
    "complied_share",
)
_OUR_LINKS = re.compile(rb'(?:href=|"(?:next|previous|url|api_url)":)"(?:http://testserver)?(/[^"#]*)')


@pytest.fixture(autouse=True)
def same_request_ids(monkeypatch: pytest.MonkeyPatch) -> None:
    """The one thing that may differ between two answers."""
    monkeypatch.setattr(problems, "new_request_id", lambda: "req-same")


def publish_world(clock: datetime) -> None:
    """Publish some rows of each kind, take one back, and correct one."""
    freedonia = cast.place()
    east = cast.place("east", parent=freedonia)
    acme, globex = cast.company(home=freedonia), cast.company("globex", home=east)
    act = cast.law(
        events=[{"date": "2020-06-30", "kind": "in_force"}], provisions=[{"label": "1", "summary": "It asks."}]
    )
    for number in range(6):
        cast.stance(f"acme-{number}", company=acme, law=act, announced_on=f"2020-0{number + 1}-01")
    cast.stance("globex-left", company=globex, law=act, position="withdrew", announced_on="2020-07")
    cast.figure(company=acme)
    cast.check(company=globex)
    with product_clock.fixed(clock - timedelta(hours=3)):
        cast.publish_everything()
    with product_clock.fixed(clock - timedelta(hours=2)):
        retract([("stance", "acme-3")], note="Another law.")
        Stance.objects.filter(slug="acme-2").update(summary="It said no.")
        publish([Stance.objects.get(slug="acme-2")], cause="correction", note="Clearer.")


def add_what_is_not_public() -> None:
    """Fill the desk with canaries: edits of every published row, private notes, an editor, and drafts with links."""
    for model in MODELS.values():
        for row in model._default_manager.all():
            edit(row)
    User.objects.create_superuser(f"{CANARY}-editor", f"{CANARY}@example.org", CANARY * 3)
    act, acme = Law.objects.get(slug="data-act"), Company.objects.get(slug="acme")
    hidden = Source.objects.create(slug=f"{CANARY}-source", **_source())
    place = cast.place(f"{CANARY}-place", parent=Jurisdiction.objects.get(slug="freedonia"))
    draft_law = cast.law(f"{CANARY}-law", jurisdiction=place)
    for number in range(DRAFTS):
        company = cast.company(f"{CANARY}-{number}", home=place, parent=acme)
        cast.stance(
            f"{CANARY}-acme-{number}",
            company=acme if number % 2 else company,
            law=draft_law if number % 3 else act,
            announced_on=f"2020-07-{number % 28 + 1:02}",
            summary=CANARY,
            cited=[hidden],
        )
    cast.figure(company=acme, period_from="2019-01", note=CANARY)
    cast.check(company=acme, looked_on="2022-02-02", note=CANARY)


def edit(row: DeskRow) -> None:
    """Put a canary into every text of a row that is no word, date or address, without publishing it."""
    fields = {}
    for field in row._meta.concrete_fields:
        free = isinstance(field, models.TextField | models.CharField) and not field.choices and not field.primary_key
        if free and field.name not in _TYPED and not field.name.endswith(("_on", "_from", "_to", "url", "website")):
            fields[field.name] = f"{CANARY} {field.name}"
    type(row)._default_manager.filter(pk=row.pk).update(**fields)


def publish_neighbour(clock: datetime) -> None:
    """Publish one more answer in the chain of the others, beside which everything in B is edited."""
    stance = Stance.objects.filter(slug="acme-later").first()
    assert stance is not None
    with product_clock.fixed(clock - timedelta(hours=1)):
        publish([stance], cause="company_acted", note="It spoke again.")


def crawl(start: list[str]) -> dict[str, tuple[object, ...]]:
    """Ask every address of ``start`` and what the answers link to; return what each answered."""
    answers: dict[str, tuple[object, ...]] = {}
    client, queue = Client(), list(start)
    while queue and len(answers) < MOST_ADDRESSES:
        address = queue.pop(0)
        if address in answers or address.startswith("/admin"):
            continue
        response = client.get(address)
        body = b"".join(response) if response.streaming else response.content
        answers[address] = (response.status_code, body, sorted(response.headers.items()))
        queue += [link.decode().replace("&amp;", "&") for link in _OUR_LINKS.findall(body)]
    return answers


def addresses() -> list[str]:
    """Return where a crawl begins: all routes, all rows, filters by each, pages, instants, and what only B holds."""
    begin = reader_addresses()
    published = {
        "jurisdiction": ("freedonia", "east"),
        "company": ("acme", "globex"),
        "law": ("data-act",),
        "source": ("gazette",),
        "stance": ("acme-2", "acme-3", "globex-left", "acme-later"),
    }
    for kind, plural in PLURALS.items():
        begin += [f"/api/v1/{plural}/?count=true&page_size=1", f"/api/v1/{plural}/?ordering=-recorded_at"]
        for key in (*published.get(kind, ()), f"{CANARY}-0", f"{CANARY}-acme-1", f"{CANARY}-{kind}"):
            begin += [f"/api/v1/{plural}/{key}/", f"/api/v1/{plural}/{key}/history/", f"/{plural}/{key}/"]
    for name, plural in (("company", "stances"), ("law", "checks"), ("jurisdiction", "laws"), ("source", "stances")):
        for key in (*published[name], f"{CANARY}-0", f"{CANARY}-law", f"{CANARY}-1x", "canary"):
            begin.append(f"/api/v1/{plural}/?{name}={key}&count=true")
    begin += [f"/api/v1/stances/?valid_on=2020-0{month}-15" for month in range(1, 8)]
    begin += [f"/api/v1/changes/?known_at=2026-12-31T0{hour}:30:00Z&count=true" for hour in range(8, 10)]
    plain = [address for address in begin if "?" not in address]
    return begin + [f"{address}?valid_on={day}&known_at={known}" for known, day in CLOCKS for address in plain]


@pytest.fixture
def worlds(db: None, clock: datetime) -> Iterator[tuple[dict[str, tuple[object, ...]], dict[str, tuple[object, ...]]]]:
    """Return what every address answers in A and in B, each with the neighbour published."""
    publish_world(clock)
    cast.stance("acme-later", company=Company.objects.get(slug="acme"), announced_on="2020-03-15", position="suspended")
    try:
        with transaction.atomic():
            publish_neighbour(clock)
            world_a = crawl(addresses())
            raise _BackToTheStart
    except _BackToTheStart:
        pass
    neighbour = Stance.objects.get(slug="acme-later")
    add_what_is_not_public()
    Stance.objects.filter(pk=neighbour.pk).update(summary=neighbour.summary, summary_zh_hant="")
    publish_neighbour(clock)
    return world_a, crawl(addresses())  # type: ignore[return-value]


class _BackToTheStart(Exception):
    """World A is left as if it had never been."""


def test_no_public_byte_differs_with_drafts_and_edits_beside(
    worlds: tuple[dict[str, tuple[object, ...]], dict[str, tuple[object, ...]]],
) -> None:
    world_a, world_b = worlds
    assert list(world_a) == list(world_b)
    assert len(world_a) >= (2_000 if FULL else 200)
    assert sum(answer[0] == 200 for answer in world_a.values()) >= len(world_a) // 4
    for address, answer in world_a.items():
        assert world_b[address] == answer, address


def test_no_canary_gets_out(worlds: tuple[dict[str, tuple[object, ...]], dict[str, tuple[object, ...]]]) -> None:
    for address, (_status, body, headers) in worlds[1].items():
        if CANARY not in address:
            assert CANARY.encode() not in bytes(str(body) + str(headers), "utf-8"), address


def test_a_guessed_id_of_a_draft_costs_the_queries_of_one_that_never_was(db: None, clock: datetime) -> None:
    publish_world(clock)
    cast.stance("acme-draft", announced_on="2021")
    asked = []
    for key in ("acme-draft", "acme-never"):
        for path in (f"stances/{key}/", f"stances/{key}/history/"):
            with CaptureQueriesContext(connection) as captured:
                body = get(path, 404).content
            asked.append((body, [query["sql"].replace(key, "") for query in captured.captured_queries]))
    assert asked[:2] == asked[2:]


HIDDEN = [
    "private_note", "pk", "id", "created_at", "saves", "order", "company__private_note", "publication__by__username",
    "publication__by__password", "revision__publication__by__email", "revision__ledger",
    "stance__company__private_note",
    "citations__stance__private_note", "logentry__user__username", "superseded_at", "retracted",
    "columns", "entry__note",
    "revision__entry__revision__document", "references__key", "slug__kind", "company__stances__private_note",
]  # fmt: skip
LOOKUPS = (
    "", "exact", "iexact", "contains", "icontains", "startswith", "istartswith", "endswith", "regex", "iregex",
    "gt", "gte",
    "lt", "lte", "in", "isnull", "range", "year", "search", "unaccent", "trigram_similar", "length",
)  # fmt: skip
CARRIERS = (
    "{path}={value}", "filter[{path}]={value}", "ordering={path}", "ordering=-{path}", "ordering=slug,{path}",
    "order_by={path}", "sort={path}", "search={value}", "q={path}:{value}", "fields={path}", "omit={path}",
    "include={path}", "expand={path}", "group_by={path}", "distinct={path}", "_connector=OR&{path}={value}",
    "_negated=1&{path}={value}", "pk__in=1,2", "cursor={path}", "format={path}", "_method=POST&{path}={value}",
    "term={value}&field_name={path}", "company={path}", "kind={path}", "valid_on={path}",
)  # fmt: skip


def test_no_probe_of_hidden_columns_is_taken(db: None, clock: datetime) -> None:
    publish_world(clock)
    add_what_is_not_public()
    chance, client = random.Random(7), Client()  # noqa: S311
    plurals = [*PLURALS.values(), "changes"]
    for _ in range(6000 if FULL else 300):
        path = "__".join(filter(None, (chance.choice(HIDDEN), chance.choice(LOOKUPS))))
        query = chance.choice(CARRIERS).format(path=path, value=chance.choice([CANARY, "1", "a", "true", ".*"]))
        ends = chance.choice(["", "", "acme/", "acme/history/"])
        response = client.get(f"/api/v1/{chance.choice(plurals)}/{ends}?{query}")
        assert response.status_code in (400, 404), query
        assert CANARY not in response.content.decode().replace(query, "").replace(CANARY, "", query.count(CANARY) + 1)
        allowed = response.json().get("allowed", [])
        assert not {"private_note", "id", "pk", "retracted"} & set(allowed)


def _source() -> dict[str, str]:
    return {
        "url": f"https://{CANARY}.example/",
        "title": CANARY,
        "publisher": CANARY,
        "language": "en",
        "kind": "news",
        "checked": "read",
    }
