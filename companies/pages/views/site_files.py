"""The few files of the site: the style sheet, the icon, the picture, ``robots.txt`` and ``sitemap.xml``."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse

from companies.pages.page import page, read_item_page
from companies.pages.picture import picture, picture_digest
from companies.pages.style import joined_sheet, sheet_digest
from companies.record.reading.addresses import PAGES, absolute, page_url
from companies.record.reading.overviews import newest_keys
from companies.vocabulary import DEMANDS

FOR_EVER = "public, max-age=31536000, immutable"
MOST_ADDRESSES = 50_000
"""What the protocol of sitemaps takes in one file."""

FIXED_PAGES = (
    "home",
    "timeline",
    "matrix",
    "companies",
    "laws",
    "demands",
    "jurisdictions",
    "sources",
    "corrections",
    "methodology",
    "data",
    "about",
    "contact",
    "report_an_error",
)
"""The pages that are no row's."""


@page
def style(request: HttpRequest, digest: str) -> HttpResponse:
    """The sheet. A page that was kept from an earlier release gets today's, which it may not keep."""
    response = HttpResponse(joined_sheet(), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = FOR_EVER if digest == sheet_digest() else "no-cache"
    return response


@page
def site_picture(request: HttpRequest, digest: str) -> HttpResponse:
    """The picture that stands for the site where a page is shared."""
    response = HttpResponse(picture(), content_type="image/png")
    response["Cache-Control"] = FOR_EVER if digest == picture_digest() else "no-cache"
    return response


@page
def favicon(request: HttpRequest) -> HttpResponse:
    """The icon, which browsers ask for by either name."""
    response = HttpResponse(_icon(), content_type="image/svg+xml")
    response["Cache-Control"] = "public, max-age=604800"
    return response


@page
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: all but the editors' desk. Pages of the past say that they are not to be indexed."""
    text = f"User-agent: *\nDisallow: /admin/\nAllow: /\n\nSitemap: {absolute(reverse('pages:sitemap'))}\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


@page
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page with its last change, newest changes first."""
    page_request = read_item_page(request)
    addresses = [(absolute(reverse(f"pages:{name}")), None) for name in FIXED_PAGES]
    addresses += [(absolute(reverse("pages:demand", args=[code])), None) for code in DEMANDS.codes]
    rows = newest_keys(page_request.snapshot, PAGES, MOST_ADDRESSES - len(addresses))
    listed = [*addresses, *((page_url(kind, key), changed) for kind, key, changed in rows)]
    return HttpResponse(
        render_to_string("pages/sitemap.xml", {"addresses": listed}), content_type="application/xml; charset=utf-8"
    )


@lru_cache(maxsize=1)
def _icon() -> str:
    return (Path(settings.BASE_DIR) / "static" / "favicon.svg").read_text(encoding="utf-8")
