"""How a stance is cited: plain text, BibTeX and CSL-JSON, each with the instant and the hash that it was read at."""

import json
import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from companies.pages.components.position_dates import ToldStance
from companies.pages.dates import date_words, day_words
from companies.record.documents.names import place_of
from companies.record.ledger.canonical import instant_text
from companies.record.reading.addresses import page_url, with_query
from companies.record.reading.items import Item
from companies.vocabulary import DEMANDS


@dataclass(frozen=True)
class CitationTexts:
    """One citation in its three forms."""

    text: str
    bibtex: str
    csl_json: str


def cite(told: ToldStance) -> CitationTexts:
    """Return how to cite a stance, as it stood at its newest revision."""
    item = told.item
    url = with_query(page_url(item.kind, item.key), f"known_at={instant_text(item.recorded_at)}")
    title = _title(told)
    words = {
        "site": settings.SITE_NAME,
        "title": title,
        "version": item.version,
        "recorded": day_words(item.recorded_at.date()),
        "url": url,
        "hash": item.sha256,
    }
    text = _("%(site)s. “%(title)s”, version %(version)s, %(recorded)s. %(url)s (sha256 %(hash)s)") % words
    return CitationTexts(text, _bibtex(item, title, url), _csl_json(item, title, url))


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


def _bibtex(item: Item, title: str, url: str) -> str:
    recorded = item.recorded_at
    return "\n".join(
        (
            f"@misc{{{item.key},",
            f"  author = {{{{{_plain(settings.SITE_NAME)}}}}},",
            f"  title = {{{{{_plain(title)}}}}},",
            f"  year = {{{recorded:%Y}}},",
            f"  month = {{{recorded.month}}},",
            f"  url = {{{url}}},",
            f"  version = {{{item.version}}},",
            f"  note = {{sha256 {item.sha256}}}",
            "}",
        )
    )


def _csl_json(item: Item, title: str, url: str) -> str:
    recorded = item.recorded_at
    cited = {
        "id": item.key,
        "type": "webpage",
        "title": title,
        "author": [{"literal": settings.SITE_NAME}],
        "container-title": settings.SITE_NAME,
        "issued": {"date-parts": [[recorded.year, recorded.month, recorded.day]]},
        "URL": url,
        "version": str(item.version),
        "note": f"sha256 {item.sha256}",
    }
    return json.dumps([cited], ensure_ascii=False, indent=2)


def _plain(text: str) -> str:
    """Escape what BibTeX reads as its own."""
    return re.sub(r"([&%$#_{}])", r"\\\1", text)
