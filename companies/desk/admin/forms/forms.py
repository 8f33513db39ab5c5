"""What the forms of all desk rows share: clean text, warnings before saving, values as they were when it was opened."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from companies.desk.admin.forms.warnings import EditorWarning, unseen
from companies.desk.bases import InlineFormSet, ModelForm
from companies.models.slug import Slug


class HiddenInitialForm(ModelForm):
    """A form that carries each value as it was when the form was opened, so that three versions can be compared."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk is not None:
            for field in self.fields.values():
                field.show_hidden_initial = True

    def _update_errors(self, errors: ValidationError) -> None:
        """Take over what the row's own rules say; of a field that the form doesn't hold, as of the row, by its name.

        A field that may not change any more is shown and not sent; a rule that came later can still find fault with it.
        """
        by_field = getattr(errors, "error_dict", {})
        for name in [name for name in by_field if name not in self.fields and name != NON_FIELD_ERRORS]:
            label = capfirst(str(self._meta.model._meta.get_field(name).verbose_name))
            told = [
                ValidationError(f"{label}: {message}") for error in by_field.pop(name) for message in error.messages
            ]
            by_field.setdefault(NON_FIELD_ERRORS, []).extend(told)
        super()._update_errors(errors)  # type: ignore[misc]


class DeskForm(HiddenInitialForm):
    """A desk row's form. It is not saved over another editor's save, nor past a warning that was not read."""

    conflict: Any = None
    """What another editor has saved since the form was opened (:mod:`conflict`); set by the admin for one request."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
            self.fields["slug"].help_text = _("Blank: one is made from what the form says. It can’t be changed later.")

    def is_valid(self) -> bool:
        """Tell whether it may be saved now."""
        return super().is_valid() and self.conflict is None and not self.unseen_warnings

    @cached_property
    def unseen_warnings(self) -> list[EditorWarning]:
        """Warnings of a valid form that its editor has not read."""
        return unseen(self.warnings(), self.data) if self.is_bound and not self.errors else []

    def warnings(self) -> Iterable[EditorWarning]:
        """Return what is odd about the row."""
        return ()

    def suggest_slug(self) -> str:
        """Return a slug for a new row that came without one."""
        raise NotImplementedError

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if "slug" in self.fields and not self.errors and not self.instance.slug:
            self.instance.slug = self.cleaned_data["slug"] = self.suggest_slug()

    def clean_slug(self) -> str:
        """Refuse a slug that a row of the kind once had."""
        slug: str = self.cleaned_data["slug"]
        if slug and Slug.objects.filter(kind=self._meta.model.kind_name, slug=slug).exists():
            raise ValidationError(_("Taken before: a slug is used once."), code="taken")
        return slug


class KeyedForm(DeskForm):
    """The form of a row without a slug, whose key is made of its values."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors:
            return
        if key := self.instance.standing_key():
            self.add_error(None, ValidationError(_("There is one already: %(key)s"), "taken", {"key": key}))


class WarningFormSet(InlineFormSet):
    """Children of a row, with warnings of their own."""

    def is_valid(self) -> bool:
        """Tell whether they may be saved now."""
        return super().is_valid() and not self.unseen_warnings

    @property
    def unseen_warnings(self) -> list[EditorWarning]:
        """Warnings of valid children that their editor has not read.

        It is asked anew each time, because Django asks whether the children are valid while it still judges them.
        """
        return unseen(self.warnings(), self.data) if self.is_bound and not self.total_error_count() else []

    def warnings(self) -> Iterable[EditorWarning]:
        """Return what is odd about the children."""
        return ()
