"""What the privacy officer sees: what people ask about their data, who asks for an identity, and who has read what."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.request import Request

from .. import subject_requests
from ..forms.privacy import OfCase
from ..forms.subject_requests import Extend, Settle
from ..grammar import Refused
from ..models import IdentityRequest, Parameter, Reading, SubjectRequest
from ..parties import answers_subjects, reads_the_log
from ..watch import unusual
from ..wording.readings import purpose, role
from .answers import SeeOther

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
            "requests": requests(request), "unusual": found(request), "most": SHOWN}  # fmt: skip
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


# What people ask about their own data ---------------------------------------------------------------------------------


def requests(request: Request) -> list[dict[str, Any]]:
    """Those without an answer, the nearest deadline first."""
    rows = SubjectRequest.objects.waiting().select_related("person", "case")
    return [{"one": one, "is_late": one.is_late(request.now)} for one in rows]


@login_required
@require_http_methods(["GET", "POST"])
def subject_request(request: Request, pk: int) -> HttpResponse:
    """What was asked, and the answer to it; 409 for one that has its answer."""
    asked = asked_of(request, pk)
    form = Settle(request.POST if request.method == "POST" else None)

    def answer() -> None:
        said = form.cleaned_data
        subject_requests.answer(asked, said["answer"], why=said["why"], by=request.user, at=request.now)

    return settled(request, asked, form, answer, done=_("La personne reçoit votre réponse."))


@login_required
@require_http_methods(["GET", "POST"])
def extend(request: Request, pk: int) -> HttpResponse:
    """Two months more, if the first one is not over and nobody took them before."""
    asked = asked_of(request, pk)
    form = Extend(request.POST if request.method == "POST" else None)

    def put_off() -> None:
        subject_requests.extend(asked, why=form.cleaned_data["why"], at=request.now)

    return settled(request, asked, form, put_off, done=_("Le délai est prolongé, et la personne apprend pourquoi."))


def asked_of(request: Request, pk: int) -> SubjectRequest:
    if not answers_subjects(request.user, at=request.now):
        raise PermissionDenied
    found: SubjectRequest = get_object_or_404(SubjectRequest.objects.select_related("person", "case"), pk=pk)
    return found


def settled(request: Request, asked: SubjectRequest, form: Any, do: Callable[[], None], *, done: str) -> HttpResponse:
    """Done; or the form again, with what stands in the way and everything typed."""
    status = 422 if form.is_bound else 200
    if form.is_valid():
        try:
            do()
        except Refused as refusal:
            form.refuse(refusal)
            status = refusal.status
        else:
            messages.success(request, done)
            return SeeOther(reverse("privacy"))
    asked = asked_of(request, asked.pk)
    page = {"asked": asked, "form": form, "extends": isinstance(form, Extend), "is_late": asked.is_late(request.now),
            "unextendable": subject_requests.unextendable(asked, request.now)}  # fmt: skip
    return render(request, "settings/subject_request.html", page, status=status)
