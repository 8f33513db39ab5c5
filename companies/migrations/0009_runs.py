import json
from typing import Any

from django.db import migrations, models
from django.db.models import Q

import companies.code_field

BATCH = 500


def fill(apps: Any, schema_editor: Any) -> None:
    """Give every check's entry the date on which it looked, as it was written; a tombstone keeps the one before.

    No document told of runs before this, so that every statement's ``first_said`` is blank.
    """
    entries = apps.get_model("companies", "Entry").objects
    filled, looked_on, key = [], "", None
    checks = entries.filter(kind="check").select_related("revision").order_by("key", "version")
    for entry in checks.iterator(BATCH):
        looked_on = looked_on if entry.key == key else ""
        key = entry.key
        if not entry.retracted:
            looked_on = json.loads(entry.revision.document)["looked_on"]
        entry.looked_on = looked_on
        filled.append(entry)
        if len(filled) == BATCH:
            entries.bulk_update(filled, ["looked_on"])
            filled = []
    entries.bulk_update(filled, ["looked_on"])


class Migration(migrations.Migration):
    """Lists can be filtered by runs of one position, and by when anybody last looked."""

    dependencies = [
        ("companies", "0008_sort_name"),
    ]

    operations = [
        migrations.CreateModel(
            "DocumentForm",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("form", models.PositiveIntegerField()),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=Q(id=1), name="document_form_is_one_row")],
            },
        ),
        migrations.AddField(
            "entry",
            "first_said",
            companies.code_field.CodeField(blank=True, max_length=80, default=""),
            preserve_default=False,
        ),
        migrations.AddField(
            "entry",
            "looked_on",
            companies.code_field.CodeField(blank=True, max_length=10, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex(
            "entry", models.Index(fields=["first_said"], name="entry_by_run", condition=~Q(first_said=""))
        ),
    ]
