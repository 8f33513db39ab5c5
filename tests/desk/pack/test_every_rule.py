"""Every rule of the format has a row here that breaks it and nothing else needs to."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from companies.desk.pack.loading import LoadOptions, load
from tests.desk.pack.made_up import PACKS, Mutant, copied, faults_of, mutate, rows_in

pytestmark = pytest.mark.django_db


MUTANTS: Sequence[Mutant] = rows_in(Path(__file__).parent / "mutants.jsonl")


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
    cloud = "abacus [kind] 'cloud' is not of the vocabulary: company, service, foundation"
    assert f"{isle}/companies.jsonl:1: {cloud}" in told
