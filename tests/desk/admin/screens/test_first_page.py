"""The desk's first page: what to do first, then what waits."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import cast
from tests.desk.screen import publish_at_desk

pytestmark = pytest.mark.django_db


def test_an_empty_desk_says_what_to_do_first_in_order(ada: Client) -> None:
    page = ada.get("/admin/").content.decode()
    assert "The desk is empty" in page
    steps = [
        page.index(f'<a href="/admin/companies/{kind}/add/">Add a {kind}</a>')
        for kind in ("jurisdiction", "source", "company", "law", "stance")
    ]
    assert steps == sorted(steps)


def test_drafts_that_wait_are_counted_and_linked(ada: Client) -> None:
    publish_at_desk(ada, cast.stance())
    cast.company("zenith")
    page = ada.get("/admin/").content.decode()
    assert "The desk is empty" not in page
    assert '<a href="/admin/companies/company/?state=draft">1 companies</a>' in page
    assert "/admin/companies/law/?state=draft" not in page


def test_an_account_without_permissions_sees_no_counts(log_in: Callable[[User], Client]) -> None:
    cast.company()
    stranger = User.objects.create_user("stranger", password="an-anvil-falls-slowly", is_staff=True)
    page = log_in(stranger).get("/admin/").content.decode()
    assert "companies" not in page.lower().split("content-start", 1)[1]
