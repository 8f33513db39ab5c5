"""Draft, published, changed since, retracted: the column and the filter of every list at the desk."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from companies.desk.bases import ModelAdmin
from companies.record.publishing.states import in_state
from companies.vocabulary import Vocabulary, Word

STATES = Vocabulary(
    "state",
    (
        Word("draft", _("draft"), _("It has never been published.")),
        Word("published", _("published"), _("The record says what the desk says.")),
        Word("changed", _("changed since"), _("It is published; what the desk says now is not.")),
        Word("retracted", _("retracted"), _("It was taken back; its address tells why.")),
    ),
)


class StateFilter(SimpleListFilter):
    """``?state=draft`` and its like."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Iterable[tuple[str, Any]]:
        return STATES.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        state = self.value()
        return in_state(queryset, state) if state and state in STATES else queryset
