"""Each word of the codebook is whole: label, definition, group, and for a position its shape."""

import re

import pytest
from django.conf import settings

from companies import vocabulary
from companies.vocabulary import GROUPS, POSITIONS, Vocabulary

VOCABULARIES = {name: value for name, value in vars(vocabulary).items() if isinstance(value, Vocabulary)}
SHEET = (settings.BASE_DIR / "static" / "css" / "position.css").read_text()


@pytest.mark.parametrize("name", VOCABULARIES)
def test_each_word_has_a_label_and_none_stands_twice(name: str) -> None:
    words = list(VOCABULARIES[name])
    assert all(str(word.label) for word in words), f"a word of {name} has no label: mend companies/vocabulary.py"
    codes = [word.code for word in words]
    assert len(codes) == len(set(codes)), f"{name} has a code twice: mend companies/vocabulary.py"


@pytest.mark.parametrize("name", ["POSITIONS", "DEMANDS", "CAUSES", "OUTCOMES", "LAW_STATES", "CHECKED", "RELATIONS"])
def test_each_word_that_the_methodology_shows_says_when_to_choose_it(name: str) -> None:
    without = [word.code for word in VOCABULARIES[name] if not str(word.definition)]
    assert not without, f"{without} of {name} have no definition: add it in companies/vocabulary.py"


@pytest.mark.parametrize("code", POSITIONS.codes)
def test_each_position_has_a_group_and_a_colour(code: str) -> None:
    group = next(word.group for word in POSITIONS if word.code == code)
    assert group in GROUPS.codes, f"the position {code} has no group: give it one in companies/vocabulary.py"
    coloured = re.search(rf"\.{code}\b[^{{}}]*\{{ --hue: var\(--{group}\)", SHEET)
    assert coloured, f"the position {code} has no colour: add .{code} to its group in static/css/position.css"


def test_each_position_but_the_plain_square_has_a_shape_of_its_own() -> None:
    shapes = {code: re.search(rf"^\.{code} \{{(.*)\}}$", SHEET, re.MULTILINE) for code in POSITIONS.codes}
    plain = [code for code, shape in shapes.items() if shape is None]
    assert plain == ["complies"], f"draw the shape of {plain} as .<code> in static/css/position.css"
    drawn = [shape[1] for shape in shapes.values() if shape]
    assert len(drawn) == len(set(drawn)), "two positions have one shape: mend static/css/position.css"
