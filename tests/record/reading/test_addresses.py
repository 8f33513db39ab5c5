"""Our own addresses."""

import pytest

from companies.record.reading.addresses import with_query


@pytest.mark.parametrize(
    ("query", "address"),
    [("", "/timeline/"), ("law=data-act&position=refuses", "/timeline/?law=data-act&position=refuses")],
)
def test_a_question_mark_stands_only_before_a_query(query: str, address: str) -> None:
    assert with_query("/timeline/", query) == address
