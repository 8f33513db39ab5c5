"""Whatever the admin's forms take can be exported and loaded again: both keep the same rules."""

from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from hypothesis import example, given, settings
from hypothesis import strategies as st

from companies.desk.pack.exporting import DESK, export
from companies.desk.pack.loading import LoadOptions, load
from companies.models import Check, Company, CompanyOwner, Figure, Jurisdiction, Law, Slug, Source, Stance
from companies.models.rows import MODELS
from companies.vocabulary import COMPLIED_MEANINGS
from tests import cast
from tests.conftest import FULL
from tests.desk.conftest import logged_in
from tests.desk.pack.made_up import contents
from tests.desk.screen import Fields, add_address, changed, opened, row_address, with_row

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

# Few values, chosen to be at odds with one another: dates that overlap, demands that a law doesn't make, foreign slugs.
DATES = st.sampled_from(["2019", "2020", "2020-07", "2020-07-06", "2020-07-07"])
MAYBE_DATES = DATES | st.sampled_from(["", "", "2020-13"])
DEMANDS = st.sampled_from(["user_data", "user_data", "content_removal", "decryption"])
TEXTS = st.sampled_from(["It paused.", " It paused. ", "Cafe\u0301", "“we won’t”"])
MAYBE_TEXTS = TEXTS | st.sampled_from(["", "two\r\nlines", "x" * 2001])
PLACES = st.sampled_from(["", "0", "1", "2"])
CHECKED = st.sampled_from(["read", "named"])
RELATIONS = st.sampled_from(["supports", "disputes"])
ROWS = st.integers(0, 3)

CITATION = st.fixed_dictionaries({"source": ROWS, "relation": RELATIONS, "order": PLACES, "quote": TEXTS})
PROVISION = st.fixed_dictionaries({"label": TEXTS, "demand": DEMANDS, "summary": TEXTS, "order": PLACES})
EVENT = st.fixed_dictionaries({"date": DATES, "title": TEXTS, "order": PLACES})
NAME = st.fixed_dictionaries({"name": MAYBE_TEXTS, "from_date": MAYBE_DATES, "to_date": MAYBE_DATES, "order": PLACES})
OWNER = st.fixed_dictionaries({"company": ROWS, "owner": ROWS, "from_date": MAYBE_DATES, "to_date": MAYBE_DATES})
ALIASES = st.sampled_from(["Acme", "ACME", "頂點", "頂 點", ""])
LANGUAGES = st.sampled_from(["", "en", "zh-Hant", "Chinese"])
SOURCE_EDIT = st.fixed_dictionaries({"published_on": MAYBE_DATES, "checked": CHECKED})
LAW_EDIT = st.fixed_dictionaries({"demands": st.lists(DEMANDS, unique=True), "in_force_on": MAYBE_DATES})
STANCE = st.fixed_dictionaries(
    {
        "company": ROWS,
        "demand": DEMANDS,
        "announced_on": DATES,
        "effective_on": st.sampled_from(["", "", "2018", "2020"]),
        "summary": TEXTS,
        "covers": MAYBE_TEXTS,
        "slug": st.sampled_from(["", "", "acme-act-user-data-2020", "bolt-act-user-data-2020", "acme-1"]),
        "citations": st.lists(CITATION, min_size=1, max_size=3),
    }
)
FIGURE = st.fixed_dictionaries(
    {
        "period_from": DATES,
        "period_to": DATES,
        "received": st.sampled_from(["0", "12", "12", "-1", "1e3", str(10**13)]),
        "complied": st.sampled_from(["", "0", "13"]),
        "complied_meaning": st.sampled_from(["", COMPLIED_MEANINGS.codes[0]]),
    }
)
CHECK = st.fixed_dictionaries({"demand": DEMANDS, "looked_on": DATES, "asked_on": MAYBE_DATES, "note": MAYBE_TEXTS})
ACT = st.one_of(
    st.tuples(st.just("stance"), STANCE),
    st.tuples(st.just("source"), SOURCE_EDIT),
    st.tuples(st.just("law"), LAW_EDIT),
    st.tuples(st.just("provision"), PROVISION),
    st.tuples(st.just("event"), EVENT),
    st.tuples(st.just("name"), NAME),
    st.tuples(st.just("figure"), FIGURE),
    st.tuples(st.just("check"), CHECK),
    st.tuples(st.just("owner"), OWNER),
    st.tuples(st.just("alias"), st.fixed_dictionaries({"name": ALIASES, "language": LANGUAGES, "order": PLACES})),
)


@pytest.fixture
def ada() -> Client:
    """An editor at a desk with two companies, two sources and a law."""
    for slug in ("acme", "bolt"):
        cast.company(slug)
    cast.source("gazette", published_on="2020-07-07")
    cast.source("herald", published_on="2019", checked="named")
    cast.law(demands=["user_data", "content_removal"])
    return logged_in(cast.editor("ada"))


ANSWER = {
    "company": 0,
    "demand": "user_data",
    "announced_on": "2020-07-06",
    "effective_on": "",
    "summary": "It paused.",
    "covers": "",
    "slug": "",
    "citations": [{"source": 0, "relation": "supports", "order": "", "quote": ""}],
}
NAMED_FIRST = [{"source": place, "relation": "supports", "order": str(place), "quote": ""} for place in (1, 0)]


@example(acts=[("stance", ANSWER), ("law", {"demands": ["content_removal"]})])
@example(acts=[("stance", ANSWER), ("source", {"checked": "named"})])
@example(acts=[("stance", ANSWER), ("source", {"published_on": "2019"})])
@example(acts=[("stance", ANSWER | {"announced_on": "2020-07-08"})])
@example(acts=[("stance", ANSWER | {"announced_on": "2019", "citations": NAMED_FIRST[:1]})])
@example(acts=[("stance", ANSWER | {"slug": "bolt-act-user-data-2020"})])
@example(acts=[("stance", ANSWER), ("stance", ANSWER), ("stance", ANSWER | {"company": 1})])
@example(acts=[("event", {"date": date, "title": "So", "order": ""}) for date in ("2021", "2020-07", "2020")])
@example(acts=[("provision", {"label": "s. 1", "demand": "decryption", "summary": "So.", "order": ""})])
@example(acts=[("name", {"name": "Ace", "from_date": "2020-13", "to_date": "2020", "order": ""})])
@settings(max_examples=400 if FULL else 10)
@given(acts=st.lists(ACT, min_size=1, max_size=8))
def test_what_the_forms_take_is_loaded_again_as_it_was(ada: Client, tmp_path_factory: Any, acts: list[Any]) -> None:
    with transaction.atomic():
        for kind, values in acts:
            send(ada, kind, dict(values))
        folder: Path = tmp_path_factory.mktemp("pack") / "out"
        export(folder, DESK)
        empty_the_desk()
        load([folder], LoadOptions())
        export(folder.with_name("again"), DESK)
        assert contents(folder.with_name("again")) == contents(folder)
        transaction.set_rollback(True)


def send(ada: Client, kind: str, values: dict[str, Any]) -> None:
    """Fill in one form with the values and send it, warnings read or not."""
    address, form = FORMS[kind](ada, values)
    answer = ada.post(address, form)
    assert answer.status_code in (200, 302)
    if answer.status_code == 200 and "Save anyway" in answer.content.decode():
        warned = [str(warning.code) for warning in answer.context["warnings"]]
        ada.post(address, {**form, "warning_seen": warned})


def stance(ada: Client, values: dict[str, Any]) -> tuple[str, Fields]:
    cited = values.pop("citations")
    company = nth(Company, values.pop("company"))
    shared = {"law": str(Law.objects.get().pk), "position": "refuses", "company": company}
    form = changed(opened(ada, add_address(Stance)), **values, **shared)
    form["citations-TOTAL_FORMS"] = ["0"]
    for citation in cited:
        form = with_row(form, "citations", **citation | {"source": nth(Source, citation["source"])})
    return add_address(Stance), form


def child(prefix: str, model: type[Any], **fixed: str) -> Any:
    """Return what adds a child to the first row of a model."""

    def form_of_row(ada: Client, values: dict[str, Any]) -> tuple[str, Fields]:
        address = row_address(model._default_manager.order_by("pk")[0])
        return address, with_row(opened(ada, address), prefix, **values | fixed)

    return form_of_row


def edit(model: type[Any]) -> Any:
    """Return what edits the first row of a model."""

    def form_of_row(ada: Client, values: dict[str, Any]) -> tuple[str, Fields]:
        address = row_address(model._default_manager.order_by("pk")[0])
        return address, changed(opened(ada, address), **values)

    return form_of_row


def figure(ada: Client, values: dict[str, Any]) -> tuple[str, Fields]:
    fixed = {
        "company": nth(Company, 0),
        "jurisdiction": nth(Jurisdiction, 0),
        "request_type": "user_data",
        "unit": "requests",
        "source": nth(Source, 0),
    }
    return add_address(Figure), changed(opened(ada, add_address(Figure)), **values | fixed)


def check(ada: Client, values: dict[str, Any]) -> tuple[str, Fields]:
    fixed = {"company": nth(Company, 1), "law": nth(Law, 0), "outcome": "nothing_found"}
    return add_address(Check), changed(opened(ada, add_address(Check)), **values | fixed)


def owner(ada: Client, values: dict[str, Any]) -> tuple[str, Fields]:
    address = row_address(Company.objects.get(pk=nth(Company, values.pop("company"))))
    return address, with_row(opened(ada, address), "owners", **values | {"owner": nth(Company, values["owner"])})


FORMS = {
    "stance": stance,
    "source": edit(Source),
    "law": edit(Law),
    "provision": child("provisions", Law),
    "event": child("events", Law, kind="other"),
    "name": child("names", Company, kind="former"),
    "figure": figure,
    "check": check,
    "owner": owner,
    "alias": child("aliases", Company),
}


def nth(model: type[Any], number: int) -> str:
    """Return the primary key of a model's row, counted round."""
    keys = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    return str(keys[number % len(keys)])


def empty_the_desk() -> None:
    """Take every row away, as if this were another desk."""
    CompanyOwner.objects.all().delete()
    for model in reversed(MODELS.values()):
        model._default_manager.all().delete()
    assert not Slug.objects.exists()
