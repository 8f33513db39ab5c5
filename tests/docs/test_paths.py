"""Each path and link that the docs name is there."""

import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import PurePosixPath
from posixpath import normpath

import pytest

from tests.docs.files import ROOT, repository_files, written_texts

SUFFIXES = {".css", ".example", ".html", ".in", ".js", ".json", ".md", ".png", ".py", ".sh", ".svg", ".toml", ".txt"}
"""What the name of a file ends with. A name without one is taken for a path where it begins as one, or ends with /."""

_LINK_OR_CODE = re.compile(r"\[(?:[^\]]|\](?!\())*\]\(([^)\s]+)\)|`([^`\n]+)`")
_PATH = re.compile(r"[\w.*-]+(?:/[\w.*-]+)*/?")
_BLOCK = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
COUNTER_TESTS = {"tests/docs/test_paths.py", "tests/docs/test_references.py"}
"""They name docs that there are not, on purpose."""

_DOC = re.compile(r"\b(?:docs|data)/[\w./-]*\.md\b")


class Repository:
    """The files that there are, and the folders that they stand in."""

    def __init__(self, files: Iterable[str]) -> None:
        self.files = set(files)
        self.folders = {str(folder) for file in self.files for folder in PurePosixPath(file).parents}
        self.tops = {file.split("/")[0] for file in self.files}

    def resolve(self, path: str, folders: Iterable[str]) -> str | None:
        """Return the path from the root, looked for in ``folders`` in turn; None where it is in none of them."""
        return next((full for folder in folders if self._has(full := normpath(f"{folder}/{path}"))), None)

    def missing(self, doc: str, text: str) -> list[str]:
        """Return each path that a document names and that is not there, as doc:line: path."""
        found = [*self._missing_in_text(doc, text), *self._missing_in_blocks(doc, text)]
        return [f"{doc}:{line}: {path}" for line, path in sorted(found)]

    def _has(self, path: str) -> bool:
        if "*" in path:
            return any(fnmatch(file, path) for file in self.files)
        return path in self.files or path in self.folders

    def _missing_in_text(self, doc: str, text: str) -> Iterator[tuple[int, str]]:
        own, beside = str(PurePosixPath(doc).parent), "."
        without_blocks = _BLOCK.sub(lambda block: "\n" * block[0].count("\n"), text)
        for match in _LINK_OR_CODE.finditer(without_blocks):
            if match[1]:
                places = [(match[1].partition("#")[0], [own])] if "://" not in match[1] else []
            else:
                places = [(word, [".", own, beside]) for word in match[2].split() if self._is_path(word, match[2])]
            for path, folders in places:
                full = self.resolve(path, folders) if path else doc
                if full is None:
                    yield without_blocks.count("\n", 0, match.start()) + 1, path
                else:
                    beside = full if full in self.folders else str(PurePosixPath(full).parent)

    def _missing_in_blocks(self, doc: str, text: str) -> Iterator[tuple[int, str]]:
        for block in _BLOCK.finditer(text):
            for number, line in enumerate(block[0].splitlines(), text.count("\n", 0, block.start()) + 1):
                for word in line.split():
                    if self._begins_as_path(word) and self.resolve(word, ["."]) is None:
                        yield number, word

    def _is_path(self, word: str, span: str) -> bool:
        """Tell whether a word in backticks is meant as a path; in a command only what begins as one."""
        if self._begins_as_path(word):
            return True
        named = word.endswith("/") or PurePosixPath(word).suffix in SUFFIXES
        return word == span and named and _PATH.fullmatch(word) is not None

    def _begins_as_path(self, word: str) -> bool:
        return "/" in word and word.split("/")[0] in self.tops and _PATH.fullmatch(word) is not None


def anchors(text: str) -> set[str]:
    """Return what a link may name of a document after #: its headings, as GitHub writes them."""
    found = re.findall(r"^#+ (.+)$", _BLOCK.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in found}


def _documents() -> dict[str, str]:
    return {path: text for path, text in written_texts() if path.endswith(".md")}


def test_each_path_that_a_document_names_is_there() -> None:
    repository = Repository(repository_files())
    documents = _documents()
    assert {"README.md", "docs/design.md", "data/FORMAT.md"} <= set(documents)
    assert [fault for doc, text in documents.items() for fault in repository.missing(doc, text)] == []


def test_each_heading_that_a_link_names_is_there() -> None:
    documents = _documents()
    links = [
        (doc, target, anchor)
        for doc, text in documents.items()
        for target, anchor in re.findall(r"\]\(([^)\s#:]*)#([^)\s]+)\)", text)
    ]
    assert links
    faults = []
    for doc, target, anchor in links:
        aim = normpath(str(PurePosixPath(doc).parent / target)) if target else doc
        if anchor not in anchors(documents.get(aim, "")):
            faults.append(f"{doc}: {target}#{anchor}")
    assert faults == []


def test_each_document_that_code_names_is_there() -> None:
    files = set(repository_files())
    texts = [(path, text) for path, text in written_texts() if not path.endswith(".md") and path not in COUNTER_TESTS]
    named = [(path, doc) for path, text in texts for doc in _DOC.findall(text)]
    assert named
    assert [f"{path}: {doc}" for path, doc in named if doc not in files] == []


def test_each_document_stands_in_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text()
    docs = [path.removeprefix("docs/") for path in repository_files() if re.fullmatch(r"docs/.*\.md", path)]
    assert docs
    assert [doc for doc in docs if doc != "README.md" and f"]({doc})" not in index] == []


FILES = ["README.md", "bin/test", "companies/pages/urls.py", "companies/pages/views/laws.py", "docs/README.md"]


@pytest.mark.parametrize(
    "text",
    [
        "`companies/pages/urls.py`, `companies/pages/`, `bin/test`",
        "`companies/pages/views/laws.py`, `laws.py`",
        "`companies/pages/`, `urls.py`",
        "`companies/*/urls.py`, `companies/pages/views/*.py`",
        "[the way in](../README.md#where), [`urls.py`](../companies/pages/urls.py), [top](#top), ![x](README.md)",
        "`/timeline/`, `api/v1`, `/companies/<slug>/`, `position=refuses`, `utm_*`, `application/problem+json`",
        "`bin/test --full`, `DATABASE=postgres bin/test PATH…`, `a.b.C`, <https://record.example/x.py>",
        "```sh\nbin/test companies/pages/urls.py -k law\ncurl http://127.0.0.1/x.md\n```",
    ],
)
def test_a_path_that_is_there_or_is_none_is_no_fault(text: str) -> None:
    assert Repository(FILES).missing("docs/README.md", text) == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("`companies/pages/models.py`", "companies/pages/models.py"),
        ("`companies/models/`", "companies/models/"),
        ("`companies/desk`", "companies/desk"),
        ("`pages/urls.py`", "pages/urls.py"),
        ("`bin/test`, `urls.py`", "urls.py"),
        ("`companies/pages/*.html`", "companies/pages/*.html"),
        ("`bin/test companies/laws.py`", "companies/laws.py"),
        ("[the way in](README.txt#where)", "README.txt"),
        ("![a picture](images/home.png)", "images/home.png"),
        ("[`urls.py`](companies/pages/urls.py)", "companies/pages/urls.py"),
        ("```sh\nbin/test companies/laws.py\n```", "companies/laws.py"),
    ],
)
def test_a_path_that_is_not_there_is_found(text: str, path: str) -> None:
    line = 3 if text.startswith("```") else 2
    assert Repository(FILES).missing("docs/README.md", f"First line.\n{text}") == [f"docs/README.md:{line}: {path}"]


def test_a_heading_is_named_as_github_names_it() -> None:
    assert anchors("# How it’s done\n\n```\n# none\n```\n\n## Two words, one `code`\n") == {
        "how-its-done",
        "two-words-one-code",
    }
