"""A report keeps what its own author says of the post, and whether e-mail rings; posts told by words are found."""

import django.db.models
from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def what_the_only_report_said(apps, schema_editor):
    """Until now each post without an address had one report, whose words the post kept."""
    reports, posts = apps.get_model("cases", "Report").objects, apps.get_model("cases", "Post").objects
    said = posts.filter(address=None, case=OuterRef("case")).values("text")
    told_by_words = reports.filter(case__post__address=None)
    reports.filter(pk__in=told_by_words.values("pk")).update(text=Subquery(said))


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.AddField(
            "report", "text",
            models.TextField(blank=True, db_default="", default="", max_length=5000, verbose_name="texte de la publication"),
        ),
        migrations.AddField("report", "by_email", models.BooleanField(db_default=True, default=True)),
        migrations.AddIndex(
            "post",
            models.Index(
                condition=django.db.models.Q(("address", None)), fields=["network", "handle"], name="post_told_by_words"
            ),
        ),
        migrations.RunPython(what_the_only_report_said, migrations.RunPython.noop),
    ]
