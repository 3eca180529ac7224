"""Who holds which office: given and ended by the national office, each with its author; absences, also by oneself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from ..answers import SeeOther, refuse_others
from ..forms import AbsenceForm, AppointForm, EndForm
from ..models import Appointment, Body
from ..powers import OFFICES, in_force
from ..request import Request

PAST = 50  # appointments that are over, of one body


@login_required
@require_GET
def bodies(request: Request) -> HttpResponse:
    """Every body with the number of people in each of its offices; federations that have nobody come last."""
    refuse_others(request)
    now = Q(appointments__person__is_active=True) & in_force(request.now, "appointments__")
    counts = {
        office: Count("appointments__person", filter=now & Q(appointments__office=office), distinct=True)
        for office in OFFICES
    }
    rows = [(body, holders(body)) for body in Body.objects.exclude(code=Body.PRACTICE).annotate(**counts)]
    rows.sort(key=lambda row: (row[0].kind == Body.Kind.FEDERATION, not any(count for _name, count in row[1])))
    return render(request, "settings/offices.html", {"rows": rows})


def holders(body: Any) -> list[tuple[Any, int]]:
    return [(one.name, getattr(body, office)) for office, one in OFFICES.items() if one.kind == body.kind]


@login_required
@require_http_methods(["GET", "POST"])
def offices(request: Request, code: str) -> HttpResponse:
    """The offices of one body: who holds them, who did, and somebody more."""
    refuse_others(request)
    body = get_object_or_404(Body, code=code)
    form = AppointForm(request.POST if request.method == "POST" else None, body=body, at=request.now)
    if form.is_bound and form.is_valid() and appointed(request, form):
        return SeeOther(reverse("offices", args=[code]))
    rows = Appointment.objects.filter(body=body).select_related("person", "by", "ended_by", "delegate", "body")
    held = list(rows.in_office(at=request.now).order_by("person__name", "pk"))
    over = rows.exclude(pk__in=[one.pk for one in held]).order_by("-starts_on", "-pk")[:PAST]
    page = {"body": body, "form": form, "held": held, "over": over, "today": body.day_at(request.now)}
    return render(request, "settings/offices_of_body.html", page, status=422 if form.errors else 200)


def appointed(request: Request, form: AppointForm) -> bool:
    try:
        given = Appointment.objects.appoint(**form.cleaned_data, body=form.body, by=request.user, at=request.now)
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    messages.success(request, _("%(who)s a cette fonction, à partir du jour choisi.") % {"who": given.person})
    return True


@login_required
@require_http_methods(["GET", "POST"])
def office(request: Request, code: str, pk: int) -> HttpResponse:
    """One appointment: ended, or its holder away for a time."""
    refuse_others(request)
    rows = Appointment.objects.in_office(at=request.now).select_related("person", "body")
    found = get_object_or_404(rows, body=code, pk=pk)
    posted = request.POST if request.method == "POST" else None
    end = EndForm(posted if posted and "end" in posted else None, appointment=found, at=request.now)
    absence = AbsenceForm(posted if posted and "absence" in posted else None, appointment=found, at=request.now)
    if end.is_bound and end.is_valid() and ended(request, end):
        return SeeOther(reverse("offices", args=[code]))
    if absence.is_bound and absence.is_valid():
        absence.keep()
        messages.success(request, _("L’absence est notée."))
        return SeeOther(reverse("office", args=[code, pk]))
    form = absence if absence.is_bound else end  # whose errors stand above
    page = {"appointment": found, "end": end, "absence": absence, "form": form}
    return render(request, "settings/office.html", page, status=422 if form.errors else 200)


def ended(request: Request, form: EndForm) -> bool:
    """Whether it could be: somebody has to remain who appoints others."""
    found, day = form.appointment, form.cleaned_data["ends_on"]
    with transaction.atomic():
        Body.objects.select_for_update().get(code=Body.NATIONAL)  # one at a time: of the last two, one stays
        if found.body_id == Body.NATIONAL and not others_remain(found, at=request.now):
            form.add_error(None, _("C’est la dernière personne du bureau national. Nommez-en d’abord une autre."))
            return False
        if day:
            found.last_day(day, by=request.user)
        else:
            found.end(at=request.now, by=request.user)
    messages.success(request, _("La fin de cette fonction est notée."))
    return True


def others_remain(found: Appointment, *, at: datetime) -> bool:
    """Does somebody else hold this office now, with no end to it?"""
    same = Appointment.objects.filter(in_force(at), body=found.body_id, office=found.office, person__is_active=True)
    return same.filter(ends_on=None).exclude(person=found.person_id).exists()


@login_required
@require_http_methods(["GET", "POST"])
def my_absence(request: Request) -> HttpResponse:
    """For whoever holds an office: each of them, and until when one is away from it."""
    mine = Appointment.objects.filter(in_force(request.now), person=request.user).select_related("body").order_by("pk")
    posted = request.POST if request.method == "POST" else None
    forms = [
        AbsenceForm(posted, appointment=one, at=request.now, prefix=f"absence-{number}")
        for number, one in enumerate(mine, start=1)
    ]
    if not forms or not request.user.is_active:
        raise PermissionDenied
    if posted is not None and not [form for form in forms if not form.is_valid()]:
        for form in forms:
            form.keep()
        messages.success(request, _("Votre absence est notée. Vos pouvoirs restent les mêmes."))
        return SeeOther(reverse("my-absence"))
    wrong = next((form for form in forms if form.errors), None)
    page = {"forms": forms, "form": wrong}
    return render(request, "account/absence.html", page, status=422 if wrong else 200)
