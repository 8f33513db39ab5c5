from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import companies.code_field
import companies.models.conditions
import companies.models.fields
import companies.models.validators
from companies.partial_dates import first_day, is_partial_date, last_day

BATCH = 500


def fill(apps: Any, schema_editor: Any) -> None:
    """Give every figure the key with the days of its period.

    Two that are of the same days, which was allowed before, keep their difference by their own keys.
    """
    figures = apps.get_model("companies", "Figure").objects.select_related("company", "jurisdiction").order_by("pk")
    taken: set[str] = set()
    for figure in figures.iterator(BATCH):
        dates = (figure.period_from, figure.period_to)
        # A date that does not exist could be written past the forms: it stays as it is.
        days = (
            (str(first_day(dates[0])), str(last_day(dates[1]))) if all(map(is_partial_date, dates)) else dates
        )
        parts = (figure.company.slug, figure.jurisdiction.slug, *days, figure.request_type, figure.unit)
        key = "-".join(parts).replace("_", "-")
        if key in taken:
            key = figure.key
        taken.add(key)
        type(figure).objects.filter(pk=figure.pk).update(days_key=key)


class Migration(migrations.Migration):
    """Figures as reports give them: bands, shares, the legal process, restatements; and figures of the whole world."""

    dependencies = [
        ("companies", "0009_runs"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="figure",
            name="figure_request_type_is_a_word",
        ),
        migrations.RemoveConstraint(
            model_name="figure",
            name="figure_unit_is_a_word",
        ),
        migrations.RemoveConstraint(
            model_name="figure",
            name="figure_received_range",
        ),
        migrations.RemoveConstraint(
            model_name="figure",
            name="figure_complied_range",
        ),
        migrations.RemoveConstraint(
            model_name="jurisdiction",
            name="jurisdiction_kind_is_a_word",
        ),
        migrations.AddField(
            model_name="entry",
            name="content",
            field=companies.code_field.CodeField(blank=True, max_length=20),
        ),
        migrations.AddField(
            model_name="entry",
            name="process",
            field=companies.code_field.CodeField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name="figure",
            name="complied_share",
            field=companies.code_field.CodeField(
                blank=True,
                help_text="As it is printed: 70 or 70.5.",
                max_length=6,
                validators=[companies.models.validators.validate_share],
                verbose_name="complied, in per cent",
            ),
        ),
        migrations.AddField(
            model_name="figure",
            name="complied_unit",
            field=companies.code_field.CodeField(
                blank=True,
                choices=[
                    ("requests", "requests"),
                    ("accounts", "accounts"),
                    ("devices", "devices"),
                    ("items", "items"),
                    ("identifiers", "identifiers"),
                    ("urls", "web addresses"),
                    ("apps", "apps"),
                ],
                help_text="Only where it is another than the unit above.",
                max_length=20,
                verbose_name="unit of “complied”",
            ),
        ),
        migrations.AddField(
            model_name="figure",
            name="content",
            field=companies.code_field.CodeField(
                blank=True,
                choices=[("content", "content"), ("non_content", "data other than content")],
                help_text="Only where the report counts the two apart.",
                max_length=20,
                verbose_name="content",
            ),
        ),
        migrations.AddField(
            model_name="figure",
            name="days_key",
            # A key by its own class is always unique, which it can't be before it is filled.
            field=companies.code_field.CodeField(default="", editable=False, max_length=255),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="figure",
            name="days_key",
            field=companies.models.fields.KeyField(editable=False, max_length=255, unique=True),
        ),
        migrations.AddField(
            model_name="figure",
            name="process",
            field=companies.code_field.CodeField(
                blank=True,
                choices=[
                    ("subpoena", "subpoena"),
                    ("search_warrant", "search warrant"),
                    ("court_order", "court order"),
                    ("interception_order", "interception order"),
                    ("metadata_order", "metadata order"),
                    ("national_security_letter", "national security letter"),
                    ("fisa_order", "FISA order"),
                    ("mlat", "request by treaty (MLAT)"),
                    ("administrative_order", "administrative order"),
                    ("other", "other"),
                ],
                help_text="Only where the report counts it apart.",
                max_length=40,
                verbose_name="legal process",
            ),
        ),
        migrations.AddField(
            model_name="figure",
            name="received_from",
            field=models.BigIntegerField(
                blank=True,
                help_text="The lower end of a band, like 1,000 or more.",
                null=True,
                verbose_name="received, at least",
            ),
        ),
        migrations.AddField(
            model_name="figure",
            name="received_to",
            field=models.BigIntegerField(
                blank=True,
                help_text="The upper end of a band: fewer than 10 is 9.",
                null=True,
                verbose_name="received, at most",
            ),
        ),
        migrations.AddField(
            model_name="figure",
            name="restates",
            field=models.ForeignKey(
                blank=True,
                help_text="The figure that a later report gave anew. That one stays as it was first given.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="restated_by",
                to="companies.figure",
                verbose_name="restates",
            ),
        ),
        migrations.AlterField(
            model_name="figure",
            name="received",
            field=models.BigIntegerField(blank=True, null=True, verbose_name="received"),
        ),
        migrations.AlterField(
            model_name="figure",
            name="request_type",
            field=companies.code_field.CodeField(
                choices=[
                    ("user_data", "requests for user data"),
                    ("content_removal", "requests for content removal"),
                    ("preservation", "requests for preservation"),
                    ("emergency", "emergency requests"),
                    ("account_restriction", "requests for account restriction"),
                    ("account_deletion", "requests for account deletion"),
                    ("financial_identifiers", "requests by financial identifiers"),
                    ("push_tokens", "requests by push tokens"),
                ],
                max_length=40,
                verbose_name="request type",
            ),
        ),
        migrations.AlterField(
            model_name="figure",
            name="unit",
            field=companies.code_field.CodeField(
                choices=[
                    ("requests", "requests"),
                    ("accounts", "accounts"),
                    ("devices", "devices"),
                    ("items", "items"),
                    ("identifiers", "identifiers"),
                    ("urls", "web addresses"),
                    ("apps", "apps"),
                ],
                max_length=20,
                verbose_name="unit",
            ),
        ),
        migrations.AlterField(
            model_name="jurisdiction",
            name="kind",
            field=companies.code_field.CodeField(
                choices=[
                    ("country", "country"),
                    ("territory", "territory"),
                    ("state", "state"),
                    ("bloc", "bloc"),
                    ("worldwide", "worldwide"),
                ],
                max_length=20,
                verbose_name="kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "request_type__in",
                        [
                            "user_data",
                            "content_removal",
                            "preservation",
                            "emergency",
                            "account_restriction",
                            "account_deletion",
                            "financial_identifiers",
                            "push_tokens",
                        ],
                    )
                ),
                name="figure_request_type_is_a_word",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("unit__in", ["requests", "accounts", "devices", "items", "identifiers", "urls", "apps"])
                ),
                name="figure_unit_is_a_word",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "process__in",
                        [
                            "subpoena",
                            "search_warrant",
                            "court_order",
                            "interception_order",
                            "metadata_order",
                            "national_security_letter",
                            "fisa_order",
                            "mlat",
                            "administrative_order",
                            "other",
                            "",
                        ],
                    )
                ),
                name="figure_process_is_a_word",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(("content__in", ["content", "non_content", ""])), name="figure_content_is_a_word"
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "complied_unit__in",
                        ["requests", "accounts", "devices", "items", "identifiers", "urls", "apps", ""],
                    )
                ),
                name="figure_complied_unit_is_a_word",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("received__isnull", True),
                    models.Q(("received__gte", 0), ("received__lte", 1000000000000)),
                    _connector="OR",
                ),
                name="figure_received_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("received_from__isnull", True),
                    models.Q(("received_from__gte", 0), ("received_from__lte", 1000000000000)),
                    _connector="OR",
                ),
                name="figure_received_from_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("received_to__isnull", True),
                    models.Q(("received_to__gte", 0), ("received_to__lte", 1000000000000)),
                    _connector="OR",
                ),
                name="figure_received_to_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("received__isnull", True),
                    models.Q(("received_from__isnull", True), ("received_to__isnull", True)),
                    _connector="OR",
                ),
                name="figure_is_a_number_or_a_band",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("received_from__isnull", True),
                    ("received_to__isnull", True),
                    ("received_from__lt", models.F("received_to")),
                    _connector="OR",
                ),
                name="figure_band_ends_above_its_beginning",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("received__isnull", True),
                        ("received_from__isnull", True),
                        ("received_to__isnull", True),
                        ("complied__isnull", True),
                        _negated=True,
                    ),
                    models.Q(("complied_share", ""), _negated=True),
                    _connector="OR",
                ),
                name="figure_tells_a_number",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("complied__isnull", True),
                    models.Q(
                        ("complied__gte", 0),
                        ("complied__lte", 1000000000000),
                        models.Q(
                            models.Q(
                                models.Q(("complied_unit", ""), _negated=True), models.Q(("note", ""), _negated=True)
                            ),
                            models.Q(
                                models.Q(
                                    ("received__isnull", True), ("complied__lte", models.F("received")), _connector="OR"
                                ),
                                models.Q(
                                    ("received_to__isnull", True),
                                    ("complied__lte", models.F("received_to")),
                                    _connector="OR",
                                ),
                            ),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="figure_complied_range",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("complied_unit", ""),
                    models.Q(
                        models.Q(("complied__isnull", True), _negated=True),
                        models.Q(("complied_unit", models.F("unit")), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="figure_complied_unit_is_another",
            ),
        ),
        migrations.AddConstraint(
            model_name="figure",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    companies.models.conditions._ShareForm("complied_share"), ("complied_share", ""), _connector="OR"
                ),
                name="figure_complied_share_form",
            ),
        ),
        migrations.AddConstraint(
            model_name="jurisdiction",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["country", "territory", "state", "bloc", "worldwide"])),
                name="jurisdiction_kind_is_a_word",
            ),
        ),
    ]
