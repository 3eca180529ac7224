"""A closed case told to all officers: written by the national office, answered by federations, compared once over."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import Body
from accounts.request import Request

from .. import calibrations
from ..forms.calibration import Answer, Tell
from ..models import Calibration, Case, Parameter, Reading
from ..models.calibration import Choice
from ..parties import NATIONAL, reads_figures, sees_the_country
from ..wording.published import articles, objection
from .answers import SeeOther


@login_required
@require_http_methods(["GET", "POST"])
def tell(request: Request, reference: str) -> HttpResponse:
    """Written, read again as officers will read it, then sent. 409 before every remedy of the case is over."""
    case = get_object_or_404(Case.objects.known_to(request.user, at=request.now).for_page(), reference=reference)
    if not sees_the_country(request.user, at=request.now):
        raise PermissionDenied
    with timezone.override(case.zone):
        if refusal := objection(case, request.now):
            return render(request, "cases/calibration_new.html", {"case": case, "refusal": refusal}, status=409)
        Reading.objects.create(person=request.user, role="national", case=case, purpose="digest", at=request.now)
        return told(request, case, Tell(request.POST if request.method == "POST" else None, case=case))


def told(request: Request, case: Case, form: Tell) -> HttpResponse:
    page: dict[str, Any] = {"case": case, "form": form}
    if not form.is_valid():
        return render(request, "cases/calibration_new.html", page, status=422 if form.is_bound else 200)
    if "send" not in request.POST:
        page |= {"told": form.cleaned_data, "articles": articles(case), "choices": Choice.labels}
        return render(request, "cases/calibration_new.html", page)
    sent = calibrations.send(case, **form.cleaned_data, by=request.user, at=request.now)
    messages.success(request, _("Ce cas est envoyé aux responsables de toutes les autres fédérations."))
    return SeeOther(reverse("calibration", args=[sent.pk]))


def may_read(request: Request) -> tuple[frozenset[str], bool]:
    """The federations for which this officer examines, and whether he or she compares their answers; 403 for others."""
    mine = request.user.bodies_where("examine", at=request.now) - {NATIONAL, Body.PRACTICE}
    compares = reads_figures(request.user, at=request.now)
    if not mine and not compares:
        raise PermissionDenied
    return mine, compares


@login_required
@require_GET
def all_calibrations(request: Request) -> HttpResponse:
    mine, compares = may_read(request)
    rows = Calibration.objects.all() if compares else Calibration.objects.readable_by(mine, at=request.now)
    shown = [{"row": one, "is_open": one.is_open(request.now)} for one in rows]
    return render(request, "cases/calibrations.html", {"rows": shown, "compares": compares})


@login_required
@require_http_methods(["GET", "POST"])
def calibration(request: Request, pk: int) -> HttpResponse:
    """Told and asked while it is open; afterwards what was decided there, and what others would have done.

    404 to officers of the federation where it happened, until it is over: they know the end.
    """
    mine, compares = may_read(request)
    rows = Calibration.objects.all() if compares else Calibration.objects.readable_by(mine, at=request.now)
    one = get_object_or_404(rows.prefetch_related("articles__article"), pk=pk)
    page: dict[str, Any] = {"one": one, "is_open": one.is_open(request.now), "compares": compares}
    if not page["is_open"]:
        return render(request, "cases/calibration.html", page | outcome(one, request), status=conflict(request))
    if not calibrations.federations(request.user, one, at=request.now):
        if request.method == "POST":
            raise PermissionDenied
        return render(request, "cases/calibration.html", page)
    return asked(request, one, page)


def asked(request: Request, one: Calibration, page: dict[str, Any]) -> HttpResponse:
    """Once: whoever answers again is shown that he or she has."""
    form = Answer(request.POST if request.method == "POST" else None)
    if form.is_valid():
        if calibrations.answer(one, form.cleaned_data["choice"], by=request.user, at=request.now):
            messages.success(request, _("Votre réponse est comptée, sans votre nom."))
        return SeeOther(reverse("calibration", args=[one.pk]))
    page |= {"form": form, "has_answered": calibrations.has_answered(one, request.user)}
    return render(request, "cases/calibration.html", page, status=422 if form.is_bound else 200)


def outcome(one: Calibration, request: Request) -> dict[str, Any]:
    """What all answered together, and for the national office by federation: of too few nothing."""
    least = Parameter.objects.value_at("MIN_CELL", request.now)
    groups, whole = one.compared(least=least), one.together(least=least)
    return {"least": least, "choices": Choice.choices, "whole": counts(whole) if whole else (),
            "groups": [(group.name, group.answers, counts(group)) for group in groups]}  # fmt: skip


def counts(group: Any) -> list[tuple[str, int]]:
    """Each choice in its words, in the order in which they are asked, with how many chose it."""
    return [(str(label), group.counts[value]) for value, label in Choice.choices]


def conflict(request: Request) -> int:
    """An answer that comes after the end is refused on the page that says what came out."""
    return 409 if request.method == "POST" else 200
