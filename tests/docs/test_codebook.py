"""The codebook as it is read and the codebook in code say the same: codes, labels, groups, definitions."""

from pathlib import Path

import pytest
from django.conf import settings

from companies import vocabulary
from companies.vocabulary import VERSION, Vocabulary, Word

CODEBOOK = Path(settings.BASE_DIR) / "docs" / "codebook.md"
VOCABULARIES = [value for value in vars(vocabulary).values() if isinstance(value, Vocabulary)]


def table_under(heading: str, text: str) -> list[dict[str, str]]:
    """Return the rows of the table under a heading, cells by column; none where there is no such heading or table."""
    section = f"\n{text}".partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [[cell.strip() for cell in line.split("|")[1:-1]] for line in section.splitlines() if line.startswith("|")]
    return [dict(zip(lines[0], cells, strict=True)) for cells in lines[2:]]


def differences(words: Vocabulary, text: str) -> list[str]:
    """Return what a codebook says otherwise than ``words``, a sentence each."""
    rows = table_under(words.name.capitalize(), text)
    codes = [row["code"].strip("`") for row in rows]
    if codes != list(words.codes):
        return [f"{words.name}: the codes are {codes}, in code {list(words.codes)}"]
    pairs = [(word, row, _cells(word)) for word, row in zip(words, rows, strict=True)]
    return [
        f"{words.name} {word.code}: {column} is {row.get(column, '')!r}, in code {said!r}"
        for word, row, cells in pairs
        for column, said in cells.items()
        if row.get(column, "") != said
    ]


def _cells(word: Word) -> dict[str, str]:
    told_as = "choose it when" if word.group else "definition"
    return {"label": str(word.label), "group": word.group, told_as: str(word.definition)}


@pytest.mark.parametrize("words", VOCABULARIES, ids=lambda words: words.name)
def test_each_vocabulary_stands_in_the_codebook_as_it_stands_in_code(words: Vocabulary) -> None:
    assert differences(words, CODEBOOK.read_text()) == []


def test_the_codebook_has_no_table_that_the_code_lacks() -> None:
    headings = {line.removeprefix("## ") for line in CODEBOOK.read_text().splitlines() if line.startswith("## ")}
    assert headings == {words.name.capitalize() for words in VOCABULARIES} | {"Rules"}


def test_the_codebook_tells_the_version() -> None:
    assert f"Version {VERSION}." in CODEBOOK.read_text()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ("| `reads` | Reads | Its text was read. |\n", "the codes are"),
        ("| `read` | Reads | Its text was read. |\n", "label is 'Reads'"),
        ("| `read` | read | Somebody read it. |\n", "definition is 'Somebody read it.'"),
    ],
)
def test_a_codebook_that_says_otherwise_is_found(wrong: str, says: str) -> None:
    words = Vocabulary("checked", (Word("read", "read", "Its text was read."),))
    book = "## Checked\n\n| code | label | definition |\n|---|---|---|\n"
    assert differences(words, book + "| `read` | read | Its text was read. |\n") == []
    assert [fault for fault in differences(words, book + wrong) if says in fault]
    assert differences(words, "## Read\n") != []
