"""The public page of a row as it would be, were the row published now: same composer, same view, same template.

The row is published, with what it needs, in a transaction that is rolled back; inside it the page's own view answers.
Only who is logged in at the desk and may see the row gets here, and nothing of it is kept anywhere.
"""

import re
from urllib.parse import urlencode, urlsplit

from django.contrib.admin.sites import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import resolve, reverse
from django.utils.translation import gettext

from companies.desk.admin.screens.confirmation import refused_rows
from companies.desk.admin.screens.preview_marks import marked
from companies.desk.keys import key_text, parse_keys, rows_by_key
from companies.desk.permissions import may_see
from companies.desk.plans import PUBLISH, Plan, dry_run, make_plan, missing_rows
from companies.record.ledger.revision import Key
from companies.record.reading.addresses import PAGES, page_path

_HEAD_END = re.compile(r"</head>", re.IGNORECASE)
_HEADER = re.compile(r"<header\b", re.IGNORECASE)


def preview_address(key: Key) -> str:
    """Return the address of a row's preview."""
    return f"{reverse('admin:preview')}?{urlencode({'row': key_text(key)})}"


def preview_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Show the page, marked with what of it is not published; or why the row can't be published."""
    keys = parse_keys(request.GET.getlist("row"))
    if len(keys) != 1:
        raise Http404
    key = keys[0]
    if not may_see(request, key[0]):
        raise PermissionDenied
    if key not in rows_by_key(keys):
        raise Http404
    _added, plan = missing_rows(make_plan(PUBLISH, keys))
    if plan.refusals:
        context = {
            **site.each_context(request),
            "title": gettext("Preview"),
            "refused_rows": refused_rows(plan.refusals),
        }
        return TemplateResponse(request, "desk/preview_refused.html", context)
    path = _path_of(key)
    public = _public_page(request, path)
    with dry_run(PUBLISH, plan.keys):
        page = _readers_answer(request, path).content.decode()
    return HttpResponse(_with_band(marked(page, public, _unpublished(plan)), key, plan))


def _path_of(key: Key) -> str:
    company = getattr(rows_by_key([key])[key], "company", None)
    return urlsplit(page_path(*key, company.slug if company else "")).path


def _readers_answer(request: HttpRequest, path: str) -> HttpResponse:
    """Return what a reader would get there: a request like hers, without cookies or an account. Raises Http404."""
    readers = HttpRequest()
    readers.method, readers.path, readers.path_info = "GET", path, path
    readers.META = {name: request.META[name] for name in ("SERVER_NAME", "SERVER_PORT") if name in request.META}
    view, args, kwargs = resolve(path)
    answer: HttpResponse = view(readers, *args, **kwargs)
    return answer


def _public_page(request: HttpRequest, path: str) -> str | None:
    """Return the page as it is public now; None where it was never published, or was taken back."""
    try:
        answer = _readers_answer(request, path)
    except Http404:
        return None
    return answer.content.decode() if answer.status_code == 200 else None


def _unpublished(plan: Plan) -> set[str]:
    """Return the paths of the pages that there are not yet."""
    added = (step.revision for step in plan.steps if step.change == "added")
    return {page_path(revision.kind, revision.key) for revision in added if revision.kind in PAGES}


def _with_band(page: str, key: Key, plan: Plan) -> str:
    """Return the page with a band that says it is a preview, and lists what of it is not published."""
    band = render_to_string("desk/_preview_band.html", {"row": rows_by_key([key])[key], "plan": plan})
    style = render_to_string("desk/_preview_style.html")
    page = _HEAD_END.sub(lambda end: style + end.group(), page, count=1)
    return _HEADER.sub(lambda header: band + header.group(), page, count=1)
