"""`manage.py check` for who may do what: declared powers and offices agree, and the database keeps their rules."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from .models import Body
from .powers import OFFICES
from .rules import TRIGGERS
from .triggers import missing


@register
def every_power_is_declared_and_given(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """`Body.Meta.permissions` and `OFFICES` name the same powers."""
    declared = {codename for codename, _name in Body._meta.permissions}
    given = {power for office in OFFICES.values() for power in office.powers}
    hint = "Name it in Body.Meta.permissions and in accounts/powers.py."
    said = "The power '{}' is not both declared on Body and given by an office."
    return [Error(said.format(power), hint=hint, id="accounts.E001") for power in sorted(declared ^ given)]


@register(Tags.database)
def the_database_keeps_the_rules(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    return [lack for alias in databases or [] for lack in missing(connections[alias], TRIGGERS)]
