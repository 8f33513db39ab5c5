"""Who may do what at the desk: role × kind × act, whole requests, forged ones too (S11). One table says it all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import transaction
from django.test import Client
from django.urls import reverse

from companies.desk.admin.screens.confirmation import confirmation_address
from companies.models import Revision, Source
from companies.models.desk_row import DeskRow
from companies.models.rows import MODELS, row_of
from companies.record.documents.fields import CHILD_KEYS, ROW_KEYS
from tests import cast
from tests.desk.screen import add_address, changed, list_address, row_address

pytestmark = pytest.mark.django_db

ROLES: dict[str, tuple[bool, tuple[str, ...]]] = {
    "anonymous": (False, ()),
    "reader": (False, ("view", "add", "change", "delete")),
    "stranger": (True, ()),
    "viewer": (True, ("view",)),
    "writer": (True, ("view", "add")),
    "editor": (True, ("view", "add", "change", "delete")),
    "superuser": (True, ()),
}
"""Whether a role is staff, and its permissions for the kind. A reader has an account that is no staff."""

SEEN, DONE, REFUSED, LOGIN, NOT_OFFERED = "seen", "done", "refused", "login", "not offered"

TABLE: dict[str, dict[str, str]] = {
    # act                 stranger          viewer            writer            editor
    "list": {"stranger": REFUSED, "viewer": SEEN, "writer": SEEN, "editor": SEEN},
    "view": {"stranger": REFUSED, "viewer": SEEN, "writer": SEEN, "editor": SEEN},
    "history": {"stranger": REFUSED, "viewer": SEEN, "writer": SEEN, "editor": SEEN},
    "autocomplete": {"stranger": REFUSED, "viewer": SEEN, "writer": SEEN, "editor": SEEN},
    "open add": {"stranger": REFUSED, "viewer": REFUSED, "writer": SEEN, "editor": SEEN},
    "add": {"stranger": REFUSED, "viewer": REFUSED, "writer": SEEN, "editor": SEEN},
    "change": {"stranger": REFUSED, "viewer": REFUSED, "writer": REFUSED, "editor": DONE},
    "inline": {"stranger": REFUSED, "viewer": REFUSED, "writer": REFUSED, "editor": DONE},
    "open delete": {"stranger": REFUSED, "viewer": REFUSED, "writer": REFUSED, "editor": SEEN},
    "delete": {"stranger": REFUSED, "viewer": REFUSED, "writer": REFUSED, "editor": DONE},
    "action": {"stranger": REFUSED, "viewer": NOT_OFFERED, "writer": NOT_OFFERED, "editor": SEEN},
    "open publish": {"stranger": REFUSED, "viewer": REFUSED, "writer": REFUSED, "editor": SEEN},
    "publish": {"stranger": REFUSED, "viewer": REFUSED, "writer": REFUSED, "editor": SEEN},
    "retract": {"stranger": REFUSED, "viewer": REFUSED, "writer": REFUSED, "editor": SEEN},
}
"""What each act comes to. ``seen``: 200; ``done``: a redirect; ``refused``: 403; ``not offered``: the list comes back
and nothing is done. A superuser is an editor of all kinds; who is no staff is sent to log in."""

POINTERS = {
    "jurisdiction": ("company", "home"),
    "company": ("stance", "company"),
    "law": ("stance", "law"),
    "source": ("citation", "source"),
}
"""A field that points to each kind which has an autocomplete."""


@dataclass(frozen=True)
class Cell:
    """One request of one role on one row."""

    client: Client
    row: DeskRow

    def send(self, act: str) -> Any:
        """Send the act as a request and return the answer; None where the kind has no such act."""
        return getattr(self, act.replace(" ", "_"))()

    def list(self) -> Any:
        return self.client.get(list_address(type(self.row)))

    def view(self) -> Any:
        return self.client.get(row_address(self.row))

    def history(self) -> Any:
        return self.client.get(row_address(self.row, "history"))

    def autocomplete(self) -> Any:
        if self.row.kind_name not in POINTERS:
            return None
        model, field = POINTERS[self.row.kind_name]
        query = {"app_label": "companies", "model_name": model, "field_name": field, "term": ""}
        return self.client.get(reverse("admin:autocomplete"), query)

    def open_add(self) -> Any:
        return self.client.get(add_address(type(self.row)))

    def add(self) -> Any:
        return self.client.post(add_address(type(self.row)), forged_form(self.row))

    def change(self) -> Any:
        return self.client.post(row_address(self.row), forged_form(self.row))

    def inline(self) -> Any:
        children = CHILDREN.get(self.row.kind_name)
        if children is None:
            return None
        return self.client.post(row_address(self.row), {**forged_form(self.row), **children()})

    def open_delete(self) -> Any:
        return self.client.get(row_address(self.row, "delete"))

    def delete(self) -> Any:
        return self.client.post(row_address(self.row, "delete"), {"post": "yes", "edit_version": "1"})

    def action(self) -> Any:
        chosen = {"action": "publish_rows", "_selected_action": [self.row.pk]}
        return self.client.post(list_address(type(self.row)), chosen)

    def open_publish(self) -> Any:
        return self.client.get(confirmation_address("publish", [self.row.record_key]))

    def publish(self) -> Any:
        return self._confirm("publish", {"cause": "new_evidence"})

    def retract(self) -> Any:
        return self._confirm("retract", {})

    def _confirm(self, act: str, values: dict[str, str]) -> Any:
        key = "/".join(self.row.record_key)
        return self.client.post(reverse(f"admin:{act}"), {"row": key, "note": "Forged.", "digest": "0", **values})


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_do_to_each_kind_what_the_table_says(role: str, log_in: Callable[[User], Client]) -> None:
    wrong = []
    for kind in MODELS:
        with undone():
            row = make_row(kind)
            client = client_of(role, kind, log_in)
            for act in TABLE:
                with undone():
                    wrong += wrong_cell(Cell(client, row), role, act)
    assert wrong == []


def wrong_cell(cell: Cell, role: str, act: str) -> list[str]:
    """Return what is wrong with one cell of the table, if anything; a refused act must also have changed nothing."""
    before, answer = desk(), cell.send(act)
    if answer is None:
        return []
    expected, found = expected_of(role, act), outcome_of(answer)
    if act == "action" and found == SEEN and b'name="digest"' not in answer.content:
        found = NOT_OFFERED
    name = f"{role} {cell.row.kind_name} {act}"
    if found != expected:
        return [f"{name}: {found}, not {expected}"]
    if expected in (REFUSED, LOGIN, NOT_OFFERED) and desk() != before:
        return [f"{name}: refused, and yet something changed"]
    return [f"{name}: published"] if Revision.objects.exists() else []


@contextmanager
def undone() -> Iterator[None]:
    """Take back all that the block wrote."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def desk() -> list[Any]:
    """Everything that stands at the desk."""
    return [(row_of(row), row.private_note) for row in cast.everything()]


def test_an_editor_of_answers_alone_may_not_publish_other_kinds_along(log_in: Callable[[User], Client]) -> None:
    stance = cast.stance()
    rows = [cast.figure(), cast.check(), cast.company("zenith"), stance.law, stance.law.jurisdiction]
    client = client_of("editor", "stance", log_in)
    for row in rows:
        key = "/".join(row.record_key)
        for sent in ({"row": key}, {"row": f"stance/{stance.slug}", "add": key}):
            assert client.post(reverse("admin:publish"), {**sent, "cause": "new_evidence"}).status_code == 403
    assert not Revision.objects.exists()


def test_what_an_editor_may_not_change_is_not_offered_to_join_her_set(log_in: Callable[[User], Client]) -> None:
    stance = cast.stance()
    client = client_of("editor", "stance", log_in)
    page = client.get(confirmation_address("publish", [stance.record_key])).content.decode()
    assert 'name="add"' not in page


@pytest.mark.parametrize("address", ["published", "article"])
def test_the_desks_own_pages_are_for_those_who_may(address: str, log_in: Callable[[User], Client]) -> None:
    path = reverse(f"admin:{address}") + "?first=1&last=1"
    assert Client().get(path).status_code == 302
    for role in ("stranger", "viewer"):
        assert client_of(role, "stance", log_in).get(path).status_code == 403
    assert client_of("editor", "stance", log_in).get(path).status_code == 200


def test_a_stale_form_of_one_who_may_not_change_shows_nothing(log_in: Callable[[User], Client]) -> None:
    company = cast.company()
    answer = client_of("viewer", "company", log_in).post(row_address(company), {"edit_version": "0"})
    assert answer.status_code == 403


def test_who_may_only_look_sees_children_as_text(log_in: Callable[[User], Client]) -> None:
    stance = cast.stance(cited=[{"source": cast.source(), "quote": "we have paused"}])
    looking = client_of("viewer", "stance", log_in).get(row_address(stance)).content.decode()
    editing = client_of("editor", "stance", log_in).get(row_address(stance)).content.decode()
    assert "we have paused" in looking
    assert 'name="citations-0-quote"' not in looking
    assert 'name="citations-0-quote"' in editing


def test_a_disabled_editor_is_sent_to_log_in(log_in: Callable[[User], Client]) -> None:
    client = client_of("editor", "company", log_in)
    User.objects.update(is_active=False)
    assert client.get(list_address(MODELS["company"])).status_code == 302


def test_a_form_from_elsewhere_is_refused() -> None:
    cast.editor("ada")
    client = Client(enforce_csrf_checks=True)
    client.login(username="ada", password="an-anvil-falls-slowly")
    company = cast.company()
    answers = [
        client.post(row_address(company), {"name": "Forged"}),
        client.post(reverse("admin:publish"), {"row": "company/acme"}),
        client.post(reverse("admin:retract"), {"row": "company/acme"}),
        client.post(reverse("admin:article"), {}),
    ]
    assert {answer.status_code for answer in answers} == {403}


def test_no_list_is_edited_in_place() -> None:
    from django.contrib import admin

    for model in MODELS.values():
        assert not admin.site._registry[model].list_editable


def expected_of(role: str, act: str) -> str:
    if role in ("anonymous", "reader"):
        return LOGIN
    return TABLE[act]["editor" if role == "superuser" else role]


def outcome_of(answer: Any) -> str:
    if answer.status_code == 302:
        return LOGIN if "/admin/login/" in answer.headers["Location"] else DONE
    return {200: SEEN, 403: REFUSED, 409: SEEN}.get(answer.status_code, str(answer.status_code))


def client_of(role: str, kind: str, log_in: Callable[[User], Client]) -> Client:
    """Return a client of a user with the role's permissions for one kind."""
    if role == "anonymous":
        return Client()
    if role == "superuser":
        return log_in(cast.editor(role))
    staff, acts = ROLES[role]
    user = User.objects.create_user(role, password="an-anvil-falls-slowly", is_staff=staff)
    names = [f"{act}_{MODELS[kind]._meta.model_name}" for act in acts]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return log_in(user)


def make_row(kind: str) -> DeskRow:
    makers: dict[str, Callable[[], DeskRow]] = {
        "jurisdiction": cast.place,
        "source": cast.source,
        "company": cast.company,
        "law": cast.law,
        "stance": cast.stance,
        "figure": cast.figure,
        "check": cast.check,
    }
    cast.source("herald")
    return makers[kind]()


def forged_form(row: DeskRow) -> dict[str, Any]:
    """The row's own values as a form would send them, with a forged private note."""
    form: dict[str, Any] = {"edit_version": "1", "private_note": "forged"}
    for field in row._meta.concrete_fields:
        value = field.value_from_object(row)
        if field.name not in ("id", "private_note", "edit_version") and value is not None:
            form[field.name] = value
    for name in [key for key in ROW_KEYS[row.kind_name] if key in CHILD_KEYS]:
        form |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
    if row.kind_name == "stance":
        citation = row.citations.get()  # type: ignore[attr-defined]
        form |= {"covers": "", "conditions": [], "citations-TOTAL_FORMS": "1", "citations-INITIAL_FORMS": "1"}
        form |= {"citations-0-id": citation.pk, "citations-0-source": citation.source_id}
        form |= {"citations-0-relation": "supports", "citations-0-order": "0"}
    return form


def second_citation() -> dict[str, Any]:
    herald = Source.objects.get(slug="herald")
    return changed(
        {},
        citations__TOTAL_FORMS="2",
        citations__1__source=str(herald.pk),
        citations__1__relation="disputes",
    )


CHILDREN: dict[str, Callable[[], dict[str, Any]]] = {
    "stance": second_citation,
    "company": lambda: changed({}, names__TOTAL_FORMS="1", names__0__name="Forged", names__0__kind="brand"),
    "law": lambda: changed({}, provisions__TOTAL_FORMS="1", provisions__0__label="1", provisions__0__summary="Forged."),
}
