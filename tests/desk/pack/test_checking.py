"""Every rule of the format has a row here that breaks it and nothing else needs to."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from companies.desk.pack.faults import PackError
from companies.desk.pack.loading import LoadOptions, load
from companies.models import Company, Source
from tests.desk.pack.made_up import PACKS, Mutant, change, copied, mutate, rows_in

MUTANTS: Sequence[Mutant] = rows_in(Path(__file__).parent / "mutants.jsonl")

pytestmark = pytest.mark.django_db


def faults_of(*packs: Path) -> list[str]:
    with pytest.raises(PackError) as refused:
        load(packs, LoadOptions())
    assert not Source.objects.exists()
    return refused.value.reasons


@pytest.mark.parametrize("mutant", MUTANTS, ids=[mutant["rule"] for mutant in MUTANTS])
def test_each_rule_finds_the_row_that_breaks_it_and_names_file_line_field_and_reason(
    mutant: Mutant, tmp_path: Path
) -> None:
    pack = copied("bay", tmp_path)
    mutate(pack, mutant)
    place = f"{pack}/{mutant['file']}.jsonl:{mutant['line']}:"
    field = f"[{mutant['field']}]" if mutant["field"] else ""
    told = [fault for fault in faults_of(pack) if fault.startswith(place)]
    assert any(field in fault and mutant["reason"].lower() in fault.lower() for fault in told), told


def test_the_packs_that_the_mutants_are_made_of_have_no_fault() -> None:
    loading = load([PACKS / "bay", PACKS / "isle"], LoadOptions(dry_run=True))
    assert len(loading.difference.new) == 21


def test_all_faults_of_all_files_are_told_at_once(tmp_path: Path) -> None:
    bay, isle = copied("bay", tmp_path), copied("isle", tmp_path)
    bent = [
        mutant for mutant in MUTANTS if mutant["rule"] in ("a Wikidata item", "a figure's unit", "a source's language")
    ]
    for mutant in bent:
        mutate(bay, mutant)
    mutate(isle, {"file": "companies", "line": 1, "set": {"kind": "cloud"}})
    told = "\n".join(faults_of(bay, isle))
    assert all(mutant["reason"] in told for mutant in bent)
    assert f"{isle}/companies.jsonl:1: abacus [kind] 'cloud' is not of the vocabulary: company, service" in told


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


def test_the_same_folder_twice_is_read_once(tmp_path: Path) -> None:
    assert load([PACKS / "bay", PACKS / "isle" / ".." / "bay"], LoadOptions()).difference.writes == 15


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


def test_a_fault_says_nothing_that_a_terminal_would_obey(tmp_path: Path) -> None:
    (tmp_path / "\x1b[2J").mkdir()
    pack = copied("bay", tmp_path / "\x1b[2J")
    mutate(pack, {"file": "companies", "line": 1, "set": {"kind": "\x1b[2J\ud800", "\x1b]0;\ud800": "x"}})
    with pytest.raises(CommandError) as refused:
        call_command("load_pack", str(pack))
    told = str(refused.value).replace("\n", "")
    assert told.isprintable()
    assert told.encode()


def test_the_command_counts_the_faults_and_says_that_nothing_was_written(tmp_path: Path) -> None:
    pack = copied("bay", tmp_path)
    mutate(pack, {"file": "companies", "line": 1, "set": {"wikidata": "P1"}})
    with pytest.raises(CommandError, match=r"is no Q number\n1 fault; nothing was written\.$"):
        call_command("load_pack", str(pack))
    assert not Company.objects.exists()
