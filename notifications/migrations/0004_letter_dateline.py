"""On paper a letter says where and when it was written: kept with it, as the place may be called otherwise later."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('notifications', '0003_notice_of_topic'),
    ]

    operations = [
        migrations.AddField(
            model_name='letter',
            name='dateline',
            field=models.CharField(db_default='', default='', max_length=200),
        ),
    ]
