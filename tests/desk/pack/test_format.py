"""``data/FORMAT.md`` says of each file what the declaration of its fields says: keys, order, what must be there."""

import re

import pytest
from django.conf import settings

from companies.record.documents.fields import CHILDREN, FIELDS, Field
from companies.record.documents.shapes import Children, Code
from companies.vocabulary import PLURALS

FORMAT = (settings.BASE_DIR / "data" / "FORMAT.md").read_text()
ROWS = dict(re.findall(r"^\| `(\w+)\.jsonl` \| (.+) \|$", FORMAT, re.MULTILINE))
WHERE = "bring the table of data/FORMAT.md and companies/record/documents/fields.py to agree"
_KEY = re.compile(r"`(\w+)(\*?)`")


def told(text: str) -> list[tuple[str, bool]]:
    """Return (key, whether it is required) in the order of the text."""
    return [(name, star == "*") for name, star in _KEY.findall(text)]


def top_level(kind: str) -> str:
    """Return a file's row without the keys of its lists of objects."""
    return re.sub(r"\[\{.*?\}\]", "", ROWS[PLURALS[kind]])


def declared(fields: tuple[Field, ...]) -> list[tuple[str, bool]]:
    return [(field.name, field.required) for field in fields if not field.computed]


@pytest.mark.parametrize("kind", FIELDS)
def test_the_table_names_the_keys_of_each_file(kind: str) -> None:
    assert told(re.sub(r"\(.*?\)", "", top_level(kind))) == declared(FIELDS[kind]), WHERE


@pytest.mark.parametrize("key", CHILDREN)
def test_the_table_names_the_keys_of_each_list_of_objects(key: str) -> None:
    [row] = [text for text in ROWS.values() if re.search(rf"`{key}\*?` \[\{{", text)]
    match = re.search(rf"`{key}\*?` \[\{{(.*?)\}}\]", row)
    assert match
    assert told(match[1]) == declared(CHILDREN[key]), WHERE


@pytest.mark.parametrize(
    ("owner", "field"),
    [(kind, field) for kind, fields in FIELDS.items() for field in fields if isinstance(field.shape, Code)],
    ids=lambda part: getattr(part, "name", part),
)
def test_the_table_lists_the_words_that_the_codebook_does_not(owner: str, field: Field) -> None:
    assert isinstance(field.shape, Code)
    words = re.search(rf"`{field.name}\*?` \(([^)]*)\)", top_level(owner))
    if words and field.name not in ("demand", "position"):
        listed = [word.split(":")[0].strip("` ") for word in re.split("[,;] ", words[1])]
        assert [word for word in field.shape.vocabulary.codes if word not in listed] == [], WHERE


def test_every_list_of_objects_is_declared_as_one() -> None:
    lists = {field.name for fields in FIELDS.values() for field in fields if isinstance(field.shape, Children)}
    assert set(re.findall(r"`(\w+)\*?` \[\{", FORMAT)) == lists, WHERE
