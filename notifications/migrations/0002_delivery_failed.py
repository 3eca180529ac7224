"""What did not arrive is few, and looked for on every page of a case: it has an index of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0001_initial'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('failed_at__isnull', False)), fields=['notice'], name='delivery_failed'),
        ),
    ]
