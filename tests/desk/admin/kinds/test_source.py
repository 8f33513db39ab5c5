"""The form of a source: what answers rest on."""

import pytest
from django.test import Client

from tests import cast
from tests.desk.screen import (
    changed,
    opened,
    row_address,
)

pytestmark = pytest.mark.django_db


def test_a_source_stays_what_answers_rest_on(ada: Client) -> None:
    source = cast.source(published_on="2020-07-07")
    stance = cast.stance(announced_on="2020-07-06", cited=[source])
    form = opened(ada, row_address(source))
    page = ada.post(row_address(source), changed(form, checked="named", published_on="2020-07-04")).content.decode()
    assert f"first supporting source must have been read: {stance.slug}" in page
    assert f"It supports what was announced later: {stance.slug}" in page
    cast.cite(stance, [cast.source("herald"), source])
    assert ada.post(row_address(source), changed(form, checked="named")).status_code == 302
