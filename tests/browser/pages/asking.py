"""What a reader with a question does, in Chromium and in w3m: opens, follows a link, fills a form in, reads."""

import re
import subprocess
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Protocol
from urllib.parse import urlencode, urljoin

from tests.browser.pages.conftest import Reader


class Asker(Protocol):
    """Somebody who looks for an answer."""

    def open(self, path: str) -> None:
        """Go to a path of ours."""

    def follow(self, link: str, *, last: bool = False) -> None:
        """Follow the first link of this name, or the last."""

    def send(self, label: str, value: str) -> None:
        """Fill in the field with this label, or choose this word of it, and send its form."""

    def says(self, *words: str) -> None:
        """Read these on the page, in this order."""


def _are_read(words: tuple[str, ...], text: str) -> None:
    start = 0
    for word in words:
        start = text.find(word, start)
        assert start >= 0, f"{word!r} in {text[:1500]}"


@dataclass
class InChromium:
    """By pointing and typing."""

    reader: Reader

    def open(self, path: str) -> None:
        """Go there."""
        self.reader.open(path)

    def follow(self, link: str, *, last: bool = False) -> None:
        """Press it, and wait until the page and its styles are there."""
        found = self.reader.page.get_by_role("link", name=link, exact=True)
        with self.reader.page.expect_navigation():
            (found.last if last else found.first).click()

    def send(self, label: str, value: str) -> None:
        """Unfold the form where it is folded, then fill it in and press its button."""
        page = self.reader.page
        control = page.get_by_label(label).first
        if not control.is_visible():
            page.locator("details", has=page.get_by_label(label)).locator("summary").click()
        if control.evaluate("control => control.tagName") == "SELECT":
            control.select_option(label=value)
        else:
            control.fill(value)
        with page.expect_navigation():
            page.locator("form", has=page.get_by_label(label)).locator("button").click()

    def says(self, *words: str) -> None:
        """Read what is shown, folds too."""
        folded = self.reader.page.locator("main details:not([open]) > summary:visible")
        while folded.count():
            folded.first.click()
        _are_read(words, self.reader.text)


@dataclass
class InW3m:
    """By what w3m prints, where each link has a number."""

    base: str
    address: str = ""
    printed: str = ""
    links: dict[str, str] = field(default_factory=dict)

    def open(self, path: str) -> None:
        """Have it printed."""
        self.address = urljoin(self.base, path)
        whole = _w3m("-dump", "-cols", "200", "-o", "display_link_number=1", self.address)
        self.printed, _, references = whole.rpartition("References:")
        self.links = dict(re.findall(r"^\[(\d+)\] (\S+)$", references, re.MULTILINE))

    def follow(self, link: str, *, last: bool = False) -> None:
        """Go to the address of its number."""
        numbers = re.findall(rf"\[(\d+)\]{re.escape(link)}", self.printed)
        assert numbers, f"no link {link!r} in {self.printed[:1500]}"
        self.open(self.links[numbers[-1 if last else 0]])

    def send(self, label: str, value: str) -> None:
        """Go to the address that the form asks for."""
        forms = _Forms()
        forms.feed(_w3m("-dump_source", "-o", "accept_encoding=identity", self.address))
        self.open(forms.address(label, value))

    def says(self, *words: str) -> None:
        """Read what is printed, without the numbers of links."""
        _are_read(words, " ".join(re.sub(r"\[\d+\]", "", self.printed).split()))


def _w3m(*options: str) -> str:
    return subprocess.run(["w3m", *options], capture_output=True, text=True, check=True).stdout


class _Forms(HTMLParser):
    """The forms of a page: where each leads, what it carries along, and its fields by their labels."""

    def __init__(self) -> None:
        super().__init__()
        self._forms: list[tuple[str, dict[str, str]]] = []
        self._fields: dict[str, tuple[int, str]] = {}
        self._words: dict[tuple[str, str], str] = {}
        self._text = self._label = self._name = self._value = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a form and what it holds."""
        told = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._forms.append((told["action"], {}))
        if tag in ("label", "option"):
            self._text = ""
        if tag == "option":
            self._value = told["value"]
        if tag in ("input", "select"):
            self._name = told["name"]
            if told.get("type") == "hidden":
                self._forms[-1][1][self._name] = told["value"]
            else:
                self._fields[self._text.strip()] = (len(self._forms) - 1, self._name)

    def handle_data(self, data: str) -> None:
        """Note the words of a label or an option."""
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        """Note which value an option's word stands for."""
        if tag == "option":
            self._words[self._name, self._text.strip()] = self._value

    def address(self, label: str, value: str) -> str:
        """Return where the form with this field leads when the field says ``value``."""
        number, name = self._fields[label]
        action, carried = self._forms[number]
        return f"{action}?{urlencode({**carried, name: self._words.get((name, value), value)})}"
