"""An editor at a real site: logs in, saves companies, publishes them, and notes what the site acknowledged."""

import http.client
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from typing import Any

from tests.desk.screen import Fields, changed, form_of


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any) -> None:
        return None


@dataclass
class Answer:
    """What the site said."""

    status: int
    content: bytes
    location: str


@dataclass
class Editor:
    """One browser of one editor. ``saved`` and ``published`` hold the slugs that the site said were."""

    address: str
    name: str
    password: str
    saved: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._opener = urllib.request.build_opener(_NoRedirect, urllib.request.HTTPCookieProcessor(CookieJar()))

    def log_in(self) -> None:
        """Log in; the site must be there."""
        form = form_of(self.ask("/admin/login/"), "password")
        answer = self.ask("/admin/login/", changed(form, username=self.name, password=self.password))
        assert answer.status == 302, answer.status

    def work(self, prefix: str) -> None:
        """Save companies and publish them, one after the other, until the site is gone."""
        number = 0
        try:
            while True:
                number += 1
                self._enter(f"{prefix}-{number}")
        except (OSError, http.client.HTTPException):
            return

    def work_until_refused(self, prefix: str) -> None:
        """Save companies and publish them until the site answers that it can't."""
        number = 0
        while not self.statuses or self.statuses[-1] < 500:
            number += 1
            self._enter(f"{prefix}-{number}")

    def ask(self, path: str, form: Fields | None = None) -> Answer:
        """Open a page, or send a form."""
        data = None if form is None else urllib.parse.urlencode(form, doseq=True).encode()
        try:
            answer = self._opener.open(f"{self.address}{path}", data, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            self.statuses.append(answer.status)
            return Answer(answer.status, answer.read(), answer.headers.get("Location", ""))

    def enter(self, slug: str) -> int:
        """Save a new company; return the status."""
        page = self.ask("/admin/companies/company/add/")
        if page.status != 200:
            return page.status
        form = form_of(page, "edit_version")
        values = {"name": slug.title(), "kind": "company", "summary": "It makes anvils.", "slug": slug}
        status = self.ask("/admin/companies/company/add/", changed(form, **values)).status
        if status == 302:
            self.saved.append(slug)
        return status

    def publish(self, slug: str) -> int:
        """Publish a company that was saved; return the status."""
        page = self.ask(f"/admin/publish/?row=company%2F{slug}")
        if page.status != 200:
            return page.status
        status = self.ask("/admin/publish/", form_of(page, "shown")).status
        if status == 302:
            self.published.append(slug)
        return status

    def _enter(self, slug: str) -> None:
        if self.enter(slug) == 302:
            self.publish(slug)
