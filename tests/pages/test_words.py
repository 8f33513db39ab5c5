"""Every word that a reader reads can be translated: nothing stands in a template or a view as it is."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

BASE = Path(settings.BASE_DIR)
TEMPLATES = [
    BASE / "templates" / "base.html",
    *(file for folder in ("pages", "includes", "api") for file in (BASE / "templates" / folder).rglob("*.html")),
]
MODULES = [BASE / "companies" / "templatetags" / "page_tags.py", *(BASE / "companies" / "pages").rglob("*.py")]

NAMES = {"BibTeX", "CSL-JSON", "JSON", "sha256"}
"""Names of forms, the same in every language."""

_TRANSLATED = re.compile(r"\{% blocktranslate.*?%\}.*?\{% endblocktranslate %\}", re.DOTALL)
_TEMPLATE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.DOTALL)
_CODE = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)
_TOLD = re.compile(r"""\b(?:aria-label|alt|title|placeholder|data-label)="([^"]*)\"""")
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W\d_][\w-]+")
_SENTENCE = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,}")
_TRANSLATING = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext"}


def unmarked_in_template(source: str) -> list[str]:
    """Return the words of a template that no tag translates."""
    plain = _TEMPLATE.sub(" ", _TRANSLATED.sub(" ", source))
    plain = _CODE.sub(" ", plain)
    told = " ".join([*_TOLD.findall(plain), _TAG.sub(" ", re.sub(r"&\w+;", " ", plain))])
    return [word for word in _WORD.findall(told) if word not in NAMES]


def unmarked_in_module(source: str) -> list[str]:
    """Return the sentences of a module that are neither marked nor docstrings."""
    tree = ast.parse(source)
    marked = {id(text) for call in ast.walk(tree) if _translates(call) for text in ast.walk(call)}
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _SENTENCE.search(_TAG.sub("", node.value))
        if id(node) not in marked | docstrings
    ]


def _translates(node: ast.AST) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _TRANSLATING


def _found() -> Iterator[tuple[str, list[str]]]:
    for file in TEMPLATES:
        yield file.name, unmarked_in_template(file.read_text())
    for file in MODULES:
        yield file.name, unmarked_in_module(file.read_text())


def test_nothing_that_a_reader_reads_is_unmarked() -> None:
    assert len(TEMPLATES) > 30
    assert len(MODULES) > 20
    assert {name: words for name, words in _found() if words} == {}


@pytest.mark.parametrize(
    "source",
    [
        "<p>Companies</p>",
        '<p>{% translate "Companies" %} since</p>',
        '<nav aria-label="Main"></nav>',
        "{% if rows %}none{% endif %}",
    ],
)
def test_a_word_in_a_template_that_nobody_marked_is_found(source: str) -> None:
    assert unmarked_in_template(source) != []


@pytest.mark.parametrize(
    "source", ["def view():\n    return {'title': 'All companies'}", "title = f'{number} answers in force'"]
)
def test_a_sentence_in_a_module_that_nobody_marked_is_found(source: str) -> None:
    assert unmarked_in_module(source) != []


@pytest.mark.parametrize("source", ['"""What a module is for."""', "title = _('All companies')"])
def test_a_docstring_and_a_marked_sentence_are_none(source: str) -> None:
    assert unmarked_in_module(source) == []
