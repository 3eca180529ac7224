"""What people wrote lies encrypted: the bytes of the database and of the disk tell nothing of a case."""

import secrets

import pytest
from django.core.management import CommandError, call_command
from django.db import models

from cases.models import ReporterIdentity
from cases.models.erasure import TABLE
from notifications.models import Letter

from .boxes import encrypted_columns, everything_opened
from .cast import REASONS
from .test_erasure import CANARY, a_case, answered, everything_stored, examined

# What everybody could read where it was published, and is searched; a room and a number of the post office.
IN_CLEAR = {
    ("cases_post", "address"), ("cases_post", "handle"), ("cases_post", "text"), ("cases_hearing", "place"),
    ("cases_service", "tracking"), ("cases_post", "post_id"),
}  # fmt: skip
SHORT = 60  # characters of a column that holds a name, a place or a word of a list, and no sentence of anybody


@pytest.fixture
def walk(cast, media):
    """A case in which everybody has said something, up to the appeal."""
    walk = answered(examined(a_case(cast)))
    walk.do("warn", cast.bob, months=12, **{name: f"{text} {CANARY}" for name, text in REASONS.items()})
    return walk.opened().appealed()


def test_no_word_lies_in_the_database_as_it_was_typed(walk):
    raw = {(table, column) for table, column, cell in everything_stored() if CANARY in cell or CANARY.lower() in cell}
    assert raw <= IN_CLEAR


def test_each_encrypted_column_opens_in_its_row(walk):
    """So that the test above does not find nothing because nothing is there."""
    said = {(table, column) for table, column, text in everything_opened() if CANARY in text}
    tables = {table for table, _column in said}
    assert {"cases_report", "cases_note", "cases_inquiry", "cases_entrycontent", "notifications_letter", "cases_reply",
            "cases_identityrequest", "cases_pieceversion", "cases_grievancenotice", "cases_decision", "cases_appeal",
            "cases_hearing", "cases_recusal"} <= tables  # fmt: skip


def test_no_image_lies_on_the_disk_as_one(walk, media):
    files = [one.read_bytes() for one in media.rglob("*") if one.is_file()]
    assert files and not [one for one in files if one.startswith(b"\xff\xd8\xff") or b"JFIF" in one]


def test_every_text_that_goes_with_its_case_is_encrypted():
    """A new column in which people write: an `EncryptedTextField`, or its reason in `IN_CLEAR`."""
    free, known = (models.CharField, models.TextField, models.JSONField), set()
    for one in TABLE:
        for field in one.model._meta.concrete_fields:
            if isinstance(field, free) and not field.choices and (not field.max_length or field.max_length > SHORT):
                known.add((one.model._meta.db_table, field.column))
    digests = {(table, column) for table, column in known if column.endswith(("sha256", "digest", "owner"))}
    assert known - digests - IN_CLEAR - {("cases_hearing", "slots"), ("cases_grievancenotice", "may_revoke")} == set()
    assert sum(len(fields) for _model, fields in encrypted_columns()) > 30
    assert {model for model, _fields in encrypted_columns()} >= {Letter}


# Who reported, under keys of its own ----------------------------------------------------------------------------------


@pytest.fixture
def keys(settings):
    [known] = settings.IDENTITY_KEYS.items()
    settings.IDENTITY_KEYS = {"next": secrets.token_bytes(32), known[0]: known[1]}
    return settings


def test_identities_are_sealed_anew_and_still_found(walk, cast, keys, capsys):
    who = [one.opened() for one in ReporterIdentity.objects.order_by("pk")]
    call_command("rotate_keys")
    assert "2 identities sealed anew: all are under «next»" in capsys.readouterr().out
    assert [one.opened() for one in ReporterIdentity.objects.order_by("pk")] == who
    assert {bytes(one.sealed)[2:6] for one in ReporterIdentity.objects.all()} == {b"next"}
    assert walk.case.reports.made_by(cast.camille).count() == 1
    call_command("rotate_keys")
    assert "0 identities sealed anew" in capsys.readouterr().out


def test_a_lost_key_of_identities_is_said_and_changes_none(walk, keys):
    keys.IDENTITY_KEYS = {"next": keys.IDENTITY_KEYS["next"]}
    before = list(ReporterIdentity.objects.order_by("pk").values_list("sealed", flat=True))
    with pytest.raises(CommandError, match="IDENTITY_KEYS"):
        call_command("rotate_keys")
    assert list(ReporterIdentity.objects.order_by("pk").values_list("sealed", flat=True)) == before
