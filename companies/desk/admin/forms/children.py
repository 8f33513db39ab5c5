"""Children of a row, edited on its page: names, aliases, owners, provisions, events, citations, in their order."""

from typing import Any, cast

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from companies.desk.admin.forms.fields import DeskFields
from companies.desk.admin.forms.forms import HiddenInitialForm, WarningFormSet
from companies.desk.bases import ModelForm, StackedInline, model_of
from companies.desk.permissions import may, may_see
from companies.models.desk_row import DeskRow


class ChildForm(HiddenInitialForm):
    """A child's form. Its place in the list may be left blank: it then comes last."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "order" in self.fields:
            self.fields["order"].required = False
            self.fields["order"].initial = None
            self.fields["order"].help_text = _("0 is the first; blank puts it at the end.")
            if self.instance.pk is None:
                self.initial.pop("order", None)

    def clean_order(self) -> int:
        """Return the place, a blank one as after all others."""
        order: int | None = self.cleaned_data.get("order")
        return LAST if order is None else order


LAST = 2**31 - 1
"""The place of a child that was given none, until :meth:`OrderedFormSet.save` counts them."""


class OrderedFormSet(WarningFormSet):
    """Children that keep the order in which they are numbered."""

    def save(self, commit: bool = True) -> Any:
        """Save, then count the places from 0 without gaps.

        What changes is taken out first: the database would refuse two that swap their names, one after the other.
        """
        changed = [form.instance.pk for form in self.initial_forms if form.has_changed()]
        model_of(self)._default_manager.filter(pk__in=changed).delete()
        saved = super().save(commit=commit)
        children: Any = model_of(self)._default_manager.filter(**{self.fk.name: self.instance})
        for place, child in enumerate(sorted(children, key=self.sort_value)):
            if child.order != place:
                child.order = place
                child.save(update_fields=["order"])
        return saved

    def sort_value(self, child: Any) -> Any:
        """Return what children are sorted by: as they are numbered. Of those with one number the elder comes first."""
        return child.order

    def kept(self) -> list[ModelForm]:
        """Return the valid forms of children that will stand, in the order in which they will."""
        forms = [form for form in self.forms if form.is_valid() and (form.has_changed() or form.instance.pk)]
        standing = [form for form in forms if not form.cleaned_data.get("DELETE")]
        return sorted(standing, key=lambda form: self.sort_value(form.instance))


class ChildInline(DeskFields, StackedInline):
    """Children of one kind. They are parts of the row: who may see it sees them, who may save it may change them."""

    form = ChildForm
    formset = OrderedFormSet
    extra = 0

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_see(request, self._kind)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may(request, "add" if obj is None or obj.pk is None else "change", self._kind)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)

    @property
    def _kind(self) -> str:
        return cast("type[DeskRow]", self.parent_model).kind_name

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> forms.Field | None:
        """Return the form field, a small one for the place."""
        if db_field.name == "order":
            kwargs["widget"] = forms.NumberInput(attrs={"class": "desk-place", "min": 0})
        return super().formfield_for_dbfield(db_field, request, **kwargs)
