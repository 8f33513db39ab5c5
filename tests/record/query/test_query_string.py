"""Query strings are read strictly: nothing ignored, nothing guessed (design: filters 3; A03, A05; quality: trap 5)."""

import pytest
from django.http import QueryDict

from companies.record.query.errors import ParameterError
from companies.record.query.parameters import parse_list
from companies.record.query.query_string import canonical_query_string, read_query_string
from tests.record.query.asking import refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


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


def test_of_two_faults_the_first_is_told() -> None:
    assert refused("demand=user_data&demand=user_data&zzz=1").code == "repeated-parameter"
    assert refused("zzz=1&demand=user_data&demand=user_data").code == "unknown-parameter"


def test_the_order_within_a_comma_list_does_not_matter() -> None:
    one, other = ("position=refuses,suspended&demand=user_data", "demand=user_data&position=suspended,refuses")
    canonical = parse_list("stance", QueryDict(one)).validate().canonical_query
    assert canonical == parse_list("stance", QueryDict(other)).validate().canonical_query


def test_parameters_stand_by_name_and_only_comma_lists_are_cut() -> None:
    parameters = read_query_string(QueryDict("law=b,a&after=1,2"), ("law", "after"), ("law",), of="this list")
    assert list(parameters.items()) == [("after", ["1,2"]), ("law", ["a", "b"])]


def test_an_unknown_name_is_told_with_what_takes_it() -> None:
    with pytest.raises(ParameterError, match="'lwa' is not a parameter of this page") as refusal:
        read_query_string(QueryDict("lwa=a"), ("law",), (), of="this page")
    assert (refusal.value.allowed, refusal.value.suggestion) == (["law"], "law")


def test_commas_and_colons_stand_in_the_canonical_form_and_the_rest_is_escaped() -> None:
    parameters = {"known_at": ["2026-12-31T10:00:00+08:00"], "law": ["a", "b c&d"]}
    assert canonical_query_string(parameters) == "known_at=2026-12-31T10:00:00%2B08:00&law=a,b%20c%26d"
