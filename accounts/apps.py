"""What the app does when it starts, and around a migration."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate, pre_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Alteram"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # The one use of signals: Django tells in no other way that the tables are there, guardian's among them.
        from . import checks  # noqa: F401, PLC0415

        pre_migrate.connect(before_migrate, sender=self)
        post_migrate.connect(after_migrate, sender=self)


def before_migrate(using: str, plan: list[Any], **kwargs: Any) -> None:
    """SQLite cannot rebuild a table that any trigger names, so all are off while tables change."""
    from .triggers import take_off  # noqa: PLC0415  (apps are loaded before anything of theirs)

    if plan and connections[using].vendor == "sqlite":
        take_off(connections[using])


def after_migrate(using: str, **kwargs: Any) -> None:
    """All tables are there, whichever app they belong to: bodies, groups, and what the database refuses."""
    from .bodies import load_bodies  # noqa: PLC0415
    from .models import Appointment, DataKey, Revision  # noqa: PLC0415
    from .rules import TRIGGERS  # noqa: PLC0415
    from .triggers import install  # noqa: PLC0415

    if Appointment._meta.db_table in connections[using].introspection.table_names():
        load_bodies(using)
        Appointment.objects.using(using).refresh_groups()
        Revision.objects.using(using).renew()
        DataKey.objects.using(using).begin_first()
    install(connections[using], TRIGGERS)
