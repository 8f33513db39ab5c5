"""A client that a generator makes from the served schema reads every answer, and loses nothing of it (A01)."""

import re
from datetime import date, datetime
from typing import Any

import httpx
import pytest

from companies.api.schema.components import item_name, part_name
from companies.vocabulary import PLURALS
from tests.api.schema.client import OPERATIONS, Generated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("rich_world")]

KEYS = {
    "jurisdiction": "freedonia",
    "company": "acme",
    "law": "data-act",
    "source": "gazette",
    "stance": "acme-begins",
    "figure": "acme-freedonia-2020-01-2020-12-user-data-requests-court-order-non-content",
    "check": "acme-data-act-2021-03-04-content-removal",
}
LISTS = {**{plural: kind for kind, plural in PLURALS.items()}, "changes": "change"}
_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(Z|\+00:00)")


def plain(value: Any) -> Any:
    """Return JSON with its instants in one form: a client writes them without the zeros that we write."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        return datetime.fromisoformat(value)
    return value


def read_whole(generated: Generated, operation: str, **parameters: Any) -> Any:
    """Return an answer as the client reads it, who must be able to say again all that was answered."""
    parsed, answered = generated.ask(operation, **parameters)
    assert plain(parsed.to_dict()) == plain(answered), operation
    return parsed


def types(rows: list[Any]) -> list[str]:
    """Return what the client takes each row for."""
    return [type(row).__name__ for row in rows]


@pytest.mark.parametrize("clocks", [{}, {"valid_on": date(2021, 6, 30)}], ids=["today", "past"])
def test_every_address_is_read_whole(generated: Generated, clocks: dict[str, Any]) -> None:
    for operation in OPERATIONS:
        kind = LISTS.get(operation, operation.removesuffix("_history"))
        key = {"key": KEYS[kind]} if kind in KEYS and operation not in LISTS else {}
        parsed = read_whole(generated, operation, **key, **({} if operation == "schema" else clocks))
        rows = [parsed] if operation in (*KEYS, "schema") else parsed.results
        assert rows, operation
        if operation not in ("schema", "index"):
            assert set(types(rows)) == {item_name(kind)}, operation


def test_a_type_is_known_of_all_but_what_a_change_may_hold(generated: Generated) -> None:
    kinds = [getattr(generated.models, name) for name in generated.models.__all__]
    unknown = {
        attribute
        for kind in kinds
        for attribute, written in getattr(kind, "__annotations__", {}).items()
        if re.search(r"\bAny\b", str(written)) and attribute != "additional_properties"
    }
    assert unknown == {"old", "new"}
    assert generated.models.Stance.__annotations__["announced_on"] == "str"
    assert generated.models.PartialStance.__annotations__["announced_on"] == "str | Unset"


def test_a_partial_date_is_a_text_and_a_day_is_a_date(generated: Generated) -> None:
    stance = read_whole(generated, "stance", key="acme-begins")
    assert (stance.announced_on, stance.effective_on) == ("2020-07-06", "2020-01")
    assert (stance.valid_from, stance.valid_until) == (date(2020, 1, 31), date(2020, 10, 31))
    assert stance.citations[0].source.published_on == "2020-07"
    law = read_whole(generated, "law", key="data-act")
    assert (law.adopted_on, law.in_force_on, law.repealed_on) == ("2019", "2020-06", "2025-01-31")
    company = read_whole(generated, "company", key="acme")
    assert [(name.from_, name.to) for name in company.names] == [("2001", "2019-12")]
    assert isinstance(stance.record.recorded_at, datetime)


def test_what_was_taken_back_is_read_as_a_tombstone(generated: Generated) -> None:
    gone = read_whole(generated, "stance", key="hooli-left")
    assert (types([gone]), gone.record.retracted) == (["Tombstone"], True)
    assert types(read_whole(generated, "stance_history", key="hooli-left").results) == ["Tombstone", "Stance"]


@pytest.mark.parametrize(("operation", "asked"), [("stances", {"company": ["acne"]}), ("stance", {"key": "nobody"})])
def test_a_refusal_is_read_as_a_problem(generated: Generated, operation: str, asked: dict[str, Any]) -> None:
    assert types([read_whole(generated, operation, **asked)]) == ["Problem"]


@pytest.mark.parametrize(("parameter", "name"), [("fields", "kind"), ("fields", "company"), ("omit", "record")])
def test_chosen_keys_are_read_as_a_part(generated: Generated, parameter: str, name: str) -> None:
    for operation, kind in LISTS.items():
        described = next(one for one in OPERATIONS[operation]["parameters"] if one["name"] == parameter)
        if name in described["schema"]["items"]["enum"]:
            chosen = {parameter: [generated.word(operation, parameter, name)]}
            assert set(types(read_whole(generated, operation, **chosen).results)) == {part_name(kind)}


def test_a_list_is_walked_by_its_cursor(generated: Generated) -> None:
    page = read_whole(generated, "changes", page_size=5)
    seen = [row.seq for row in page.results]
    while page.next_ is not None:
        page = read_whole(generated, "changes", page_size=5, cursor=httpx.URL(page.next_).params["cursor"])
        seen += [row.seq for row in page.results]
    assert seen == list(range(1, page.head + 1))


def test_clocks_that_are_asked_come_back(generated: Generated, rich_world: datetime) -> None:
    day = date(2021, 6, 30)
    then = read_whole(generated, "stances", valid_on=day, known_at=rich_world)
    assert (then.valid_on, then.known_at) == (day, rich_world)
    now = read_whole(generated, "stances", valid_on=day)
    assert ([row.slug for row in then.results], [row.slug for row in now.results]) == (
        ["acme-begins"],
        ["acme-says-it-again"],
    )
