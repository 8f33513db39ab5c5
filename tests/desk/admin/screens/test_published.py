"""The page afterwards: where everybody finds what was written."""

import pytest
from django.test import Client
from django.urls import reverse

from companies.models import Revision, Stance
from tests import cast
from tests.desk.screen import publish_at_desk

pytestmark = pytest.mark.django_db


def test_the_page_afterwards_links_the_public_page_the_api_and_the_revision(ada: Client) -> None:
    answer = publish_at_desk(ada, cast.stance())
    page = ada.get(answer.headers["Location"]).content.decode()
    slug = Stance.objects.get().slug
    for address in (f"/stances/{slug}/", f"/api/v1/stances/{slug}/", f"/api/v1/stances/{slug}/history/"):
        assert f'href="http://testserver{address}"' in page
    assert f"/api/v1/changes/?after={Revision.objects.count() - 1}" in page


@pytest.mark.parametrize("query", ["", "?first=x&last=2", "?first=1&last=99999999999999999999"])
def test_numbers_that_are_none_are_not_found(ada: Client, query: str) -> None:
    assert ada.get(reverse("admin:published") + query).status_code == 404
