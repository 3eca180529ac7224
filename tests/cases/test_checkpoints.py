"""Each morning one digest over the whole record, which stands on that of the day before and is kept elsewhere too."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, connection, transaction

from accounts.triggers import lifted
from cases.models import Case, Checkpoint
from cases.mornings import make_round
from tests.beginnings import beginning

from .cast import MONDAY, Walk, days


@beginning
def two_days(cast):
    """A report before each of two mornings."""
    for number in range(2):
        Walk(cast, at=MONDAY + days(number))
        make_round(at=MONDAY + days(number + 0.95))
    return list(Checkpoint.objects.all())


def said(capsys, *command):
    call_command(*command)
    return capsys.readouterr().out.splitlines()


def fails(capsys, *command):
    with pytest.raises(SystemExit) as left:
        call_command(*command)
    assert left.value.code == 1
    return capsys.readouterr().err.splitlines()


def test_each_morning_makes_one_and_a_second_round_none(two_days):
    make_round(at=MONDAY + days(1.96))
    Checkpoint.objects.make(day=two_days[1].day, at=MONDAY + days(5))
    assert list(Checkpoint.objects.all()) == two_days
    assert [one.count for one in two_days] == [1, 1]
    assert [one.day for one in two_days] == [date(2026, 12, 8), date(2026, 12, 9)]


def test_a_day_without_an_entry_has_one_too(two_days):
    make_round(at=MONDAY + days(2.95))
    last = Checkpoint.objects.last()
    assert last.count == 0 and last.digest != two_days[1].digest


def test_what_was_written_in_the_last_minutes_waits_for_the_next(cast):
    walk = Walk(cast)
    for minutes, count in ((4, 0), (6, 1)):
        at = walk.at + timedelta(minutes=minutes)
        Checkpoint.objects.make(day=at.date() + timedelta(days=minutes), at=at)
        assert Checkpoint.objects.last().count == count


def test_nobody_changes_or_removes_one(two_days):
    for change in (lambda rows: rows.update(count=9), lambda rows: rows.delete()):
        with pytest.raises(IntegrityError), transaction.atomic():
            change(Checkpoint.objects.filter(pk=two_days[0].pk))


def test_the_command_prints_a_line_a_day(two_days, capsys):
    assert said(capsys, "checkpoints") == [f"{one.day} 1 {one.digest}" for one in two_days]


def test_the_proof_counts_the_days(two_days, capsys):
    assert said(capsys, "verify_audit") == ["2 cases, every chain unbroken; 2 days as their checkpoints say."]


def test_what_was_kept_elsewhere_is_found_as_a_digest_or_a_file(two_days, capsys, tmp_path):
    kept = tmp_path / "kept.txt"
    kept.write_text("\n".join(said(capsys, "checkpoints")))
    assert said(capsys, "verify_audit", "--digest", str(kept))[-1] == "2 checkpoints kept elsewhere, found in it."
    assert said(capsys, "verify_audit", "--digest", two_days[0].digest)[-1].startswith("1 checkpoint kept elsewhere")


def test_a_digest_that_the_record_has_not_is_named(two_days, capsys):
    assert fails(capsys, "verify_audit", "--digest", "a" * 64) == [
        f"{'a' * 64}: the record has no such checkpoint: what it held was changed.",
        "0 cases and 1 day with a broken record.",
    ]


@pytest.mark.parametrize("given", ["abc", "{tmp}/none", "{tmp}", "{tmp}/empty"])
def test_what_is_no_digest_and_no_file_is_refused_with_a_sentence(db, given, tmp_path):
    (tmp_path / "empty").write_text("nothing")
    with pytest.raises(CommandError, match="digest"):
        call_command("verify_audit", "--digest", given.format(tmp=tmp_path))


def test_a_case_whose_entries_are_gone_is_named_by_its_day_too(two_days, capsys):
    last = Case.objects.latest("pk").pk
    with lifted(connection), connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM cases_entrycontent WHERE entry_id IN (SELECT id FROM cases_entry WHERE case_id = %s)", [last]
        )
        cursor.execute("DELETE FROM cases_entry WHERE case_id = %s", [last])
    assert "2026-12-09: entries counted at its checkpoint: 1, there now: 0." in fails(capsys, "verify_audit")
