"""The bell and the banner of every page: asked only if the page shows them."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest

from .models import Notice
from .models.banner import Banner, shown_to


def bell(request: HttpRequest) -> dict[str, Any]:
    """`bell`: the number of unread notices, at most 99, asked once a page; 0 for whoever is not signed in."""

    @cache
    def waiting() -> int:
        person = getattr(request, "user", None)
        return Notice.objects.waiting_for(person) if person is not None and person.is_authenticated else 0

    return {"bell": waiting}


def banner(request: HttpRequest) -> dict[str, Any]:
    """`banner`: what the national office says at the head of this page, if anything."""

    @cache
    def said() -> Banner | None:
        at = getattr(request, "now", None)
        try:
            return shown_to(getattr(request, "user", None), at=at) if at else None
        except OperationalError:  # as for the organisation's name: the page says its own
            return None

    return {"banner": said}
