"""The bell of every page: how many notices wait, counted only if the page shows it."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.http import HttpRequest

from .models import Notice


def bell(request: HttpRequest) -> dict[str, Any]:
    """`bell`: the number of unread notices, at most 99, asked once a page; 0 for whoever is not signed in."""

    @cache
    def waiting() -> int:
        person = getattr(request, "user", None)
        return Notice.objects.waiting_for(person) if person is not None and person.is_authenticated else 0

    return {"bell": waiting}
