"""A case, for officers, the national office and the panel; and every step that they take on it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.request import Request
from notifications.models import Delivery

from ..door import offers
from ..models import Case, Measure, Reading
from .answers import page_of_step, shown_offers


@login_required
@require_GET
def case(request: Request, reference: str) -> HttpResponse:
    """Content for whom it is seen by, logged; the header alone for whom it is known to; 404 for all others."""
    known = Case.objects.known_to(request.user, at=request.now).for_page()
    found = get_object_or_404(known, reference=reference)
    url = reverse("case", args=[reference])
    steps = shown_offers(found, offers(found, by=request.user, at=request.now), url=url)
    if not Case.objects.seen_by(request.user, at=request.now).filter(pk=found.pk).exists():
        return render(request, "cases/header.html", {"case": found, "steps": steps})
    Reading.objects.create(person=request.user, role=request.user.role_in(found.held_by_id, at=request.now),
                           case=found, purpose="page", at=request.now)  # fmt: skip
    return render(request, "cases/case.html", {"case": found, "steps": steps, **content(found, request)})


def content(case: Case, request: Request) -> dict:
    """Everything that the page shows of a case, a few rows of each."""
    person, at = request.user, request.now
    return {
        "reports": case.reports.select_related("article_version__article").order_by("received_at"),
        "pieces": case.pieces.standing().prefetch_related("versions"),
        "grievance": case.grievances.prefetch_related("replies", "rules__article_version__article").latest(),
        "decisions": case.decisions.select_related("body", "proposed_by", "signed_by").order_by("-number"),
        "proposal": case.open_proposal(),
        "measures": Measure.objects.restricting(case.member, at) if case.member_id else [],
        "antecedents": case.antecedents(at),
        "notes": case.notes.readable_in(person.bodies_where("examine", at=at)).select_related("by").order_by("-at"),
        "timeline": case.entries.select_related("content__by").order_by("-number"),
        "undelivered": Delivery.objects.failed_for(case.reference).count(),
    }


@login_required
@require_http_methods(["GET", "POST"])
def step(request: Request, reference: str, name: str) -> HttpResponse:
    found = get_object_or_404(Case.objects.known_to(request.user, at=request.now).for_page(), reference=reference)
    return page_of_step(request, found, name, side="cases", back=reverse("case", args=[reference]))
