"""Query strings are read strictly: nothing ignored, nothing guessed (design: filters 3; A03, A05; quality: trap 5)."""

import pytest
from django.http import QueryDict

from companies.record.query.parameters import ParameterError, parse_history, parse_item, parse_list
from companies.record.reading.snapshot import Clocks
from tests.record.query.asking import KINDS, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_asked_is_everything_in_the_usual_order(kind: str) -> None:
    validated = parse_list(kind, QueryDict("")).validate()
    assert (validated.values, validated.size, validated.start, validated.count, validated.query) == (
        {},
        50,
        None,
        False,
        "",
    )
    assert validated.snapshot.clocks == Clocks()


def test_an_unknown_parameter_is_told_with_the_nearest_spelling() -> None:
    error = refused("compnay=acme")
    assert error.detail == "'compnay' is not a parameter of this list. Did you mean 'company'?"
    assert (error.suggestion, "company" in error.allowed) == ("company", True)


@pytest.mark.parametrize(
    "name", ["position[]", "filter[position]", "position__in", "company.slug", "_method", "pk", "a b"]
)
def test_ways_of_other_products_are_no_parameters(name: str) -> None:
    assert refused(f"{name}=refuses").code == "unknown-parameter"


def test_a_parameter_given_twice_is_an_error_even_with_the_same_value() -> None:
    error = refused("demand=user_data&demand=user_data")
    assert (error.code, error.parameter) == ("repeated-parameter", "demand")


def test_the_order_within_a_comma_list_does_not_matter() -> None:
    one, other = ("position=refuses,suspended&demand=user_data", "demand=user_data&position=suspended,refuses")
    assert (
        parse_list("stance", QueryDict(one)).validate().query == parse_list("stance", QueryDict(other)).validate().query
    )


def test_a_range_that_ends_before_it_begins_is_an_error_and_one_that_overlaps_is_not() -> None:
    assert refused("announced_from=2020-08&announced_to=2020-07").code == "empty-range"
    assert parse_list("stance", QueryDict("announced_from=2020-07-06&announced_to=2020")).validate().values


@pytest.mark.parametrize("value", ["", "position", "company__name", "?", "valid_from,key", "--slug"])
def test_an_order_is_one_of_those_named(value: str) -> None:
    assert refused(f"ordering={value}").parameter == "ordering"


def test_the_key_that_names_a_row_can_not_be_omitted() -> None:
    assert refused("omit=slug").code == "unknown-value"
    assert refused("omit=seq", "change").code == "unknown-value"


def test_an_item_takes_clocks_and_a_choice_of_fields_alone() -> None:
    validated = parse_item("company", QueryDict("fields=name&valid_on=2020-01-01")).validate()
    assert validated.fields == {"name"}
    for name in ("page_size", "cursor", "ordering", "kind"):
        with pytest.raises(ParameterError, match="not a parameter of this address"):
            parse_item("company", QueryDict(f"{name}=1")).validate()


def test_a_history_takes_paging_too_and_no_order() -> None:
    assert parse_history("company", "acme", QueryDict("page_size=2")).validate().size == 2
    with pytest.raises(ParameterError, match="ordering"):
        parse_history("company", "acme", QueryDict("ordering=slug"))


def test_a_page_may_have_names_of_its_own() -> None:
    validated = parse_list("stance", QueryDict("order=oldest"), extra=("order",)).validate()
    assert validated.extra == {"order": "oldest"}
    assert validated.question == parse_list("stance", QueryDict("")).validate().question
