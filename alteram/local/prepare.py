"""Before anything is served: the database, the language files and the style sheet are as the code wants them."""

import shutil
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import DatabaseError, connection, connections

from alteram.environment import SQLITE

LOADING = "demo-is-loading"


class CannotServe(Exception):
    """Why nothing is served; a sentence with what to do about it."""


def prepare() -> None:
    """Bring database, language files and style sheet to the state of the code; load the demo into an empty one."""
    try:
        connection.ensure_connection()
    except DatabaseError as error:
        words = str(error).strip().splitlines()[0]
        raise CannotServe(f"the database cannot be reached; is DATABASE_URL right? It says: {words}") from None
    _forget_half_a_demo()
    call_command("compile_messages", verbosity=0)
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    if settings.DEMO:
        _load_demo()
    connections.close_all()


def _load_demo() -> None:
    if get_user_model().objects.exists():
        return
    print("Loading the demo data (once, about a minute)…", flush=True)
    mark = settings.VAR / LOADING
    mark.touch()
    call_command("seed_demo")
    mark.unlink()


def _forget_half_a_demo() -> None:
    """A first start that was ended while it loaded begins again: nobody has worked in that database yet."""
    mark, database = settings.VAR / LOADING, settings.DATABASES["default"]
    if not (settings.DEMO and mark.exists()):
        return
    if database["ENGINE"] != SQLITE:
        raise CannotServe(f"the demo data was loaded by half; empty the database, then remove {mark}.")
    connections.close_all()
    for suffix in ("", "-wal", "-shm"):
        Path(f"{database['NAME']}{suffix}").unlink(missing_ok=True)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
    mark.unlink()
