"""What a stance and its citations refuse in a form, and what they call themselves."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from companies.models import Citation, Stance
from tests import cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]

REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "a demand that the law does not make": (
        {"demand": "decryption", "slug": "acme-data-act-decryption-2020"},
        "demand",
    ),
    "effective after it was announced": ({"effective_on": "2020"}, "effective_on"),
    "an entry of covers twice": ({"covers": ["x", "x"]}, "covers"),
    "covers that is no list": ({"covers": "x"}, "covers"),
    "covers with blanks": ({"covers": [" x"]}, "covers"),
    "a condition that is none": ({"conditions": ["x"]}, "conditions"),
    "a slug of another form": ({"slug": "a"}, "slug"),
}


def acme(**values: Any) -> Stance:
    """Return Acme's answer, not saved: what a form would judge."""
    said = {"demand": "user_data", "position": "refuses", "announced_on": "2020", "summary": "No."}
    slug = {"slug": "acme-data-act-user-data-2020"}
    return Stance(company=cast.company(), law=cast.law(), **slug | said | values)


def test_a_form_takes_what_a_stance_can_say() -> None:
    acme().full_clean()


@pytest.mark.parametrize(("values", "field"), REFUSED.values(), ids=REFUSED)
def test_a_form_refuses_what_a_stance_can_not_say(values: dict[str, Any], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        acme(**values).full_clean()
    assert list(refused.value.message_dict) == [field]


def test_a_stance_rests_on_its_first_supporting_source() -> None:
    herald, gazette, courier = (cast.source(slug) for slug in ("herald", "gazette", "courier"))
    stance = cast.stance(cited=[{"source": herald, "relation": "disputes"}, gazette, courier])
    assert [stance.rests_on(source) for source in (herald, gazette, courier)] == [False, True, False]


def test_a_stance_is_called_by_its_slug_and_a_citation_by_its_source() -> None:
    stance = cast.stance()
    assert str(stance) == stance.slug
    assert str(Citation.objects.get()) == "supports: Gazette: What the Gazette says"
