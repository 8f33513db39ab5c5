"""The two dates beside a position, its age, and what came of looking again (design: rules of time 9 and 10)."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from companies import clock as product_clock
from companies.pages.components.position_dates import PositionDates, told
from companies.record.reading import stance_views
from companies.record.reading.snapshot import Clocks, take_snapshot
from tests import cast
from tests.pages.conftest import Seen

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
CHAIN = ("acme", "data-act", "user_data")


@pytest.fixture
def world() -> None:
    """Acme suspends in July 2020, says so again twice, complies since February 2023; looked at since."""
    with product_clock.fixed(NOW):
        cast.stance("acme-1", announced_on="2020-07-06", position="suspended")
        cast.stance("acme-2", announced_on="2020-09-30", position="suspended")
        cast.stance("acme-3", announced_on="2021-06", position="suspended")
        cast.stance("acme-4", announced_on="2023-02", effective_on="2023-01-15", position="complies")
        cast.check(looked_on="2024-05-06", demand="user_data")
        cast.publish_everything()


def dates(slug: str, valid_on: str = "") -> PositionDates:
    with product_clock.fixed(NOW):
        day = datetime.fromisoformat(valid_on).date() if valid_on else None
        snapshot = take_snapshot(Clocks(valid_on=day))
        chain = told(snapshot, stance_views.whole_chain(snapshot, CHAIN))
        return next(member.dates for member in chain if member.item.key == slug)


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("slug", "day", "state", "words"),
    [
        ("acme-1", "2020-07-06", "stands", "since 6 July 2020"),
        ("acme-1", "2020-10-01", "said_again", "since 6 July 2020 · last said 30 September 2020"),
        ("acme-2", "2020-07-06", "to_come", "announced for 30 September 2020"),
        ("acme-2", "2020-10-01", "stands", "since 6 July 2020 · last said 30 September 2020"),
        ("acme-2", "2021-07-01", "said_again", "since 6 July 2020 · last said June 2021"),
        ("acme-3", "2021-07-01", "stands", "since 6 July 2020 · last said June 2021"),
        ("acme-3", "2023-01-15", "ended", "6 July 2020 to 15 January 2023 · last said June 2021"),
        ("acme-1", "2025-01-01", "ended", "6 July 2020 to 15 January 2023 · last said June 2021"),
        ("acme-4", "2023-03-01", "stands", "since 15 January 2023 · last said February 2023"),
    ],
)
def test_both_dates_are_told_as_they_were_on_the_day(slug: str, day: str, state: str, words: str) -> None:
    assert (dates(slug, day).state, dates(slug, day).words) == (state, words)


@pytest.mark.usefixtures("world")
def test_a_repeat_names_the_first_and_the_first_what_came_after() -> None:
    first, last = dates("acme-1", "2021-07-01"), dates("acme-3", "2021-07-01")
    assert first.first is None
    assert [said.slug for said in first.said_again] == ["acme-2", "acme-3"]
    assert last.first is not None
    assert last.first.slug == "acme-1"
    assert last.said_again == ()


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("day", "age", "looked"),
    [
        ("2023-06-01", "", ""),
        ("2024-05-06", "", "looked again on 6 May 2024, nothing newer"),
        ("2025-02-27", "", "looked again on 6 May 2024, nothing newer"),
        ("2025-02-28", "last said 2 years ago", "looked again on 6 May 2024, nothing newer"),
        ("", "last said 2 years ago", "looked again on 6 May 2024, nothing newer"),
    ],
)
def test_age_is_told_after_two_years_and_a_look_as_soon_as_it_was_made(day: str, age: str, looked: str) -> None:
    found = dates("acme-4", day)
    assert (found.age_words, found.looked_words) == (age, looked)


@pytest.mark.parametrize(
    ("outcome", "says"),
    [
        ("nothing_found", "looked again on 6 May 2024, nothing newer"),
        ("no_reply", "asked again on 6 May 2024, no answer"),
        ("replied", "asked again on 6 May 2024, answered without a position"),
        ("", "not looked at since"),
    ],
)
def test_what_came_of_looking_is_told_by_the_latest_check(outcome: str, says: str) -> None:
    with product_clock.fixed(NOW):
        cast.stance("acme-1", announced_on="2020-07-06")
        if outcome:
            cast.check(looked_on="2021", demand="user_data", outcome="replied")
            cast.check(looked_on="2024-05-06", demand="user_data", outcome=outcome)
        cast.check(looked_on="2025-05-06", demand="content_removal", outcome="replied")
        cast.publish_everything()
    assert dates("acme-1").looked_words == says


def test_of_two_looks_with_one_last_day_the_finer_is_told() -> None:
    with product_clock.fixed(NOW):
        cast.stance("acme-1", announced_on="2020-07-06")
        for looked_on, outcome in (("2021-12-31", "no_reply"), ("2021-12", "replied"), ("2021", "nothing_found")):
            cast.check(looked_on=looked_on, demand="user_data", outcome=outcome)
        cast.publish_everything()
    assert dates("acme-1").looked_words == "asked again on 31 December 2021, no answer"


@pytest.mark.parametrize("day", ["2020-07-06", "2021-07-06"])
def test_a_check_from_before_the_answer_is_no_look_after_it(day: str) -> None:
    with product_clock.fixed(NOW):
        cast.stance("acme-1", announced_on="2021-07-06")
        cast.check(looked_on=day, demand="user_data")
        cast.publish_everything()
    assert dates("acme-1").looked_words == "not looked at since"


@pytest.mark.usefixtures("world")
def test_the_timeline_can_leave_out_what_was_only_said_again(client: Client) -> None:
    with product_clock.fixed(NOW):
        pages = {
            query: Seen(client.get(f"/timeline/?{query}").content.decode())
            for query in ("repeats=false", "repeats=true")
        }
    assert pages["repeats=false"].in_order("2 answers: Only what changed", "Complies", "Suspended")
    assert pages["repeats=true"].in_order(
        "Jun 2021", "says again Suspended", "first said on 6 Jul 2020", "30 Sep 2020", "says again Suspended"
    )


@pytest.mark.usefixtures("world")
@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("repeats=true", ["acme-3", "acme-2"]),
        ("repeats=false", ["acme-4", "acme-1"]),
        ("stale_before=2024-05-06", []),
        ("stale_before=2024-05-07", ["acme-4", "acme-3", "acme-2", "acme-1"]),
        ("stale_before=2024-06&valid_on=2025-01-01", ["acme-4"]),
        ("stale_before=2021&valid_on=2021-05-01", ["acme-2"]),
        ("stale_before=2025&valid_on=2021-05-01&repeats=false", []),
    ],
)
def test_lists_are_narrowed_by_repeats_and_by_what_nobody_looked_at(
    client: Client, query: str, slugs: list[str]
) -> None:
    with product_clock.fixed(NOW):
        assert [row["slug"] for row in client.get(f"/api/v1/stances/?{query}").json()["results"]] == slugs


@pytest.mark.usefixtures("world")
def test_changes_can_leave_out_what_was_only_said_again(client: Client) -> None:
    with product_clock.fixed(NOW):
        every, moved, again = (
            [
                (row["kind"], row["key"])
                for row in client.get(f"/api/v1/changes/?page_size=100{query}").json()["results"]
            ]
            for query in ("", "&repeats=false", "&repeats=true")
        )
    assert again == [("stance", "acme-2"), ("stance", "acme-3")]
    assert moved == [key for key in every if key not in again]


def test_yes_and_no_are_all_that_repeats_may_be(client: Client) -> None:
    answer = client.get("/api/v1/stances/?repeats=maybe")
    assert answer.status_code == 400
    assert answer.json()["allowed"] == ["true", "false"]
