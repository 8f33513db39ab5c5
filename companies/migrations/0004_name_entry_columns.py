from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns of the entries get the names of what they hold."""

    dependencies = [
        ("companies", "0003_find_changes_by_time"),
    ]

    operations = [
        migrations.RemoveIndex("entry", name="entry_by_place"),
        migrations.RenameField("entry", "word", "document_kind"),
        migrations.RenameField("entry", "place", "jurisdiction_path"),
        migrations.AddIndex("entry", models.Index(fields=["kind", "jurisdiction_path"], name="entry_by_jurisdiction")),
    ]
