"""Rules that the database keeps by itself, on both engines: declared once, made by one idempotent function.

    install(connection, [immutable("cases_entry"), only_changes("notifications_notice", ["read_at"])])

They are (re)made after every migration, because SQLite drops a table's triggers when it rebuilds the table; a database
check names those that are missing. `lifted(connection, triggers)` sets them aside for the flush between tests.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.core.checks import Error


@dataclass(frozen=True)
class Trigger:
    """Before `event` on `table`, refuse with `message` every row for which `refuses` holds.

    `refuses` is SQL over NEW and OLD, the same on both engines; `sqlite` overrides it where the engines differ. `event`
    is as SQL has it: «INSERT», «DELETE», «UPDATE» or «UPDATE OF a, b».
    """

    name: str
    table: str
    event: str
    refuses: str
    message: str
    sqlite: str = ""

    def drop(self, vendor: str) -> str:
        if vendor == "sqlite":
            return f"DROP TRIGGER IF EXISTS {self.name}"
        return f"DROP TRIGGER IF EXISTS {self.name} ON {self.table}"

    def create(self, vendor: str) -> list[str]:
        if vendor == "sqlite":
            condition = self.sqlite or self.refuses
            return [
                f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW WHEN {condition} "
                f"BEGIN SELECT RAISE(ABORT, '{self._quoted}'); END"
            ]
        returned = "OLD" if self.event == "DELETE" else "NEW"
        return [
            f"CREATE OR REPLACE FUNCTION {self.name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {self.refuses} THEN RAISE EXCEPTION '{self._quoted}' USING ERRCODE = 'integrity_constraint_violation'; "
            f"END IF; RETURN {returned}; END $$",
            f"CREATE TRIGGER {self.name} BEFORE {self.event} ON {self.table} FOR EACH ROW EXECUTE FUNCTION {self.name}()",
        ]

    @property
    def _quoted(self) -> str:
        return self.message.replace("'", "''")


def never(event: str, table: str, message: str) -> Trigger:
    return Trigger(f"{table}_never_{event.lower()}", table, event, "1 = 1", message)


def immutable(table: str) -> list[Trigger]:
    """Neither changed nor deleted."""
    said = f"A row of {table} is never changed nor deleted."
    return [never("UPDATE", table, said), never("DELETE", table, said)]


def unlike(columns: Sequence[str]) -> str:
    """SQL: does any of these columns change? NULLs compare as values."""
    return " OR ".join(f'NEW."{one}" IS DISTINCT FROM OLD."{one}"' for one in columns) or "1 = 0"


def only_changes(table: str, fixed: Sequence[str], *, name: str, unless: str = "1 = 0") -> Trigger:
    """`fixed` columns keep their value for ever, unless the SQL condition holds (an erasure, say)."""
    said = f"Only some columns of {table} may change."
    refuses = f"({unlike(fixed)}) AND NOT ({unless})"
    return Trigger(f"{table}_{name}", table, "UPDATE", refuses, said, sqlite=refuses.replace("IS DISTINCT FROM", "IS NOT"))


def erasable(model: Any, emptied: Sequence[str]) -> list[Trigger]:
    """Never deleted; the one change allowed sets `erased_at` and empties texts and persons, all else unchanged."""
    table = model._meta.db_table
    kept = [field.column for field in model._meta.concrete_fields if field.name not in ("erased_at", *emptied)]
    emptied_columns = [model._meta.get_field(name).column for name in emptied]
    being_erased = "OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL"
    return [
        never("DELETE", table, f"A row of {table} is never deleted: it is erased."),
        only_changes(table, kept, name="keeps_its_facts"),
        only_changes(table, [*emptied_columns, "erased_at"], name="is_only_erased", unless=being_erased),
    ]


def install(connection: Any, triggers: Sequence[Trigger]) -> None:
    """Make every trigger whose table exists, afresh; the same call twice changes nothing."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for trigger in triggers:
            if trigger.table in tables:
                cursor.execute(trigger.drop(connection.vendor))
                for statement in trigger.create(connection.vendor):
                    cursor.execute(statement)


def present(connection: Any) -> set[str]:
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        return {row[0] for row in cursor.fetchall()}


def missing(connection: Any, triggers: Sequence[Trigger]) -> list[Error]:
    """A check's errors, one for each trigger that the database lacks."""
    there = present(connection)
    return [
        Error(f"The database lacks the trigger {one.name}.", hint="Run manage.py migrate: it makes them all.", id="accounts.E010")
        for one in triggers
        if one.name not in there
    ]


@contextmanager
def lifted(connection: Any, triggers: Sequence[Trigger]) -> Iterator[None]:
    """Without these triggers for a while: only for the flush between tests and for bulk loading of an empty database."""
    tables = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for trigger in triggers:
            if trigger.table in tables:
                cursor.execute(trigger.drop(connection.vendor))
    try:
        yield
    finally:
        install(connection, triggers)
