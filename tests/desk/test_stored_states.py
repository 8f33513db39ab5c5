"""The stored states of rows are true whatever editors and packs do, in whatever order (decision 043).

One transaction an example, rolled back at its end. Everything is done as it is done at the desk: forms with their
parts are opened and sent, sets are published and taken back by their confirmation page, packs are loaded.
"""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from companies.desk.admin.forms.warnings import SEEN
from companies.desk.pack.faults import PackError
from companies.desk.pack.loading import LoadOptions, load
from companies.models import Company, Figure, Law, Source, Stance
from companies.models.desk_row import DeskRow
from companies.models.rows import MODELS
from companies.record.publishing.states import in_state, worked_out
from companies.record.publishing.stored_states import count_unknown
from tests import cast
from tests.conftest import FULL
from tests.desk.conftest import logged_in
from tests.desk.pack.made_up import FIRST, SECOND, change, copied
from tests.desk.screen import act, add_address, changed, forms_of, opened, row_address, with_row
from tests.record.true_states import wrong_states

NAMES = st.sampled_from(["One", "Two", "三"])
COVERS = st.lists(st.sampled_from(["lantern-mail", "lantern-chat", "All of it"]), unique=True)
ROWS: dict[str, tuple[type[DeskRow], str]] = {
    "place": (MODELS["jurisdiction"], "arcadia"),
    "company": (Company, "lantern"),
    "service": (Company, "lantern-chat"),
    "mail": (Company, "lantern-mail"),
    "law": (Law, "bay-data-act"),
    "source": (Source, "herald-2020-10-01"),
    "first": (Stance, FIRST),
    "second": (Stance, SECOND),
}


class DeskMachine(RuleBasedStateMachine):
    """An editor and a pack at work on the same rows."""

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.folder = TemporaryDirectory()
        self.client = logged_in(cast.editor("ada"))
        self.pack = copied("bay", Path(self.folder.name))

    def teardown(self) -> None:
        """Forget the example."""
        transaction.set_rollback(True)
        self.atomic.__exit__(None, None, None)
        self.folder.cleanup()

    @initialize(publish=st.booleans())
    def begin(self, publish: bool) -> None:
        load([self.pack], LoadOptions(publish=publish))
        assert count_unknown() == 0

    # Editors

    @rule(slug=st.sampled_from([FIRST, SECOND]), summary=NAMES, covers=COVERS, quote=st.sampled_from(["", "never"]))
    def reword(self, slug: str, summary: str, covers: list[str], quote: str) -> None:
        row = Stance.objects.get(slug=slug)
        values = {"summary": summary, "covers": "\r\n".join(covers), "citations__1__quote": quote}
        self._send(row, **values)

    @rule(dropped=st.booleans(), note=NAMES)
    def drop_or_mend_a_citation(self, dropped: bool, note: str) -> None:
        row = Stance.objects.get(slug=FIRST)
        if row.citations.count() > 1:
            self._send(row, citations__1__note=note, **({"citations__1__DELETE": "on"} if dropped else {}))

    @rule(slug=st.sampled_from(["lantern", "lantern-chat", "lantern-mail"]), name=NAMES, alias=NAMES)
    def rename_company(self, slug: str, name: str, alias: str) -> None:
        if row := Company.objects.filter(slug=slug).first():
            form = with_row(
                changed(opened(self.client, row_address(row)), name=f"{slug} {name}"), "aliases", name=alias
            )
            self._post(row_address(row), form)

    @rule(title=NAMES)
    def retitle(self, title: str) -> None:
        self._send(Source.objects.get(slug="herald-2020-10-01"), title=title)

    @rule(name=NAMES, penalty=NAMES)
    def rename_law(self, name: str, penalty: str) -> None:
        self._send(Law.objects.get(slug="bay-data-act"), short_name=name, provisions__0__penalty=penalty)

    @rule(note=NAMES)
    def annotate_a_figure(self, note: str) -> None:
        self._send(Figure.objects.get(key__startswith="lantern-arcadia"), note=note)

    @rule()
    def add_a_company(self) -> None:
        if Company.objects.filter(slug="lantern-mail").exists():
            return
        form = opened(self.client, add_address(Company))
        values = {"name": "Lantern Mail", "kind": "service", "summary": "Mail of Lantern.", "slug": "lantern-mail"}
        self._post(add_address(Company), changed(form, **values))

    @rule()
    def delete_the_company_again(self) -> None:
        if row := Company.objects.filter(slug="lantern-mail").first():
            address = row_address(row, "delete")
            self.client.post(address, {"post": "yes", "edit_version": str(row.edit_version)})

    @rule(names=st.sets(st.sampled_from(list(ROWS)), min_size=1, max_size=3))
    def publish(self, names: set[str]) -> None:
        rows = [row for model, key in map(ROWS.__getitem__, sorted(names)) for row in self._standing(model, key)]
        if rows:
            self._act("publish", rows)

    @rule(names=st.sets(st.sampled_from(["first", "second", "mail"]), min_size=1))
    def retract(self, names: set[str]) -> None:
        rows = [row for model, key in map(ROWS.__getitem__, sorted(names)) for row in self._standing(model, key)]
        if rows:
            self._act("retract", rows)

    # Packs

    @rule(summary=NAMES, name=NAMES, overwrite=st.booleans(), publish=st.booleans())
    def load_pack(self, summary: str, name: str, overwrite: bool, publish: bool) -> None:
        change(self.pack, "stances", 1, summary=summary)
        change(self.pack, "companies", 1, summary=name)
        options = LoadOptions(publish=publish, overwrite=overwrite, cause="correction", note="It said otherwise.")
        with suppress(PackError), transaction.atomic():
            load([self.pack], options)

    @invariant()
    def tells_what_is_so(self) -> None:
        """Compare what is stored with what is worked out, then what the lists show."""
        assert wrong_states() == {}
        for model in MODELS.values():
            right = worked_out(model._default_manager.all())
            states = ("draft", "published", "changed", "retracted")
            shown = {row.pk: state for state in states for row in in_state(model._default_manager.all(), state)}
            assert shown == right
        assert count_unknown() == 0

    def _standing(self, model: type[DeskRow], key: str) -> list[DeskRow]:
        return list(model._default_manager.filter(**{model.key_column: key}))

    def _send(self, row: Any, **values: str) -> None:
        self._post(row_address(row), changed(opened(self.client, row_address(row)), **values))
        assert type(row)._default_manager.exclude(desk_state="").filter(pk=row.pk).exists()

    def _post(self, address: str, form: Any) -> None:
        answer = self.client.post(address, form)
        if answer.status_code == 200:
            read = [each[SEEN] for each in forms_of(answer) if SEEN in each]
            answer = self.client.post(address, {**form, SEEN: read[0]}) if read else answer
        assert answer.status_code in (200, 302, 409)

    def _act(self, name: str, rows: list[DeskRow]) -> None:
        answer = act(self.client, name, rows, cause="new_evidence", note="It said otherwise.")
        assert answer.status_code in (200, 302, 409)


@pytest.mark.django_db
def test_the_stored_states_are_true_whatever_is_done_at_the_desk() -> None:
    few = settings(max_examples=200 if FULL else 12, stateful_step_count=25 if FULL else 12)
    run_state_machine_as_test(DeskMachine, settings=few)
