"""The derived table of totals (decision 039)."""

from django.db import models
from django.db.models import Q

from companies.code_field import CodeField
from companies.record.ledger.revision import LONGEST_KEY

LAW, COMPANY, RECORD, YEAR = "law", "company", "record", "year"

Subject = tuple[str, str]
"""(of, key) of what a total counts: ("law", "data-act"), ("year", "2020")."""

Counts = dict[str, int]
"""Numbers above 0 by what is counted: ``demand/position`` of a law, position of a company or year, kind of row."""


class Total(models.Model):
    """How many there were of one law, company or year, or of the whole record, from one set on until the next row.

    A row is written for each set that changes one, and never changed (decision 039).
    """

    of = CodeField(max_length=20)
    """``law`` and ``company``: their published statements without an end, whatever the day. ``year``: all that were
    announced in it. ``record``: its rows."""
    key = CodeField(max_length=LONGEST_KEY, blank=True)
    """The slug of the law or company, the year; blank of the record."""
    since = models.BigIntegerField()
    """The number of the first revision of the set that made it so."""
    first = models.BooleanField()
    """Whether no row of the same ``of`` and ``key`` stands before it: one row each, which finds all that there are."""
    counts = models.JSONField()
    """See ``Counts``."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["of", "key", "since"], name="total_once_a_set"),
            models.UniqueConstraint(fields=["of", "key"], name="total_first", condition=Q(first=True)),
        ]

    def __str__(self) -> str:
        return f"{self.of} {self.key} from {self.since}"
