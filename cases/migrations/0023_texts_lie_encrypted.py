"""What people wrote in a case lies encrypted, and so do images."""

from django.db import migrations, models

from accounts.encrypting import Encrypt
from accounts.fields import EncryptedJSONField, EncryptedTextField


def encrypt_files(apps, schema_editor):
    """Those that were written before, with their thumbnails."""
    for name in ("PieceVersion", "DraftFile"):
        model = apps.get_model("cases", name)
        storage = model._meta.get_field("file").storage
        for file in model.objects.exclude(file="").values_list("file", flat=True):
            storage.encrypt(file)
            storage.encrypt(file.replace(".jpg", ".small.jpg"))


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0003_the_keys_that_texts_lie_under"),
        ("cases", "0022_who_reported_is_forgotten"),
    ]

    operations = [
        migrations.RemoveField(model_name="deadline", name="why"),
        migrations.RemoveConstraint(model_name="grievancenotice", name="grievance_says_what_and_why"),
        Encrypt(
            "Appeal",
            grounds=EncryptedTextField(bound_to=["case_id"], max_length=20000),
        ),
        Encrypt(
            "Decision",
            aggravating=EncryptedTextField(blank=True, bound_to=["case_id"], max_length=2000),
            facts=EncryptedTextField(blank=True, bound_to=["case_id"], max_length=5000),
            mitigating=EncryptedTextField(blank=True, bound_to=["case_id"], max_length=2000),
            reply_considered=EncryptedTextField(blank=True, bound_to=["case_id"], max_length=2000),
            rule_explanation=EncryptedTextField(blank=True, bound_to=["case_id"], max_length=2000),
            why_not_lesser=EncryptedTextField(blank=True, bound_to=["case_id"], max_length=2000),
        ),
        Encrypt(
            "Draft",
            answers=EncryptedJSONField(bound_to=["key_digest"]),
        ),
        Encrypt(
            "EntryContent",
            answers=EncryptedJSONField(bound_to=["entry_id"]),
            why=EncryptedTextField(blank=True, bound_to=["entry_id"], max_length=5000),
        ),
        Encrypt(
            "GrievanceNotice",
            facts=EncryptedTextField(bound_to=["case_id"], max_length=5000),
            rule_explanation=EncryptedTextField(bound_to=["case_id"], max_length=2000),
        ),
        Encrypt(
            "Hearing",
            minutes=EncryptedTextField(blank=True, bound_to=["case_id"], max_length=10000),
            postponed_why=EncryptedTextField(blank=True, bound_to=["case_id"], max_length=2000),
        ),
        Encrypt(
            "IdentityRequest",
            answer_reason=EncryptedTextField(blank=True, bound_to=["report_id"], max_length=2000),
            reason=EncryptedTextField(bound_to=["report_id"], max_length=2000),
        ),
        Encrypt(
            "Inquiry",
            answer=EncryptedTextField(blank=True, bound_to=["case_id"], max_length=5000),
            text=EncryptedTextField(bound_to=["case_id"], max_length=2000),
        ),
        Encrypt(
            "Note",
            text=EncryptedTextField(bound_to=["case_id"], max_length=5000),
        ),
        Encrypt(
            "Piece",
            alt=EncryptedTextField(blank=True, bound_to=["case_id"], max_length=500),
        ),
        Encrypt(
            "PieceVersion",
            text=EncryptedTextField(blank=True, bound_to=["piece_id"], max_length=5000),
        ),
        Encrypt(
            "Proposal",
            content=EncryptedJSONField(bound_to=["case_id"]),
            text=EncryptedTextField(bound_to=["case_id"], max_length=30000),
        ),
        Encrypt(
            "Recusal",
            answer_reason=EncryptedTextField(blank=True, bound_to=["case_id"], max_length=2000),
            why=EncryptedTextField(blank=True, bound_to=["case_id"], max_length=2000),
        ),
        Encrypt(
            "Reply",
            text=EncryptedTextField(blank=True, bound_to=["grievance_id"], max_length=10000),
        ),
        Encrypt(
            "Report",
            explanation=EncryptedTextField(blank=True, bound_to=["form_token"], max_length=1000, verbose_name="explication"),
            text=EncryptedTextField(blank=True, bound_to=["form_token"], max_length=5000, verbose_name="texte de la publication"),
        ),
        Encrypt(
            "ReportingRestriction",
            gravity=EncryptedTextField(bound_to=["owner"], max_length=1000),
            intent=EncryptedTextField(bound_to=["owner"], max_length=1000),
            number=EncryptedTextField(bound_to=["owner"], max_length=1000),
            proportion=EncryptedTextField(bound_to=["owner"], max_length=1000),
        ),
        migrations.AddConstraint(
            model_name="grievancenotice",
            constraint=models.CheckConstraint(
                condition=models.Q(("erased_at__isnull", False), models.Q(models.Q(("facts", ""), _negated=True), models.Q(("rule_explanation", ""), _negated=True)), _connector="OR"),
                name="grievance_says_what_and_why",
            ),
        ),
        migrations.RunPython(encrypt_files, migrations.RunPython.noop),
    ]
