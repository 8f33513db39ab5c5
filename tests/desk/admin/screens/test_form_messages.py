"""What stands above a form: faults with links to their fields."""

import pytest
from django.test import Client

from companies.models import Company
from tests.desk.screen import (
    add_address,
    changed,
    opened,
)

pytestmark = pytest.mark.django_db


def test_faults_are_listed_above_the_form_with_links_to_their_fields(ada: Client) -> None:
    form = changed(opened(ada, add_address(Company)), name="Acme", website="javascript:alert(1)")
    page = ada.post(add_address(Company), form).content.decode()
    assert '<a href="#id_website">Website</a>' in page
    assert '<a href="#id_summary">Summary</a>' in page
    assert 'value="Acme"' in page
    assert not Company.objects.exists()
