"""Rules that the database keeps by itself, on SQLite and PostgreSQL: declared once, made by one idempotent function.

    TRIGGERS = [
        *immutable("cases_entry"),
        never("DELETE", "cases_case", "A case is never deleted."),
        keeps("cases_measure", ["kind", "body_id"], name="keeps_its_kind"),
        keeps("notifications_notice", ["read_at"], name="is_read_once", unless="OLD.read_at IS NULL"),
        *keeps_all_but(Service, ["served_at"], name="changes_when_served"),
        *erasable(Letter, ["title", "body"]),
        *renews("accounts_body"),
        Trigger("case_begins_reported", "cases_case", "INSERT", "NEW.state <> 'reported'", "A case begins reported."),
    ]

`install(connection, TRIGGERS)` belongs in the app's post_migrate: SQLite drops a table's triggers when it rebuilds it.
`missing(connection, TRIGGERS)` belongs in a check tagged `database`. `lifted(connection)` sets every trigger aside, for
the flush between tests and for bulk loading. A rule that is given up is dropped by a migration.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core import checks
from django.db import models, transaction

from .models import Revision

LONGEST_NAME = 63  # bytes; PostgreSQL cuts what is longer, and the rule would look missing for ever


@dataclass(frozen=True)
class Trigger:
    """Before `event` on `table`, refuse with `message` every row for which `refuses` holds: an IntegrityError.

    `refuses` is SQL over NEW and OLD, the same on both engines; `sqlite` stands in for it where they differ. `event` is
    as SQL has it: «INSERT», «DELETE», «UPDATE» or «UPDATE OF a, b». Raises ValueError when the name is too long.
    """

    name: str
    table: str
    event: str
    refuses: str
    message: str
    sqlite: str = ""

    def __post_init__(self) -> None:
        if len(self.name.encode()) > LONGEST_NAME:
            raise ValueError(f"The trigger {self.name} has more than {LONGEST_NAME} bytes: shorten its name.")

    def statements(self, vendor: str) -> list[str]:
        """SQL that makes it, whether it is there or not."""
        message = self.message.replace("'", "''")
        if vendor == "sqlite":
            refuses = (self.sqlite or self.refuses).replace("IS DISTINCT FROM", "IS NOT")
            return [
                dropping(vendor, self.name, self.table),
                f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW WHEN {refuses} "
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END",
            ]
        row = "OLD" if self.event == "DELETE" else "NEW"
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {self.refuses} "
            f"THEN RAISE EXCEPTION '{message.replace('%', '%%')}' USING ERRCODE = 'integrity_constraint_violation'; "
            f"END IF; RETURN {row}; END $$",
            f"CREATE OR REPLACE TRIGGER {self.name} BEFORE {self.event} ON {self.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        ]


# A word that there never was, and that comes back with what it stood for when a transaction is undone.
ANOTHER = {"sqlite": "lower(hex(randomblob(16)))", "postgresql": "replace(gen_random_uuid()::text, '-', '')"}


@dataclass(frozen=True)
class Renewal:
    """After `event` on `table` the revision has another word: what was kept of this table is read again."""

    table: str
    event: str

    @property
    def name(self) -> str:
        return f"{self.table}_{self.event.lower()}_renews"

    def statements(self, vendor: str) -> list[str]:
        """SQL that makes it, whether it is there or not."""
        renewed = f"UPDATE accounts_revision SET word = {ANOTHER[vendor]}"
        if vendor == "sqlite":
            return [
                dropping(vendor, self.name, self.table),
                f"CREATE TRIGGER {self.name} AFTER {self.event} ON {self.table} BEGIN {renewed}; END",
            ]
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {renewed}; "
            "RETURN NULL; END $$",
            f"CREATE OR REPLACE TRIGGER {self.name} AFTER {self.event} ON {self.table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {self.name}()",
        ]


Rule = Trigger | Renewal


def renews(table: str) -> list[Renewal]:
    return [Renewal(table, event) for event in ("INSERT", "UPDATE", "DELETE")]


def never(event: str, table: str, message: str) -> Trigger:
    return Trigger(f"{table}_never_{event.lower()}", table, event, "1 = 1", message)


def immutable(table: str) -> list[Trigger]:
    """Neither changed nor deleted."""
    said = f"A row of {table} is never changed nor deleted."
    return [never("UPDATE", table, said), never("DELETE", table, said)]


def keeps(table: str, columns: Sequence[str], *, name: str, unless: str = "1 = 0") -> Trigger:
    """These columns never change, unless the SQL condition over OLD and NEW holds; the others may."""
    changed = " OR ".join(f'NEW."{column}" IS DISTINCT FROM OLD."{column}"' for column in columns) or "1 = 0"
    said = f"What {table} holds in {', '.join(columns)} is not changed so."
    return Trigger(f"{table}_{name}", table, "UPDATE", f"({changed}) AND NOT ({unless})", said)


def keeps_all_but(model: type[models.Model], changing: Sequence[str], *, name: str) -> list[Trigger]:
    """Never deleted; of its fields only these may change."""
    table = model._meta.db_table
    kept = [str(field.column) for field in model._meta.concrete_fields if field.name not in changing]
    return [never("DELETE", table, f"A row of {table} is never deleted."), keeps(table, kept, name=name)]


def erasable(model: type[models.Model], emptied: Sequence[str]) -> list[Trigger]:
    """Never deleted; the one change allowed sets `erased_at` and empties texts and persons, all else unchanged."""
    fields: list[Any] = [model._meta.get_field(name) for name in emptied]
    being_erased = " AND ".join(["OLD.erased_at IS NULL", "NEW.erased_at IS NOT NULL", *map(is_empty, fields)])
    changing = [*(field.column for field in fields), "erased_at"]
    return [
        *keeps_all_but(model, [*emptied, "erased_at"], name="keeps_its_facts"),
        keeps(model._meta.db_table, changing, name="is_only_erased", unless=being_erased),
    ]


def is_empty(field: Any) -> str:
    """SQL: does the new row hold nothing in this field?"""
    has_length = field.get_internal_type() in {"CharField", "TextField", "BinaryField", "FileField"}
    nothing = f' OR length(NEW."{field.column}") = 0' if has_length else ""
    return f'(NEW."{field.column}" IS NULL{nothing})'


def install(connection: Any, triggers: Sequence[Rule]) -> None:
    """Make every trigger whose table exists, in one transaction: no row slips in between. Twice changes nothing."""
    tables = set(connection.introspection.table_names())
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for trigger in triggers:
            for statement in trigger.statements(connection.vendor) if trigger.table in tables else []:
                cursor.execute(statement)


def missing(connection: Any, triggers: Sequence[Rule]) -> list[checks.CheckMessage]:
    """A warning for each trigger that a table lacks. No error: `migrate`, the remedy, asks the checks first."""
    tables, there = set(connection.introspection.table_names()), {one.name for one in installed(connection)}
    lacking = [one.name for one in triggers if one.table in tables and one.name not in there]
    hint = "Run manage.py migrate: it makes them all."
    return [
        checks.Warning(f"The database lacks the trigger {name}.", hint=hint, id="accounts.W001") for name in lacking
    ]


@contextmanager
def lifted(connection: Any) -> Iterator[None]:
    """Without any trigger for a while, in one transaction: whatever ends it early brings them back with the data."""
    with transaction.atomic(using=connection.alias):
        taken = take_off(connection)
        yield
        with connection.cursor() as cursor:
            for one in taken:
                cursor.execute(dropping(connection.vendor, one.name, one.table))
                cursor.execute(one.sql)
        if taken:
            Revision.objects.using(connection.alias).renew()  # nobody watched meanwhile


class Installed(NamedTuple):
    name: str
    table: str
    sql: str


# A trigger that somebody has disabled keeps nothing, so it counts as absent.
CATALOGUE = {
    "sqlite": "SELECT name, tbl_name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": (
        "SELECT tgname, tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger "
        "WHERE NOT tgisinternal AND tgenabled <> 'D'"
    ),
}


def installed(connection: Any) -> list[Installed]:
    with connection.cursor() as cursor:
        cursor.execute(CATALOGUE[connection.vendor])
        return [Installed(*row) for row in cursor.fetchall()]


def take_off(connection: Any) -> list[Installed]:
    """Drop every trigger of the database, whoever declared it; returns what they were."""
    taken = installed(connection)
    with connection.cursor() as cursor:
        for one in taken:
            cursor.execute(dropping(connection.vendor, one.name, one.table))
    return taken


def dropping(vendor: str, name: str, table: str) -> str:
    return f"DROP TRIGGER IF EXISTS {name}" + ("" if vendor == "sqlite" else f" ON {table}")
