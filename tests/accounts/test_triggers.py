"""Rules made by one function: there after it, whatever was there before, and gone for as long as somebody asks."""

import pytest
from django.core import checks
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.test.utils import isolate_apps

from accounts.rules import TRIGGERS
from accounts.triggers import (
    LONGEST_NAME,
    Trigger,
    erasable,
    immutable,
    install,
    installed,
    keeps,
    keeps_all_but,
    lifted,
    missing,
    never,
    take_off,
)

from .conftest import raw

pytestmark = pytest.mark.django_db
HELD = "is not changed so"


@pytest.fixture
def stone(db):
    """A table with one row, and no rule yet."""
    raw("CREATE TABLE stone (id integer PRIMARY KEY, word varchar(20), owner integer, erased_at timestamp)")
    raw("INSERT INTO stone VALUES (1, 'first', 7, NULL)")


def made(*triggers):
    install(connection, triggers)


def refused(sql, *, match):
    with pytest.raises(IntegrityError, match=match):
        raw(sql)


@isolate_apps("accounts")
def model_of_stone():
    class Stone(models.Model):
        word = models.CharField(max_length=20)
        owner = models.IntegerField(null=True)
        erased_at = models.DateTimeField(null=True)

        class Meta:
            app_label = "accounts"
            db_table = "stone"

        def __str__(self):
            return self.word

    return Stone


def test_what_is_immutable_is_neither_changed_nor_deleted(stone):
    made(*immutable("stone"))
    refused("UPDATE stone SET word = 'second'", match="never changed nor deleted")
    refused("UPDATE stone SET word = word", match="never changed nor deleted")
    refused("DELETE FROM stone", match="never changed nor deleted")
    raw("INSERT INTO stone VALUES (2, 'second', NULL, NULL)")


def test_what_is_never_done_is_told_in_the_words_of_the_rule(stone):
    made(never("DELETE", "stone", "It's 100% stone."))
    refused("DELETE FROM stone", match="It's 100% stone")
    raw("UPDATE stone SET word = 'second'")


def test_a_column_is_kept_and_the_others_are_not(stone):
    made(keeps("stone", ["word"], name="keeps_its_word"))
    refused("UPDATE stone SET word = 'second'", match=HELD)
    refused("UPDATE stone SET word = NULL", match=HELD)
    raw("UPDATE stone SET word = word, owner = 8")


def test_an_exception_to_a_rule_is_part_of_it(stone):
    made(keeps("stone", ["erased_at"], name="is_erased_once", unless="OLD.erased_at IS NULL"))
    raw("UPDATE stone SET erased_at = '2026-12-07 00:00:00'")
    refused("UPDATE stone SET erased_at = NULL", match=HELD)
    refused("UPDATE stone SET erased_at = '2027-01-01 00:00:00'", match=HELD)


def test_all_columns_are_kept_but_the_named_ones(stone):
    made(*keeps_all_but(model_of_stone(), ["owner"], name="changes_hands"))
    raw("UPDATE stone SET owner = 8")
    refused("UPDATE stone SET owner = 9, word = 'second'", match=HELD)
    refused("DELETE FROM stone", match="never deleted")


@pytest.mark.parametrize(
    "change",
    [
        "word = ''",
        "word = '', owner = NULL",
        "erased_at = '2026-12-07 00:00:00'",
        "word = '', erased_at = '2026-12-07 00:00:00'",
        "word = 'other', owner = NULL, erased_at = '2026-12-07 00:00:00'",
        "id = 2, word = '', owner = NULL, erased_at = '2026-12-07 00:00:00'",
    ],
)
def test_what_is_erasable_is_never_half_erased_nor_rewritten(stone, change):
    made(*erasable(model_of_stone(), ["word", "owner"]))
    refused(f"UPDATE stone SET {change}", match=HELD)


@pytest.mark.parametrize("nothing", ["''", "NULL"])
def test_what_is_erasable_is_erased_once_and_stays_empty(stone, nothing):
    made(*erasable(model_of_stone(), ["word", "owner"]))
    raw(f"UPDATE stone SET word = {nothing}, owner = NULL, erased_at = '2026-12-07 00:00:00'")
    refused("UPDATE stone SET word = 'back'", match=HELD)
    refused("UPDATE stone SET erased_at = NULL", match=HELD)
    refused("DELETE FROM stone", match="never deleted")


def test_a_rule_over_new_and_old_is_the_same_on_both_engines(stone):
    made(Trigger("owner_only_grows", "stone", "UPDATE", "NEW.owner IS DISTINCT FROM OLD.owner + 1", "One by one."))
    raw("UPDATE stone SET owner = 8")
    for owner in ("10", "NULL", "8"):
        refused(f"UPDATE stone SET owner = {owner}", match="One by one")


def test_a_rule_may_be_said_otherwise_where_the_engines_differ(stone):
    """`substr` is known to both, `position` to PostgreSQL alone."""
    rule = Trigger(
        "no_dot", "stone", "INSERT", "position('.' in NEW.word) > 0", "No dot.", sqlite="instr(NEW.word, '.') > 0"
    )
    made(rule)
    refused("INSERT INTO stone VALUES (2, 'a.b', NULL, NULL)", match="No dot")
    raw("INSERT INTO stone VALUES (2, 'ab', NULL, NULL)")


def test_an_event_may_name_a_column(stone):
    made(Trigger("keeps_owner", "stone", "UPDATE OF owner", "1 = 1", "Not the owner."))
    raw("UPDATE stone SET word = 'second'")
    refused("UPDATE stone SET owner = 8", match="Not the owner")


def test_installing_twice_changes_nothing(stone):
    before = sorted(installed(connection))
    made(*TRIGGERS)
    made(*TRIGGERS)
    assert sorted(installed(connection)) == before


def test_installing_replaces_what_a_rule_said_before(stone):
    made(Trigger("rule_of_stone", "stone", "UPDATE", "1 = 1", "Never."))
    made(Trigger("rule_of_stone", "stone", "UPDATE", "NEW.owner = 9", "Not nine."))
    raw("UPDATE stone SET owner = 8")
    refused("UPDATE stone SET owner = 9", match="Not nine")


def test_a_table_that_is_not_there_yet_is_passed_over():
    rule = never("DELETE", "no_such_table", "Never.")
    made(rule)
    assert missing(connection, [rule]) == []


def test_a_missing_rule_is_a_warning_that_names_the_remedy(stone):
    """No error: the remedy itself asks the checks first."""
    rule = never("DELETE", "stone", "Never.")
    hint = "Run manage.py migrate: it makes them all."
    said = "The database lacks the trigger stone_never_delete."
    assert missing(connection, [rule]) == [checks.Warning(said, hint=hint, id="accounts.W001")]
    made(rule)
    assert missing(connection, [rule]) == []


def test_a_rule_that_somebody_disabled_counts_as_missing():
    """Only PostgreSQL can disable one; SQLite can only drop it."""
    name, table = "no_power_to_one_person_on_insert", "guardian_userobjectpermission"
    raw(
        {"postgresql": f"ALTER TABLE {table} DISABLE TRIGGER {name}", "sqlite": f"DROP TRIGGER {name}"}[
            connection.vendor
        ]
    )
    assert [lack.msg for lack in missing(connection, TRIGGERS)] == [f"The database lacks the trigger {name}."]


def test_migrate_brings_back_what_somebody_dropped():
    with transaction.atomic():
        take_off(connection)
        assert installed(connection) == []
        call_command("migrate", verbosity=0)
    assert missing(connection, TRIGGERS) == []


def test_every_rule_of_the_room_is_there(db):
    assert {rule.name for rule in TRIGGERS} <= {one.name for one in installed(connection)}


def test_rules_are_lifted_for_a_while_and_come_back_as_they_were(stone):
    made(*immutable("stone"))
    before = sorted(installed(connection))
    with lifted(connection):
        raw("UPDATE stone SET word = 'second'")
        assert installed(connection) == []
    assert sorted(installed(connection)) == before
    refused("UPDATE stone SET word = 'third'", match="never changed")


def test_rules_come_back_with_the_data_when_something_fails_meanwhile(stone):
    made(*immutable("stone"))
    before = sorted(installed(connection))
    with pytest.raises(ZeroDivisionError), lifted(connection):
        raw(f"UPDATE stone SET word = 'second', owner = {1 // 0}")
    assert sorted(installed(connection)) == before
    refused("UPDATE stone SET word = 'third'", match="never changed")


def test_lifting_takes_what_already_came_back_as_it_finds_it(stone):
    """A migration inside makes them anew; that is no reason to fail at the end."""
    made(*immutable("stone"))
    with lifted(connection):
        made(*immutable("stone"))
    refused("DELETE FROM stone", match="never changed nor deleted")


def test_a_name_that_would_be_cut_is_refused():
    Trigger("x" * LONGEST_NAME, "stone", "DELETE", "1 = 1", "Never.")
    for name in ("x" * (LONGEST_NAME + 1), "é" * 32):
        with pytest.raises(ValueError, match="shorten its name"):
            Trigger(name, "stone", "DELETE", "1 = 1", "Never.")
