"""What the app does when it starts and after a migration."""

from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate


class CasesConfig(AppConfig):
    name = "cases"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401, PLC0415

        post_migrate.connect(after_migrate, sender=self)


def after_migrate(using: str, **kwargs: Any) -> None:
    """The tables are there: the database keeps its rules; the charter and letters that are shipped come in."""
    from accounts.triggers import install  # noqa: PLC0415  (models are loaded later than this module)
    from notifications.models import Template  # noqa: PLC0415

    from .models import ArticleVersion, Case  # noqa: PLC0415
    from .rules import TRIGGERS  # noqa: PLC0415

    room = Path(__file__).parent
    if Case._meta.db_table in connections[using].introspection.table_names():
        ArticleVersion.objects.using(using).install(room / "charter")
        Template.objects.using(using).install(room / "letters")
    install(connections[using], TRIGGERS)
