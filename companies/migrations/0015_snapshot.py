from django.db import migrations, models


class Migration(migrations.Migration):
    """The newest revision of an earlier instant is found by an index that is in its order."""

    dependencies = [
        ("companies", "0014_totals"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="revision", name="revision_recorded_at"),
        migrations.AddIndex(
            model_name="revision",
            index=models.Index(fields=["recorded_at", "seq"], name="revision_by_time"),
        ),
    ]
