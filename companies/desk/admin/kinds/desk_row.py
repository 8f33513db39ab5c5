"""What the admin of every desk row shares: states, publishing, frozen fields, and no lost edit."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.desk.admin.forms.conflict import Conflict, compare_forms, note_frozen
from companies.desk.admin.forms.fields import DeskFields
from companies.desk.admin.forms.forms import DeskForm
from companies.desk.admin.screens.change_page import change_context
from companies.desk.admin.screens.confirmation import confirmation_address, confirmation_page
from companies.desk.admin.screens.states import STATES
from companies.desk.bases import ModelAdmin, ModelForm
from companies.desk.plans import PUBLISH, RETRACT
from companies.models.desk_row import DeskRow, SluggedRow
from companies.record.publishing.states import states_of
from companies.record.publishing.stored_states import store_states

EDIT_VERSION = "edit_version"
"""The form's hidden input that says which save of the row it was opened at."""


class DeskRowAdmin(DeskFields, ModelAdmin):
    """The admin of one kind."""

    form = DeskForm
    change_form_template = "desk/change_form.html"
    delete_confirmation_template = "desk/delete_confirmation.html"
    actions = ("publish_rows", "correct_rows", "retract_rows")
    list_per_page = 50
    show_full_result_count = False

    # Lists

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Leave out deleting in bulk: a published row never goes, and a draft goes from its own page."""
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        """Return the list with the state of each row on the page, read in a flat number of queries."""
        changelist = super().get_changelist_instance(request)
        rows = list(changelist.result_list)
        states = states_of(rows)
        for row in rows:
            row.desk_state = states[row.pk]  # those that were unknown too
        changelist.result_list = rows
        return changelist

    @admin.display(description=_("state"))
    def state(self, row: DeskRow) -> str:
        """Return the state's word."""
        return str(STATES.label(row.desk_state))

    @admin.action(description=_("Publish…"), permissions=["change"])
    def publish_rows(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return confirmation_page(request, self.admin_site, PUBLISH, [row.record_key for row in queryset])

    @admin.action(description=_("Correct…"), permissions=["change"])
    def correct_rows(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return confirmation_page(request, self.admin_site, PUBLISH, [row.record_key for row in queryset], "correction")

    @admin.action(description=_("Retract…"), permissions=["change"])
    def retract_rows(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse:
        return confirmation_page(request, self.admin_site, RETRACT, [row.record_key for row in queryset])

    # What may not change any more

    def get_readonly_fields(self, request: HttpRequest, obj: DeskRow | None = None) -> list[str]:
        """Return the slug of a saved row, and what is frozen once its key stands in the record."""
        fields = list(super().get_readonly_fields(request, obj))
        if isinstance(obj, SluggedRow):
            fields.append("slug")
        return fields + frozen_names(obj) if obj is not None else fields

    def has_delete_permission(self, request: HttpRequest, obj: DeskRow | None = None) -> bool:
        """Allow drafts to go, and nothing that stands in the record."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.is_in_record())

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Delete a draft, unless somebody has saved it since the page was shown."""
        if request.method != "POST":
            row = self.get_object(request, unquote(object_id))
            return super().delete_view(request, object_id, {**(extra_context or {}), EDIT_VERSION: edit_token(row)})
        with transaction.atomic():
            row = self._lock(request, object_id)
            if row is not None and request.POST.get(EDIT_VERSION) != edit_token(row):
                messages.warning(request, gettext("Somebody has saved it since. Nothing is deleted yet: look again."))
                return HttpResponseRedirect(request.path)
            return super().delete_view(request, object_id, extra_context)

    # Two editors

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show or save the form. A form older than the row is not saved: it comes back with both versions (R05).

        Where another editor takes the same slug or cites the same source in the same moment, the database refuses
        the second; its form is then judged anew, and says so.
        """
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        try:
            return self._save(request, object_id, form_url, extra_context)
        except (IntegrityError, ValidationError):
            return self._save(request, object_id, form_url, extra_context)

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[ModelForm]:
        """Return the form's class, which knows the conflict that was found for this request."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.conflict = getattr(request, "desk_conflict", None)  # type: ignore[attr-defined]
        return form

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        """Show the form with the row's state, what differs from the record, and what stands in the way of saving."""
        row = context["original"]
        context[EDIT_VERSION] = edit_token(row)
        context |= change_context(request, context, row)
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save the row's parts, and store the state of the row as it now is."""
        super().save_related(request, form, formsets, change)
        store_states([form.instance])

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Go where the button says."""
        return self._next_page(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go where the button says."""
        return self._next_page(request, obj) or super().response_change(request, obj)

    def _next_page(self, request: HttpRequest, obj: DeskRow) -> HttpResponse | None:
        if "_publish" in request.POST and self.has_change_permission(request, obj):
            return HttpResponseRedirect(confirmation_address(PUBLISH, [obj.record_key]))
        return None

    def _save(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: dict[str, Any] | None
    ) -> HttpResponse:
        with transaction.atomic():
            conflict = self._conflict(request, object_id)
            request.desk_conflict = conflict  # type: ignore[attr-defined]
            if conflict is not None:
                request.POST = conflict.data  # type: ignore[assignment]
            response = super().changeform_view(request, object_id, form_url, extra_context)
        if conflict is not None:
            response.status_code = 409
        return response

    def _lock(self, request: HttpRequest, object_id: str) -> DeskRow | None:
        """Return the row as it is saved now, locked until the transaction ends."""
        row: DeskRow | None = self.get_object(request, unquote(object_id))
        return None if row is None else type(row)._base_manager.select_for_update().filter(pk=row.pk).first()

    def _conflict(self, request: HttpRequest, object_id: str | None) -> Conflict | None:
        row = None if object_id is None else self._lock(request, object_id)
        if row is None or request.POST.get(EDIT_VERSION) == edit_token(row):
            return None
        if not self.has_change_permission(request, row):
            return None
        formsets = [
            formset(instance=row, prefix=formset.get_default_prefix(), queryset=inline.get_queryset(request))
            for formset, inline in self.get_formsets_with_inlines(request, row)
        ]
        form = self.get_form(request, row, change=True, fields=flatten_fieldsets(self.get_fieldsets(request, row)))
        conflict = compare_forms(request.POST, form, row, formsets)
        note_frozen(conflict, request.POST, row, frozen_names(row))
        return conflict


def frozen_names(row: DeskRow) -> list[str]:
    """Return the fields that may not change any more, because the row was published."""
    if not row.frozen_fields or not row.is_in_record():
        return []
    return [name.removesuffix("_id") for name in row.frozen_fields]


def edit_token(row: DeskRow | None) -> str:
    """Return what a form says of the row it was opened at: its save, and whether its key was free to change."""
    if row is None:
        return ""
    return f"{row.edit_version}-frozen" if frozen_names(row) else str(row.edit_version)
