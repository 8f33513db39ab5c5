"""X02, X14: each of the desk's own screens is valid HTML, as the Nu HTML checker judges it."""

from pathlib import Path

import pytest
from django.test import Client

from companies.models import Stance
from tests import cast
from tests.browser.desk.test_screens import desk_screens, fill_the_desk
from tests.browser.html_checker import judged, keep
from tests.desk.conftest import logged_in
from tests.desk.screen import changed, opened

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.usefixtures("clock")]

DJANGOS_SIDE_BAR = (
    "A table row was 2 columns wide, which is less than the column count established by the first row (3)."
)
"""A warning that is left out: Django's side bar has a heading for a column that it doesn't show."""


def test_each_of_the_desks_own_screens_is_valid_html(tmp_path: Path) -> None:
    ada = logged_in(cast.editor("ada"))
    keep(tmp_path, "empty desk", ada.get("/admin/").content)
    keep(tmp_path, "log-in", Client().get("/admin/login/").content)
    fill_the_desk()
    for name, path in desk_screens().items():
        keep(tmp_path, name, ada.get(path).content)
    for name, page in answered_forms(ada).items():
        keep(tmp_path, name, page)
    assert [told for told in judged(tmp_path) if DJANGOS_SIDE_BAR not in told] == []


def answered_forms(ada: Client) -> dict[str, bytes]:
    """The pages that a form comes back with: a conflict, faults, warnings, a refusal."""
    screens = desk_screens()
    stale = opened(ada, screens["draft"])
    Stance.objects.get(slug="acme-data-act-user-data-2021").save()
    form = opened(ada, screens["draft"])
    confirmed = opened(ada, screens["publish"], "digest")
    cast.stance("acme-data-act-user-data-2031", announced_on="2031")
    return {
        "conflict": ada.post(screens["draft"], changed(stale, summary="Mine.")).content,
        "faults": ada.post(screens["draft"], changed(form, summary="", announced_on="2021-02-30")).content,
        "warnings": ada.post(screens["draft"], changed(form, announced_on="2020")).content,
        "article with faults": ada.post(screens["article"], opened(ada, screens["article"], "demand")).content,
        "confirmation with faults": ada.post("/admin/publish/", confirmed).content,
        "refused preview": ada.get("/admin/preview/?row=stance/acme-data-act-user-data-2031").content,
        "refused publishing": ada.get("/admin/publish/?row=stance/acme-data-act-user-data-2031").content,
    }
