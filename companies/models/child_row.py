"""What every part of a desk row shares: a name, an alias, an owner, a provision, an event, a citation."""

from collections.abc import Iterable
from typing import Any, ClassVar, TypeVar

from django.db import models, transaction

from companies.chunks import chunked

Row = TypeVar("Row", bound=models.Model)


class ChildQuerySet(models.QuerySet[Row]):
    """Parts of rows. A change of many at once makes the states of their rows unknown, as saving one does."""

    def update(self, **values: Any) -> int:
        """Update, and blank the digests of their rows."""
        with transaction.atomic():
            self._blank_rows(self.values_list(self._row_column, flat=True))
            return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete, and blank the digests of their rows."""
        with transaction.atomic():
            self._blank_rows(self.values_list(self._row_column, flat=True))
            return super().delete()

    delete.queryset_only = True  # type: ignore[attr-defined]
    """As Django's own: a manager can't delete all."""

    def bulk_create(self, objs: Iterable[Row], *args: Any, **kwargs: Any) -> list[Row]:
        """Write new ones, and blank the digests of their rows."""
        with transaction.atomic():
            made = super().bulk_create(objs, *args, **kwargs)
            self._blank_rows(getattr(child, self._row_column) for child in made)
        return made

    @property
    def _row_column(self) -> str:
        return f"{self.model.row_name}_id"  # type: ignore[attr-defined]

    def _blank_rows(self, ids: Iterable[int]) -> None:
        """Blank what the rows' digests say of the desk, where that is not blank already."""
        rows: Any = self.model._meta.get_field(self.model.row_name).related_model  # type: ignore[attr-defined]
        for some in chunked(sorted(set(ids))):
            rows._default_manager.filter(pk__in=some).exclude(desk_digest="").update(desk_digest="")


class ChildRow(models.Model):
    """A part of a row: what it says, the row says. It stays with the row that it was made for."""

    row_name: ClassVar[str]
    """Its column for the row."""

    objects = models.Manager.from_queryset(ChildQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, and blank the row's digest."""
        with transaction.atomic():
            super().save(*args, **kwargs)
            self._blank_row()

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Delete, and blank the row's digest."""
        with transaction.atomic():
            self._blank_row()
            return super().delete(*args, **kwargs)

    def _blank_row(self) -> None:
        type(self)._default_manager.none()._blank_rows([getattr(self, f"{self.row_name}_id")])
