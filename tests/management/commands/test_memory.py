"""What goes through the whole record or the whole desk holds a part of it at a time: four times the rows, no more."""

import gc
import tracemalloc
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from companies.desk.pack import exporting
from companies.desk.pack.exporting import DESK, PUBLISHED, export
from companies.models import Jurisdiction, Law
from companies.models.desk_row import DeskRow
from companies.record.documents import compose
from companies.record.ledger import rebuild, verify
from companies.record.ledger.verify import record_faults
from companies.record.publishing import dependents
from companies.record.publishing import recompose as recomposing
from companies.record.publishing.publish import publish
from companies.record.publishing.recompose import recompose
from tests import cast

FEW, MANY = 30, 120
PART = 10
"""Rows that are held at a time here, so that few rows show what is held."""

Done = Callable[[int], object]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def add(numbers: range) -> None:
    """Enter and publish a statement of a company of its own for each number, each with a source of its own."""
    rows: list[DeskRow] = []
    for number in numbers:
        company, source = cast.company(f"firm-{number:04}"), cast.source(f"source-{number:04}")
        stance = cast.stance(f"stance-{number:04}", company=company, cited=[source], summary="It says so." * 100)
        rows += [company, source, stance, cast.figure(company=company, source=source), cast.check(company=company)]
    publish([*Jurisdiction.objects.all(), *Law.objects.all(), *rows], cause="new_evidence")


def peak(act: Callable[[Done], object]) -> int:
    """Return how many bytes were held at once while acting, over what was held before.

    Whatever Python has let go of but not yet taken away is taken away after each part: it is not held.
    """
    steps = count(1)

    def done(rows: int) -> None:
        if rows > 1 or next(steps) % PART == 0:
            gc.collect()

    gc.freeze()  # what stands before is not gone through at each step
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        act(done)
        return tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
        gc.unfreeze()


def test_four_times_the_rows_are_gone_through_in_the_same_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module, name in ((rebuild, "BATCH"), (verify, "BATCH"), (exporting, "BATCH"), (recomposing, "CHUNK")):
        monkeypatch.setattr(module, name, PART)
    numbers = count()
    today = compose.compose

    def recompose_all(done: Done) -> None:
        number = next(numbers)
        monkeypatch.setattr(dependents, "compose", lambda *args: {**today(*args), "told_anew": number})
        assert recompose(done) > FEW

    def verify_all(done: Done) -> None:
        assert next(record_faults(done), None) is None

    acts: dict[str, Callable[[Done], object]] = {
        "recompose": recompose_all,
        "verify_record": verify_all,
        "export_pack": lambda done: export(tmp_path / str(next(numbers)), DESK, done),
        "export_pack --published": lambda done: export(tmp_path / str(next(numbers)), PUBLISHED, done),
    }
    add(range(FEW))
    for act in acts.values():
        act(lambda rows: None)  # what Python and Django keep for ever is kept before anything is measured
    few = {name: peak(act) for name, act in acts.items()}
    add(range(FEW, MANY))
    grown = {name: round(peak(act) / few[name], 1) for name, act in acts.items()}
    assert max(grown.values()) < 1.5, grown
