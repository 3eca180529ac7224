"""The side of the person concerned: the letters, the facts, the answers and the appeal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import Body
from accounts.request import Request
from notifications.models import Notice
from notifications.views import pdf, plain_text

from ..door import offers
from ..forms.concerned import OpenLetter
from ..lifecycle import UNDER_APPEAL
from ..models import Case, Measure, Session, TrainingOrder
from ..models.workshop import INSTEAD
from ..parties import PANEL
from ..wording.known import BLIND, Known
from .afterwards import asked, to_concerned
from .answers import calendar_entry, page_of_step, shown_offers
from .unsent import signed_in


@login_required
@require_GET
def my_cases(request: Request) -> HttpResponse:
    """Each with where it stands, unless a letter that waits would be told thereby; a measure in force first.

    What waits to be opened comes first, then the nearest date; cases in which one assists stand apart.
    """
    cases = Case.objects.concerning(request.user).for_page().order_by("-informed_at", "-pk")
    known = [Known(case, request.user, at=request.now) for case in cases]
    known.sort(key=lambda one: (not one.is_waited_for, one.next_date is None, one.next_date or request.now))
    member = getattr(request.user, "member", None)
    measures = Measure.objects.restricting(member, request.now).select_related("case") if member else []
    return render(request, "concerned/cases.html", {
        "known": known, "measures": measures,
        "groups": [[one for one in known if one.is_own], [one for one in known if not one.is_own]],
    })  # fmt: skip


@login_required
@require_GET
def my_case(request: Request, reference: str) -> HttpResponse:
    """What may be read now: a letter with legal effect shows its text once it was opened, and not before."""
    case = get_object_or_404(Case.objects.concerning(request.user).for_page(), reference=reference)
    known = Known(case, request.user, at=request.now)
    open_to = offers(case, by=request.user, at=request.now)
    rows = shown_offers(case, open_to, by=request.user, url=request.path, side="concerned")
    steps = known.offered(rows)
    said = dialogue(case, request.user)
    with timezone.override(case.zone):
        return render(request, "concerned/case.html", {
            "case": case, "known": known, "verdict": known.verdict, "steps": steps, "measures": known.interim,
            "open": {row["name"]: row["url"] for row in steps if row["refusal"] is None},
            "opening": OpenLetter(case=case, by=request.user, at=request.now) if known.to_open else None,
            "checking": "empreintes" in request.GET,
            "sessions": sessions_for(said["training"], at=request.now), **said, **asked(to_concerned(known)),
        })  # fmt: skip


def sessions_for(order: TrainingOrder | None, *, at: datetime) -> list[Session]:
    """Where somebody may go who was asked to follow a workshop and has no place yet: the next ones in the region."""
    if order is None or order.attended_on or order.booking or order.member is None:
        return []
    near = Session.objects.to_come(at).with_places().filter(region=order.member.federation.region)
    proposed = [order.session] if order.session and not order.session.is_over(at) else []
    return [*proposed, *near.exclude(pk=order.session_id or 0)[: INSTEAD - len(proposed)]]


def dialogue(case: Case, person: Any) -> dict[str, Any]:
    """What was asked and answered on the way, on both sides of which this person stands."""
    return {
        "inquiry": case.inquiries.waiting(person),
        "panel": Body.objects.filter(code=PANEL).first() if case.state == UNDER_APPEAL else None,
        "wish": case.inquiries.wishes().first() if case.has_role("wishing") else None,
        "wish_until": case.due("lift_answer"),
        "training": case.training.with_sessions().order_by("-pk").first(),
        "appeal": case.appeals.order_by("-pk").first(),
        "recusals": case.recusals.filter(asked_by=person).select_related("person").order_by("-pk"),
        "counsels": case.parts.filter(role__in=["assists", "represents"]).select_related("person"),
        "instructors": case.parts.filter(role="instructed").select_related("person"),
    }


@login_required
@require_GET
def my_letter(request: Request, reference: str, pk: int) -> HttpResponse:
    """One letter of one's own, alone on its page, to be printed; one that waits to be opened is not there."""
    case, letter = letter_of(request, reference, pk)
    with timezone.override(case.zone):
        return render(request, "concerned/letter.html", {"case": case, "notice": letter})


@login_required
@require_GET
def my_letter_text(request: Request, reference: str, pk: int) -> HttpResponse:
    return plain_text(letter_of(request, reference, pk)[1])


@login_required
@require_GET
def my_letter_pdf(request: Request, reference: str, pk: int) -> HttpResponse:
    return pdf(letter_of(request, reference, pk)[1])


@login_required
@require_GET
def my_hearing(request: Request, reference: str) -> HttpResponse:
    """The date that was picked, for the calendar of whoever may read this page."""
    case = get_object_or_404(Case.objects.concerning(request.user).for_page(), reference=reference)
    hearing = Known(case, request.user, at=request.now).hearing
    start = hearing.moment() if hearing else None
    if hearing is None or start is None or hearing.held_at:
        raise Http404
    return calendar_entry(f"hearing {hearing.pk}", start=start, minutes=hearing.length, place=hearing.place,
                          at=request.now)  # fmt: skip


def letter_of(request: Request, reference: str, pk: int) -> tuple[Case, Notice]:
    case = get_object_or_404(Case.objects.concerning(request.user).for_page(), reference=reference)
    letters = Known(case, request.user, at=request.now).letters
    letter = next((one for one in letters if one.pk == pk), None)
    if letter is None:
        raise Http404
    return case, letter


@signed_in
@require_http_methods(["GET", "POST"])
def my_step(request: Request, reference: str, name: str) -> HttpResponse:
    """While a letter waits, the page of a step that would tell what it says leads to the letter."""
    case = get_object_or_404(Case.objects.concerning(request.user).for_page(), reference=reference)
    back = reverse("my-case", args=[reference])
    if request.method == "GET" and name not in BLIND and Known(case, request.user, at=request.now).is_veiled:
        return redirect(back)
    with timezone.override(case.zone):
        return page_of_step(request, case, name, side="concerned", back=back)
