"""One article, eight companies: the answers of many companies that one source tells, entered in one form.

"Same again for the next company" on a stance leads here, with the law, demand, day and source of that stance filled in.
Every row becomes a draft with one citation; the confirmation page then publishes them as one set.
"""

from typing import Any

from django.contrib import messages
from django.contrib.admin.sites import AdminSite
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext, ngettext

from companies.desk.admin.forms.article import Article
from companies.desk.admin.screens.confirmation import confirmation_address
from companies.desk.admin.screens.form_messages import FormFault, form_faults, warning_context
from companies.desk.permissions import may, require_permission
from companies.desk.plans import PUBLISH
from companies.models.stance import Stance
from companies.record.publishing.stored_states import store_states


def article_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Show the form, or save its rows as drafts and go on to publishing them."""
    require_permission(request, "add", ["stance"])
    if request.method != "POST":
        return _page(request, site, Article(initial=_like(request.GET.get("like", ""))))
    with transaction.atomic():
        article = Article(request.POST)
        if not article.is_valid():
            return _page(request, site, article)
        stances = article.save()
        store_states(stances)
    message = ngettext("One draft was saved.", "%(count)d drafts were saved.", len(stances))
    messages.success(request, message % {"count": len(stances)})
    if may(request, "change", "stance"):
        return HttpResponseRedirect(confirmation_address(PUBLISH, [stance.record_key for stance in stances]))
    return HttpResponseRedirect(reverse("admin:index"))


def _like(slug: str) -> dict[str, Any]:
    """Return what a stance says that the next company's answer will share; nothing for a slug that is none."""
    stance = Stance.objects.filter(slug=slug.replace("\0", "")).select_related("law").first()
    if stance is None:
        return {}
    citation = stance.citations.filter(relation="supports").first()
    return {
        "law": stance.law,
        "demand": stance.demand,
        "announced_on": stance.announced_on,
        "source": citation.source_id if citation else None,
    }


def _page(request: HttpRequest, site: AdminSite, article: Article) -> HttpResponse:
    faults = _faults(article) if article.data is not None else []
    warnings = article.warnings if article.data is not None and not faults else []
    context = {
        **site.each_context(request),
        "title": gettext("Answers told by one article"),
        "article": article,
        "media": article.form.media + article.rows.media,
        "faults": faults,
        **warning_context(request, warnings),
        "shared": [article.form[name] for name in ("source", "law", "demand", "announced_on")],
    }
    return TemplateResponse(request, "desk/article.html", context)


def _faults(article: Article) -> list[FormFault]:
    faults = list(form_faults(article.form, ""))
    faults += [FormFault("", "", str(message)) for message in article.rows.non_form_errors()]
    for number, row in enumerate(article.rows.forms, 1):
        faults += form_faults(row, gettext("Company %d: ") % number)
    return faults
