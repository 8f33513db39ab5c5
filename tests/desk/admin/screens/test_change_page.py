"""What a row's page shows beside its form."""

import pytest
from django.test import Client

from companies.models import Company
from tests import cast
from tests.desk.rows import one_in_each_state
from tests.desk.screen import (
    publish_at_desk,
    row_address,
)

pytestmark = pytest.mark.django_db


def test_the_page_of_a_changed_row_shows_desk_and_record_field_by_field(ada: Client) -> None:
    one_in_each_state(ada)
    page = ada.get(row_address(Company.objects.get(slug="changed"))).content.decode()
    assert "Changed since it was published" in page
    assert "<div>It makes rockets.</div>" in page
    assert "<div>It makes anvils.</div>" in page


def test_the_page_of_a_published_row_links_its_public_addresses(ada: Client) -> None:
    publish_at_desk(ada, cast.company())
    page = ada.get(row_address(Company.objects.get())).content.decode()
    assert 'href="http://testserver/companies/acme/"' in page
    assert 'href="http://testserver/api/v1/companies/acme/"' in page
