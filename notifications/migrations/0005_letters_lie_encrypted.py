"""What a letter says lies encrypted, bound to its occasion, audience and language."""

from django.db import migrations, models

from accounts.encrypting import Encrypt
from accounts.fields import EncryptedTextField

OF_LETTER = ["occasion", "audience", "language"]


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0003_the_keys_that_texts_lie_under"),
        ("notifications", "0004_letter_dateline"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="letter", name="letter_body_fits"),
        migrations.RemoveConstraint(model_name="letter", name="letter_is_empty_when_erased"),
        Encrypt(
            "Letter",
            title=EncryptedTextField(blank=True, bound_to=OF_LETTER, max_length=300),
            body=EncryptedTextField(blank=True, bound_to=OF_LETTER, max_length=60000),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("erased_at", None), models.Q(("title", ""), _negated=True)), models.Q(("body", ""), ("erased_at__isnull", False), ("title", "")), _connector="OR"),
                name="letter_is_empty_when_erased",
            ),
        ),
    ]
