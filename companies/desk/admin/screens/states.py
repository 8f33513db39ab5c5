"""Draft, published, changed since, retracted: the column and the filter of every list at the desk."""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from companies.desk.bases import ModelAdmin
from companies.models.desk_row import DeskRow
from companies.record.ledger.revision import Entry
from companies.record.publishing.states import states_of
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


def standing(model: type[DeskRow], *, retracted: bool) -> Exists:
    """Return the condition that a row's newest revision is a tombstone (``retracted``), or is not one."""
    newest = Entry.objects.filter(kind=model.kind_name, superseded_at__isnull=True, retracted=retracted)
    return Exists(newest.filter(key=OuterRef(model.key_column)))


def in_state(rows: QuerySet[Any], state: str) -> QuerySet[Any]:
    """Return the rows of one model that are in ``state``.

    Drafts and retracted rows are found by the database. Whether a published row has changed since is told by comparing
    it with its document, so those are read, in a flat number of queries.
    """
    live, tombstone = standing(rows.model, retracted=False), standing(rows.model, retracted=True)
    if state == "draft":
        return rows.filter(~Q(live), ~Q(tombstone))
    if state == "retracted":
        return rows.filter(tombstone)
    published = rows.filter(live)
    changed = [pk for pk, found in states_of(published).items() if found == "changed"]
    return published.filter(pk__in=changed) if state == "changed" else published.exclude(pk__in=changed)


class StateFilter(SimpleListFilter):
    """``?state=draft`` and its like."""

    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> Iterable[tuple[str, Any]]:
        return STATES.choices

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        state = self.value()
        return in_state(queryset, state) if state and state in STATES else queryset
