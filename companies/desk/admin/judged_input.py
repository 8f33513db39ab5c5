"""What a browser may send to any screen of the admin: numbers of rows, conditions of lists. Bad ones are told (A03)."""

from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import SEARCH_VAR, ChangeList
from django.contrib.messages import warning
from django.core.exceptions import SuspiciousOperation
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from companies.desk.bases import BaseModelAdmin, ModelAdmin
from companies.texts import quoted

LARGEST_NUMBER = 2**63 - 1
"""What both databases can hold as the number of a row."""

_LOOKUPS = frozenset(("exact", "in", "isnull"))
"""How a list of ours is narrowed."""
_OTHER_LOOKUPS = {*models.CharField().get_lookups(), *models.JSONField().get_lookups()} - _LOOKUPS
"""What Django would take besides: a value can be wrong for them in many ways."""


def is_row_number(text: object) -> bool:
    """Tell whether ``text`` may be the number of a row: digits of ASCII, and no more than a database can hold."""
    said = str(text)
    return said.isascii() and said.isdigit() and len(said) <= 19 and int(said) <= LARGEST_NUMBER


class JudgedChangeList(ChangeList):
    """A list whose conditions are judged before a database is asked: one that can't be met leads back to the list."""

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet[Any]:
        """Return the rows. Raises IncorrectLookupParameters for a condition that no row can meet."""
        if any(_can_not_be(name, value) for name, values in request.GET.lists() for value in values):
            raise IncorrectLookupParameters
        try:
            found: QuerySet[Any] = super().get_queryset(request, exclude_parameters)
        except (OverflowError, SuspiciousOperation) as error:
            raise IncorrectLookupParameters from error
        return found


class JudgedInput(BaseModelAdmin):
    """For every admin of the desk: its list and its actions judge what they are sent."""

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        """Return the list's class."""
        return JudgedChangeList

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Carry out an action; where a chosen row is none, say so and do nothing."""
        for chosen in request.POST.getlist(ACTION_CHECKBOX_NAME):
            if not is_row_number(chosen):
                warning(request, _("Nothing was done: %(row)s is no row of this list.") % {"row": quoted(chosen)})
                return HttpResponseRedirect(request.get_full_path())
        answer: HttpResponse | None = super().response_action(request, queryset)  # type: ignore[misc]
        return answer


def judged(admin_class: type[ModelAdmin]) -> type[ModelAdmin]:
    """Return an admin class, Django's own too, that judges what it is sent."""
    return type(admin_class.__name__, (JudgedInput, admin_class), {"__module__": admin_class.__module__})


def _can_not_be(name: str, value: str) -> bool:
    """Tell whether a database would refuse a value, whatever column it is compared with; words may be any digits."""
    if name.rpartition("__")[2] in _OTHER_LOOKUPS:
        return True
    if "\0" in value or any("\ud800" <= char <= "\udfff" for char in value):
        return True
    number = value.strip().lstrip("+-")
    return name != SEARCH_VAR and number.isdigit() and len(number) > 18
