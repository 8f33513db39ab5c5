"""``data/FORMAT.md`` says of each file what the declaration of its fields says: keys, order, which must be, words."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings

from companies.record.documents.fields import CHILDREN, FIELDS, Field
from companies.record.documents.shapes import Children, Code, Codes
from companies.vocabulary import DEMANDS, PLURALS, POSITIONS

FORMAT = (settings.BASE_DIR / "data" / "FORMAT.md").read_text()
ROWS = dict(re.findall(r"^\| `(\w+)\.jsonl` \| (.+) \|$", FORMAT, re.MULTILINE))
WHERE = "bring the table of data/FORMAT.md and companies/record/documents/fields.py to agree"
_KEY = re.compile(r"`(\w+)(\*?)`")


def told(text: str) -> list[tuple[str, bool]]:
    """Return (key, whether it is required) in the order of the text."""
    return [(name, star == "*") for name, star in _KEY.findall(re.sub(r"\(.*?\)", "", text))]


def text_of(owner: str) -> str:
    """Return what the table says of a kind's file without its lists of objects, or of the objects in one list."""
    if owner in FIELDS:
        return re.sub(r"\[\{.*?\}\]", "", ROWS[PLURALS[owner]])
    match = re.search(rf"`{owner}\*?` \[\{{(.*?)\}}\]", FORMAT)
    assert match, f"the table of data/FORMAT.md has no list of objects `{owner}`: {WHERE}"
    return match[1]


def declared(owner: str) -> tuple[Field, ...]:
    return tuple(field for field in (FIELDS | CHILDREN)[owner] if field.short_for or not field.computed)


def with_words() -> Iterator[Any]:
    """Give what takes words of a list that the codebook doesn't have (the codebook has demands and positions)."""
    for owner in (*FIELDS, *CHILDREN):
        for field in declared(owner):
            if isinstance(field.shape, Code | Codes) and field.shape.vocabulary not in (DEMANDS, POSITIONS):
                yield pytest.param(owner, field.name, field.shape.vocabulary.codes, id=f"{owner}-{field.name}")


@pytest.mark.parametrize("owner", [*FIELDS, *CHILDREN])
def test_the_table_names_the_keys_in_order(owner: str) -> None:
    assert told(text_of(owner)) == [(field.name, field.required) for field in declared(owner)], WHERE


@pytest.mark.parametrize(("owner", "name", "codes"), list(with_words()))
def test_the_table_lists_the_words_that_the_codebook_does_not(owner: str, name: str, codes: tuple[str, ...]) -> None:
    match = re.search(rf"`{name}\*?` [(\[]([^)\]]*)[)\]]", text_of(owner))
    words = re.split("[,;] ", match[1]) if match else []
    listed = tuple(word.split(":")[0].strip("`") for word in words)
    assert listed == codes, f"bring the words of `{name}` in data/FORMAT.md and companies/vocabulary.py to agree"


def test_every_list_of_objects_is_declared_as_one() -> None:
    lists = {field.name for fields in FIELDS.values() for field in fields if isinstance(field.shape, Children)}
    assert set(re.findall(r"`(\w+)\*?` \[\{", FORMAT)) == lists, WHERE
