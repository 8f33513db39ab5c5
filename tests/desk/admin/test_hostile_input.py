"""Whatever is sent to the desk is refused or harmless, and told: never a fault of ours (A03, for the admin)."""

import random
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Field
from django.test import Client
from django.urls import reverse

from companies.models.rows import MODELS
from tests import cast
from tests.api.test_hostile import VALUES
from tests.conftest import FULL
from tests.desk.screen import changed, form_of, opened, row_address

pytestmark = pytest.mark.django_db

SAMPLE = 5
ALLOWED = (200, 301, 302, 400, 403, 404)
OF_LISTS = ("q", "o", "p", "all", "e", "_popup", "_to_field", "state", "id", "pk", "nothing", "_facets")
LOOKUPS = (
    "__exact",
    "__in",
    "__isnull",
    "__gt",
    "__regex",
    "__range",
    "__has_key",
    "__date",
    "__contains",
    "__nothing",
    "__id__exact",
    "__pk__in",
)
OF_FORMS = ("_popup", "_to_field", "_changelist_filters", "nothing")
ADMINS = {model: found for model, found in admin.site._registry.items() if model not in MODELS.values()} | {
    model: admin.site._registry[model] for model in MODELS.values()
}


@pytest.fixture
def eve(db: None) -> Client:
    """An editor whose client answers as a server does."""
    cast.stance()
    cast.figure()
    cast.check()
    client = Client(raise_request_exception=False)
    client.force_login(cast.editor("eve"))
    return client


def sampled(seed: str, count: int = SAMPLE) -> list[str]:
    """Return hostile values: all of them, or some that depend on the seed."""
    return VALUES if FULL else random.Random(seed).sample(VALUES, count)  # noqa: S311


def address(model: type[Any], page: str) -> str:
    """Return the address of a page of any model that the admin has."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


def asked(client: Client, path: str, query: str) -> int:
    return client.get(path, QUERY_STRING=query).status_code


def column_names(model: type[Any]) -> Iterator[str]:
    return (field.name for field in model._meta.get_fields() if isinstance(field, Field))


@pytest.mark.parametrize("model", ADMINS, ids=lambda model: model._meta.model_name)
def test_no_parameter_of_a_list_is_a_fault_of_ours(eve: Client, model: type[Any]) -> None:
    filters = [item[0] if isinstance(item, tuple) else item for item in ADMINS[model].list_filter]
    named = [name for name in (*column_names(model), *filters) if isinstance(name, str)]
    names = [*OF_LISTS, *named, *(f"{name}{lookup}" for name in named for lookup in LOOKUPS)]
    for name in names if FULL else [*OF_LISTS, *random.Random(1).sample(names, 5)]:  # noqa: S311
        for value in sampled(name, 2):
            status = asked(eve, address(model, "changelist"), f"{name}={value}")
            assert status in ALLOWED, (name, value, status)


@pytest.mark.parametrize("model", ADMINS, ids=lambda model: model._meta.model_name)
def test_no_value_that_a_form_begins_with_is_a_fault_of_ours(eve: Client, model: type[Any]) -> None:
    for name in (*OF_FORMS, *column_names(model)):
        for value in sampled(name, 2):
            status = asked(eve, address(model, "add"), f"{name}={value}")
            assert status in ALLOWED, (name, value, status)


@pytest.mark.parametrize("model", ADMINS, ids=lambda model: model._meta.model_name)
def test_no_number_of_a_row_is_a_fault_of_ours(eve: Client, model: type[Any]) -> None:
    for value in sampled(model.__name__):
        for page in ("change", "delete", "history"):
            status = asked(eve, f"{address(model, 'changelist')}{value}/{page}/", "")
            assert status in ALLOWED, (page, value, status)


def test_no_parameter_of_the_autocomplete_is_a_fault_of_ours(eve: Client) -> None:
    plain = {"app_label": "companies", "model_name": "stance", "field_name": "law", "term": "a", "page": "1"}
    for name in [*plain, "nothing"]:
        for value in VALUES if FULL else sampled(name, 6):
            query = "&".join(f"{key}={value if key == name else said}" for key, said in {**plain, name: ""}.items())
            assert asked(eve, "/admin/autocomplete/", query) in ALLOWED, (name, value)


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("/admin/publish/", ("row", "cause", "add", "note", "nothing")),
        ("/admin/retract/", ("row", "note")),
        ("/admin/published/", ("first", "last")),
        ("/admin/preview/", ("row", "page", "path", "kind", "cause")),
        ("/admin/article/", ("like", "law", "source")),
        ("/admin/", ("a",)),
        ("/admin/password_change/", ("next",)),
        ("/admin/logout/", ("next",)),
        ("/admin/r/1/1/", ("a",)),
        ("/admin/jsi18n/", ("a",)),
    ],
)
def test_no_parameter_of_a_screen_of_our_own_is_a_fault_of_ours(eve: Client, path: str, names: tuple[str, ...]) -> None:
    for name in names:
        for value in VALUES if FULL else sampled(f"{path}{name}", 6):
            assert asked(eve, path, f"{name}={value}") in (*ALLOWED, 405), (path, name, value)
            assert asked(eve, path, f"{name}={value}&{name}=company%2Facme") in (*ALLOWED, 405), (path, name, value)


@pytest.mark.parametrize(
    "next_page",
    [
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "javascript:alert(1)",
        "\0",
        "\udcff",
        "a" * 3000,
    ],
)
def test_after_a_log_in_a_bad_next_leads_to_the_desk(next_page: str) -> None:
    user = User.objects.create_superuser("eve", password="a long enough password")
    client = Client(raise_request_exception=False)
    form = form_of(client.get("/admin/login/"), "password")
    sent = changed(
        form,
        username=user.username,
        password="a long enough password",
        next=next_page.encode("utf-8", "replace").decode(),
    )
    answer = client.post("/admin/login/", sent)
    assert answer.status_code == 302
    assert answer["Location"] == "/admin/"


def test_no_parameter_of_the_log_in_is_a_fault_of_ours() -> None:
    client = Client(raise_request_exception=False)
    form = form_of(client.get("/admin/login/"), "password")
    for value in sampled("log in", 10):
        assert asked(client, "/admin/login/", f"next={value}") == 200
        for name in ("username", "password", "next"):
            sent = {**form, "username": ["eve"], "password": ["x"], name: [value]}
            assert client.post("/admin/login/", sent).status_code in (200, 302, 400), (name, value)


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_no_action_of_a_list_is_a_fault_of_ours_and_what_is_wrong_is_told(eve: Client, model: type[Any]) -> None:
    row = str(model._default_manager.order_by("pk")[0].pk)
    plain = {"action": "publish_rows", "_selected_action": row, "index": "0", "select_across": "0"}
    for name in plain:
        for value in [*sampled(name, 2), "abc", "", "delete_selected", "nothing"]:
            answer = eve.post(address(model, "changelist"), {**plain, name: value})
            assert answer.status_code in ALLOWED, (name, value, answer.status_code)
    answer = eve.post(address(model, "changelist"), {**plain, "_selected_action": "abc"}, follow=True)
    assert "“abc” is no row of this list" in answer.content.decode()


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
def test_no_field_of_a_form_that_is_sent_is_a_fault_of_ours(eve: Client, model: type[Any]) -> None:
    row = model._default_manager.order_by("pk")[0]
    form = opened(eve, row_address(row))
    for name in form if FULL else random.Random(model.__name__).sample(list(form), min(len(form), 8)):  # noqa: S311
        for value in [*sampled(name, 1), *random.Random(name).sample(["\0", "-1", "9" * 30, "abc", ""], 2)]:  # noqa: S311
            answer = eve.post(row_address(row), {**form, name: [value]})
            assert answer.status_code in (200, 302, 400, 403, 404, 409), (name, value, answer.status_code)


def test_no_field_of_the_forms_of_many_answers_is_a_fault_of_ours(eve: Client) -> None:
    form = opened(eve, "/admin/article/", "rows-TOTAL_FORMS")
    for name in form:
        for value in random.Random(name).sample([*sampled(name, 1), "\0", "-1", "9" * 30], 1):  # noqa: S311
            assert eve.post("/admin/article/", {**form, name: [value]}).status_code in (200, 302, 400), (name, value)


def test_no_field_of_the_confirmation_is_a_fault_of_ours(eve: Client) -> None:
    company = cast.company("zenith")
    form = form_of(eve.get(f"/admin/publish/?row=company/{company.slug}"), "shown")
    for name in form:
        for value in [*sampled(name, 2), quote("\0"), "\0"]:
            status = eve.post("/admin/publish/", {**form, name: [value]}).status_code
            assert status in (200, 302, 400, 403, 404, 409), (name, value, status)
