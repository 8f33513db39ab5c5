"""A record that is published into and read at once, each by processes of their own.

Run as a program: ``prepare``, ``publish NAME SETS PAUSE``, or ``read NAME READS FILE``. A reader asks an address of a
site that keeps its answers, then has the same answer made anew, whatever was kept, at the very head that the first one
was judged at, and holds the two against each other. It says when it begins, goes on until the file is there, and prints
as JSON what it found.
"""

import json
import os
import random
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.cache import caches
from django.test import Client

from companies.vocabulary import PLURALS
from tracker.caches.configuring import ANSWERS, USUAL_MEGABYTES, cache_settings

if TYPE_CHECKING:
    from companies.record.reading.head import HeadState

COMPANIES, DEMANDS = 4, ("user_data", "content_removal")
LISTS = ("/", "/timeline/", "/matrix/", "/companies/", "/laws/", "/sources/", "/corrections/", "/data/")
PATHS = (*LISTS, "/api/v1/", "/api/v1/changes/", *(f"/api/v1/{plural}/" for plural in PLURALS.values()))
SHAPES = ("", "", "page_size=3&count=true", "fields=slug,position", "ordering=recorded_at")


def prepare() -> None:
    """Publish the law and the companies that the publishers' statements are about, and all that the cast makes once."""
    from tests import cast

    law = cast.law(events=[{"date": "2020-06-30", "kind": "in_force"}])
    for number in range(COMPANIES):
        cast.company(f"company-{number}", home=law.jurisdiction)
    cast.company()
    cast.source()
    cast.publish_everything()


def publish_sets(name: str, sets: int, pause: float) -> None:
    """Publish so many sets: statements, corrections, retractions, and now and then a law's new name."""
    from companies.models import Company, Law, Stance
    from companies.record.publishing.publish import publish, retract
    from tests import cast

    chance = random.Random(name)  # noqa: S311 - no secret
    law, standing = Law.objects.get(), list[Stance]()
    for number in range(sets):
        doing = chance.choice(["state", "state", "state", "correct", "retract", "rename"])
        if doing == "correct" and standing:
            stance = chance.choice(standing)
            stance.summary = f"Corrected by set {number}."
            stance.save()
            publish([stance], cause="correction", note="It said otherwise.")
        elif doing == "retract" and standing:
            retract([("stance", standing.pop().slug)], note="It was about another act.")
        elif doing == "rename" and name == "first":
            law.short_name = f"Act {number}"
            law.save()
            publish([law], cause="new_evidence", note="Renamed.")
        else:
            standing.append(
                cast.stance(
                    f"{name}-{number}",
                    company=Company.objects.get(slug=f"company-{chance.randrange(COMPANIES)}"),
                    law=law,
                    demand=chance.choice(DEMANDS),
                    position=chance.choice(["refuses", "complies", "suspended"]),
                    announced_on=f"20{chance.randrange(10, 24)}-{chance.randrange(1, 13):02}",
                )
            )
            publish([standing[-1]], cause="company_acted")
        time.sleep(pause)


@dataclass
class Store:
    """The store of answers with a switch, and a count of what it had."""

    found: int = 0
    is_off: bool = False

    def watch(self) -> None:
        """Stand between the site and its store."""
        store = caches[ANSWERS]
        get, put = store.get, store.set

        def watched_get(*args: Any) -> Any:
            value = None if self.is_off else get(*args)
            self.found += value is not None
            return value

        store.get = watched_get  # type: ignore[method-assign, assignment]
        store.set = lambda *args: None if self.is_off else put(*args)  # type: ignore[method-assign]


@dataclass
class Heads:
    """The heads that a request was judged at, to be told again to the next."""

    read: list["HeadState"] = field(default_factory=list)
    told: int = 0
    is_replayed: bool = False

    def watch(self) -> None:
        """Stand between the site and the head."""
        from companies.record.reading import head, snapshot

        def watched() -> "HeadState":
            if not self.is_replayed:
                self.read.append(head.read_head())
                return self.read[-1]
            self.told += 1
            return self.read[min(self.told, len(self.read)) - 1]

        snapshot.read_head = watched  # type: ignore[attr-defined]

    def begin(self, *, replayed: bool) -> None:
        """Begin a request."""
        self.is_replayed, self.told = replayed, 0
        if not replayed:
            self.read = []


def read_answers(name: str, reads: int, done: Path) -> dict[str, Any]:
    """Read so many addresses at least, each twice; return what differed, and how much of it had been kept."""
    from companies.record.ledger.revision import Revision

    chance = random.Random(name)  # noqa: S311 - no secret
    store, heads, seen, differing = Store(), Heads(), set[int](), list[str]()
    store.watch()
    heads.watch()
    followed: list[str] = []
    number = 0
    while number < reads or not done.exists():
        if number % 50 == 0:
            rows = list(Revision.objects.order_by("-seq").values_list("kind", "key", "recorded_at")[:300])
        address = followed.pop() if followed and chance.random() < 0.3 else an_address(rows, chance)
        number += 1
        headers = chance.choice([{}, {"accept-encoding": "gzip"}])
        heads.begin(replayed=False)
        store.is_off = False
        kept = _ask(address, headers)
        heads.begin(replayed=True)
        store.is_off = True
        made = _ask(address, headers)
        seen.add(heads.read[-1].seq)
        if kept != made:
            differing.append(address)
        if 'rel="next"' in kept[2].get("Link", "") and len(followed) < 20:
            followed.append(kept[2]["Link"].split(">")[0].removeprefix(f"<{settings.SITE_URL}"))
    return {"reads": number, "differing": differing[:5], "found": store.found, "heads": len(seen)}


def an_address(rows: list[tuple[str, str, Any]], chance: random.Random) -> str:
    """Return a page or an answer of the API, of a list or a row, at clocks that a reader may ask for."""
    kind, key, _ = chance.choice(rows)
    api = f"/api/v1/{PLURALS[kind]}/{key}/"
    path = chance.choice([*PATHS, f"/{PLURALS[kind]}/{key}/", api, f"{api}history/"])
    query = [chance.choice(SHAPES)] if path.startswith("/api/v1/stances/") and path.count("/") == 4 else []
    if chance.random() < 0.4:
        query.append(f"valid_on={chance.randrange(2010, 2024)}-07-01")
    if chance.random() < 0.4:
        query.append(f"known_at={chance.choice(rows)[2]:%Y-%m-%dT%H:%M:%S.%fZ}")
    return f"{path}?{'&'.join(part for part in query if part)}".rstrip("?")


def _ask(address: str, headers: dict[str, str]) -> tuple[int, bytes, dict[str, str]]:
    answer = Client().get(address, headers=headers)
    told = dict(answer.items())
    if told["Content-Type"] == "application/problem+json":
        # Each problem has a name of its own.
        return answer.status_code, b"", {}
    return answer.status_code, answer.content, told


if __name__ == "__main__":
    import django

    django.setup()
    settings.CACHES = cache_settings(os.environ.get("REDIS_URL", ""), USUAL_MEGABYTES * 1024 * 1024)
    # What this leaves in a Redis is nobody else's, and gone soon.
    settings.CACHES[ANSWERS] |= {"KEY_PREFIX": os.environ.get("STORE", ""), "TIMEOUT": 60}
    what, *arguments = sys.argv[1:]
    if what == "publish":
        publish_sets(arguments[0], int(arguments[1]), float(arguments[2]))
    elif what == "read":
        print("reading", flush=True)  # noqa: T201 - who started it waits for this
        json.dump(read_answers(arguments[0], int(arguments[1]), Path(arguments[2])), sys.stdout)
    else:
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        prepare()
