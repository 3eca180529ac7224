"""What the privacy officer sees: who asks for an identity, who has read what, and what of that is unusual."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from accounts.request import Request

from ..forms.privacy import OfCase
from ..models import IdentityRequest, Parameter, Reading
from ..parties import reads_the_log
from ..watch import unusual
from ..wording.readings import purpose, role

SHOWN, LOOKED_BACK = 50, timedelta(days=30)


@login_required
@require_GET
def privacy(request: Request) -> HttpResponse:
    """The latest readings, or all those of one case. Of a case its reference alone is shown, whatever it is about."""
    if not reads_the_log(request.user, at=request.now):
        raise PermissionDenied
    form = OfCase(request.GET if "dossier" in request.GET else None, label_suffix="")
    readings = Reading.objects.select_related("person", "case").order_by("-pk")
    if form.is_valid():
        readings = readings.filter(case__reference=form.cleaned_data["dossier"])
    page = {"form": form, "readings": [] if form.errors else shown(readings), "waiting": waiting(),
            "unusual": found(request), "most": SHOWN}  # fmt: skip
    return render(request, "settings/privacy.html", page, status=422 if form.errors else 200)


def shown(readings: Any) -> list[dict[str, Any]]:
    return [
        {"at": one.at, "who": one.person, "role": role(one.role), "case": one.case.reference,
         "purpose": purpose(one.purpose)}
        for one in readings[:SHOWN]
    ]  # fmt: skip


def waiting() -> Any:
    """Requests for an identity that nobody has answered, the oldest first."""
    rows = IdentityRequest.objects.filter(answered_at=None).select_related("report__case", "asked_by")
    return rows.order_by("asked_at", "pk")


def found(request: Request) -> list[Any]:
    most = Parameter.objects.value_at("ACCESS_ALERT_CASES", request.now)
    return unusual(since=request.now - LOOKED_BACK, until=request.now, most=most)
