from django.db import migrations, models


class Migration(migrations.Migration):
    """A record that was locked by a clock that was ahead can go on, and says so in public."""

    dependencies = [
        ("companies", "0005_floor"),
    ]

    operations = [
        migrations.CreateModel(
            name="ClockNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("after_seq", models.BigIntegerField(unique=True)),
                ("ahead_until", models.DateTimeField()),
                ("noticed_at", models.DateTimeField()),
                ("note", models.TextField()),
            ],
            options={"ordering": ["after_seq"]},
        ),
    ]
