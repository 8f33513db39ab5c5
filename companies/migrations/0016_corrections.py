from django.db import migrations, models


class Migration(migrations.Migration):
    """Corrections and retractions are listed and counted by an index of their own, not along the whole record."""

    dependencies = [
        ("companies", "0015_snapshot"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=models.Q(("cause__in", ("correction", "retraction"))),
                fields=["recorded_at", "revision", "cause"],
                name="entry_corrected",
            ),
        ),
    ]
