"""The derived tables of lists and counts (decision 038). Nothing in them is asked for by an address of its own."""

from django.db import models

from companies.code_field import CodeField
from companies.record.ledger.revision import NO_REVISION, Entry

LIVE = NO_REVISION
"""``died`` of a page that still takes statements."""

LONGEST_LIST = 1100
"""Characters of a list's name: a path of places and a position."""
LONGEST_PLACE = 300
"""Characters of a place in a list's order: a day, a precision and a key."""


class ListPage(models.Model):
    """A stretch of the order of one list, over some revisions of the record: at most ``page_filing.SIZE`` statements.

    The pages of a list that are alive at a revision lie beside one another, and together hold all that the list holds
    then, beside some that it holds no more.
    """

    id = models.BigIntegerField(primary_key=True)
    """Given by who files, so that what is on a page is written before the page is closed."""
    list = CodeField(max_length=LONGEST_LIST, blank=True)
    """The list's name: see ``list_names``."""
    lowest = CodeField(max_length=LONGEST_PLACE, blank=True)
    """Where its stretch of the order begins: see ``list_names.place_text``."""
    highest = CodeField(max_length=LONGEST_PLACE)
    """Where it ends: where the next page begins."""
    born = models.BigIntegerField()
    """The revision that it was made for."""
    died = models.BigIntegerField(default=LIVE)
    """The revision for which other pages took its place."""
    size = models.PositiveSmallIntegerField()
    first_from = models.DateField()
    """The earliest ``valid_from`` of its statements."""
    last_until = models.DateField()
    """The latest ``valid_until``; the last day that there is where one is open."""

    class Meta:
        indexes = [
            models.Index(fields=["list", "lowest", "born", "died", "first_from", "last_until"], name="page_of_list"),
            models.Index(fields=["list", "lowest"], name="page_live", condition=models.Q(died=LIVE)),
        ]

    def __str__(self) -> str:
        return f"page {self.pk} of {self.list or 'all statements'}"


class PageMember(models.Model):
    """A statement's revision on a page."""

    pk = models.CompositePrimaryKey("page_id", "valid_from", "entry_id")
    page = models.ForeignKey(
        ListPage, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="members"
    )
    valid_from = models.DateField()
    entry = models.ForeignKey(
        Entry, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="memberships"
    )

    def __str__(self) -> str:
        return f"revision {self.entry_id} on page {self.page_id}"


class Tally(models.Model):
    """How many statements a list held, at the end of each block of revisions in which the number changed."""

    pk = models.CompositePrimaryKey("list", "node", "seq")
    list = models.BigIntegerField()
    """The list's number: see ``list_names.list_number``."""
    node = models.IntegerField()
    """Which days of ``valid_from`` and ``valid_until`` it sums up: see ``day_nodes``. 0: all statements."""
    seq = models.BigIntegerField()
    """The last revision of the block."""
    total = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.total} in list {self.list}, node {self.node}, at {self.seq}"
