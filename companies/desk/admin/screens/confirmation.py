"""The one page between an editor and the record: what will be written, why, what is missing, what refers to it.

A set comes here from a list's action or from a row's own page. The page shows the plan of the real publishing
(:mod:`companies.desk.plans`) and carries its digest, so that what was shown is what is written.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.sites import AdminSite
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext

from companies.desk.admin.forms.confirmation import ConfirmationForm
from companies.desk.admin.screens.form_messages import faults_of
from companies.desk.keys import key_text, parse_keys, rows_by_key
from companies.desk.permissions import may, require_permission
from companies.desk.plans import (
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
from companies.record.ledger.revision import Key
from companies.record.publishing.floor import publishing_transaction
from companies.record.publishing.publish import Publishing
from companies.record.publishing.refusals import PublishError, Refusal

MOST_ROWS = 400
"""Rows in one set from the desk: more belong in a data pack."""


@dataclass(frozen=True)
class RequestedSet:
    """The set that the confirmation page was asked for."""

    act: str
    keys: list[Key]
    """What the editor chose."""
    added: list[Key]
    """What she ticked to go with it."""

    @property
    def all(self) -> list[Key]:
        """The whole set."""
        return list(dict.fromkeys([*self.keys, *self.added]))

    def plan(self) -> Plan:
        """Return what the whole set would write."""
        return make_plan(self.act, self.all)


def confirmation_address(act: str, keys: Iterable[Key]) -> str:
    """Return the address of the confirmation page for a set."""
    return f"{reverse(f'admin:{act}')}?{urlencode([('row', key_text(key)) for key in keys])}"


def confirm_view(request: HttpRequest, site: AdminSite, act: str) -> HttpResponse:
    """Show the page for the rows of the address, or do what its form says."""
    sent = request.POST if request.method == "POST" else request.GET
    requested = RequestedSet(act, parse_keys(sent.getlist("row")), parse_keys(sent.getlist("add")))
    require_permission(request, "change", (kind for kind, _key in requested.all))
    if request.method != "POST":
        return confirmation_page(request, site, act, requested.keys, request.GET.get("cause", ""))
    shown = parse_keys(request.POST.getlist("shown"))
    form = ConfirmationForm(act, allowed_causes(requested.all), request.POST)
    if set(shown) != set(requested.all):
        note = gettext("The set has changed. Nothing is written yet: look again.")
        return _page(request, site, requested, form, make_plan(act, requested.all), notice=note)
    if not form.is_valid():
        return _page(request, site, requested, form, make_plan(act, requested.all))
    return _carry_out(request, site, requested, form)


def confirmation_page(
    request: HttpRequest, site: AdminSite, act: str, keys: list[Key], cause: str = ""
) -> HttpResponse:
    """Show what ``act`` on ``keys`` would write. What has to be published first joins the set, ticked."""
    require_permission(request, "change", (kind for kind, _key in keys))
    plan = make_plan(act, keys)
    added: list[Key] = []
    if act == PUBLISH:
        added, plan = missing_rows(plan)
    requested = RequestedSet(act, keys, [key for key in added if may(request, "change", key[0])])
    causes = allowed_causes(requested.all)
    form = ConfirmationForm(act, causes, initial={"cause": cause} if cause in causes else {})
    return _page(request, site, requested, form, plan)


@dataclass(frozen=True)
class RefusedRow:
    """Why one row can't be written, and the row at the desk, where it has it."""

    refusal: Refusal
    row: DeskRow | None


def refused_rows(refusals: Iterable[Refusal]) -> list[RefusedRow]:
    """Return the record's reasons with the rows that they are about; one query a kind."""
    listed = list(refusals)
    rows = rows_by_key((refusal.kind, refusal.key) for refusal in listed if refusal.key)
    return [RefusedRow(refusal, rows.get((refusal.kind, refusal.key))) for refusal in listed]


def _carry_out(request: HttpRequest, site: AdminSite, requested: RequestedSet, form: ConfirmationForm) -> HttpResponse:
    cause, note = form.cleaned_data.get("cause", ""), form.cleaned_data["note"]
    digest = request.POST.get("digest", "")
    user = cast(User, request.user)
    try:
        with publishing_transaction():
            publishing = carry_out(
                requested.act,
                requested.all,
                cause=cause,
                note=note,
                by=user,
                digest=digest,
                clock_is_right=form.cleaned_data.get("clock_is_right", False),
            )
            _log(user, requested, publishing)
    except PublishError as error:
        return _page(request, site, requested, form, requested.plan(), refusals=error.refusals, status=409)
    except OutdatedPlanError:
        notice = gettext("Somebody has saved or published since this was shown. Nothing is written yet: look again.")
        return _page(request, site, requested, form, requested.plan(), notice=notice, status=409)
    if not publishing.revisions:
        messages.info(request, gettext("Nothing was written: all of it stands in the record already."))
        return HttpResponseRedirect(reverse("admin:index"))
    first, last = publishing.revisions[0].seq, publishing.revisions[-1].seq
    return HttpResponseRedirect(f"{reverse('admin:published')}?{urlencode({'first': first, 'last': last})}")


def _page(
    request: HttpRequest,
    site: AdminSite,
    requested: RequestedSet,
    form: ConfirmationForm,
    plan: Plan,
    *,
    notice: str = "",
    refusals: list[Refusal] | None = None,
    status: int = 200,
) -> HttpResponse:
    offered = plan.missing if requested.act == RETRACT else rows_by_key(plan.missing)
    publishing = requested.act == PUBLISH
    chosen = rows_by_key(requested.keys)
    context = {
        **site.each_context(request),
        "title": gettext("Publish") if publishing else gettext("Retract"),
        "requested": requested,
        "chosen": [(key, chosen.get(key)) for key in requested.keys],
        "too_many": len(requested.all) > MOST_ROWS,
        "form": form,
        "media": form.media,
        "plan": plan,
        "notice": notice,
        "refused_rows": refused_rows(plan.refusals if refusals is None else refusals),
        "faults": list(faults_of(form)),
        "offered": [key for key in offered if key not in requested.all and may(request, "change", key[0])],
        "retracts": not publishing,
    }
    return TemplateResponse(request, "desk/confirm.html", context, status=status)


def _log(user: User, requested: RequestedSet, publishing: Publishing) -> None:
    """Write the act into the admin's own history of each row of the requested set."""
    written = {(rev.kind, rev.key): rev.version for rev in publishing.revisions}
    message = gettext("Published as version %d.") if requested.act == PUBLISH else gettext("Retracted as version %d.")
    for key, row in rows_by_key(requested.all).items():
        if key in written:
            LogEntry.objects.log_actions(
                user_id=user.pk,
                queryset=[row],
                action_flag=CHANGE,
                change_message=message % written[key],
                single_object=True,
            )
