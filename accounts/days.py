"""What day it is somewhere: an office begins and ends with a day of the body that gives it."""

from __future__ import annotations

from typing import Any

from django.db.models import DateField, Func


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
