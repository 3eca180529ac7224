from django.db import migrations, models

WHATS = [('case', 'Case'), ('appeal', 'Appeal'), ('revision', 'Revision'), ('second_look', 'Second Look'), ('rereading', 'Rereading'), ('identity', 'Identity'), ('misuse', 'Misuse')]


class Migration(migrations.Migration):
    """No figure was written before this: nothing is to be converted."""

    dependencies = [
        ('cases', '0016_practice_cases_go_to_all_officers'),
    ]

    operations = [
        migrations.AddField('case', 'counted_as', models.JSONField(null=True)),
        migrations.RenameField('figure', 'hours_to_decision', 'hours'),
        migrations.RemoveField('figure', 'appeal_result'),
        migrations.AddField('figure', 'result', models.CharField(blank=True, max_length=12, default=''), preserve_default=False),
        migrations.AddField('figure', 'what', models.CharField(choices=WHATS, max_length=12, default='case'), preserve_default=False),
        migrations.AddField('figure', 'count', models.SmallIntegerField(default=1)),
        migrations.AddField('figure', 'scope', models.CharField(blank=True, max_length=16, default=''), preserve_default=False),
        migrations.AddField('figure', 'suspended_days', models.PositiveSmallIntegerField(null=True)),
        migrations.AddField('figure', 'interim_ground', models.CharField(blank=True, max_length=20, default=''), preserve_default=False),
        migrations.AddField('figure', 'interim_days', models.PositiveSmallIntegerField(null=True)),
        *(
            migrations.AlterField('figure', name, models.CharField(blank=True, max_length=length))
            for name, length in [('region', 60), ('category', 40), ('network', 12), ('level', 10), ('outcome', 16)]
        ),
        migrations.AddConstraint('figure', models.CheckConstraint(condition=models.Q(('count__in', [1, -1])), name='a_figure_counts_one_or_takes_it_back')),
        migrations.AddIndex('figure', models.Index(fields=['month'], name='figure_of_month')),
    ]
