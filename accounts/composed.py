"""Statements that Django composes once: how they ask never changes, only what they ask about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet


class Composed:
    """A question asked so often that writing it anew each time would cost more than its answer.

    `write` gets the stand-ins and gives the queryset, of plain columns alone: rows come as the driver has them. A
    stand-in is of the type of what it stands for, and a value that the statement has nowhere else.
    """

    def __init__(self, write: Callable[..., QuerySet[Any, Any]], *stand_ins: Any) -> None:
        self._write, self._stand_ins = write, stand_ins
        self._composed: tuple[str, tuple[Any, ...]] | None = None

    def ask(self, *values: Any) -> list[tuple[Any, ...]]:
        """The rows for these values, in the order of their stand-ins: one statement."""
        if self._composed is None:
            self._composed = self._write(*self._stand_ins).query.sql_with_params()
        sql, parameters = self._composed
        given = {_sent(place): _sent(value) for place, value in zip(self._stand_ins, values, strict=True)}
        with connection.cursor() as cursor:
            cursor.execute(sql, [given.get(one, one) for one in parameters])
            return cursor.fetchall()


def _sent(value: Any) -> Any:
    """As the driver is given it."""
    return connection.ops.adapt_datetimefield_value(value) if isinstance(value, datetime) else value
