"""What the database itself refuses, whoever asks: raw SQL, on both engines."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from notifications.models import Delivery, Letter, Notice, Template

from .conftest import NOON

pytestmark = pytest.mark.django_db
NOTHING = "X''" if connection.vendor == "sqlite" else "''"  # as bytes
EMPTIED = f"title = {NOTHING}, body = {NOTHING}, erased_at = '2027-01-01 00:00:00+00:00'"


def raw(sql, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)


@pytest.fixture
def notice(tell, jean):
    [notice] = tell(jean)
    return notice


@pytest.mark.parametrize("change", ["body = 'other'", "number = 7", "valid_from = '2027-01-01 00:00:00+00:00'"])
def test_a_template_never_changes(templates, change):
    with pytest.raises(IntegrityError, match="never changed"):
        raw(f"UPDATE notifications_template SET {change}")


def test_a_template_is_never_deleted(templates):
    with pytest.raises(IntegrityError, match="never changed nor deleted"):
        raw("DELETE FROM notifications_template")
    with pytest.raises(IntegrityError):
        Template.objects.first().delete()


@pytest.mark.parametrize(
    "change",
    [
        "title = 'other'",
        "body = 'other'",
        f"body = {NOTHING}",
        f"title = {NOTHING}, body = {NOTHING}",
        "sha256 = ''",
        "sent_at = '2020-01-01 00:00:00+00:00'",
        "language = 'en'",
        "erased_at = '2027-01-01 00:00:00+00:00'",
        f"title = 'other', body = {NOTHING}, erased_at = '2027-01-01 00:00:00+00:00'",
        f"{EMPTIED}, sha256 = ''",
        f"{EMPTIED}, act = 'other'",
    ],
)
def test_a_letter_never_changes_and_is_never_half_erased(notice, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        raw(f"UPDATE notifications_letter SET {change}")


def test_a_letter_is_never_deleted(notice):
    Delivery.objects.all().delete()
    with pytest.raises(IntegrityError, match="never deleted"):
        raw("DELETE FROM notifications_letter")


def test_an_erased_letter_keeps_its_digest_and_is_never_written_again(notice):
    digest = notice.letter.sha256
    raw(f"UPDATE notifications_letter SET {EMPTIED}")
    letter = Letter.objects.get()
    assert (letter.title, letter.body, letter.sha256) == ("", "", digest)
    for change in ("erased_at = NULL, title = 'back'", "erased_at = '2028-01-01 00:00:00+00:00'", "body = 'back'"):
        with pytest.raises(IntegrityError):
            raw(f"UPDATE notifications_letter SET {change}")


@pytest.mark.parametrize("column", ["topic", "path", "is_legal", "created_at", "recipient_id", "letter_id"])
def test_a_notice_keeps_what_it_told_whom(notice, emma, tell, column):
    [other] = tell(emma)
    values = {"topic": "x", "path": "/x/", "is_legal": True, "created_at": NOON + timedelta(1),
              "recipient_id": emma.pk, "letter_id": other.letter_id}  # fmt: skip
    with pytest.raises(IntegrityError):
        raw(f"UPDATE notifications_notice SET {column} = %s WHERE id = %s", values[column], notice.pk)


def test_a_notice_is_read_once(notice):
    notices = Notice.objects.filter(pk=notice.pk)
    assert notices.read(at=NOON) == 1
    assert notices.read(at=NOON + timedelta(1)) == 0
    for later in (None, NOON + timedelta(1)):
        with pytest.raises(IntegrityError), transaction.atomic():
            notices.update(read_at=later)
    assert notices.get().read_at == NOON


def test_a_notice_outlives_its_letter(notice):
    Delivery.objects.all().delete()
    with pytest.raises(IntegrityError, match="after its letter was erased"):
        raw("DELETE FROM notifications_notice")
    raw(f"UPDATE notifications_letter SET {EMPTIED}")
    raw("DELETE FROM notifications_notice")
    assert not Notice.objects.exists()


@pytest.mark.parametrize("change", ["channel = 'pigeon'", "sent_at = due_at, failed_at = due_at"])
def test_a_delivery_makes_sense(notice, change):
    with pytest.raises(IntegrityError):
        raw(f"UPDATE notifications_delivery SET {change}")


def test_one_ring_a_notice_and_channel(notice):
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(notice=notice, due_at=NOON)


def test_a_text_without_end_is_refused(templates):
    with pytest.raises(IntegrityError), transaction.atomic():
        Template.objects.create(act="a", audience="b", language="fr", number=1, title="t", body="x" * 20_001)


def test_a_missing_rule_is_named_by_the_check(db, capsys):
    connection.check_constraints()
    call_command("check", database=["default"])
    assert "notifications" not in capsys.readouterr().err
    raw("DROP TRIGGER notifications_letter_never_delete" + (
        " ON notifications_letter" if connection.vendor == "postgresql" else ""))  # fmt: skip
    call_command("check", database=["default"])
    assert "notifications_letter_never_delete" in capsys.readouterr().err
