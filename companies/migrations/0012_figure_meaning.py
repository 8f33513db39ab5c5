from typing import Any

from django.db import migrations, models


def take_off(apps: Any, schema_editor: Any) -> None:
    """Take off what “complied” means where a figure does not say how often: it was allowed, and says nothing."""
    figures = apps.get_model("companies", "Figure").objects
    figures.filter(complied=None, complied_share="").exclude(complied_meaning="").update(complied_meaning="")


class Migration(migrations.Migration):
    """What “complied” means stands only beside how often."""

    dependencies = [
        ("companies", "0011_laws_companies_sources"),
    ]

    operations = [
        migrations.RunPython(take_off, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("complied_meaning", ""),
                    models.Q(("complied__isnull", True), _negated=True),
                    models.Q(("complied_share", ""), _negated=True),
                    _connector="OR",
                ),
                name="figure_complied_meaning_has_a_number",
            ),
        ),
    ]
