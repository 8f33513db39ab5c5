from django.db import migrations

import companies.code_field
import companies.models.validators


class Migration(migrations.Migration):
    """A source whose title is in another language than itself says so."""

    dependencies = [
        ("companies", "0006_clock_notice"),
    ]

    operations = [
        migrations.AddField(
            "source",
            "title_language",
            companies.code_field.CodeField(
                blank=True,
                help_text="Only where the title is in another language than the source, as where it was translated.",
                max_length=20,
                validators=[companies.models.validators.validate_language],
                verbose_name="language of the title",
            ),
        ),
    ]
