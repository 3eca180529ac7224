"""Columns whose content lies encrypted, each box bound to its row: what is read of a row is opened when it is asked.

    text = EncryptedTextField(max_length=5000, bound_to=["case_id"])

`bound_to` are attributes of the row that are there before it is stored and never change. Nothing is searched in such a
column: the database can tell an empty one, and no more. A value that comes without its row (`values()`, an
annotation) is a `Sealed`, which `opened` opens for whoever knows what it is bound to.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from .models.keys import seal, unseal

NOTHING: Any = ("", b"", None, {})

if TYPE_CHECKING:
    Column = models.Field[Any, Any]
else:
    Column = models.Field  # which takes no types while it runs


class Sealed(bytes):
    """A box, as it lies in the database."""

    def __str__(self) -> str:
        raise TypeError("This is encrypted: read it as an attribute of its row.")

    def __repr__(self) -> str:
        """Two boxes can be told apart, and nothing can be told of either."""
        return f"<sealed {hashlib.sha256(self).hexdigest()[:16]}>"


class Opening(DeferredAttribute):
    """Opens the box of its row when somebody asks, and remembers it beside: what was not changed keeps its box."""

    field: EncryptedField

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            content = unseal(value, self.field.at(*self.field.bound(instance)))
            _boxes(instance)[self.field.attname] = content, value
            value = instance.__dict__[self.field.attname] = self.field.loads(content)
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


def _boxes(instance: Any) -> dict[str, tuple[bytes, Sealed]]:
    return instance.__dict__.setdefault("_boxes", {})


class EncryptedField(Column):
    """What all have in common; `empty` is how nothing reads."""

    descriptor_class = Opening
    empty: type[Any] = str

    def __init__(self, *args: Any, bound_to: Sequence[str], max_length: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": self.empty, **kwargs})
        self.bound_to, self.longest = bound_to, max_length

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        own = {"bound_to": self.bound_to, "max_length": self.longest}
        kept = {key: value for key, value in kwargs.items() if key != "default"}
        return name, path, args, kept | {key: value for key, value in own.items() if value is not None}

    def get_internal_type(self) -> str:
        return "BinaryField"

    # The content as bytes and back

    def dumps(self, value: Any) -> bytes:
        return str(value).encode()

    def loads(self, content: bytes) -> Any:
        return content.decode()

    # Of a row

    def bound(self, instance: Any) -> list[Any]:
        """What the box of this row is bound to."""
        return [getattr(instance, name) for name in self.bound_to]

    def at(self, *values: Any) -> str:
        """The place of the row that has these values in `bound_to`."""
        return f"{self.model._meta.label_lower}.{self.name} {' '.join(map(str, values))}"

    def opened(self, sealed: Any, *values: Any) -> Any:
        """What came without its row, which has these values in `bound_to`; raises Unsealable."""
        return self.loads(unseal(sealed, self.at(*values))) if sealed else self.empty()

    def sealed(self, value: Any, *values: Any) -> Sealed:
        """A box of what such a column can hold, for the row that has these values in `bound_to`."""
        content = self.dumps(value)
        if self.longest and len(content.decode()) > self.longest:
            raise ValueError(f"{self} is longer than {self.longest} characters.")
        return Sealed(seal(content, self.at(*values)))

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Sealed) or value in NOTHING:
            return value
        before, boxed = _boxes(model_instance).get(self.attname, (None, None))
        return boxed if before == self.dumps(value) else self.sealed(value, *self.bound(model_instance))

    # Of the database

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return Sealed(value) if value else self.empty()

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value not in NOTHING and not isinstance(value, Sealed):
            raise FieldError(f"{self} is encrypted: it is written by saving its row, and never searched.")
        return connection.Database.Binary(bytes(value) if value else b"")


class EncryptedTextField(EncryptedField):
    """A text. Raises ValueError on saving one of more than `max_length` characters."""


class EncryptedJSONField(EncryptedField):
    """What JSON can say, within braces."""

    empty = dict

    def dumps(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False).encode()

    def loads(self, content: bytes) -> Any:
        return json.loads(content)
