"""Marks in a previewed page what of it readers can't see yet, in words: its parts, and links to rows not published.

The page is the reader's own, made by the reader's view and templates, which know nothing of this. What is new in it is
found by comparing it, part by part, with the page as it is public now.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from html import escape
from html.parser import HTMLParser
from itertools import accumulate
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

_PARTS = frozenset(("h1", "h2", "h3", "h4", "p", "li", "dt", "dd", "th", "td", "caption", "summary"))
"""Elements that hold text of their own: the parts of a page."""
_UNBROKEN = frozenset(("a", "time", "b", "code"))
"""Elements that a mark stands before, not in."""


@dataclass
class _Part:
    """An element with its words, and with the parts inside it, whose words are its own too."""

    tag: str
    words: list[str] = field(default_factory=list)
    inner: list["_Part"] = field(default_factory=list)
    place: int = -1
    """Where in the page its first words stand; -1 as long as it has none."""
    new: bool = False

    @property
    def said(self) -> tuple[str, str]:
        """What is compared."""
        return self.tag, " ".join(" ".join(self.words).split())

    @property
    def marked(self) -> "list[_Part]":
        """Which parts of it get a mark: itself, where all or nothing of what is inside it is new, else those inside."""
        if self.new and len({part.new for part in self.inner if part.words}) <= 1:
            return [self.inner[0]] if self.inner and self.inner[0].words else [self]
        return [found for part in self.inner for found in part.marked]


class _Reader(HTMLParser):
    """Reads the parts and links of a page's ``<main>``, and where they stand."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.parts: list[_Part] = []
        """All parts, in their order."""
        self.outer: list[_Part] = []
        """Those that stand in no other."""
        self.links: list[tuple[str, int]] = []
        """Each link's path, and where the link ends."""
        self._page = page
        self._lines = [0, *accumulate(len(line) + 1 for line in page.split("\n"))]
        self._open: list[_Part] = []
        self._unbroken: list[tuple[str, int]] = []
        self._href = ""
        self._in_main = False
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in_main = self._in_main or tag == "main"
        if not self._in_main:
            return
        given = dict(attrs)
        if tag in _PARTS:
            part = _Part(tag)
            (self._open[-1].inner if self._open else self.outer).append(part)
            self._open.append(part)
            self.parts.append(part)
        elif tag in _UNBROKEN or "position" in (given.get("class") or "").split():
            self._unbroken.append((tag, self._offset()))
        if tag == "a":
            self._href = urlsplit(given.get("href") or "").path

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self._in_main = False
        if self._unbroken and self._unbroken[-1][0] == tag:
            self._unbroken.pop()
        if tag == "a" and self._href:
            self.links.append((self._href, self._page.index(">", self._offset()) + 1))
            self._href = ""
        elif self._open and self._open[-1].tag == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not self._open or not data.strip():
            return
        blanks = len(data) - len(data.lstrip(" \t\r\n"))
        place = self._unbroken[0][1] if self._unbroken else self._offset() + blanks
        for part in self._open:
            part.words.append(data)
            part.place = place if part.place < 0 else part.place

    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def marked(page: str, public: str | None, unpublished: Collection[str]) -> str:
    """Return the page with its marks.

    ``public``: the same page as readers have it now, None where they have none, so that its heading tells that all of
    it is new. ``unpublished``: paths of pages of rows that are not published.
    """
    read = _Reader(page)
    new = _new_parts(read, _Reader(public)) if public is not None else [_heading(read)]
    new_part, new_row = _mark(_("not published yet")), _mark(_("this row is not published yet"))
    places = [(part.place, f"{new_part} ") for part in new]
    places += [(end, f" {new_row}") for path, end in read.links if path in unpublished]
    for place, mark in sorted(places, reverse=True):
        page = page[:place] + mark + page[place:]
    return page


def _heading(read: _Reader) -> _Part:
    return next(part for part in read.parts if part.tag == "h1")


def _new_parts(read: _Reader, public: _Reader) -> list[_Part]:
    """Return the parts that the public page doesn't have there, an inner one only where its outer one is not told."""
    parts = [part for part in read.parts if part.words]
    before = [part.said for part in public.parts if part.words]
    matcher = SequenceMatcher(None, before, [part.said for part in parts], autojunk=False)
    for change, _from, _to, first, last in matcher.get_opcodes():
        for part in parts[first:last]:
            part.new = change in ("replace", "insert")
    return [found for part in read.outer for found in part.marked]


def _mark(words: str) -> str:
    return f'<mark class="desk-unpublished">{escape(words)}</mark>'
