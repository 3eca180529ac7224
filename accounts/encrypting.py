"""What lay in clear is encrypted by a migration: `Encrypt("Note", text=EncryptedTextField(bound_to=["case_id"]))`."""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations.base import Operation

from .fields import EncryptedField
from .models import DataKey
from .models.keys import seal
from .triggers import take_off


class Encrypt(Operation):
    """Columns of text or JSON become boxes of what they hold; all of a model at once, for a table is rebuilt once.

    All of them are bound to the same. Constraints that look at them are removed before and added after; triggers come
    back with `post_migrate`.
    """

    reversible = False
    reduces_to_sql = False
    atomic = True

    def __init__(self, model: str, **fields: EncryptedField) -> None:
        self.model, self.fields = model, fields

    def deconstruct(self) -> Any:
        return type(self).__name__, [self.model], self.fields

    def describe(self) -> str:
        return f"Encrypt {', '.join(self.fields)} of {self.model}"

    def state_forwards(self, app_label: str, state: Any) -> None:
        for name, field in self.fields.items():
            state.alter_field(app_label, self.model.lower(), name, field, preserve_default=True)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        before = from_state.apps.get_model(app_label, self.model)
        after = to_state.apps.get_model(app_label, self.model)
        changed = [(before._meta.get_field(name), after._meta.get_field(name)) for name in self.fields]
        take_off(schema_editor.connection)
        if schema_editor.connection.vendor == "sqlite":
            schema_editor._remake_table(before, alter_fields=changed)
        else:
            for was, field in changed:
                place = f'ALTER TABLE "{after._meta.db_table}" ALTER COLUMN "{field.column}"'
                schema_editor.execute(f"{place} DROP DEFAULT")
                schema_editor.execute(f"{place} TYPE bytea USING convert_to(\"{was.column}\"::text, 'UTF8')")
        DataKey.objects.using(schema_editor.connection.alias).begin_first()
        self._seal_rows(after, [field for _was, field in changed], schema_editor.connection)

    def _seal_rows(self, model: Any, fields: list[Any], connection: Any) -> None:
        table, key = model._meta.db_table, model._meta.pk.column
        read = f'SELECT {", ".join(field.column for field in fields)} FROM "{table}" WHERE "{key}" = %s'
        write = f'UPDATE "{table}" SET {", ".join(f"{field.column} = %s" for field in fields)} WHERE "{key}" = %s'
        rows = model._default_manager.using(connection.alias).values_list("pk", *fields[0].bound_to)
        with connection.cursor() as cursor:
            for pk, *bound in list(rows):
                cursor.execute(read, [pk])
                boxes = [
                    _boxed(field, value, bound, connection)
                    for field, value in zip(fields, cursor.fetchone(), strict=True)
                ]
                cursor.execute(write, [*boxes, pk])
        connection.check_constraints([table])  # now: PostgreSQL changes no table that still has some to check


def _boxed(field: EncryptedField, value: Any, bound: list[Any], connection: Any) -> Any:
    content = value.encode() if isinstance(value, str) else bytes(value)
    is_nothing = content in (b"", b"{}")
    boxed = b"" if is_nothing else seal(content, field.at(*bound), using=connection.alias)
    return connection.Database.Binary(boxed)
