"""Told: letters, notices and deliveries."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class NotificationsConfig(AppConfig):
    name = "notifications"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401, PLC0415

        post_migrate.connect(after_migrate, sender=self)


def after_migrate(using: str, **kwargs: Any) -> None:
    """The tables are there: the database keeps what was sent."""
    from accounts.triggers import install  # noqa: PLC0415  (models are loaded later than this module)

    from .rules import TRIGGERS  # noqa: PLC0415

    install(connections[using], TRIGGERS)
