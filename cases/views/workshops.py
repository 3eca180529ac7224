"""Workshops, for members: the sessions of one's region and of others, a place in one, and the way to give it back."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from accounts.models import Member
from accounts.request import Request

from ..bookings import book, give_back
from ..grammar import Refused
from ..models import Session, TrainingOrder, Workshop
from .answers import SeeOther, calendar_entry

MOST_SHOWN = 100  # sessions of one region


@login_required
@require_GET
def workshops(request: Request) -> HttpResponse:
    """The sessions of one region, one's own unless another is asked for; the others are a line each."""
    member, coming = member_of(request), Session.objects.to_come(request.now)
    counted = coming.order_by("region").values("region").annotate(count=Count("pk"))
    regions = {row["region"]: row["count"] for row in counted}
    chosen = request.GET.get("region") or (member.federation.region if member else "")
    mine = list(coming.booked_by(member)) if member else []
    there = coming.filter(region=chosen) if chosen in regions else coming.none()
    return render(request, "workshops/workshops.html", {
        "mine": mine, "region": chosen, "sessions": there.exclude(pk__in=[one.pk for one in mine])[:MOST_SHOWN],
        "regions": [(name, count) for name, count in regions.items() if name != chosen],
        "unscheduled": Workshop.objects.exclude(pk__in=coming.order_by().values("workshop")).order_by("pk"),
    })  # fmt: skip


@login_required
@require_GET
def session(request: Request, pk: int) -> HttpResponse:
    return shown(request, session_or_404(pk))


@login_required
@require_POST
def take_place(request: Request, pk: int) -> HttpResponse:
    """409 with a sentence, and other sessions, where none is to be had."""
    member = member_of(request)
    wanted = order_of(member) if member and request.POST.get("for_order") else None
    return answered(request, pk, partial(book, order=wanted), _("Votre place est réservée."))


@login_required
@require_POST
def free_place(request: Request, pk: int) -> HttpResponse:
    return answered(request, pk, give_back, _("Votre place est rendue."))


@login_required
@require_GET
def in_calendar(request: Request, pk: int) -> HttpResponse:
    """For whoever has a place: nobody else has a date to note."""
    found = session_or_404(pk)
    if not has_place(found, member_of(request)) or found.called_off_at:
        raise Http404
    return calendar_entry(f"session {found.pk}", start=found.at, minutes=found.length,
                          place=f"{found.place}, {found.region}", at=request.now)  # fmt: skip


def answered(request: Request, pk: int, do: Callable[..., Any], done: str) -> HttpResponse:
    found, member = session_or_404(pk), member_of(request)
    if member is None:
        raise PermissionDenied
    try:
        do(found, member, at=request.now)
    except Refused as refusal:
        return shown(request, session_or_404(pk), refusal=refusal, status=refusal.status)
    messages.success(request, done)
    return SeeOther(reverse("session", args=[pk]))


def shown(request: Request, found: Session, *, status: int = 200, refusal: Refused | None = None) -> HttpResponse:
    member = member_of(request)
    is_open = not found.called_off_at and not found.has_begun(request.now)
    is_mine = has_place(found, member)
    looks_on = found.called_off_at or not (is_mine or (is_open and found.left))
    return render(request, "workshops/session.html", {
        "session": found, "member": member, "is_mine": is_mine, "is_open": is_open, "refusal": refusal,
        "has_ended": found.has_ended(request.now),
        "order": order_of(member) if member and is_open and not is_mine else None, "looks_on": looks_on,
        "instead": Session.objects.instead_of(found, request.now) if looks_on else [],
    }, status=status)  # fmt: skip


def order_of(member: Member) -> TrainingOrder | None:
    """What this member was asked to follow, and may say that the place is for."""
    return TrainingOrder.objects.told_to(member).first()


def has_place(found: Session, member: Member | None) -> bool:
    return member is not None and found.bookings.filter(member=member).exists()


def member_of(request: Request) -> Member | None:
    return Member.objects.select_related("federation", "person").filter(person=request.user).first()


def session_or_404(pk: int) -> Session:
    found: Session = get_object_or_404(Session.objects.select_related("workshop"), pk=pk)
    return found
