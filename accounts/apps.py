from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # The one use of a signal: Django tells no other way that the tables are there, guardian's among them.
        from . import checks  # noqa: F401, PLC0415

        post_migrate.connect(after_migrate)


def after_migrate(sender: Any, using: str, **kwargs: Any) -> None:
    """After the last app: bodies are there, and the database keeps the rules of powers."""
    from .bodies import load_bodies  # noqa: PLC0415  (models are loaded later than this module)
    from .rules import TRIGGERS  # noqa: PLC0415
    from .triggers import install  # noqa: PLC0415

    if sender.name == "accounts" and "accounts_body" in connections[using].introspection.table_names():
        load_bodies()
    install(connections[using], TRIGGERS)
