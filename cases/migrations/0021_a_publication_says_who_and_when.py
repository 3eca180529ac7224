import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """Nothing was published before this."""

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('cases', '0020_letters_served_on_nobody_known'),
    ]

    operations = [
        migrations.AddField('publication', 'why', models.TextField(blank=True, default='', max_length=2000), preserve_default=False),
        migrations.AddField('publication', 'by', models.ForeignKey(default=None, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL), preserve_default=False),
        migrations.AddField('publication', 'published_at', models.DateTimeField(default=None), preserve_default=False),
    ]
