"""What a set has written: each revision with its public page, its address in the API and its place in the ledger."""

from dataclasses import dataclass

from django.contrib.admin.sites import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext

from companies.desk.permissions import may
from companies.desk.plans import Step, steps_of
from companies.models.rows import MODELS
from companies.record.ledger.revision import Revision
from companies.record.reading.addresses import absolute, api_url, page_url

MOST = 500
"""Revisions told on the page; a larger set is told by its first ones."""


@dataclass(frozen=True)
class Written:
    """One revision, and where everybody finds it."""

    step: Step
    page: str
    api: str
    history: str
    changes: str


def published_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Show the revisions ``first`` to ``last``."""
    if not any(may(request, "change", kind) for kind in MODELS):
        raise PermissionDenied
    first, last = _number(request.GET.get("first", "")), _number(request.GET.get("last", ""))
    revisions = Revision.objects.filter(seq__gte=first, seq__lte=last).order_by("seq")[:MOST]
    context = {
        **site.each_context(request),
        "title": gettext("Written to the record"),
        "written": [_written(step) for step in steps_of(revisions)],
        "count": max(last - first + 1, 0),
    }
    return TemplateResponse(request, "desk/published.html", context)


def _written(step: Step) -> Written:
    revision = step.revision
    company = step.document.get("company", {}).get("slug", "")
    api = api_url(revision.kind, revision.key)
    changes = f"{absolute(reverse('api:changes'))}?after={revision.seq - 1}&page_size=1"
    return Written(step, page_url(revision.kind, revision.key, company), api, f"{api}history/", changes)


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise Http404
    return int(text)
