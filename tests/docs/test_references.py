"""Each mention of a rule, a row or a decision names one that there is (the forms: docs/README.md)."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.files import ROOT, written_texts

DOCS = ("design", "codebook", "quality")
ITSELF = "tests/docs/test_references.py"
"""The one file that is not walked: it names what there is not, on purpose."""

_LIST = r"(?:,| and| to) "
_RULE = re.compile(
    rf"(?<![\w-])({'|'.join(DOCS)}): ([^\W\d_][\w' -]*?)(?: ((?:\d+|[A-Z])(?:{_LIST}(?:\d+|[A-Z])\b)*))?(?=[^\w' -]|$)",
    re.MULTILINE,
)
_RULE_BEGUN = re.compile(rf"(?<![\w-])(?:{'|'.join(DOCS)}):(?=[ \w]|$)", re.MULTILINE)
_ROW = re.compile(r"\b[SRAXV]\d\d\b")
_DECISION = re.compile(r"\bdecisions? (\d{3}(?:(?:,| and) \d{3})*)\b")
_OLD = re.compile(
    r"\b(?:DESIGN|QUALITY|CODEBOOK|FORMAT|LOOK|STACK|STYLE|GLOSSARY)\b(?!\.md)"
    r"|(?<!RFC \d\d\d\d )§"
    r"|\b[Cc]odebook(?:'s)? (?:rules? )?\d"
    r"|(?<!design: )\brules? of time \d"
    r"|(?<!quality: )\b(?:traps? \d|probes? [A-D]\b)"
)

_HEADING = re.compile(r"#+ (.+)")
_ITEM = re.compile(r"(\d+)\. |- \*\*([A-Z])\. ")
_TABLE_ROW = re.compile(r"\| ([SRAXV]\d\d) \|")


class Contract:
    """What mentions may name: headings and numbered items of the docs, rows, decisions."""

    def __init__(self, docs: dict[str, str], decisions: set[str]) -> None:
        self.items = {doc: items_by_heading(text) for doc, text in docs.items()}
        self.rows = {match[1] for line in docs.get("quality", "").splitlines() if (match := _TABLE_ROW.match(line))}
        self.decisions = decisions

    @classmethod
    def of_the_repository(cls) -> "Contract":
        """Return the contract as it stands in docs/."""
        folder = ROOT / "docs"
        decisions = {file.name[:3] for file in (folder / "decisions").glob("[0-9][0-9][0-9]-*.md")}
        return cls({doc: (folder / f"{doc}.md").read_text() for doc in DOCS}, decisions)

    def unresolved(self, path: str, text: str) -> list[str]:
        """Return each mention in a file that names nothing, or has a form of before, as file:line: mention."""
        found = [*self._rules(text), *self._rows(text), *self._decisions(text), *_old_forms(path, text)]
        return [f"{path}:{line}: {mention}" for line, mention in sorted(found)]

    def _rules(self, text: str) -> Iterator[tuple[int, str]]:
        named = {match.start(): match for match in _RULE.finditer(text)}
        for begun in _RULE_BEGUN.finditer(text):
            match = named.get(begun.start())
            if match is None:
                yield _line(text, begun.start()), f"{begun[0]} without a heading"
                continue
            items = self.items[match[1]].get(plain(match[2]))
            if items is None or not set(_numbers(match[3] or "")) <= items:
                yield _line(text, begun.start()), match[0]

    def _rows(self, text: str) -> Iterator[tuple[int, str]]:
        for match in _ROW.finditer(text):
            if match[0] not in self.rows:
                yield _line(text, match.start()), match[0]

    def _decisions(self, text: str) -> Iterator[tuple[int, str]]:
        for match in _DECISION.finditer(text):
            for number in re.findall(r"\d{3}", match[1]):
                if number not in self.decisions:
                    yield _line(text, match.start()), f"decision {number}"


def headings(text: str) -> list[str]:
    """Return the headings of a document as mentions name them, without those in blocks of code."""
    return [heading for heading, _ in _sections(text)]


def items_by_heading(text: str) -> dict[str, set[str]]:
    """Return by heading the numbers and letters of the items under it."""
    return {
        heading: {match[1] or match[2] for line in lines if (match := _ITEM.match(line))}
        for heading, lines in _sections(text)
    }


def plain(heading: str) -> str:
    """Return a heading in small letters, each word without its last "s", so that "rule 5" finds "Rules"."""
    return " ".join(word.removesuffix("s") for word in heading.lower().split())


def _sections(text: str) -> list[tuple[str, list[str]]]:
    sections: list[tuple[str, list[str]]] = []
    without_code = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    for line in without_code.splitlines():
        if match := _HEADING.match(line):
            sections.append((plain(match[1]), []))
        elif sections:
            sections[-1][1].append(line)
    return sections


def _numbers(text: str) -> list[str]:
    """Return the items that "2, 3", "2 and 3" or "3 to 5" means."""
    if match := re.fullmatch(r"(\d+) to (\d+)", text):
        return [str(number) for number in range(int(match[1]), int(match[2]) + 1)]
    return re.findall(r"\d+|[A-Z]", text)


def _line(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1


def _old_forms(path: str, text: str) -> Iterator[tuple[int, str]]:
    for number, line in _prose(text) if path.endswith(".py") else enumerate(text.splitlines(), 1):
        for match in _OLD.finditer(line):
            yield number, f"{match[0]!r} is a form of before"


def _prose(source: str) -> Iterator[tuple[int, str]]:
    """Yield line number and text of a module's docstrings and comments: names in code may be what they like."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            yield from enumerate(node.value.value.splitlines(), node.lineno)
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def test_each_mention_names_what_there_is() -> None:
    contract = Contract.of_the_repository()
    texts = [(path, text) for path, text in written_texts() if path != ITSELF]
    assert len(texts) > 400
    faults = [fault for path, text in texts for fault in contract.unresolved(path, text)]
    assert faults == [], "name a heading, an item, a row or a decision that there is; the forms stand in docs/README.md"


@pytest.mark.parametrize("doc", DOCS)
def test_a_heading_stands_once_in_its_doc(doc: str) -> None:
    found = headings((ROOT / "docs" / f"{doc}.md").read_text())
    assert sorted(set(found)) == sorted(found)


def test_the_rows_of_each_area_are_numbered_without_a_gap_and_say_what_shows_them() -> None:
    lines = (ROOT / "docs" / "quality.md").read_text().splitlines()
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines if _TABLE_ROW.match(line)]
    for area in "SRAXV":
        ids = [row[0] for row in rows if row[0].startswith(area)]
        assert ids == [f"{area}{number:02}" for number in range(1, len(ids) + 1)]
    assert [row[0] for row in rows if not re.search(r"`(tests|bin)/|Not yet|Left out", row[2])] == []


DESIGN = """# Design

## Rules of time

1. A date has a precision.
2. A chain is ordered.

```
## No heading
```

## What must never happen

- **A. A leak.** Never.
"""
QUALITY = "# Quality\n\n| R05 | a stale form | `tests/x.py` |\n"


@pytest.fixture
def contract() -> Contract:
    """A small contract: two headings with items, one row, one decision."""
    return Contract({"design": DESIGN, "quality": QUALITY, "codebook": "## Rules\n\n5. A quote.\n"}, {"005"})


@pytest.mark.parametrize(
    "text",
    [
        "(design: rules of time 2)",
        "design: Rules of time",
        "(design: rules of time 1, 2; R05)",
        "design: rules of time 1 and 2, and R05.",
        "design: rules of time 1 to 2",
        "design: what must never happen A: a leak",
        "``codebook: rule 5``",
        "decision 005, decisions 005 and 005",
        "RFC 9110 §12.5.3, S3, UTF-8, A4, R1234, 0x5A05, sha256 S051",
        "redesign: less; the design:/; the quality of life",
    ],
)
def test_what_there_is_is_found(contract: Contract, text: str) -> None:
    assert contract.unresolved("docs/x.md", text) == []


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("(design: rules of time 3)", "design: rules of time 3"),
        ("(design: rules of time 1 to 3)", "design: rules of time 1 to 3"),
        ("(design: rules of time 2, 3)", "design: rules of time 2, 3"),
        ("(design: rules of space 2)", "design: rules of space 2"),
        ("(design: no heading)", "design: no heading"),
        ("design: rules of time 2 say so", "design: rules of time 2 say so"),
        ("(design: rules of\ntime 2)", "design: rules of"),
        ("see design:\nrules of time 2", "design: without a heading"),
        ("(design: 2)", "design: without a heading"),
        ("(design:rules of time 2)", "design: without a heading"),
        ("codebook: rule 6", "codebook: rule 6"),
        ("quality: probes A", "quality: probes A"),
        ("R05, R06", "R06"),
        ("decision 006", "decision 006"),
        ("decisions 005 and 006", "decision 006"),
        ("DESIGN §3", "'DESIGN' is a form of before"),
        ("(QUALITY R05)", "'QUALITY' is a form of before"),
        ("written as FORMAT says", "'FORMAT' is a form of before"),
        ("section §3", "'§' is a form of before"),
        ("the codebook's rule 5", '"codebook\'s rule 5" is a form of before'),
        ("codebook rule 5", "'codebook rule 5' is a form of before"),
        ("as the rules of time 2 read them", "'rules of time 2' is a form of before"),
        ("traps 3 and 5", "'traps 3' is a form of before"),
    ],
)
def test_a_mention_of_what_there_is_not_is_found(contract: Contract, text: str, mention: str) -> None:
    assert f"docs/x.md:2: {mention}" in contract.unresolved("docs/x.md", f"First line.\n{text}")


def test_in_code_old_forms_are_looked_for_in_docstrings_and_comments_alone(contract: Contract) -> None:
    source = '"""What it is.\n\nSee DESIGN.\n"""\n\nFORMAT = "STYLE"  # as QUALITY says\n'
    faults = contract.unresolved("companies/x.py", source)
    assert faults == [
        "companies/x.py:3: 'DESIGN' is a form of before",
        "companies/x.py:6: 'QUALITY' is a form of before",
    ]


def test_the_repositorys_own_docs_are_the_contract() -> None:
    contract = Contract.of_the_repository()
    assert set(contract.items) == {Path(f"{doc}.md").stem for doc in DOCS}
    assert len(contract.rows) > 100
    assert "005" in contract.decisions
    assert {"1", "2", "8"} <= contract.items["design"][plain("Rules of time")]
