"""S05: no text becomes HTML at the desk unsanitised, none becomes script, and Django's widgets still work."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from playwright.sync_api import Page

from companies.models import Company, Stance
from tests import cast
from tests.browser.desk.conftest import Desk
from tests.browser.desk.test_a_day_at_the_desk import choose
from tests.browser.desk.test_screens import CHOICES_ARE_READY, fill_the_desk

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

INJECT = """(html) => {
    const box = document.createElement("div");
    document.body.append(box);
    box.innerHTML = html;
    django.jQuery("<div>").appendTo("body").html(html);
    return box.innerHTML;
}"""


HOSTILE = (
    "<img src='data:,' onerror='window.ran = true'>",
    "<svg onload='window.ran = true'></svg>",
    "<iframe srcdoc='<script>parent.ran = true</script>'></iframe>",
    "<script>window.ran = true</script>",
    "<a href='javascript:window.ran = true' autofocus onfocus='window.ran = true'>go</a>",
    "<form><math><mtext></form><form><mglyph><style></math><img src='data:,' onerror='window.ran = true'>",
)
BECOMING_SCRIPT = (
    "document.createElement('script').text = 'window.ran = true'",
    "document.createElement('script').src = 'https://elsewhere.example/x.js'",
    "document.createElement('script').src = 'data:text/javascript,window.ran = true'",
    "document.body.setAttribute('onclick', 'window.ran = true')",
    "setTimeout('window.ran = true')",
)


def test_html_that_is_injected_is_sanitised_and_does_nothing(desk: Desk) -> None:
    page = desk.open("/admin/companies/stance/add/")
    kept = [page.evaluate(INJECT, f"<b>kept</b>{html}") for html in HOSTILE]
    page.wait_for_timeout(200)
    assert page.evaluate("window.ran") is None
    assert [html for html in kept if "ran" in html or not html.startswith("<b>kept</b>")] == []


def test_no_text_becomes_script(desk: Desk) -> None:
    page = desk.open("/admin/companies/stance/add/")
    tried = "() => {{ try {{ {}; }} catch (error) {{ return error.name; }} }}"
    told: list[Any] = [page.evaluate(tried.format(act)) for act in BECOMING_SCRIPT]
    assert told == ["TypeError"] * len(BECOMING_SCRIPT)


def test_a_script_of_this_site_may_be_loaded(desk: Desk) -> None:
    page = desk.open("/admin/companies/stance/add/")
    assert page.evaluate("Object.assign(document.createElement('script'), {src: '/static/desk/quote.js'}).src")
    assert desk.violations == []


def test_no_other_policy_can_be_made(desk: Desk) -> None:
    page = desk.open("/admin/companies/stance/add/")
    make = "(name) => { try { trustedTypes.createPolicy(name, {}); return true; } catch { return false; } }"
    assert [page.evaluate(make, name) for name in ("default", "dompurify", "mine")] == [False, False, False]


def test_citations_are_added_and_taken_away_and_rows_added_in_a_window_of_their_own(desk: Desk) -> None:
    cast.law()
    cast.source(published_on="2020-07-08")
    page = desk.open("/admin/companies/stance/add/")
    page.wait_for_function(CHOICES_ARE_READY)
    with page.context.expect_page() as opened:
        page.click("#add_id_company")
    add_a_company(desk, opened.value)
    page.wait_for_selector("#id_company + .select2-container:has-text('Zenith')")
    choose(page, "id_law", "Data Act")
    page.check("input[name=demand][value=user_data]")
    page.check("input[name=position][value=refuses]")
    page.fill("#id_announced_on", "2020-07-06")
    page.fill("#id_summary", "It says that it will not.")
    for _number in range(2):
        page.click("#citations-group .add-row a")
    page.click("#citations-2 .inline-deletelink")
    choose(page, "id_citations-0-source", "What the Gazette says")
    choose(page, "id_citations-1-source", "What the Gazette says")
    page.click("#citations-1 .inline-deletelink")
    page.click("input[name=_save]")
    page.wait_for_selector(".messagelist .success")
    assert Stance.objects.get().company == Company.objects.get(name="Zenith")
    assert Stance.objects.get().citations.count() == 1
    assert desk.violations == []


def add_a_company(desk: Desk, window: Page) -> None:
    """Fill in the form of a window that the plus beside a field has opened."""
    window.on("console", desk.note_console)
    window.fill("#id_name", "Zenith")
    window.check("input[name=kind][value=company]")
    window.fill("#id_summary", "It makes televisions.")
    with window.expect_event("close"):
        window.click("input[name=_save]")


def test_djangos_own_widgets_work_dates_lists_of_two_boxes_and_the_side_bars_filter(desk: Desk) -> None:
    fill_the_desk()
    Group.objects.create(name="Editors")
    page = desk.open("/admin/auth/user/")
    page.click("th.field-username a")
    page.click(".field-date_joined .datetimeshortcuts a:has-text('Today')")
    page.click("#calendarlink0")
    page.click("#calendarbox0 .calendar td >> nth=10")
    page.click("#clocklink0")
    page.click("#clockbox0 .timelist a >> nth=1")
    page.select_option("#id_groups_from", label="Editors")
    page.click("#id_groups_add, .selector-add >> nth=0")
    page.fill("#nav-filter", "stan")
    assert page.locator("#nav-sidebar tr:visible:has(a:text-is('Stances'))").count() == 1
    assert page.locator("#nav-sidebar tr:visible:has(a:text-is('Companies'))").count() == 0
    page.click("input[name=_save]")
    page.wait_for_selector(".messagelist .success")
    assert Group.objects.get().user_set.count() == 1
    page = desk.open("/admin/companies/stance/")
    page.check("#action-toggle")
    assert page.locator(".action-counter").inner_text().startswith("2 of 2")
    assert desk.violations == []
