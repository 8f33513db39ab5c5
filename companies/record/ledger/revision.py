"""The ledger and what is derived from it, as tables (design: the ledger)."""

from django.db import models
from django.db.models import F, Q

from companies.code_field import CodeField
from companies.name_order import LONGEST_SORT_NAME
from companies.record.documents.chains import Chain
from companies.vocabulary import CAUSES, CHANGES, KINDS

LONGEST_KEY = 255

_ANNOUNCED = ("announced_last", "announced_precision", "key")
_OPEN = Q(valid_from__isnull=False, valid_until__isnull=True)
_LOOKED = Q(looked_last__isnull=False)
"""Checks."""
_ENDED = Q(valid_until__isnull=False)
_CORRECTED = Q(cause__in=("correction", "retraction"))
"""What the record had wrong, or took back."""

NO_REVISION = 2**62
"""A number that no revision reaches."""

Key = tuple[str, str]
"""(kind, key) of one row in the record."""


class Revision(models.Model):
    """One published revision of one row. Never updated, never deleted, never out of order: see ``guard``."""

    seq = models.BigIntegerField(primary_key=True)
    kind = CodeField(max_length=20)
    key = CodeField(max_length=LONGEST_KEY)
    version = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()
    cause = CodeField(max_length=20)
    note = models.TextField(blank=True)
    retracted = models.BooleanField(default=False)
    document = models.TextField()
    sha256 = CodeField(max_length=64)
    ledger = CodeField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key", "version"], name="revision_version_once"),
            models.CheckConstraint(condition=Q(kind__in=KINDS.codes), name="revision_kind_is_a_word"),
            models.CheckConstraint(condition=Q(cause__in=CAUSES.codes), name="revision_cause_is_a_word"),
            models.CheckConstraint(condition=Q(version__gte=1, seq__gte=1), name="revision_counts_from_one"),
            models.CheckConstraint(
                condition=Q(retracted=False) | Q(cause="retraction"),
                name="revision_tombstone_is_a_retraction",
            ),
        ]
        indexes = [models.Index(fields=["recorded_at", "seq"], name="revision_by_time")]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind} {self.key} v{self.version}"


class Entry(models.Model):
    """What lists filter and order by, one row a revision; made from the ledger alone by ``entries``.

    A column that the kind doesn't have is blank or null. A tombstone keeps the columns of the revision before it.
    """

    revision = models.OneToOneField(Revision, primary_key=True, on_delete=models.PROTECT, related_name="entry")
    kind = CodeField(max_length=20)
    key = CodeField(max_length=LONGEST_KEY)
    version = models.PositiveIntegerField()
    recorded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)
    retracted = models.BooleanField()
    change = CodeField(max_length=20)
    cause = CodeField(max_length=20)

    document_kind = CodeField(max_length=40, blank=True)
    """The document's own ``kind``: country, service, statute, news …"""
    sort_name = CodeField(max_length=LONGEST_SORT_NAME, blank=True)
    """What lists from A to Z are sorted by (:mod:`companies.name_order`)."""
    company = CodeField(max_length=80, blank=True)
    law = CodeField(max_length=80, blank=True)
    demand = CodeField(max_length=40, blank=True)
    demands = CodeField(max_length=400, blank=True)
    """A law's demands as ``/user_data/interception/``."""
    position = CodeField(max_length=40, blank=True)
    jurisdiction_path = CodeField(max_length=1000, blank=True)
    """Where it lies, outermost first, as ``/china/hong-kong/``."""
    language = CodeField(max_length=20, blank=True)
    request_type = CodeField(max_length=40, blank=True)
    process = CodeField(max_length=40, blank=True)
    content = CodeField(max_length=20, blank=True)
    unit = CodeField(max_length=20, blank=True)
    outcome = CodeField(max_length=20, blank=True)
    announced_first = models.DateField(null=True)
    announced_last = models.DateField(null=True)
    announced_precision = models.PositiveSmallIntegerField(null=True)
    """Length of the date's text: 4, 7 or 10, so that the coarser comes first."""
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    first_said = CodeField(max_length=80, blank=True)
    """Of a statement that repeats the position before it: the slug of the first of its run. It finds the run."""
    looked_on = CodeField(max_length=10, blank=True)
    looked_last = models.DateField(null=True)
    supports = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind="stance") | Q(retracted=True) | Q(supports__gte=1),
                name="entry_stance_has_a_supporting_source",
            ),
            models.CheckConstraint(
                condition=Q(superseded_at__isnull=True) | Q(superseded_at__gt=F("recorded_at")),
                name="entry_is_superseded_later",
            ),
            models.CheckConstraint(condition=Q(change__in=CHANGES.codes), name="entry_change_is_a_word"),
        ]
        indexes = [
            models.Index(fields=["kind", "key", "recorded_at"], name="entry_by_key"),
            models.Index(fields=["kind", "announced_last", "announced_precision", "key"], name="entry_by_announcement"),
            models.Index(fields=["kind", "valid_from", "key"], name="entry_by_valid_from"),
            models.Index(fields=["kind", "sort_name", "key"], name="entry_by_name"),
            models.Index(fields=["kind", "recorded_at", "revision"], name="entry_by_recorded_at"),
            models.Index(fields=["recorded_at", "revision"], name="entry_by_time"),
            models.Index(fields=["company", "law", "demand"], name="entry_by_chain"),
            models.Index(fields=["law", *_ANNOUNCED], name="entry_of_law"),
            models.Index(fields=["company", *_ANNOUNCED], name="entry_of_company"),
            models.Index(fields=["law", "valid_from"], name="entry_open_of_law", condition=_OPEN),
            models.Index(fields=["company", "valid_from"], name="entry_open_of_company", condition=_OPEN),
            models.Index(fields=["law", "valid_until"], name="entry_ended_of_law", condition=_ENDED),
            models.Index(fields=["company", "valid_until"], name="entry_ended_of_company", condition=_ENDED),
            models.Index(fields=["valid_from"], name="entry_open", condition=_OPEN),
            models.Index(fields=["valid_until"], name="entry_ended", condition=_ENDED),
            models.Index(fields=["company", "looked_last"], name="entry_by_look", condition=_LOOKED),
            models.Index(fields=["first_said"], name="entry_by_run", condition=~Q(first_said="")),
            models.Index(fields=["kind", "jurisdiction_path"], name="entry_by_jurisdiction"),
            models.Index(fields=["recorded_at", "revision", "cause"], name="entry_corrected", condition=_CORRECTED),
        ]

    def __str__(self) -> str:
        return f"entry {self.revision_id}"

    @property
    def chain(self) -> Chain:
        """The chain of a stance, or the one that a check looked for."""
        return self.company, self.law, self.demand


class Reference(models.Model):
    """A document of the record names another: finds dependents, and what a source supports."""

    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, related_name="references")
    kind = CodeField(max_length=20)
    key = CodeField(max_length=LONGEST_KEY)
    role = CodeField(max_length=20)
    """The key under which it stands: company, law, parent, covers …; a citation's relation: supports, disputes."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["revision", "kind", "key", "role"], name="reference_once"),
        ]
        indexes = [models.Index(fields=["kind", "key", "role"], name="reference_by_key_and_role")]

    def __str__(self) -> str:
        return f"{self.revision_id} {self.role} {self.kind} {self.key}"


class Floor(models.Model):
    """A publisher's word, committed before it composes: from this instant on, answers may still change.

    It is lifted with the set that it was raised for. One that a dead publisher left behind costs only caching, until
    a later publisher lifts it.
    """

    instant = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["instant"], name="floor_by_instant")]

    def __str__(self) -> str:
        return f"floor {self.instant}"


class ClockNotice(models.Model):
    """A public word on revisions that were recorded under a clock that was ahead. Never updated, never deleted.

    From then on publishing goes on after them, with instants that rise by the least, until the clock has caught up.
    """

    after_seq = models.BigIntegerField(unique=True)
    """The newest revision when it was noticed."""
    ahead_until = models.DateTimeField()
    """That revision's instant."""
    noticed_at = models.DateTimeField()
    """When it was noticed, by the clock as it was right again."""
    note = models.TextField()
    """What happened, in public words."""

    class Meta:
        ordering = ["after_seq"]

    def __str__(self) -> str:
        return f"clock notice after {self.after_seq}"


class Head(models.Model):
    """One row: the last seq, its instant and the ledger's hash. ``publish`` locks it."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    seq = models.BigIntegerField(default=0)
    recorded_at = models.DateTimeField(null=True)
    ledger = CodeField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="head_is_one_row")]

    def __str__(self) -> str:
        return f"head {self.seq}"

    @classmethod
    def ensure(cls) -> None:
        """Make the one row where it is missing; safe to repeat."""
        if not Head.objects.exists():
            Head.objects.create(id=Head.ONLY)


class DocumentForm(models.Model):
    """One row: the form of documents (``compose.FORM``) that everything published was last brought to."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY)
    form = models.PositiveIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="document_form_is_one_row")]

    def __str__(self) -> str:
        return f"form {self.form}"


def lock_head() -> Head:
    """Return the head, locked until the transaction ends: one set is published at a time."""
    return Head.objects.select_for_update().get(pk=Head.ONLY)
