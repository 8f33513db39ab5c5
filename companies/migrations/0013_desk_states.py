from django.db import migrations, models
from django.db.models import Case, F, Value, When

import companies.code_field

ORDERINGS = {
    "check": ["key"],
    "company": ["name", "-id"],
    "figure": ["key"],
    "jurisdiction": ["name", "-id"],
    "law": ["short_name", "-id"],
    "source": ["slug"],
    "stance": ["-announced_on", "slug"],
}
"""By kind, how the desk's list of it is ordered."""


def operations_of(kind: str) -> list[migrations.operations.base.Operation]:
    """Return what stores the states of a kind's rows. All begin unknown; ``prepare_site`` works them out."""
    digest = companies.code_field.CodeField(blank=True, editable=False, max_length=64)
    state = models.GeneratedField(
        db_persist=True,
        expression=Case(
            When(record_digest="", then=Value("")),
            When(record_digest="absent", then=Value("draft")),
            When(record_digest="retracted", then=Value("retracted")),
            When(desk_digest="", then=Value("")),
            When(desk_digest=F("record_digest"), then=Value("published")),
            default=Value("changed"),
        ),
        output_field=companies.code_field.CodeField(max_length=20),
    )
    return [
        migrations.AddField(model_name=kind, name="desk_digest", field=digest.clone()),
        migrations.AddField(model_name=kind, name="record_digest", field=digest.clone()),
        migrations.AddField(model_name=kind, name="desk_state", field=state),
        migrations.AddIndex(
            model_name=kind,
            index=models.Index(fields=["desk_state", *ORDERINGS[kind]], name=f"{kind}_by_state"),
        ),
    ]


class Migration(migrations.Migration):
    """The desk stores the state of each row, so that its lists are narrowed by the database."""

    dependencies = [
        ("companies", "0012_list_pages"),
    ]

    operations = [operation for kind in ORDERINGS for operation in operations_of(kind)]
