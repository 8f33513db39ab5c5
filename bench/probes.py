"""Random questions of lists of answers, each compared with a plain walk over all entries.

The walk knows nothing of the product's ways to read: it holds every entry as a tuple, and asks each by the
rules of time, of filters and of orders. Only cursors are made by the product.
"""

import argparse
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple
from urllib.parse import urlencode

PAGE = 20

_ORDERS: dict[str, tuple[str, ...]] = {
    "announced_on": ("announced_last", "announced_precision", "key"),
    "valid_from": ("valid_from", "key"),
    "recorded_at": ("recorded_at", "revision_id"),
}
_GROUPS = {
    "resists": ("refuses", "suspended", "contests", "cannot_comply"),
    "left": ("withdrew",),
    "undecided": ("assessing", "no_comment"),
    "yields": ("complies_in_part", "complies"),
}


class Row(NamedTuple):
    """The columns of an entry that a list of answers goes by."""

    revision_id: int
    key: str
    recorded_at: datetime
    superseded_at: datetime | None
    retracted: bool
    company: str
    law: str
    demand: str
    position: str
    jurisdiction_path: str
    announced_first: date
    announced_last: date
    announced_precision: int
    valid_from: date
    valid_until: date | None
    first_said: str


@dataclass(frozen=True)
class Probe:
    """One question: its parameters, and the row after or before which its page stands, if any."""

    asked: Mapping[str, str]
    rows: list[Row]
    """The whole list that it asks for, as the walk found it."""
    after: Row | None
    backwards: bool = False


class Oracle:
    """What lists hold, by a walk over every entry."""

    def __init__(self) -> None:
        from companies.record.ledger.revision import Entry

        rows = Entry.objects.filter(kind="stance").order_by("revision_id").values_list(*Row._fields)
        self.rows = [Row(*row) for row in rows.iterator(10_000)]
        self._sorted = {name: sorted(self.rows, key=_by(columns)) for name, columns in _ORDERS.items()}

    def list(self, asked: Mapping[str, str]) -> list[Row]:
        """Return the whole list that the parameters ask for, in its order."""
        ordering = asked.get("ordering", "-announced_on")
        found = self._sorted[ordering.removeprefix("-")]
        # One test after the other, so that most of the walk goes through what the first ones have left.
        for test in _tests(asked):
            found = [row for row in found if test(row)]
        return found[::-1] if ordering.startswith("-") else found


def make_probes(oracle: Oracle, number: int, seed: int = 1) -> Iterator[Probe]:
    """Yield so many questions, all different in what they ask together."""
    random = Random(seed)  # noqa: S311 - a failing question must come again
    for _ in range(number):
        asked = _question(random, oracle)
        rows = oracle.list(asked)
        if not rows or random.random() < 0.4:
            yield Probe(asked, rows, None)
        else:
            yield Probe(asked, rows, random.choice(rows), random.random() < 0.3)


def differences(probe: Probe) -> list[str]:
    """Return what the API answers otherwise than the walk: a sentence for each."""
    from django.conf import settings
    from django.test import Client

    answer = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0]).get(address(probe))
    if answer.status_code != 200:
        return [f"{address(probe)}: {answer.status_code} {answer.content[:300]!r}"]
    body = json.loads(answer.content)
    rows = probe.rows
    first, last = _bounds(probe)
    # A page without rows leads nowhere.
    wanted = {
        "results": [row.key for row in rows[first:last]],
        "count": len(rows),
        "next": first < last < len(rows),
        "previous": 0 < first < last,
    }
    told = {
        "results": [row["slug"] for row in body["results"]],
        "count": body["count"],
        "next": body["next"] is not None,
        "previous": body["previous"] is not None,
    }
    return [
        f"{address(probe)}: {name} is {told[name]}, and should be {wanted[name]}"
        for name in wanted
        if told[name] != wanted[name]
    ]


def address(probe: Probe) -> str:
    """Return the address of a question."""
    from django.http import QueryDict

    from companies.record.query.cursors import encode_cursor
    from companies.record.query.parameters import parse_list
    from companies.record.reading.read import CursorPosition

    asked = {**probe.asked, "page_size": str(PAGE), "fields": "slug", "count": "true"}
    if probe.after is not None:
        parsed = parse_list("stance", QueryDict(urlencode(probe.asked)))
        known_at = parsed.snapshot.known_at
        assert known_at is not None  # noqa: S101 - there are rows
        columns = _ORDERS[probe.asked.get("ordering", "-announced_on").removeprefix("-")]
        values = tuple(getattr(probe.after, column) for column in columns)
        asked["cursor"] = encode_cursor(CursorPosition(values, probe.backwards), parsed.list_query, known_at)
    return f"/api/v1/stances/?{urlencode(asked)}"


def _bounds(probe: Probe) -> tuple[int, int]:
    """Return where a page begins and ends in its list."""
    length = len(probe.rows)
    if probe.after is None:
        return 0, min(PAGE, length)
    place = probe.rows.index(probe.after)
    if probe.backwards:
        return max(0, place - PAGE), place
    return place + 1, min(place + 1 + PAGE, length)


def _by(columns: tuple[str, ...]) -> "Callable[[Row], tuple[Any, ...]]":
    return lambda row: tuple(getattr(row, column) for column in columns)


def _question(random: Random, oracle: Oracle) -> dict[str, str]:
    """Return parameters that some rows are likely to meet: their values come from a row."""
    of = random.choice(oracle.rows)
    asked: dict[str, str] = {}
    if random.random() < 0.7:
        asked["known_at"] = _instant(_near(random, oracle))
    if random.random() < 0.6:
        asked["valid_on"] = min(_day(random, of), date.today()).isoformat()
    filters = {
        "company": of.company,
        "law": of.law,
        "jurisdiction": random.choice(of.jurisdiction_path.strip("/").split("/")),
        "demand": of.demand,
        "position": of.position,
        "group": next(name for name, positions in _GROUPS.items() if of.position in positions),
        "announced_from": of.announced_first.isoformat()[: random.choice((4, 7, 10))],
        "announced_to": of.announced_last.isoformat()[: random.choice((4, 7, 10))],
        "repeats": random.choice(("true", "false")),
    }
    chosen = random.sample(sorted(filters), random.choice((0, 0, 1, 1, 2, 3)))
    asked |= {name: filters[name] for name in chosen}
    if "known_at" in asked:
        asked = _only_what_was_known(asked, of)
    if random.random() < 0.4:
        asked["ordering"] = random.choice(("", "-")) + random.choice(sorted(_ORDERS))
    return asked


def _only_what_was_known(asked: dict[str, str], of: Row) -> dict[str, str]:
    """Leave out the slugs of what was not published yet, which the API refuses as unknown."""
    known = of.recorded_at <= datetime.fromisoformat(asked["known_at"])
    return asked if known else {name: value for name, value in asked.items() if name not in ("company", "law")}


def _near(random: Random, oracle: Oracle) -> datetime:
    """Return an instant of the record, or one microsecond beside it: where an answer changes."""
    at = random.choice(oracle.rows).recorded_at.astimezone(UTC)
    return max(at + timedelta(microseconds=random.choice((-1, 0, 0, 1))), oracle.rows[0].recorded_at)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _day(random: Random, of: Row) -> date:
    near = random.choice((of.valid_from, of.valid_until or of.valid_from, of.announced_first))
    return near + timedelta(random.choice((-1, 0, 0, 1, 30, 400)))


def _tests(asked: Mapping[str, str]) -> Iterator[Callable[[Row], bool]]:
    """Yield what a row must meet to stand in the list."""
    from companies.partial_dates import first_day, last_day

    # Few rows are left of those that bear one value, and nearly all by the clocks.
    for name in ("company", "law", "demand", "position"):
        if name in asked:
            yield lambda row, name=name: getattr(row, name) == asked[name]  # type: ignore[misc]
    if "group" in asked:
        yield lambda row: row.position in _GROUPS[asked["group"]]
    if "jurisdiction" in asked:
        yield lambda row: f"/{asked['jurisdiction']}/" in row.jurisdiction_path
    if "announced_from" in asked:
        begins = first_day(asked["announced_from"])
        yield lambda row: row.announced_last >= begins
    if "announced_to" in asked:
        ends = last_day(asked["announced_to"])
        yield lambda row: row.announced_first <= ends
    if "repeats" in asked:
        yield lambda row: bool(row.first_said) == (asked["repeats"] == "true")
    yield from _clock_tests(asked)


def _clock_tests(asked: Mapping[str, str]) -> Iterator[Callable[[Row], bool]]:
    yield lambda row: not row.retracted
    if "known_at" in asked:
        then = datetime.fromisoformat(asked["known_at"])
        yield lambda row: row.recorded_at <= then and (row.superseded_at is None or row.superseded_at > then)
    else:
        yield lambda row: row.superseded_at is None
    if "valid_on" in asked:
        day = date.fromisoformat(asked["valid_on"])
        yield lambda row: row.valid_from <= day and (row.valid_until is None or row.valid_until > day)


def main() -> None:
    """Probe the world in a folder; end with a status that tells whether anything differed."""
    parser = argparse.ArgumentParser(prog="bench.probes", description=__doc__)
    parser.add_argument("data_dir", type=Path, help="the folder of a world on SQLite")
    parser.add_argument("--database", default="", help="the PostgreSQL address of a world, instead")
    parser.add_argument("--number", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    os.environ.update(
        DATA_DIR=str(given.data_dir.absolute()),
        DATABASE_URL=given.database,
        DJANGO_SETTINGS_MODULE="tracker.settings.development",
    )

    import django
    from tqdm import tqdm

    django.setup()
    oracle = Oracle()
    found = 0
    for probe in tqdm(make_probes(oracle, given.number, given.seed), total=given.number, disable=None):
        for difference in differences(probe):
            found += 1
            tqdm.write(difference)
    tqdm.write(f"{given.number:,} probes of {len(oracle.rows):,} revisions of answers: {found} differ.")
    raise SystemExit(1 if found else 0)


if __name__ == "__main__":
    main()
