"""Ordinary models, as a first draft of such a site would have them, with a row of history for each save."""

from typing import ClassVar

from django.db import models


class Place(models.Model):
    """A place."""

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT)

    class Meta:
        app_label = "naive"

    def __str__(self) -> str:
        return self.slug


class Company(models.Model):
    """A company."""

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    home = models.ForeignKey(Place, null=True, on_delete=models.PROTECT)
    website = models.URLField(blank=True)
    summary = models.TextField()

    objects: ClassVar[models.Manager["Company"]] = models.Manager()

    class Meta:
        app_label = "naive"

    def __str__(self) -> str:
        return self.slug


class Law(models.Model):
    """A law."""

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    summary = models.TextField()

    class Meta:
        app_label = "naive"

    def __str__(self) -> str:
        return self.slug


class Source(models.Model):
    """A source."""

    slug = models.SlugField(unique=True, max_length=80)
    url = models.URLField()
    title = models.CharField(max_length=300)
    publisher = models.CharField(max_length=200)
    published_on = models.CharField(max_length=10)
    language = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    checked = models.CharField(max_length=20)

    class Meta:
        app_label = "naive"

    def __str__(self) -> str:
        return self.slug


class Answer(models.Model):
    """What an answer and each row of its history hold."""

    slug = models.SlugField(max_length=120)
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="+")
    law = models.ForeignKey(Law, on_delete=models.PROTECT, related_name="+")
    demand = models.CharField(max_length=40)
    position = models.CharField(max_length=40)
    announced_on = models.CharField(max_length=10)
    announced_last = models.DateField()
    announced_precision = models.PositiveSmallIntegerField()
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    summary = models.TextField()
    updated_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.slug


class Stance(Answer):
    """An answer as it is today."""

    slug = models.SlugField(unique=True, max_length=120)

    objects: ClassVar[models.Manager["Stance"]] = models.Manager()

    class Meta:
        app_label = "naive"


class HistoricalStance(Answer):
    """An answer as it was, in the columns that django-simple-history keeps."""

    history_id = models.BigAutoField(primary_key=True)
    history_date = models.DateTimeField(db_index=True)
    history_type = models.CharField(max_length=1)

    objects: ClassVar[models.Manager["HistoricalStance"]] = models.Manager()

    class Meta:
        app_label = "naive"


class Citation(models.Model):
    """A source that supports or disputes an answer."""

    stance = models.ForeignKey(Stance, on_delete=models.CASCADE, related_name="citations")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="citations")
    relation = models.CharField(max_length=20)
    quote = models.CharField(max_length=300)

    class Meta:
        app_label = "naive"

    def __str__(self) -> str:
        return f"{self.relation} {self.quote}"


MODELS: tuple[type[models.Model], ...] = (Place, Company, Law, Source, Stance, HistoricalStance, Citation)
"""All of them, each after those that it names."""
