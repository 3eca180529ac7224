"""The organisation as it shows itself now, or did at a moment. A page that tells its name asks the database nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.db import OperationalError
from django.http import HttpRequest

from .models import Identity
from .revision import until_revised


@until_revised
def identities() -> list[Identity]:
    """Every one that ever was, the newest first."""
    return list(Identity.objects.versions())


def identity() -> Identity:
    """The one in force; of a new installation, the sender's name and the house's own look."""
    return next(iter(identities()), None) or unset()


def name_at(at: datetime) -> str:
    """What the organisation called itself then."""
    begun = (one for one in identities() if one.valid_from and one.valid_from <= at)
    return (next(begun, None) or unset()).name


def unset() -> Identity:
    return Identity(name=parseaddr(settings.DEFAULT_FROM_EMAIL)[0])


def organisation(request: HttpRequest) -> dict[str, Callable[[], Any]]:
    """`organisation`: whose pages these are, looked up only if the page tells."""

    def now() -> Identity:
        bool(getattr(request, "user", None))  # whoever asks comes with the revision, so that it need not be asked
        try:
            return identity()
        except OperationalError:  # whoever looks for help finds it while the database is away
            return unset()

    return {"organisation": now}
