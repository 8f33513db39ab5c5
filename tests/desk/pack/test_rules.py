"""What lines say of one another: references, order, dates; the desk's row where the pack's is left."""

import json
from pathlib import Path

import pytest

from companies.desk.pack.faults import PackError
from companies.desk.pack.loading import LoadOptions, load
from companies.models import Law
from tests.desk.pack.made_up import PACKS, change, copied, edit, faults_of

pytestmark = pytest.mark.django_db


def test_a_reference_may_be_met_by_another_pack_of_the_same_run_in_any_order() -> None:
    assert load([PACKS / "isle", PACKS / "bay"], LoadOptions(dry_run=True)).difference.writes == 21


def test_a_reference_may_be_met_by_what_is_at_the_desk() -> None:
    load([PACKS / "bay"], LoadOptions())
    assert load([PACKS / "isle"], LoadOptions()).difference.writes == 6


def test_a_reference_that_nothing_meets_is_a_fault() -> None:
    told = faults_of(PACKS / "isle")
    assert any("lantern is not among the companies" in fault for fault in told)


def test_no_row_stands_in_two_packs(tmp_path: Path) -> None:
    other = Path(copied("bay", tmp_path))
    told = faults_of(PACKS / "bay", other)
    assert len(told) == 15
    assert all("stands twice: it is also in" in fault for fault in told)


def test_two_figures_whose_keys_join_to_the_same_are_a_fault(tmp_path: Path) -> None:
    pack = copied("bay", tmp_path)
    figure = {"period_from": "2020", "period_to": "2020", "request_type": "user_data", "unit": "items", "received": 1}
    places = [("lantern", "chat-arcadia-bay"), ("lantern-chat", "arcadia-bay")]
    lines = [{"company": a, "jurisdiction": b, **figure, "source": "lantern-blog"} for a, b in places]
    (pack / "figures.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert any("stands twice" in fault for fault in faults_of(pack))


@pytest.mark.parametrize(("announced_on", "published_on"), [("2020", "2020-05"), ("2020-07-06", "2020-07")])
def test_a_source_came_out_before_the_stance_only_where_no_day_of_both_dates_says_otherwise(
    tmp_path: Path, announced_on: str, published_on: str
) -> None:
    pack = copied("bay", tmp_path)
    change(pack, "stances", 1, announced_on=announced_on, effective_on=None)
    change(pack, "sources", 2, published_on=published_on)
    assert load([pack], LoadOptions()).difference.writes == 15


def test_rules_ask_the_desks_row_where_the_packs_is_left(bay: Path) -> None:
    load([bay], LoadOptions())
    edit(Law, "bay-data-act", demands=["content_removal"])
    with pytest.raises(PackError, match="user_data is not among the demands of the law: content_removal"):
        load([bay], LoadOptions())
    assert load([bay], LoadOptions(overwrite=True)).difference.writes == 1
