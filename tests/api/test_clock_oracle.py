"""Any address on any day as known at any instant says what a replay of the ledger says (A09)."""

import json
import random
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from companies import clock as product_clock
from companies.models import Company, Law, Stance
from companies.record.ledger.revision import Revision
from companies.record.publishing.publish import publish, retract
from companies.vocabulary import GROUPS, PLURALS, POSITIONS
from tests import cast
from tests.api.replay import Replay, read_ledger, text
from tests.conftest import FULL

pytestmark = pytest.mark.django_db

PROBES = 5_000 if FULL else 250
DATES = ["2019", "2020", "2020-07", "2020-07-06", "2020-08", "2020-08-31", "2021-01-01", "2021"]


def live(clock: datetime, chance: random.Random) -> None:
    """Publish, correct, take back and publish again, in forty steps of an hour."""
    freedonia = cast.place()
    east = cast.place("east", parent=freedonia)
    companies = [cast.company(home=freedonia), cast.company("globex"), cast.company("initech", home=east)]
    laws = [cast.law(events=[{"date": "2020-06-30", "kind": "in_force"}]), cast.law("east-act", jurisdiction=east)]
    sources = [cast.source(), cast.source("herald")]
    start = clock - timedelta(hours=60)
    with product_clock.fixed(start):
        publish([freedonia, east, *companies, *laws, *sources], cause="new_evidence")
    for step in range(40):
        with product_clock.fixed(start + timedelta(hours=step + 1)):
            act(step, companies, laws, sources, chance)


def act(step: int, companies: list[Company], laws: list[Law], sources: list[Any], chance: random.Random) -> None:
    """Do one thing that an editor does."""
    standing = list(Stance.objects.order_by("slug"))
    doing = chance.choice(["state"] * 4 + ["correct", "retract", "again", "rename", "count", "check"])
    if doing in ("correct", "retract", "again") and standing:
        stance = chance.choice(standing)
        newest = Revision.objects.filter(kind="stance", key=stance.slug).order_by("-version")[0]
        if doing == "retract" and not newest.retracted:
            retract([("stance", stance.slug)], note="Another law.")
        else:
            stance.summary, stance.announced_on = f"Step {step}.", chance.choice(DATES)
            stance.save()
            cause = "new_evidence" if newest.retracted else "correction"
            publish([stance], cause=cause, note="Mended.")
    elif doing == "rename":
        law = chance.choice(laws)
        law.short_name = f"Act {step}"
        law.save()
        publish([law], cause="new_evidence", note="Renamed.")
    elif doing == "count":
        publish([cast.figure(company=companies[0], period_from=f"{1950 + step}")], cause="new_evidence")
    elif doing == "check":
        looked_on = chance.choice([f"2020-07-{step % 28 + 1:02}", f"{2020 + step // 12}-{step % 12 + 1:02}"])
        asked = {"company": chance.choice(companies), "law": chance.choice(laws), "demand": "user_data"}
        looked = cast.check(**asked, looked_on=looked_on)
        publish([looked], cause="new_evidence")
    else:
        cited = [sources[step % 2], {"source": sources[(step + 1) % 2], "relation": "disputes"}][: step % 3 + 1]
        row = cast.stance(
            f"stance-{step}",
            company=chance.choice(companies),
            law=chance.choice(laws),
            position=chance.choice(chance.choice([POSITIONS.codes, POSITIONS.codes[:2]])),
            announced_on=chance.choice(DATES),
            cited=cited[:1] if step % 2 else cited,
        )
        publish([row], cause="company_acted", note="It spoke.")


def probe(chance: random.Random, replay: Replay, keys: list[tuple[str, str]]) -> tuple[str, tuple[int, Any]]:
    """Return an address without its clocks, and what the replay says of it."""
    shape = chance.choice(["item", "history", "list", "list", "list", "changes"])
    kind, key = chance.choice([*keys, ("stance", "never"), ("company", "never")])
    if shape == "item":
        return f"{PLURALS[kind]}/{key}/?", replay.item(kind, key)
    if shape == "history":
        return f"{PLURALS[kind]}/{key}/history/?page_size=100&count=true&", replay.history(kind, key)
    if shape == "changes":
        after = chance.randrange(len(replay.ledger))
        return f"changes/?page_size=100&count=true&after={after}&", replay.changes(after)
    kind = chance.choice([*PLURALS, "stance", "stance"])
    filters = {name: value for name, value in some_filters(kind, chance).items() if chance.random() < 0.4}
    if filters.get("announced_from", "0") > filters.get("announced_to", "9"):
        del filters["announced_from"]
    query = "".join(f"{name}={value}&" for name, value in filters.items())
    return f"{PLURALS[kind]}/?page_size=100&count=true&{query}", replay.items(kind, filters)


def some_filters(kind: str, chance: random.Random) -> dict[str, str]:
    """Return filters that lists of ``kind`` take."""
    filters: dict[str, str] = {}
    if kind in ("company", "law", "stance", "figure", "check"):
        filters["jurisdiction"] = chance.choice(["freedonia", "east"])
    if kind in ("stance", "figure", "check"):
        filters["company"] = chance.choice(["acme", "globex", "initech"])
    if kind in ("stance", "check"):
        filters["law"] = chance.choice(["data-act", "east-act"])
    if kind == "stance":
        filters |= {
            "group": chance.choice(GROUPS.codes),
            "position": chance.choice(POSITIONS.codes),
            "source": chance.choice(["gazette", "herald"]),
            "announced_from": chance.choice(DATES),
            "announced_to": chance.choice(DATES),
            "repeats": chance.choice(["true", "false"]),
            "stands": chance.choice(["true", "false"]),
            "stale_before": chance.choice([*DATES, "2020-07-20", "2022"]),
        }
    return filters


@pytest.mark.parametrize("seed", range(3))
def test_every_answer_is_what_a_replay_of_the_ledger_says(db: None, clock: datetime, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    live(clock, chance)
    ledger = read_ledger()
    keys = sorted({(row.kind, row.key) for row in ledger})
    instants = sorted({row.recorded_at for row in ledger})
    days = [
        date(2019, 12, 31),
        date(2020, 6, 29),
        date(2020, 7, 6),
        date(2020, 8, 31),
        date(2021, 1, 1),
        date(2026, 1, 1),
    ]
    client = Client()
    for _ in range(PROBES // 3):
        instant = chance.choice(instants) + timedelta(microseconds=chance.choice([-1, 0, 1, 10**9]))
        known_at = chance.choice([None, min(instant, clock)])
        valid_on = chance.choice([None, chance.choice(days) + timedelta(days=chance.choice([-1, 0, 1]))])
        replay = Replay(ledger, valid_on, known_at, product_clock.today())
        address, (status, body) = probe(chance, replay, keys)
        address += f"valid_on={valid_on}&" if valid_on else ""
        address = (address + (f"known_at={text(known_at)}" if known_at else "")).rstrip("&?")
        response = client.get(f"/api/v1/{address}")
        assert response.status_code == status, address
        if status in (200, 410):
            answer = json.loads(response.content)
            answer.pop("next", None)
            answer.pop("previous", None)
            if answer.get("count", 0) > 100:
                body["results"] = body["results"][:100]
            assert answer == body, address
