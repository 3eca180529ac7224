"""What lies encrypted, for whoever has the keys: read without its model, and written over behind everybody's back."""

from django.apps import apps
from django.core.files.storage import default_storage

from accounts.fields import EncryptedField


def encrypted_columns():
    """(model, its encrypted fields) of every model that has any."""
    for model in apps.get_models():
        fields = [one for one in model._meta.concrete_fields if isinstance(one, EncryptedField)]
        if fields:
            yield model, fields


def everything_opened():
    """(table, column, what it says) of every encrypted cell that holds something."""
    for model, fields in encrypted_columns():
        for row in model._default_manager.all():
            yield from ((model._meta.db_table, one.column, str(getattr(row, one.attname))) for one in fields)


def file_opened(path):
    """What a file of the media folder holds, for whoever has the key."""
    with default_storage.open(str(path.relative_to(default_storage.location))) as file:
        return file.read()


def written_over(rows, **columns):
    """Other words under the right key, as somebody writes them who owns the database and the keys."""
    fields = {one.name: one for one in rows.model._meta.concrete_fields if isinstance(one, EncryptedField)}
    plain = {name: value for name, value in columns.items() if name not in fields}
    for row in rows:
        boxed = {name: fields[name].sealed(value, *fields[name].bound(row))
                 for name, value in columns.items() if name in fields}  # fmt: skip
        rows.model._default_manager.filter(pk=row.pk).update(**plain, **boxed)
