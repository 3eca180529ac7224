"""The side of the person concerned: the letters, the facts, the answers and the appeal."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.request import Request
from notifications.models import Notice

from ..door import offers
from ..models import Case, Measure
from .answers import page_of_step, shown_offers


@login_required
@require_GET
def my_cases(request: Request) -> HttpResponse:
    cases = Case.objects.concerning(request.user).select_related("post", "held_by").order_by("-informed_at")
    member = getattr(request.user, "member", None)
    measures = Measure.objects.restricting(member, request.now) if member else []
    return render(request, "concerned/cases.html", {"cases": cases, "measures": measures})


@login_required
@require_GET
def my_case(request: Request, reference: str) -> HttpResponse:
    """What may be read now: a letter with legal effect shows its text once it was opened, and not before."""
    case = get_object_or_404(Case.objects.concerning(request.user).for_page(), reference=reference)
    url = reverse("my-case", args=[reference])
    steps = shown_offers(case, offers(case, by=request.user, at=request.now), url=url)
    unopened = set(case.services.filter(served_at=None).values_list("occasion", flat=True))
    notices = Notice.objects.filter(recipient=request.user, topic=case.reference).select_related("letter")
    letters = [notice for notice in notices.order_by("-pk") if notice.letter.occasion not in unopened]
    return render(request, "concerned/case.html", {
        "case": case, "steps": steps, "letters": letters, "waiting": case.services.waiting(request.user),
        "grievance": case.grievances.prefetch_related("rules__article_version__article", "replies",
                                                      "disclosures__version__piece").latest(),
        "decision": case.decisions.exclude(kind="lapse").order_by("-number").first(),
        "measures": Measure.objects.restricting(case.member, request.now),
    })  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def my_step(request: Request, reference: str, name: str) -> HttpResponse:
    case = get_object_or_404(Case.objects.concerning(request.user).for_page(), reference=reference)
    return page_of_step(request, case, name, side="concerned", back=reverse("my-case", args=[reference]))
