"""Which form field and widget a desk column gets; rows and their children share it."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib.admin.options import BaseModelAdmin
from django.db import models

from companies.desk.admin.forms.fields import PlainTextField
from companies.desk.admin.forms.widgets import PartialDateInput, RowInput, WordRadios
from companies.models.fields import LineField, ParagraphField, PartialDateField
from companies.vocabulary import Vocabulary

if TYPE_CHECKING:
    Base = BaseModelAdmin[Any]
else:
    Base = BaseModelAdmin


class DeskFields(Base):
    """Chooses form fields by a column's kind."""

    defined_words: ClassVar[dict[str, Vocabulary]] = {}
    """Columns shown as radio buttons, with the definition of each word beside it."""

    def formfield_for_dbfield(
        self, db_field: "models.Field[Any, Any]", request: Any, **kwargs: Any
    ) -> forms.Field | None:
        """Return Django's form field, with the desk's widget for dates and clean text for text."""
        if isinstance(db_field, PartialDateField):
            kwargs = {"widget": PartialDateInput, **kwargs}
        elif isinstance(db_field, (LineField, ParagraphField)):
            kwargs = {"form_class": PlainTextField, **kwargs}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def formfield_for_foreignkey(self, db_field: "models.ForeignKey[Any, Any]", request: Any, **kwargs: Any) -> Any:
        """Return a choice of rows; where it is made by typing, with the desk's own widget."""
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs = {"widget": RowInput(db_field, self.admin_site), **kwargs}
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_choice_field(self, db_field: "models.Field[Any, Any]", request: Any, **kwargs: Any) -> Any:
        """Return a choice; where the words are to be defined, as radio buttons without a blank one."""
        if words := self.defined_words.get(db_field.name):
            kwargs = {"widget": WordRadios(words), "choices": words.choices, **kwargs}
        return super().formfield_for_choice_field(db_field, request, **kwargs)
