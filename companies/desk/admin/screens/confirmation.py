"""The one page between an editor and the record: what will be written, why, what is missing, what refers to it.

A set comes here from a list's action or from a row's own page. The page shows the plan of the real publishing
(:mod:`publishing`) and carries its digest, so that what was shown is what is written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.sites import AdminSite
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.desk.admin.forms.fields import PlainTextField
from companies.desk.admin.forms.form_faults import faults_of
from companies.desk.admin.forms.widgets import WordRadios
from companies.desk.admin.keys import key_text, parse_keys, rows_by_key
from companies.desk.admin.screens.publishing import (
    PUBLISH,
    RETRACT,
    OutdatedPlanError,
    Plan,
    allowed_causes,
    carry_out,
    make_plan,
    missing_rows,
)
from companies.models.desk_row import DeskRow
from companies.models.rows import MODELS
from companies.models.validators import LONGEST_TEXT, validate_text
from companies.record.ledger.revision import Key
from companies.record.publishing.floor import publishing_transaction
from companies.record.publishing.publish import Publishing
from companies.record.publishing.refusals import Fault, PublishError
from companies.vocabulary import CAUSES

MOST_ROWS = 400
"""Rows in one set from the desk: more belong in a data pack."""


class ConfirmationForm(forms.Form):
    """The cause (of a publishing) and the public note."""

    cause = forms.ChoiceField(label=_("Cause"), widget=WordRadios(CAUSES))
    note = PlainTextField(
        label=_("Public note"),
        required=False,
        max_length=LONGEST_TEXT,
        validators=[validate_text],
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )

    def __init__(self, act: str, causes: list[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note = self.fields["note"]
        if act == RETRACT:
            del self.fields["cause"]
            note.required = True
            note.help_text = _("Why it is taken back. Everybody can read it, at its address and under corrections.")
            return
        cause = cast("forms.ChoiceField", self.fields["cause"])
        cause.choices = [(code, CAUSES.label(code)) for code in causes]
        cause.error_messages["invalid_choice"] = _("This set can’t take that cause; choose one of those offered.")
        if len(causes) == 1:
            cause.initial = causes[0]
        note.help_text = _("Everybody can read it. Needed where something published changes.")


@dataclass(frozen=True)
class Asked:
    """A set as the confirmation page was asked for it."""

    act: str
    keys: list[Key]
    """What the editor chose."""
    added: list[Key]
    """What she ticked to go with it."""

    @property
    def all(self) -> list[Key]:
        """The whole set."""
        return list(dict.fromkeys([*self.keys, *self.added]))


def confirmation_address(act: str, keys: Iterable[Key]) -> str:
    """Return the address of the confirmation page for a set."""
    return f"{reverse(f'admin:{act}')}?{urlencode([('row', key_text(key)) for key in keys])}"


def confirm_view(request: HttpRequest, site: AdminSite, act: str) -> HttpResponse:
    """Show the page for the rows of the address, or do what its form says."""
    sent = request.POST if request.method == "POST" else request.GET
    asked = Asked(act, parse_keys(sent.getlist("row")), parse_keys(sent.getlist("add")))
    refuse_strangers(request, asked.all)
    if request.method != "POST":
        return confirmation_page(request, site, act, asked.keys, request.GET.get("cause", ""))
    shown = parse_keys(request.POST.getlist("shown"))
    form = ConfirmationForm(act, allowed_causes(asked.all), request.POST)
    if set(shown) != set(asked.all):
        note = gettext("The set has changed. Nothing is written yet: look again.")
        return _page(request, site, asked, form, make_plan(act, asked.all), notice=note)
    if not form.is_valid():
        return _page(request, site, asked, form, make_plan(act, asked.all))
    return _carry_out(request, site, asked, form)


def confirmation_page(
    request: HttpRequest, site: AdminSite, act: str, keys: list[Key], cause: str = ""
) -> HttpResponse:
    """Show what ``act`` on ``keys`` would write. What has to be published first joins the set, ticked."""
    refuse_strangers(request, keys)
    plan = make_plan(act, keys)
    added: list[Key] = []
    if act == PUBLISH:
        added, plan = missing_rows(plan)
    asked = Asked(act, keys, [key for key in added if _may_change(request, key[0])])
    causes = allowed_causes(asked.all)
    form = ConfirmationForm(act, causes, initial={"cause": cause} if cause in causes else {})
    return _page(request, site, asked, form, plan)


@dataclass(frozen=True)
class Refusal:
    """Why one row can't be written, and the row at the desk, where it has it."""

    fault: Fault
    row: DeskRow | None


def refusals(faults: Iterable[Fault]) -> list[Refusal]:
    """Return the record's reasons with the rows that they are about; one query a kind."""
    listed = list(faults)
    rows = rows_by_key((fault.kind, fault.key) for fault in listed if fault.key)
    return [Refusal(fault, rows.get((fault.kind, fault.key))) for fault in listed]


def refuse_strangers(request: HttpRequest, keys: Iterable[Key]) -> None:
    """Raise PermissionDenied unless the editor may change rows of every kind in the set."""
    if not all(_may_change(request, kind) for kind in {kind for kind, _key in keys}):
        raise PermissionDenied


def _carry_out(request: HttpRequest, site: AdminSite, asked: Asked, form: ConfirmationForm) -> HttpResponse:
    cause, note = form.cleaned_data.get("cause", ""), form.cleaned_data["note"]
    digest = request.POST.get("digest", "")
    user = cast(User, request.user)
    try:
        with publishing_transaction():
            publishing = carry_out(asked.act, asked.all, cause=cause, note=note, by=user, digest=digest)
            _log(user, asked, publishing)
    except PublishError as error:
        return _page(request, site, asked, form, make_plan(asked.act, asked.all), faults=error.faults, status=409)
    except OutdatedPlanError:
        notice = gettext("Somebody has saved or published since this was shown. Nothing is written yet: look again.")
        return _page(request, site, asked, form, make_plan(asked.act, asked.all), notice=notice, status=409)
    if not publishing.revisions:
        messages.info(request, gettext("Nothing was written: all of it stands in the record already."))
        return HttpResponseRedirect(reverse("admin:index"))
    first, last = publishing.revisions[0].seq, publishing.revisions[-1].seq
    return HttpResponseRedirect(f"{reverse('admin:published')}?{urlencode({'first': first, 'last': last})}")


def _page(
    request: HttpRequest,
    site: AdminSite,
    asked: Asked,
    form: ConfirmationForm,
    plan: Plan,
    *,
    notice: str = "",
    faults: list[Fault] | None = None,
    status: int = 200,
) -> HttpResponse:
    reasons = faults if faults is not None else plan.faults
    offered = plan.missing if asked.act == RETRACT else rows_by_key(plan.missing)
    publishing = asked.act == PUBLISH
    chosen = rows_by_key(asked.keys)
    context = {
        **site.each_context(request),
        "title": gettext("Publish") if publishing else gettext("Retract"),
        "asked": asked,
        "chosen": [(key, chosen.get(key)) for key in asked.keys],
        "too_many": len(asked.all) > MOST_ROWS,
        "form": form,
        "media": form.media,
        "plan": plan,
        "notice": notice,
        "refusals": refusals(reasons),
        "faults": list(faults_of(form)),
        "offered": [key for key in offered if key not in asked.all and _may_change(request, key[0])],
        "retracts": not publishing,
    }
    return TemplateResponse(request, "desk/confirm.html", context, status=status)


def _log(user: User, asked: Asked, publishing: Publishing) -> None:
    """Write the act into the admin's own history of each row that was asked for."""
    written = {(rev.kind, rev.key): rev.version for rev in publishing.revisions}
    message = gettext("Published as version %d.") if asked.act == PUBLISH else gettext("Retracted as version %d.")
    for key, row in rows_by_key(asked.all).items():
        if key in written:
            LogEntry.objects.log_actions(
                user_id=user.pk,
                queryset=[row],
                action_flag=CHANGE,
                change_message=message % written[key],
                single_object=True,
            )


def _may_change(request: HttpRequest, kind: str) -> bool:
    return request.user.has_perm(f"companies.change_{MODELS[kind]._meta.model_name}")
