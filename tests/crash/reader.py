"""A reader of a site on several machines: goes from one address to another, and keeps what was answered."""

import http.client
import json
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from companies.record.ledger.canonical import instant_text

PAGES = ("/", "/companies/", "/corrections/", "/timeline/")
LISTS = (
    "/api/v1/companies/?ordering=-recorded_at",
    "/api/v1/changes/?ordering=-recorded_at&page_size=5",
    "/api/v1/stances/?page_size=3",
    "/api/v1/companies/lantern/history/",
)
AGO = (timedelta(), timedelta(seconds=1), timedelta(seconds=20), timedelta(seconds=70), timedelta(hours=1))
SURE = timedelta(seconds=10)
_HEAD = re.compile(r'"(\d+)-')


@dataclass
class Answer:
    """What was answered to one request.

    ``clocked``: an instant was asked. ``young``: one so late that a set which is just being written may bear an earlier
    one; such an answer may change, and doesn't say otherwise.
    """

    path: str
    clocked: bool
    young: bool
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def head(self) -> int:
        """The head that stands in the ETag."""
        found = _HEAD.match(self.headers.get("etag", ""))
        return int(found[1]) if found else 0

    @property
    def immutable(self) -> bool:
        """Whether it was said to stay so for ever."""
        return "immutable" in self.headers.get("cache-control", "")

    def told(self) -> dict[str, Any]:
        """Return what a list says, but where to go on: a cursor is tied to the clocks that were asked."""
        body: dict[str, Any] = json.loads(self.body)
        return {name: value for name, value in body.items() if name not in ("next", "previous", "valid_on")}


@dataclass
class Reader:
    """One reader. ``went_back`` holds the addresses at which an older head came than had been seen before."""

    address: str
    seed: int
    answers: list[Answer] = field(default_factory=list)
    went_back: list[str] = field(default_factory=list)
    seen: int = 0

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311 - no secret
        self._held: dict[str, str] = {}
        self._next: list[str] = []

    def read(self, until: datetime) -> None:
        """Go from address to address."""
        while datetime.now(UTC) < until:
            self.step()

    def step(self) -> Answer:
        """Ask one address, as chance has it: a page or list, with clocks, with what was seen, or a walk's next page."""
        if self._next and self._chance.random() < 0.3:
            return self.ask(self._next.pop(), clocked=True)
        path = self._chance.choice((*PAGES, *LISTS))
        sign = "&" if "?" in path else "?"
        kind = self._chance.random()
        if kind < 0.4 and path in LISTS:
            ago = self._chance.choice(AGO)
            known_at = instant_text(datetime.now(UTC) - ago)
            day = "&valid_on=2021-01-01" if self._chance.random() < 0.5 else ""
            return self.ask(f"{path}{sign}known_at={known_at}{day}", clocked=True, young=ago < SURE)
        if kind < 0.6 and path in LISTS:
            return self.ask(f"{path}{sign}min_head={self.seen}")
        return self.ask(path)

    def ask(self, path: str, *, clocked: bool = False, young: bool = False) -> Answer:
        """Ask one address, with the ETag of what is held of it, and keep what was answered."""
        headers = {"If-None-Match": self._held[path]} if path in self._held else {}
        answer = fetch(self.address, path, clocked=clocked, young=young, **headers)
        self.answers.append(answer)
        if answer.status == 200:
            self._held[path] = answer.headers["etag"]
            if not clocked and path.startswith("/api/") and (following := _following(answer)):
                self._next.append(following)
        if not clocked and answer.status in (200, 304):
            if answer.head < self.seen:
                self.went_back.append(f"{path}: {answer.head} after {self.seen}")
            self.seen = max(self.seen, answer.head)
        return answer


def fetch(address: str, path: str, *, clocked: bool = False, young: bool = False, **headers: str) -> Answer:
    """Ask one address."""
    link = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
    try:
        link.request("GET", path, headers=headers)
        answer = link.getresponse()
        named = {name.lower(): text for name, text in answer.getheaders()}
        return Answer(path, clocked, young, answer.status, named, answer.read())
    finally:
        link.close()


def differences(judge: str, answers: Iterable[Answer]) -> list[str]:
    """Return the answers of the API that are not what a site at ``judge`` says of the instant that they told.

    What was asked with a clock must be the same bytes, or not be there; of the rest what a list tells must be the same.
    """
    found = []
    for answer in answers:
        changing = answer.young and not answer.immutable
        if changing or answer.status not in (200, 404) or not answer.path.startswith("/api/"):
            continue
        path = re.sub(r"[?&]min_head=\d+", "", answer.path)
        if answer.clocked:
            judged = fetch(judge, path)
            same = judged.status == answer.status and (answer.status == 404 or judged.body == answer.body)
        else:
            sign = "&" if "?" in path else "?"
            same = fetch(judge, f"{path}{sign}known_at={answer.told()['known_at']}").told() == answer.told()
        if not same:
            found.append(path)
    return found


def _following(answer: Answer) -> str:
    """Return the path of a list's next page, blank where there is none."""
    following = urlsplit(json.loads(answer.body).get("next") or "")
    return f"{following.path}?{following.query}" if following.path else ""
