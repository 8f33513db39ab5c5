"""Where an account is changed and the database fails half-way, “nothing was saved” is true (R06)."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Group, User
from django.db import OperationalError, connection
from django.test import Client

from tests import cast

pytestmark = pytest.mark.django_db(transaction=True)

OLD, NEW = "an-anvil-falls-slowly", "a-feather-falls-faster"


@contextmanager
def full_at(act: str, table: str) -> Iterator[None]:
    """The disk is full when a statement of this kind comes to a table."""

    def run(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith(act) and table in sql:
            cause = sqlite3.OperationalError("database or disk is full")
            cause.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise OperationalError("database or disk is full") from cause
        return execute(sql, *rest)

    with connection.execute_wrapper(run):
        yield


@pytest.fixture
def ada() -> Client:
    """An editor who may change accounts."""
    client = Client(raise_request_exception=False)
    client.force_login(cast.editor("ada"))
    return client


def assert_nothing_was_saved(answer: Any) -> None:
    assert answer.status_code == 503
    assert "Nothing was saved: the disk is full" in answer.content.decode()
    assert not LogEntry.objects.exists()


def test_a_password_of_ones_own_is_changed_with_the_session_or_not_at_all(ada: Client) -> None:
    form = {"old_password": OLD, "new_password1": NEW, "new_password2": NEW}
    with full_at("INSERT", "django_session"):
        assert_nothing_was_saved(ada.post("/admin/password_change/", form))
    assert User.objects.get().check_password(OLD)
    assert ada.post("/admin/password_change/", form).status_code == 302
    assert User.objects.get().check_password(NEW)


def test_a_password_of_another_is_changed_with_its_log_entry_or_not_at_all(ada: Client) -> None:
    eve = cast.editor("eve")
    address = f"/admin/auth/user/{eve.pk}/password/"
    form = {"password1": NEW, "password2": NEW, "usable_password": "true", "set-password": "1"}
    with full_at("INSERT", "django_admin_log"):
        assert_nothing_was_saved(ada.post(address, form))
    assert User.objects.get(pk=eve.pk).check_password(OLD)
    assert ada.post(address, form).status_code == 302
    assert User.objects.get(pk=eve.pk).check_password(NEW)


def test_accounts_are_deleted_with_their_log_entries_or_not_at_all(ada: Client) -> None:
    group = Group.objects.create(name="interns")
    form = {"action": "delete_selected", "_selected_action": [group.pk], "post": "yes"}
    with full_at("DELETE", "auth_group"):
        assert_nothing_was_saved(ada.post("/admin/auth/group/", form))
    assert Group.objects.exists()
    assert ada.post("/admin/auth/group/", form).status_code == 302
    assert not Group.objects.exists()
