import companies.code_field
from django.db import migrations, models


class Migration(migrations.Migration):
    """Totals are kept, and the answers of a law or company are found newest first and by their days."""

    dependencies = [
        ('companies', '0013_desk_states'),
    ]

    operations = [
        migrations.CreateModel(
            name='Total',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('of', companies.code_field.CodeField(max_length=20)),
                ('key', companies.code_field.CodeField(blank=True, max_length=255)),
                ('since', models.BigIntegerField()),
                ('first', models.BooleanField()),
                ('counts', models.JSONField()),
            ],
        ),
        migrations.RemoveIndex(
            model_name='entry',
            name='entry_by_law',
        ),
        migrations.RemoveIndex(
            model_name='reference',
            name='reference_by_key',
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['law', 'announced_last', 'announced_precision', 'key'], name='entry_of_law'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['company', 'announced_last', 'announced_precision', 'key'], name='entry_of_company'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('valid_from__isnull', False), ('valid_until__isnull', True)), fields=['law', 'valid_from'], name='entry_open_of_law'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('valid_from__isnull', False), ('valid_until__isnull', True)), fields=['company', 'valid_from'], name='entry_open_of_company'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('valid_until__isnull', False)), fields=['law', 'valid_until'], name='entry_ended_of_law'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('valid_until__isnull', False)), fields=['company', 'valid_until'], name='entry_ended_of_company'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('valid_from__isnull', False), ('valid_until__isnull', True)), fields=['valid_from'], name='entry_open'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('valid_until__isnull', False)), fields=['valid_until'], name='entry_ended'),
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(condition=models.Q(('looked_last__isnull', False)), fields=['company', 'looked_last'], name='entry_by_look'),
        ),
        migrations.AddIndex(
            model_name='reference',
            index=models.Index(fields=['kind', 'key', 'role'], name='reference_by_key_and_role'),
        ),
        migrations.AddConstraint(
            model_name='total',
            constraint=models.UniqueConstraint(fields=('of', 'key', 'since'), name='total_once_a_set'),
        ),
        migrations.AddConstraint(
            model_name='total',
            constraint=models.UniqueConstraint(condition=models.Q(('first', True)), fields=('of', 'key'), name='total_first'),
        ),
    ]
