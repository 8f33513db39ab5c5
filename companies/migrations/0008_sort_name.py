import json
from collections.abc import Iterator
from typing import Any

from django.db import migrations, models

import companies.code_field
from companies.name_order import LONGEST_SORT_NAME, sort_name

BATCH = 500


def fill(apps: Any, schema_editor: Any) -> None:
    """Give every entry the name that lists from A to Z are sorted by; a tombstone keeps the one before."""
    entries = apps.get_model("companies", "Entry").objects
    filled = []
    for entry in _named(entries):
        filled.append(entry)
        if len(filled) == BATCH:
            entries.bulk_update(filled, ["sort_name"])
            filled = []
    entries.bulk_update(filled, ["sort_name"])


def _named(entries: Any) -> Iterator[Any]:
    name, key = "", None
    for entry in entries.select_related("revision").order_by("kind", "key", "version").iterator(BATCH):
        if (entry.kind, entry.key) != key:
            name, key = "", (entry.kind, entry.key)
        if not entry.retracted:
            name = sort_name(entry.kind, json.loads(entry.revision.document))
        if name:
            entry.sort_name = name
            yield entry


class Migration(migrations.Migration):
    """Lists can stand from A to Z by the name that readers see."""

    dependencies = [
        ("companies", "0007_title_language"),
    ]

    operations = [
        migrations.AddField(
            "entry",
            "sort_name",
            companies.code_field.CodeField(blank=True, max_length=LONGEST_SORT_NAME, default=""),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddIndex("entry", models.Index(fields=["kind", "sort_name", "key"], name="entry_by_name")),
    ]
