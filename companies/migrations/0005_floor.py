from django.db import migrations, models


class Migration(migrations.Migration):
    """Publishers say, before they compose, from which instant on answers may still change."""

    dependencies = [
        ("companies", "0004_name_entry_columns"),
    ]

    operations = [
        migrations.CreateModel(
            name="Floor",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("instant", models.DateTimeField()),
            ],
            options={"indexes": [models.Index(fields=["instant"], name="floor_by_instant")]},
        ),
    ]
