"""A case carries the parameters of its opening and the count of its decisions; a sanction names its notice.

What stood in rows of its own is copied first: nothing that was decided rests on less than before.
"""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Count, OuterRef, Subquery, Value

SANCTIONS = ["warning", "suspension", "revocation"]


def count_decisions(apps, schema_editor):
    cases, decisions = apps.get_model("cases", "Case"), apps.get_model("cases", "Decision")
    of_case = decisions.objects.filter(case=OuterRef("pk")).order_by().values("case")
    counted = cases.objects.filter(pk__in=decisions.objects.values("case"))
    counted.update(decisions_count=Subquery(of_case.annotate(count=Count("pk")).values("count")))


def keep_parameters(apps, schema_editor):
    """Cases opened between two changes of a parameter have the same ones."""
    cases, parameters = apps.get_model("cases", "Case"), apps.get_model("cases", "Parameter")
    so_far = {}
    for one in parameters.objects.order_by("valid_from", "pk"):
        so_far[one.key] = one.value
        cases.objects.filter(opened_at__gte=one.valid_from).update(parameters=so_far)


def name_the_notice(apps, schema_editor):
    decisions, notices = apps.get_model("cases", "Decision"), apps.get_model("cases", "GrievanceNotice")
    answered = notices.objects.filter(case=OuterRef("case"), notified_at__lte=OuterRef("signed_at"))
    sanctions = decisions.objects.filter(kind__in=SANCTIONS)
    sanctions.update(grievance=Subquery(answered.order_by("-number").values("pk")[:1]))


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_reports_keep_their_own_words")]

    operations = [
        migrations.AddField("case", "decisions_count", models.PositiveSmallIntegerField(default=0, db_default=0)),
        migrations.AddField(
            "case", "parameters", models.JSONField(default=dict, db_default=Value({}, models.JSONField()))
        ),
        migrations.AddField(
            "decision",
            "grievance",
            models.ForeignKey(
                "cases.GrievanceNotice", django.db.models.deletion.PROTECT, null=True, related_name="decisions"
            ),
        ),
        migrations.RunPython(count_decisions, migrations.RunPython.noop),
        migrations.RunPython(keep_parameters, migrations.RunPython.noop),
        migrations.RunPython(name_the_notice, migrations.RunPython.noop),
        migrations.DeleteModel("DecisionPiece"),
        migrations.DeleteModel("DecisionRule"),
    ]
