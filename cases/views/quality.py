"""How the organisation looks at its own work, for the national office: numbers, and never of anybody."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format
from django.views.decorators.http import require_GET

from accounts.request import Request

from ..forms.afterwards import QUESTIONS
from ..models import Answer, Parameter, Reread
from ..parties import reads_figures


@login_required
@require_GET
def quality(request: Request) -> HttpResponse:
    if not reads_figures(request.user, at=request.now):
        raise PermissionDenied
    least = Parameter.objects.value_at("MIN_CELL", request.now)
    return render(request, "national/quality.html", {
        "least": least, "answers": answers(request, least), "rereadings": Reread.objects.by_year()})  # fmt: skip


def answers(request: Request, least: int) -> list[dict[str, Any]]:
    """What both sides answered afterwards, by month and region where enough did."""
    rows = Answer.objects.counted(least=least, before=request.now.date().replace(day=1))
    return [one | {"question": QUESTIONS[one["side"]][1], "mean": number_format(one["mean"], 1)} for one in rows]
