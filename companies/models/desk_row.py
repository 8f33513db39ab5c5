"""What every top row of the desk shares: its key, its private note, and what may not change once published."""

from typing import Any, ClassVar, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from companies.models.fields import CodeField, SlugField
from companies.models.slug import Slug
from companies.models.stored_state import DIGESTS, DeskQuerySet, keys_moved, state_column
from companies.record.ledger.revision import Key, Revision


class DeskRow(models.Model):
    """A row that can be published under one key. What it says is public only when :mod:`companies.record` has it."""

    kind_name: ClassVar[str]
    """Its kind in the record: one of ``vocabulary.KINDS``."""
    key_column: ClassVar[str] = "key"
    """The column that holds its key in the record."""
    frozen_fields: ClassVar[tuple[str, ...]] = ()
    """Columns that may not change while the row's key stands in the record (design: publishing 7)."""

    private_note = models.TextField(_("private note"), blank=True, help_text=_("For editors. Never public."))
    pack_digest = CodeField(max_length=64, blank=True, editable=False)
    """The sha256 of the row as a data pack last wrote it; blank for a row entered by hand."""
    edit_version = models.PositiveIntegerField(default=1, editable=False)
    """Counts its saves, so that an editor whose form is older than the row is told (R05)."""
    desk_digest = CodeField(max_length=64, blank=True, editable=False)
    """Of what the row says, children and all, where its key is published; blank where nobody has worked it out."""
    record_digest = CodeField(max_length=64, blank=True, editable=False)
    """Of what the record says under its key, or a word of :mod:`companies.models.stored_state`; blank as above."""
    desk_state = state_column()

    objects = models.Manager.from_queryset(DeskQuerySet)()

    class Meta:
        abstract = True

    @property
    def public_key(self) -> str:
        """The row's key in the record."""
        key: str = getattr(self, self.key_column)
        return key

    @property
    def record_key(self) -> Key:
        """(kind, key): how the record names the row."""
        return self.kind_name, self.public_key

    def is_in_record(self) -> bool:
        """Tell whether the row's key stands in the record, as a tombstone too; one query."""
        return Revision.objects.filter(kind=self.kind_name, key=self.public_key).exists()

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save; raise ValidationError where a value that may not change any more has changed."""
        if stored := self._stored():
            self._refuse_frozen_changes(stored)
            self.edit_version = stored.edit_version + 1
        # A row in hand may be older than its digests.
        self.desk_digest = self.record_digest = ""
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *DIGESTS}
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse in the form what :meth:`save` would refuse."""
        super().clean()
        if stored := self._stored():
            self._refuse_frozen_changes(stored)

    def _stored(self) -> Self | None:
        return None if self._state.adding else type(self)._base_manager.filter(pk=self.pk).first()

    def _refuse_frozen_changes(self, stored: Self) -> None:
        changed = [name for name in self.frozen_fields if getattr(stored, name) != getattr(self, name)]
        if changed and stored.is_in_record():
            names = ", ".join(name.removesuffix("_id").replace("_", " ") for name in changed)
            raise ValidationError(
                _("%(names)s can’t be edited, because this row was published: retract it and enter the right one."),
                code="frozen",
                params={"names": names},
            )


class SluggedRow(DeskRow):
    """A desk row with a slug, which is made once and never edited or used again."""

    key_column = "slug"

    slug = SlugField(_("slug"), unique=True, help_text=_("Lower-case words joined by -. It can’t be changed later."))

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and claim the slug for this kind when the row is new. Raises ValidationError for a slug once used."""
        with transaction.atomic():
            if adding := self._state.adding:
                Slug.claim(self.kind_name, [self.slug])
            elif (stored := self._stored_slug()) and stored != self.slug:
                raise ValidationError({"slug": _("A slug is made once and can’t be edited.")}, code="frozen")
            super().save(*args, **kwargs)
            if adding:
                keys_moved.send(sender=type(self), keys=[self.slug])

    def _stored_slug(self) -> str | None:
        return type(self)._base_manager.filter(pk=self.pk).values_list("slug", flat=True).first()


@receiver(pre_delete)
def keep_what_was_published(sender: type[models.Model], instance: models.Model, **_kwargs: Any) -> None:
    """Refuse to delete a row whose key stands in the record; let a draft go, and its slug with it."""
    if not isinstance(instance, DeskRow):
        return
    if instance.is_in_record():
        raise ProtectedError(
            f"{instance.public_key} stands in the record and can’t be deleted: retract it.", {instance}
        )
    if isinstance(instance, SluggedRow):
        Slug.release(instance.kind_name, instance.slug)
    keys_moved.send(sender=type(instance), keys=[instance.public_key])
