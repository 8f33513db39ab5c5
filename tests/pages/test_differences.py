"""What differs between two revisions, in words."""

from typing import Any

import pytest

from companies.pages.differences import value_words
from companies.record.documents.fields import FIELDS

shape_of = {field.name: field.shape for fields in FIELDS.values() for field in fields}
SOURCE = {"publisher": "Gazette", "title": "What it says"}


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("summary", None, ""),
        ("citations", [], ""),
        ("position", "complies_in_part", "Complies in part"),
        ("demands", ["user_data", "decryption"], "user data; decryption"),
        ("announced_on", "2020-07", "July 2020"),
        ("received", 12, "12"),
        ("company", {"slug": "acme", "name": "Acme"}, "Acme"),
        ("law", {"slug": "data-act", "short_name": "Data Act"}, "Data Act"),
        ("source", SOURCE, "Gazette, What it says"),
        ("events", [{"date": "2020-06-30", "kind": "in_force", "title": "It begins"}], "30 June 2020, It begins"),
        ("citations", [{"relation": "disputes", "source": SOURCE}], "Disputes: Gazette, What it says"),
        (
            "citations",
            [{"relation": "supports", "quote": "we will not", "note": "Twice.", "source": SOURCE}],
            "“we will not”, Gazette, What it says (Twice.)",
        ),
    ],
)
def test_a_value_is_told_as_a_reader_reads_it(name: str, value: Any, words: str) -> None:
    assert value_words(shape_of[name], value) == words
