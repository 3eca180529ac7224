"""How a page of the house answers, whichever app it belongs to."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseRedirect

from .request import Request


class SeeOther(HttpResponseRedirect):
    """303: the POST is done, look there. A refresh repeats nothing."""

    status_code = 303


def refuse_others(request: Request) -> None:
    """Raises PermissionDenied unless whoever asks keeps the settings of the organisation."""
    if not request.user.keeps_settings(at=request.now):
        raise PermissionDenied
