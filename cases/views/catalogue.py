"""The catalogue of workshops, for the national office: what there is, where and when, and how many places."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.answers import SeeOther, refuse_others
from accounts.request import Request

from ..bookings import call_off, change, rewrite
from ..forms.workshops import SessionForm, WorkshopForm
from ..grammar import Refused
from ..models import Session, Workshop

MOST_SHOWN = 100  # sessions of one workshop


@login_required
@require_GET
def catalogue(request: Request) -> HttpResponse:
    refuse_others(request)
    coming = Session.objects.to_come(request.now)
    rows = [(one, [each for each in coming if each.workshop_id == one.pk]) for one in Workshop.objects.order_by("pk")]
    return render(request, "settings/workshops.html", {"rows": rows})


@login_required
@require_http_methods(["GET", "POST"])
def new_workshop(request: Request) -> HttpResponse:
    refuse_others(request)
    form = WorkshopForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return shown(request, "workshop", form)
    made = Workshop.objects.create(**form.answers)
    return done(request, _("L’atelier est ajouté. Donnez-lui une séance."), made)


@login_required
@require_http_methods(["GET", "POST"])
def workshop(request: Request, pk: int) -> HttpResponse:
    """Its words, and its sessions: the next one first, then those that began, the last one first."""
    refuse_others(request)
    found = get_object_or_404(Workshop, pk=pk)
    form = WorkshopForm(request.POST if request.method == "POST" else None, row=found)
    sessions = found.sessions.select_related("workshop")
    more = {
        "workshop": found, "coming": sessions.filter(at__gt=request.now).order_by("at", "pk")[:MOST_SHOWN],
        "begun": sessions.filter(at__lte=request.now).order_by("-at", "-pk")[:MOST_SHOWN],
    }  # fmt: skip
    return kept(request, "workshop", form, rewrite, found, _("L’atelier est à jour."), more)


@login_required
@require_http_methods(["GET", "POST"])
def new_session(request: Request, pk: int) -> HttpResponse:
    refuse_others(request)
    found = get_object_or_404(Workshop, pk=pk)
    form = SessionForm(request.POST if request.method == "POST" else None, now=request.now)
    if not form.is_valid():
        return shown(request, "session", form, workshop=found)
    Session.objects.create(workshop=found, **form.answers)
    return done(request, _("La séance est ajoutée. Les adhérents la voient dès maintenant."), found)


@login_required
@require_http_methods(["GET", "POST"])
def session(request: Request, pk: int) -> HttpResponse:
    """Changed, or called off: whoever has a place is told. One that is over is only shown."""
    refuse_others(request)
    found = get_object_or_404(Session.objects.select_related("workshop"), pk=pk)
    more = {"session": found, "workshop": found.workshop, "is_over": found.has_begun(request.now),
            "has_ended": found.has_ended(request.now)}  # fmt: skip
    if "call_off" in request.POST:
        return called_off(request, found, more)
    form = SessionForm(request.POST if request.method == "POST" else None, row=found, now=request.now)
    return kept(request, "session", form, change, found, _("La séance est à jour."), more, at=request.now)


def called_off(request: Request, found: Session, more: dict[str, Any]) -> HttpResponse:
    try:
        call_off(found, at=request.now)
    except Refused as refusal:
        form = SessionForm(row=found, now=request.now)
        return shown(request, "session", form, status=refusal.status, refusal=refusal, **more)
    return done(
        request, _("La séance est annulée. Celles et ceux qui avaient une place en sont prévenus."), found.workshop
    )


def kept(request: Request, page: str, form: Any, do: Callable[..., None], row: Any, said: str, more: dict[str, Any],
         **when: Any) -> HttpResponse:  # fmt: skip
    """The form, or what came of it: 422 for what cannot be, 409 where somebody was quicker; typed words are kept."""
    if not form.is_valid():
        return shown(request, page, form, **more)
    try:
        do(row, form.answers, seen=form.cleaned_data["seen"], **when)
    except Refused as refusal:
        form.refuse(refusal)
        form.data = form.data.copy()
        form.data["seen"] = type(row).objects.get(pk=row.pk).edition()
        return shown(request, page, form, status=refusal.status, **more)
    return done(request, said, row if isinstance(row, Workshop) else row.workshop)


def shown(request: Request, page: str, form: Any, *, status: int = 0, **more: Any) -> HttpResponse:
    status = status or (422 if form.errors else 200)
    return render(request, f"settings/{page}.html", {"form": form, **more}, status=status)


def done(request: Request, said: str, about: Workshop) -> HttpResponse:
    messages.success(request, said)
    return SeeOther(reverse("catalogue-workshop", args=[about.pk]))
