"""`manage.py check` for what is told: the database keeps what was sent."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Tags, register
from django.db import connections

from accounts.triggers import missing

from .rules import TRIGGERS


@register(Tags.database)
def the_database_keeps_what_was_sent(app_configs: Any, databases: Any = None, **kwargs: Any) -> list[CheckMessage]:
    return [error for alias in databases or [] for error in missing(connections[alias], TRIGGERS)]
