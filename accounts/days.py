"""Days in SQL: which one it is somewhere, since an office begins and ends with a day of its body; and how many."""

from __future__ import annotations

from typing import Any

from django.db.models import DateField, Func, IntegerField


class LocalDay(Func):
    """The day at an instant by the clock of a time zone, both of them expressions: `LocalDay(Value(at), F("zone"))`."""

    output_field = DateField()
    arity = 2

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return super().as_sql(
            compiler, connection, template="(%(expressions)s)::date", arg_joiner=" AT TIME ZONE ", **context
        )

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        # The function behind Django's own TruncDate; its last argument is the zone in which instants are stored.
        stored_in = connection.timezone_name.replace("'", "''")
        template = f"django_datetime_cast_date(%(expressions)s, '{stored_in}')"
        return super().as_sql(compiler, connection, template=template, **context)


class WholeDays(Func):
    """How many times 24 hours lie between two instants, the earlier one first: `WholeDays(F("opened_at"), F("at"))`."""

    output_field = IntegerField()
    arity = 2

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "FLOOR(EXTRACT(EPOCH FROM -(%(expressions)s)) / 86400)::integer"
        return super().as_sql(compiler, connection, template=template, arg_joiner=" - ", **context)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "-((%(expressions)s) / 86400)"
        seconds = [Func(one, function="unixepoch", output_field=IntegerField()) for one in self.source_expressions]
        return Func(*seconds, output_field=IntegerField()).as_sql(
            compiler, connection, template=template, arg_joiner=" - ", **context
        )
