"""What every request of ours carries besides Django's own: who, and the one moment at which all of it happens."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from .models import Person


class Request(HttpRequest):
    """For annotations. `user` is a Person behind `login_required`; `now` is aware, set by a middleware."""

    user: Person
    now: datetime
