"""Which slugs are taken, for ever: an old one is never used again."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.inserting import insert_objects
from companies.models.conditions import is_slug, one_of
from companies.models.fields import CodeField, SlugField
from companies.vocabulary import KINDS


class Slug(models.Model):
    """One slug of one kind that has been given to a row."""

    kind = CodeField(max_length=20)
    slug = SlugField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "slug"], name="slug_is_used_once"),
            one_of("kind", KINDS),
            is_slug(),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.slug}"

    @classmethod
    def claim(cls, kind: str, slugs: Iterable[str]) -> None:
        """Take the slugs for this kind. Raises ValidationError, naming them, where some were taken before."""
        wanted = list(slugs)
        taken = cls.objects.filter(kind=kind, slug__in=wanted).order_by("slug").values_list("slug", flat=True)
        if names := ", ".join(taken):
            raise ValidationError({"slug": _("Taken before: %(names)s") % {"names": names}}, code="taken")
        insert_objects(Slug(kind=kind, slug=slug) for slug in wanted)

    @classmethod
    def release(cls, kind: str, slug: str) -> None:
        """Give back the slug of a draft that is deleted: nobody outside has ever seen it."""
        cls.objects.filter(kind=kind, slug=slug).delete()
