"""``/api/v1/schema/``."""

from companies.api.schema.openapi import openapi
from tests.api.asking import ask, get


def test_the_schema_is_served_as_openapi_3_1(db: None) -> None:
    served = ask("schema/")
    assert served["openapi"] == "3.1.0"
    assert served == openapi()


def test_the_schema_takes_no_parameter(db: None) -> None:
    assert get("schema/?format=yaml", 400).json()["parameter"] == "format"
