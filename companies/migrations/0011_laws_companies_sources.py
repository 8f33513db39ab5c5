from typing import Any

import django.db.models.deletion
from django.db import migrations, models

import companies.code_field
import companies.models.conditions
import companies.models.fields
import companies.models.validators


def parents_become_owners(apps: Any, schema_editor: Any) -> None:
    """Make of each owner that a company has today a row without dates."""
    owner = apps.get_model("companies", "CompanyOwner")
    owned = apps.get_model("companies", "Company").objects.filter(parent__isnull=False)
    owner.objects.bulk_create(
        owner(company_id=pk, owner_id=parent, order=0) for pk, parent in owned.order_by("pk").values_list("pk", "parent")
    )


def owners_become_parents(apps: Any, schema_editor: Any) -> None:
    """Keep of a company's owners the one of today; those of earlier days have no place any more."""
    companies = apps.get_model("companies", "Company").objects
    for owner in apps.get_model("companies", "CompanyOwner").objects.filter(to_date=""):
        companies.filter(pk=owner.company_id).update(parent=owner.owner_id)


class Migration(migrations.Migration):
    """Laws, companies and sources as they really are: owners over time, aliases, more kinds and demands."""

    dependencies = [
        ('companies', '0010_figures'),
    ]

    operations = [
        migrations.CreateModel(
            name='CompanyAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='place in the list')),
                ('name', companies.models.fields.LineField(max_length=2000, verbose_name='name')),
                ('language', companies.code_field.CodeField(blank=True, help_text='BCP 47: en, zh-Hant, pt-BR. Blank for an abbreviation of no language.', max_length=20, validators=[companies.models.validators.validate_language], verbose_name='language')),
            ],
            options={
                'verbose_name': 'alias',
                'verbose_name_plural': 'also called',
                'ordering': ['order', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='CompanyOwner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='place in the list')),
                ('from_date', companies.models.fields.PartialDateField(blank=True, max_length=10, verbose_name='from')),
                ('to_date', companies.models.fields.PartialDateField(blank=True, help_text='The last day on which it was the owner. Blank: it is today.', max_length=10, verbose_name='to')),
            ],
            options={
                'verbose_name': 'owner',
                'verbose_name_plural': 'owners',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='JurisdictionAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='place in the list')),
                ('name', companies.models.fields.LineField(max_length=2000, verbose_name='name')),
                ('language', companies.code_field.CodeField(blank=True, help_text='BCP 47: en, zh-Hant, pt-BR. Blank for an abbreviation of no language.', max_length=20, validators=[companies.models.validators.validate_language], verbose_name='language')),
            ],
            options={
                'verbose_name': 'alias',
                'verbose_name_plural': 'also called',
                'ordering': ['order', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='LawAlias',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveIntegerField(default=0, verbose_name='place in the list')),
                ('name', companies.models.fields.LineField(max_length=2000, verbose_name='name')),
                ('language', companies.code_field.CodeField(blank=True, help_text='BCP 47: en, zh-Hant, pt-BR. Blank for an abbreviation of no language.', max_length=20, validators=[companies.models.validators.validate_language], verbose_name='language')),
            ],
            options={
                'verbose_name': 'alias',
                'verbose_name_plural': 'also called',
                'ordering': ['order', 'pk'],
                'abstract': False,
            },
        ),
        migrations.RemoveConstraint(
            model_name='check',
            name='check_demand_is_a_word',
        ),
        migrations.RemoveConstraint(
            model_name='company',
            name='company_kind_is_a_word',
        ),
        migrations.RemoveConstraint(
            model_name='law',
            name='law_kind_is_a_word',
        ),
        migrations.RemoveConstraint(
            model_name='provision',
            name='provision_demand_is_a_word',
        ),
        migrations.RemoveConstraint(
            model_name='stance',
            name='stance_demand_is_a_word',
        ),
        migrations.AddField(
            model_name='company',
            name='closed_on',
            field=companies.models.fields.PartialDateField(blank=True, help_text='When it went out of business, or the service was shut for good.', max_length=10, verbose_name='closed on'),
        ),
        migrations.AddField(
            model_name='companyname',
            name='language',
            field=companies.code_field.CodeField(blank=True, help_text='BCP 47: en, zh-Hant', max_length=20, validators=[companies.models.validators.validate_language], verbose_name='language'),
        ),
        migrations.AddField(
            model_name='lawevent',
            name='company',
            field=models.ForeignKey(blank=True, help_text='The one to which the law was applied, if any.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='law_events', to='companies.company', verbose_name='company'),
        ),
        migrations.AddField(
            model_name='source',
            name='archive_url',
            field=companies.models.fields.WebAddressField(blank=True, help_text='The address of a copy that an archive keeps.', max_length=2000, verbose_name='archived copy'),
        ),
        migrations.AddField(
            model_name='source',
            name='retrieved_on',
            field=companies.models.fields.PartialDateField(blank=True, help_text='When it was looked up for the record.', max_length=10, verbose_name='retrieved on'),
        ),
        migrations.AddField(
            model_name='source',
            name='title_original',
            field=companies.models.fields.LineField(blank=True, help_text='Where the title is a translation: what it was translated from.', max_length=2000, verbose_name='title in its own language'),
        ),
        migrations.AlterField(
            model_name='check',
            name='demand',
            field=companies.code_field.CodeField(choices=[('user_data', 'user data'), ('content_removal', 'content removal'), ('network_restriction', 'network restriction'), ('interception', 'interception'), ('decryption', 'decryption'), ('data_localization', 'data localisation'), ('data_retention', 'data retention'), ('local_representative', 'local representative'), ('registration', 'registration'), ('identity_verification', 'identity verification')], max_length=40, verbose_name='demand'),
        ),
        migrations.AlterField(
            model_name='company',
            name='kind',
            field=companies.code_field.CodeField(choices=[('company', 'company'), ('service', 'service'), ('foundation', 'foundation')], max_length=20, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='law',
            name='kind',
            field=companies.code_field.CodeField(choices=[('statute', 'statute'), ('regulation', 'regulation'), ('order', 'order'), ('bill', 'bill'), ('treaty', 'treaty'), ('directive', 'directive'), ('licence', 'licence'), ('guideline', 'guideline')], max_length=20, verbose_name='kind'),
        ),
        migrations.AlterField(
            model_name='provision',
            name='demand',
            field=companies.code_field.CodeField(blank=True, choices=[('user_data', 'user data'), ('content_removal', 'content removal'), ('network_restriction', 'network restriction'), ('interception', 'interception'), ('decryption', 'decryption'), ('data_localization', 'data localisation'), ('data_retention', 'data retention'), ('local_representative', 'local representative'), ('registration', 'registration'), ('identity_verification', 'identity verification')], max_length=40, verbose_name='demand'),
        ),
        migrations.AlterField(
            model_name='stance',
            name='demand',
            field=companies.code_field.CodeField(choices=[('user_data', 'user data'), ('content_removal', 'content removal'), ('network_restriction', 'network restriction'), ('interception', 'interception'), ('decryption', 'decryption'), ('data_localization', 'data localisation'), ('data_retention', 'data retention'), ('local_representative', 'local representative'), ('registration', 'registration'), ('identity_verification', 'identity verification')], max_length=40, verbose_name='demand'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(('demand__in', ['user_data', 'content_removal', 'network_restriction', 'interception', 'decryption', 'data_localization', 'data_retention', 'local_representative', 'registration', 'identity_verification'])), name='check_demand_is_a_word'),
        ),
        migrations.AddConstraint(
            model_name='company',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['company', 'service', 'foundation'])), name='company_kind_is_a_word'),
        ),
        migrations.AddConstraint(
            model_name='company',
            constraint=models.CheckConstraint(condition=models.Q(companies.models.conditions._DateForm('closed_on'), ('closed_on', ''), _connector='OR'), name='company_closed_on_form'),
        ),
        migrations.AddConstraint(
            model_name='law',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['statute', 'regulation', 'order', 'bill', 'treaty', 'directive', 'licence', 'guideline'])), name='law_kind_is_a_word'),
        ),
        migrations.AddConstraint(
            model_name='provision',
            constraint=models.CheckConstraint(condition=models.Q(('demand__in', ['user_data', 'content_removal', 'network_restriction', 'interception', 'decryption', 'data_localization', 'data_retention', 'local_representative', 'registration', 'identity_verification', ''])), name='provision_demand_is_a_word'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(companies.models.conditions._WebAddressForm('archive_url'), ('archive_url', ''), _connector='OR'), name='source_archive_url_form'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(('archive_url', models.F('url')), _negated=True), name='archive_is_elsewhere'),
        ),
        migrations.AddConstraint(
            model_name='source',
            constraint=models.CheckConstraint(condition=models.Q(companies.models.conditions._DateForm('retrieved_on'), ('retrieved_on', ''), _connector='OR'), name='source_retrieved_on_form'),
        ),
        migrations.AddConstraint(
            model_name='stance',
            constraint=models.CheckConstraint(condition=models.Q(('demand__in', ['user_data', 'content_removal', 'network_restriction', 'interception', 'decryption', 'data_localization', 'data_retention', 'local_representative', 'registration', 'identity_verification'])), name='stance_demand_is_a_word'),
        ),
        migrations.AddField(
            model_name='companyalias',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='companies.company'),
        ),
        migrations.AddField(
            model_name='companyowner',
            name='company',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='owners', to='companies.company'),
        ),
        migrations.AddField(
            model_name='companyowner',
            name='owner',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='owned', to='companies.company', verbose_name='owner'),
        ),
        migrations.AddField(
            model_name='jurisdictionalias',
            name='jurisdiction',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='companies.jurisdiction'),
        ),
        migrations.AddField(
            model_name='lawalias',
            name='law',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='aliases', to='companies.law'),
        ),
        migrations.AddConstraint(
            model_name='companyalias',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='companyalias_name_is_filled'),
        ),
        migrations.AddConstraint(
            model_name='companyalias',
            constraint=models.UniqueConstraint(fields=('company', 'name'), name='companyalias_stands_once'),
        ),
        migrations.AddConstraint(
            model_name='companyowner',
            constraint=models.CheckConstraint(condition=models.Q(companies.models.conditions._DateForm('from_date'), ('from_date', ''), _connector='OR'), name='companyowner_from_date_form'),
        ),
        migrations.AddConstraint(
            model_name='companyowner',
            constraint=models.CheckConstraint(condition=models.Q(companies.models.conditions._DateForm('to_date'), ('to_date', ''), _connector='OR'), name='companyowner_to_date_form'),
        ),
        migrations.AddConstraint(
            model_name='companyowner',
            constraint=models.UniqueConstraint(condition=models.Q(('to_date', '')), fields=('company',), name='one_owner_today'),
        ),
        migrations.AddConstraint(
            model_name='companyowner',
            constraint=models.CheckConstraint(condition=models.Q(('owner', models.F('company')), _negated=True), name='owner_is_another'),
        ),
        migrations.AddConstraint(
            model_name='jurisdictionalias',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='jurisdictionalias_name_is_filled'),
        ),
        migrations.AddConstraint(
            model_name='jurisdictionalias',
            constraint=models.UniqueConstraint(fields=('jurisdiction', 'name'), name='jurisdictionalias_stands_once'),
        ),
        migrations.AddConstraint(
            model_name='lawalias',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='lawalias_name_is_filled'),
        ),
        migrations.AddConstraint(
            model_name='lawalias',
            constraint=models.UniqueConstraint(fields=('law', 'name'), name='lawalias_stands_once'),
        ),
        migrations.RunPython(parents_become_owners, owners_become_parents),
        migrations.RemoveField(
            model_name='company',
            name='parent',
        ),
    ]
