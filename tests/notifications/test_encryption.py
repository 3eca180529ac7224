"""What lies encrypted opens in its own row, with its key, and nowhere else; keys are replaced while all is read."""

import secrets
from uuid import uuid4

import pytest
from django.core.exceptions import FieldError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.checks import no_key_is_lost
from accounts.encryption import Unsealable
from accounts.models import DataKey, keys
from accounts.triggers import lifted
from notifications.models import Letter

from .conftest import NOON

pytestmark = pytest.mark.django_db
OLD, NEW = secrets.token_bytes(32), secrets.token_bytes(32)


@pytest.fixture(autouse=True)
def as_a_process_that_just_began(monkeypatch):
    monkeypatch.setattr(keys, "_known", {})


@pytest.fixture
def letter(tell, jean):
    [notice] = tell(jean)
    return Letter.objects.get(pk=notice.letter_id)


def box_of(letter, column="body"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM notifications_letter WHERE id = %s", [letter.pk])
        return bytes(cursor.fetchone()[0])


def forced(sql, *values):
    with lifted(connection), connection.cursor() as cursor:
        cursor.execute(sql, values)


def of(letter):
    """As another request reads it."""
    return Letter.objects.get(pk=letter.pk)


# A column -------------------------------------------------------------------------------------------------------------


def test_nothing_of_it_lies_in_the_database(letter):
    box = box_of(letter)
    assert len(letter.body) > 20 and letter.body[:20].encode() not in box
    assert letter.title.encode() not in box_of(letter, "title")


def test_a_box_moved_to_another_row_or_column_does_not_open(letter, tell, jean):
    other = Letter.objects.get(pk=tell(jean)[0].letter_id)
    assert other.pk != letter.pk
    forced("UPDATE notifications_letter SET body = %s WHERE id = %s", box_of(letter), other.pk)
    with pytest.raises(Unsealable):
        assert of(other).body
    forced("UPDATE notifications_letter SET body = %s WHERE id = %s", box_of(letter, "title"), letter.pk)
    with pytest.raises(Unsealable):
        assert of(letter).body


def test_a_box_that_was_touched_does_not_open(letter):
    touched = bytearray(box_of(letter))
    touched[-1] ^= 1
    forced("UPDATE notifications_letter SET body = %s WHERE id = %s", bytes(touched), letter.pk)
    with pytest.raises(Unsealable):
        assert of(letter).body


def test_it_is_neither_searched_nor_changed_but_by_its_row(letter):
    for asked in (lambda: Letter.objects.filter(body="Bonjour").exists(), lambda: Letter.objects.update(body="Autre")):
        with pytest.raises(FieldError, match="encrypted"):
            asked()


def test_without_its_row_it_shows_nothing(letter):
    [sealed] = Letter.objects.values_list("body", flat=True)
    with pytest.raises(TypeError, match="encrypted"):
        str(sealed)
    assert letter.body[:10] not in repr(sealed)
    field = Letter._meta.get_field("body")
    assert field.opened(sealed, letter.occasion, letter.audience, letter.language) == letter.body
    with pytest.raises(Unsealable):
        field.opened(sealed, uuid4(), letter.audience, letter.language)


def test_what_was_not_changed_keeps_its_box(letter):
    """So that a row which triggers hold can be saved for another of its columns."""
    before = box_of(letter)
    for read in (False, True):
        row = of(letter)
        assert not read or row.body
        row.save()
        assert box_of(letter) == before


def test_a_text_that_is_too_long_is_refused_before_it_is_stored(letter):
    row = Letter(occasion=uuid4(), act="outcome", audience="reporter", language="fr", template=letter.template,
                 title="x", body="é" * 60_001, sha256="0" * 64, sent_at=NOON)  # fmt: skip
    with pytest.raises(ValueError, match="60000"):
        row.save()


def test_two_boxes_of_one_text_have_nothing_in_common(letter):
    field = Letter._meta.get_field("body")
    assert len({bytes(field.sealed("Bonjour.", 1, "a", "fr")) for _ in range(20)}) == 20


# A file ---------------------------------------------------------------------------------------------------------------


@pytest.fixture
def disk(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


def test_a_file_opens_under_its_own_name_alone(disk):
    default_storage.save("captures/one.jpg", ContentFile(b"an image"))
    assert b"an image" not in (disk / "captures/one.jpg").read_bytes()
    assert default_storage.open("captures/one.jpg").read() == b"an image"
    (disk / "captures/one.jpg").rename(disk / "captures/two.jpg")
    with pytest.raises(Unsealable):
        default_storage.open("captures/two.jpg")
    with pytest.raises(FileNotFoundError):
        default_storage.open("captures/one.jpg")


def test_a_file_that_lay_in_clear_is_encrypted_once(disk):
    (disk / "one.jpg").write_bytes(b"\xff\xd8\xff an image")
    default_storage.encrypt("one.jpg")
    boxed = (disk / "one.jpg").read_bytes()
    default_storage.encrypt("one.jpg")
    default_storage.encrypt("absent.jpg")
    assert (disk / "one.jpg").read_bytes() == boxed and [one.name for one in disk.iterdir()] == ["one.jpg"]
    assert default_storage.open("one.jpg").read() == b"\xff\xd8\xff an image"


# Keys -----------------------------------------------------------------------------------------------------------------


@pytest.fixture
def under_the_old_one(settings):
    settings.CONTENT_KEYS = {"2026": OLD}
    DataKey.objects.all().delete()
    DataKey.objects.begin()


def test_without_any_key_nothing_is_written(db):
    DataKey.objects.all().delete()
    with pytest.raises(Unsealable, match="no key to lock texts"):
        keys.seal(b"x", "here")


def test_a_lost_key_is_named_by_the_check_and_opens_nothing(under_the_old_one, letter, settings, monkeypatch):
    settings.CONTENT_KEYS = {"2027": NEW}
    assert [(one.id, "'2026'" in one.msg) for one in no_key_is_lost(None, databases=["default"])] == [
        ("accounts.E003", True)
    ]
    monkeypatch.setattr(keys, "_known", {})
    with pytest.raises(Unsealable):
        assert of(letter).body
    for command in ("rotate_keys", "verify_audit"):
        with pytest.raises(CommandError, match="2026"):
            call_command(command)


def test_another_key_under_the_same_id_opens_nothing(under_the_old_one, settings, monkeypatch):
    settings.CONTENT_KEYS = {"2026": NEW}
    monkeypatch.setattr(keys, "_known", {})
    with pytest.raises(Unsealable):
        DataKey.objects.newest()


def test_a_key_is_replaced_while_all_is_read(under_the_old_one, letter, settings, monkeypatch, capsys):
    body, box = letter.body, box_of(letter)
    settings.CONTENT_KEYS = {"2027": NEW, "2026": OLD}
    assert of(letter).body == body
    call_command("rotate_keys")
    assert "1 of 1 data keys locked anew: all are under «2027»" in capsys.readouterr().out
    assert of(letter).body == body and box_of(letter) == box
    settings.CONTENT_KEYS = {"2027": NEW}
    monkeypatch.setattr(keys, "_known", {})
    assert of(letter).body == body
    assert no_key_is_lost(None, databases=["default"]) == []
    call_command("rotate_keys")
    assert "0 of 1 data keys locked anew" in capsys.readouterr().out


def test_a_new_data_key_is_found_by_a_process_that_does_not_know_it(under_the_old_one, letter, tell, jean, monkeypatch):
    known = {place: dict(names) for place, names in keys._known.items()}
    call_command("rotate_keys", "--new")
    later = Letter.objects.get(pk=tell(jean)[0].letter_id)
    assert box_of(later)[2:14] != box_of(letter)[2:14]
    monkeypatch.setattr(keys, "_known", known)
    assert of(later).body and of(letter).body
