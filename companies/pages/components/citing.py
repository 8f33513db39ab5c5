"""How a page is cited: plain text, BibTeX and CSL-JSON, with an address that shows the same facts for ever.

A stance is cited by its revision, with the document's hash; any other page by its two clocks, with the ledger's.
"""

import json
import re
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.http import HttpRequest
from django.utils.text import slugify
from django.utils.translation import gettext as _

from companies.pages.components.position_dates import ToldStance
from companies.pages.dates import date_words, day_words
from companies.pages.page_address import address_with
from companies.record.documents.names import place_of
from companies.record.ledger.canonical import instant_text
from companies.record.reading.addresses import absolute, page_url, with_query
from companies.record.reading.snapshot import Snapshot
from companies.vocabulary import DEMANDS


@dataclass(frozen=True)
class CitationTexts:
    """One citation in its forms, and the address in it."""

    text: str
    """In short."""
    full: str
    """With what the facts can be checked by."""
    bibtex: str
    csl_json: str
    url: str


@dataclass(frozen=True)
class _Cited:
    """What is cited."""

    key: str
    title: str
    url: str
    recorded_at: datetime
    """When what it shows was recorded."""
    version: str
    """Of a stance its version, of a page the record's number."""
    of: str
    """In short, what the version is of and its day."""
    hash: str


def cite_stance(told: ToldStance) -> CitationTexts:
    """Return how to cite a stance, as it stood at its newest revision."""
    item = told.item
    return _texts(
        _Cited(
            key=item.key,
            title=_title(told),
            url=with_query(page_url(item.kind, item.key), f"known_at={instant_text(item.recorded_at)}"),
            recorded_at=item.recorded_at,
            version=str(item.version),
            of=_("version %(version)s, %(day)s") % {"version": item.version, "day": day_words(item.recorded_at.date())},
            hash=f"sha256 {item.sha256}",
        )
    )


def cite_page(request: HttpRequest, snapshot: Snapshot, title: str) -> CitationTexts | None:
    """Return how to cite a page as it is shown; None before the first revision, when there is nothing to cite."""
    if snapshot.instant is None or snapshot.known_at is None:
        return None
    known_at = instant_text(snapshot.known_at)
    return _texts(
        _Cited(
            key=slugify(f"{settings.SITE_NAME} {request.path.replace('/', ' ')} {snapshot.day.isoformat()}"),
            title=title,
            url=absolute(address_with(request, valid_on=snapshot.day.isoformat(), known_at=known_at)),
            recorded_at=snapshot.instant,
            version=str(snapshot.head),
            of=_("as of %(day)s") % {"day": day_words(snapshot.day)},
            hash=_("record no. %(number)s, ledger %(hash)s") % {"number": snapshot.head, "hash": snapshot.ledger},
        )
    )


def _texts(cited: _Cited) -> CitationTexts:
    words = {"site": settings.SITE_NAME, "title": cited.title, "of": cited.of, "url": cited.url, "hash": cited.hash}
    text = _("%(site)s. “%(title)s”, %(of)s. %(url)s") % words
    full = _("%(site)s. “%(title)s”, %(of)s. %(url)s (%(hash)s)") % words
    return CitationTexts(text, full, _bibtex(cited), _csl_json(cited), cited.url)


def _title(told: ToldStance) -> str:
    document = told.stance
    return _("%(company)s on the %(law)s (%(place)s), %(demand)s, %(date)s: %(position)s %(dates)s") % {
        "company": document["company"]["name"],
        "law": document["law"]["short_name"],
        "place": place_of(document),
        "demand": DEMANDS.label(document["demand"]),
        "date": date_words(document["announced_on"]),
        "position": told.position,
        "dates": told.dates.words,
    }


def _bibtex(cited: _Cited) -> str:
    return "\n".join(
        (
            f"@misc{{{cited.key},",
            f"  author = {{{{{_plain(settings.SITE_NAME)}}}}},",
            f"  title = {{{{{_plain(cited.title)}}}}},",
            f"  year = {{{cited.recorded_at:%Y}}},",
            f"  month = {{{cited.recorded_at.month}}},",
            f"  url = {{{cited.url}}},",
            f"  version = {{{cited.version}}},",
            f"  note = {{{_plain(cited.hash)}}}",
            "}",
        )
    )


def _csl_json(cited: _Cited) -> str:
    recorded = cited.recorded_at
    item = {
        "id": cited.key,
        "type": "webpage",
        "title": cited.title,
        "author": [{"literal": settings.SITE_NAME}],
        "container-title": settings.SITE_NAME,
        "issued": {"date-parts": [[recorded.year, recorded.month, recorded.day]]},
        "URL": cited.url,
        "version": cited.version,
        "note": cited.hash,
    }
    return json.dumps([item], ensure_ascii=False, indent=2)


def _plain(text: str) -> str:
    """Escape what BibTeX reads as its own."""
    return re.sub(r"([&%$#_{}])", r"\\\1", text)
