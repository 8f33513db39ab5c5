"""``/methodology/`` and ``/data/``."""

import pytest

from companies.vocabulary import COMPANY_KINDS, DEMANDS, LAW_KINDS, POSITIONS
from tests.pages.conftest import Read

pytestmark = pytest.mark.usefixtures("world")


def test_the_methodology_is_the_codebook_in_code(read: Read) -> None:
    page = read("/methodology/")
    assert page.in_order(*(str(word.label) for word in POSITIONS))
    assert page.in_order(*(word.code for word in DEMANDS))
    assert page.in_order(*(str(word.definition) for word in (*LAW_KINDS, *COMPANY_KINDS)))


def test_data_tells_each_list_with_its_rows_and_filters(read: Read) -> None:
    assert read("/data/").in_order("stances 3 company, law", "curl", "known_at", "changes/?after=", "Licence")
