"""Slugs that the desk suggests: of names, short enough, used once."""

import pytest
from django.test import Client

from companies.desk.admin.forms.slugs import stance_slug
from companies.models import Company, Jurisdiction, Law, Slug, Stance
from companies.models.shared_rules import stance_slug_fault
from companies.models.validators import slug_fault
from tests import cast
from tests.desk.rows import new_stance
from tests.desk.screen import (
    add_address,
    changed,
    form_of,
    opened,
)

pytestmark = pytest.mark.django_db


def test_a_row_without_a_slug_gets_one_of_its_name(ada: Client) -> None:
    form = changed(opened(ada, add_address(Company)), name="Acme Rockets", kind="company", summary="It makes rockets.")
    assert ada.post(add_address(Company), form).status_code == 302
    warned = ada.post(add_address(Company), form)
    assert ada.post(add_address(Company), form_of(warned, "edit_version")).status_code == 302
    assert set(Company.objects.values_list("slug", flat=True)) == {"acme-rockets", "acme-rockets-2"}


def test_laws_and_places_get_slugs_of_their_names(ada: Client) -> None:
    place = {"name": "Old Freedonia", "kind": "country"}
    ada.post(add_address(Jurisdiction), changed(opened(ada, add_address(Jurisdiction)), **place))
    freedonia = Jurisdiction.objects.get(slug="old-freedonia")
    law: dict[str, str | list[str]] = {
        "name": "An Act",
        "short_name": "Data Act",
        "kind": "statute",
        "demands": ["user_data"],
        "summary": "It asks.",
        "jurisdiction": str(freedonia.pk),
    }
    assert ada.post(add_address(Law), changed(opened(ada, add_address(Law)), **law)).status_code == 302
    assert Law.objects.get().slug == "old-freedonia-data-act"


def test_a_long_name_gives_a_slug_that_fits(ada: Client) -> None:
    values = {"name": "Anvil " * 40, "kind": "company", "summary": "It makes anvils."}
    ada.post(add_address(Company), changed(opened(ada, add_address(Company)), **values))
    assert Company.objects.get().slug == "anvil-anvil-anvil-anvil"


@pytest.mark.parametrize("letters", [30, 55, 80])
@pytest.mark.parametrize("demand", ["user_data", "identity_verification"])
def test_a_company_with_a_long_slug_gets_answers(ada: Client, letters: int, demand: str) -> None:
    slug = f"{'northern-anvil-works-and-' * 4}"[: letters - 1] + "x"
    cast.law("federal-anvil-data-protection-act-of-the-second-kind", demands=[demand])
    row = cast.stance("x-act-user-data-2020", company=cast.company(slug, name="Northern"))
    stances = [
        Stance(company=row.company, law=Law.objects.get(slug__startswith="federal"), demand=demand, announced_on=day)
        for day in ("2020-07-06", "2020-07-06", "2021")
    ]
    made = set()
    for stance in stances:
        stance.slug = stance_slug(stance)
        Slug.claim("stance", [stance.slug])
        assert slug_fault(stance.slug) is None
        assert stance_slug_fault(stance.slug, slug, demand) is None
        made.add(stance.slug)
    assert len(made) == 3


def test_the_slug_takes_the_short_form_that_the_laws_other_stances_have(ada: Client) -> None:
    cast.stance("zenith-fda-user-data-2019", company=cast.company("zenith"), announced_on="2019")
    ada.post(add_address(Stance), new_stance(ada))
    assert Stance.objects.filter(slug="acme-fda-user-data-2020-07-06").exists()
