"""The settings of the organisation: what is done, and what is to be done."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.answers import refuse_others
from accounts.request import Request

from ..readiness import parts


@login_required
@require_GET
def overview(request: Request) -> HttpResponse:
    refuse_others(request)
    return render(request, "settings/settings.html", {"parts": list(parts(at=request.now))})
