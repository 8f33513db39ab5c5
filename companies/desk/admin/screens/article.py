"""One article, eight companies: the answers of many companies that one source tells, entered in one form.

"Same again for the next company" on a stance leads here, with the law, demand, day and source of that stance filled in.
Every row becomes a draft with one citation; the confirmation page then publishes them as one set.
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.sites import AdminSite
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from companies.desk.admin.bases import ModelChoiceField
from companies.desk.admin.forms.fields import PlainTextField, QuoteField
from companies.desk.admin.forms.form_faults import Fault, form_faults
from companies.desk.admin.forms.slugs import stance_slug
from companies.desk.admin.forms.warnings import SEEN, Warning, citation_warnings, stance_warnings, too_old, unseen
from companies.desk.admin.forms.widgets import PartialDateInput, QuoteInput, RowInput, WordRadios
from companies.desk.admin.keys import key_of
from companies.desk.admin.screens.confirmation import confirmation_address
from companies.desk.admin.screens.publishing import PUBLISH
from companies.models.company import Company
from companies.models.law import Law
from companies.models.shared_rules import READ
from companies.models.source import Source
from companies.models.stance import Citation, Stance
from companies.models.validators import validate_partial_date, validate_quote, validate_text
from companies.vocabulary import DEMANDS, POSITIONS

ROWS = 8
"""Companies offered at first; a form that comes back offers as many as it was sent with."""
MOST_ROWS = 40
_MISSING = {"required": _("Choose one.")}


def _choice(model: type[Any], column: str, owner: type[Any], label: Any) -> ModelChoiceField:
    field: Any = owner._meta.get_field(column)
    return ModelChoiceField(
        model._default_manager.all(), label=label, widget=RowInput(field, admin.site), error_messages=_MISSING
    )


class ArticleForm(forms.Form):
    """What all the answers share."""

    source = _choice(Source, "source", Citation, _("Source"))
    law = _choice(Law, "law", Stance, _("Law"))
    demand = forms.ChoiceField(label=_("Demand"), choices=DEMANDS.choices, widget=WordRadios(DEMANDS))
    announced_on = forms.CharField(
        label=_("Announced on"),
        widget=PartialDateInput,
        validators=[validate_partial_date],
        help_text=_("When the companies said it; a row may have another day."),
    )

    def clean_source(self) -> Source:
        """Refuse a source that was not read: each answer would rest on it alone."""
        source: Source = self.cleaned_data["source"]
        if source.checked != READ:
            raise ValidationError(_("It was not read: the first that supports an answer must have been."), "not_read")
        return source


class AnswerForm(forms.Form):
    """One company's answer. A row without anything in it is left out."""

    company = _choice(Company, "company", Stance, _("Company"))
    position = forms.ChoiceField(label=_("Position"), choices=[("", "–"), *POSITIONS.choices], error_messages=_MISSING)
    announced_on = forms.CharField(
        label=_("Another day"), required=False, widget=PartialDateInput, validators=[validate_partial_date]
    )
    summary = PlainTextField(
        label=_("Summary"),
        max_length=2000,
        validators=[validate_text],
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
    )
    quote = QuoteField(label=_("Quote"), required=False, widget=QuoteInput, validators=[validate_text, validate_quote])


AnswerRows = forms.formset_factory(AnswerForm, extra=ROWS, max_num=MOST_ROWS, absolute_max=MOST_ROWS, validate_max=True)


class Article:
    """The two forms together, and the stances that they stand for."""

    def __init__(self, data: Any = None, initial: dict[str, Any] | None = None) -> None:
        self.data = data
        self.form = ArticleForm(data, initial=initial)
        self.rows = AnswerRows(data, prefix="rows")

    def is_valid(self) -> bool:
        """Tell whether all of it may be saved: every row is a stance that could be entered by itself."""
        valid = self.form.is_valid()
        valid = self.rows.is_valid() and valid
        if valid and not self._filled():
            self.form.add_error(None, _("Fill in one company at least."))
            return False
        return valid and self._are_stances() and not self.warnings

    @cached_property
    def warnings(self) -> list[Warning]:
        """What is odd about the stances, and was not read yet."""
        return unseen(self._warnings(), self.data)

    def save(self) -> list[Stance]:
        """Save every row as a draft with its citation."""
        saved = []
        for row in self._filled():
            stance = self._stance(row.cleaned_data)
            stance.slug = stance_slug(stance)
            stance.save()
            quote = row.cleaned_data["quote"]
            Citation.objects.create(stance=stance, source=self.form.cleaned_data["source"], quote=quote)
            saved.append(stance)
        return saved

    def _filled(self) -> list[AnswerForm]:
        return [row for row in self.rows.forms if row.has_changed() and row.is_valid()]

    def _stance(self, answer: dict[str, Any]) -> Stance:
        shared = self.form.cleaned_data
        return Stance(
            company=answer["company"],
            law=shared["law"],
            demand=shared["demand"],
            position=answer["position"],
            announced_on=answer["announced_on"] or shared["announced_on"],
            summary=answer["summary"],
        )

    def _are_stances(self) -> bool:
        for row in self._filled():
            stance = self._stance(row.cleaned_data)
            stance.slug = stance_slug(stance)
            try:
                stance.full_clean()
            except ValidationError as error:
                row.add_error(None, ValidationError(error.messages))
            if message := too_old(self.form.cleaned_data["source"], stance.announced_on):
                row.add_error(None, message)
        return self.rows.total_error_count() == 0

    def _warnings(self) -> Iterator[Warning]:
        for row in self._filled():
            stance = self._stance(row.cleaned_data)
            yield from stance_warnings(stance)
            yield from citation_warnings(stance.announced_on, [self.form.cleaned_data["source"]])


def article_view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Show the form, or save its rows as drafts and go on to publishing them."""
    if not request.user.has_perm("companies.add_stance"):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, site, Article(initial=_like(request.GET.get("like", ""))))
    with transaction.atomic():
        article = Article(request.POST)
        if not article.is_valid():
            return _page(request, site, article)
        stances = article.save()
    message = ngettext("One draft was saved.", "%(count)d drafts were saved.", len(stances))
    messages.success(request, message % {"count": len(stances)})
    if request.user.has_perm("companies.change_stance"):
        return HttpResponseRedirect(confirmation_address(PUBLISH, [key_of(stance) for stance in stances]))
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
    seen = request.POST.getlist(SEEN)
    context = {
        **site.each_context(request),
        "title": gettext("Answers told by one article"),
        "article": article,
        "media": article.form.media + article.rows.media,
        "faults": faults,
        "warnings": warnings,
        "warning_codes": list(dict.fromkeys([*seen, *(warning.code for warning in warnings)])),
        "shared": [article.form[name] for name in ("source", "law", "demand", "announced_on")],
    }
    return TemplateResponse(request, "desk/article.html", context)


def _faults(article: Article) -> list[Fault]:
    faults = list(form_faults(article.form, ""))
    faults += [Fault("", "", str(message)) for message in article.rows.non_form_errors()]
    for number, row in enumerate(article.rows.forms, 1):
        faults += form_faults(row, gettext("Company %d: ") % number)
    return faults
