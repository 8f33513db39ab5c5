"""Which editor published what. The desk's own knowledge; never public."""

from django.conf import settings
from django.db import models

from companies.record.ledger.revision import Revision


class Publication(models.Model):
    """The editor behind one revision. A revision that a pack or a command made has none."""

    revision = models.OneToOneField(Revision, primary_key=True, on_delete=models.PROTECT, related_name="publication")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="publications")

    def __str__(self) -> str:
        return f"{self.revision_id} {self.editor}"
