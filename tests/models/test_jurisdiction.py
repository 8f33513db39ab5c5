"""What stands for all places together: only figures are about it."""

import pytest
from django.core.exceptions import ValidationError

from companies.models import Jurisdiction
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_a_place_in_which_something_lies_does_not_become_worldwide() -> None:
    cast.law()
    place = Jurisdiction.objects.get(slug="freedonia")
    place.kind = "worldwide"
    with pytest.raises(ValidationError, match="Places, companies or laws lie in it"):
        place.clean()


def test_all_places_together_have_no_code() -> None:
    with pytest.raises(ValidationError, match="All places together have no code"):
        Jurisdiction(slug="all", name="All", kind="worldwide", iso="FD").clean()
    cast.place("all", kind="worldwide").clean()
