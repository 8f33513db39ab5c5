"""The desk's screens in Chromium: the strict CSP stops nothing (S05), axe finds nothing, nothing scrolls sideways."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from companies.desk.admin.confirmation import confirmation_address
from companies.desk.admin.preview import preview_address
from companies.models import Stance
from companies.models.rows import MODELS
from tests import cast
from tests.browser.desk.conftest import Desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

CHOICES_ARE_READY = """() => [...document.querySelectorAll("select.admin-autocomplete:not([name*=__prefix__])")].every(
    (select) => select.nextElementSibling?.querySelector("[role=combobox][aria-label]"))"""


def fill_the_desk() -> None:
    """One row of every kind published, a stance changed since, a draft."""
    stance = cast.stance()
    cast.company("meta", names=[{"name": "Facebook", "kind": "former", "to": "2021-10"}])
    cast.figure()
    cast.check()
    cast.publish_everything()
    stance.summary = "It says that it never will."
    stance.save()
    cast.stance("acme-data-act-user-data-2021", announced_on="2021")


def django_screens() -> list[str]:
    """Django's own pages for every kind: list, search, empty form, row, history."""
    screens = []
    for kind, model in MODELS.items():
        row = model._default_manager.order_by("pk")[0]
        home = f"/admin/companies/{kind}/"
        screens += [home, f"{home}?q=acme", f"{home}add/", f"{home}{row.pk}/change/", f"{home}{row.pk}/history/"]
    return screens


def desk_screens() -> dict[str, str]:
    """The desk's own pages."""
    stances = {row.slug: row.pk for row in Stance.objects.all()}
    draft, changed = "acme-data-act-user-data-2021", "acme-data-act-user-data-2020"
    return {
        "first page": "/admin/",
        "new stance": "/admin/companies/stance/add/",
        "changed stance": f"/admin/companies/stance/{stances[changed]}/change/",
        "draft": f"/admin/companies/stance/{stances[draft]}/change/",
        "deleting a draft": f"/admin/companies/stance/{stances[draft]}/delete/",
        "list": "/admin/companies/stance/",
        "publish": confirmation_address("publish", [("stance", draft), ("stance", changed)]),
        "retract": confirmation_address("retract", [("law", "data-act")]),
        "preview": preview_address(("stance", draft)),
        "published": "/admin/published/?first=1&last=6",
        "article": f"/admin/article/?like={changed}",
    }


def test_the_strict_csp_stops_nothing_on_any_screen(desk: Desk) -> None:
    fill_the_desk()
    screens = [*django_screens(), *desk_screens().values(), "/admin/password_change/", "/admin/auth/user/"]
    assert len(screens) >= 40
    for path in screens:
        desk.open(path)
    assert desk.violations == []


@pytest.mark.parametrize(
    ("width", "media"),
    [
        (1280, {"color_scheme": "light"}),
        (320, {"color_scheme": "light"}),
        (320, {"color_scheme": "dark"}),
        (1280, {"forced_colors": "active"}),
    ],
    ids=["wide", "narrow", "dark", "forced colours"],
)
def test_axe_finds_nothing_on_the_desks_own_screens(desk: Desk, width: int, media: dict[str, Any]) -> None:
    fill_the_desk()
    desk.page.set_viewport_size({"width": width, "height": 900})
    desk.page.emulate_media(**media)
    found = {name: axe_faults(desk.open(path)) for name, path in desk_screens().items()}
    assert {name: faults for name, faults in found.items() if faults} == {}


def axe_faults(page: Page) -> list[str]:
    """Return each rule that a page breaks, with what breaks it."""
    page.wait_for_function(CHOICES_ARE_READY)
    violations = Axe().run(page, options=AXE).response["violations"]
    return [f"{item['id']}: {[node['target'] for node in item['nodes']][:3]}" for item in violations]


def test_nothing_scrolls_sideways_at_320_pixels(desk: Desk) -> None:
    fill_the_desk()
    desk.page.set_viewport_size({"width": 320, "height": 900})
    wide = {name: overflow(desk.open(path)) for name, path in desk_screens().items()}
    assert {name: pixels for name, pixels in wide.items() if pixels > 0} == {}


def overflow(page: Page) -> int:
    """Return by how many pixels a page is wider than its window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width


def test_a_stale_form_and_a_warning_are_shown_without_a_fault(desk: Desk) -> None:
    fill_the_desk()
    path = desk_screens()["draft"]
    page = desk.open(path)
    Stance.objects.get(slug="acme-data-act-user-data-2021").save()
    page.fill("#id_summary", "Mine.")
    page.click("input[name=_save]")
    assert "Somebody else has saved this" in page.inner_text("[role=alert]")
    assert page.input_value("#id_summary") == "Mine."
    assert axe_faults(page) == []
    page.fill("#id_announced_on", "2020")
    page.click("input[name=_save]")
    assert "Save anyway" in page.inner_text("[role=alert]")
    assert axe_faults(page) == []
    page.click("text=Save anyway")
    page.wait_for_selector(".messagelist .success")


LOOK = """(part) => { const look = getComputedStyle(part); const shown = part.closest("summary, label") || part;
    return [look.outline, look.borderColor, look.boxShadow, look.backgroundColor, look.textDecoration,
            getComputedStyle(shown).outline].join("|"); }"""


def test_every_control_of_a_stances_form_is_reached_by_the_keyboard_and_shows_it(desk: Desk) -> None:
    fill_the_desk()
    page = desk.open(desk_screens()["new stance"])
    page.wait_for_function(CHOICES_ARE_READY)
    seen: list[str] = []
    unseen: list[str] = []
    page.keyboard.press("Tab")
    for _step in range(120):
        part = page.evaluate_handle("document.activeElement").as_element()
        assert part is not None
        if part.evaluate("(part) => part.tagName") == "BODY":
            break
        name = part.evaluate("(part) => part.id || part.name || part.className || part.tagName")
        focused = part.evaluate(LOOK)
        page.keyboard.press("Tab")
        seen.append(name)
        if part.evaluate(LOOK) == focused:
            unseen.append(name)
    assert unseen == []
    wanted = ["id_announced_on", "id_effective_on", "id_summary", "id_covers", "id_slug", "id_citations-0-quote"]
    assert [name for name in seen if name in wanted] == wanted
    assert "_save" in seen
    assert "_publish" in seen
