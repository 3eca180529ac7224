"""A case, for officers, the national office and the panel; and every step that they take on it."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.request import Request
from notifications.models import Delivery

from ..door import offers
from ..forms.holder import Claim
from ..lifecycle import Lifecycle
from ..models import Case, Measure, Piece, Reading
from ..wording import history
from .answers import page_of_step, shown_offers
from .queue import TABS
from .reading import SIGNING, matter, quotes

WAYS = vars(Lifecycle)  # what leads from state to state: shown even where it is closed


@login_required
@require_GET
def case(request: Request, reference: str) -> HttpResponse:
    """Content for whom it is seen by, logged; the header alone for whom it is known to; 404 for all others.

    Dates are those of where the member lives, as the law counts them.
    """
    known = Case.objects.known_to(request.user, at=request.now).for_page()
    found = get_object_or_404(known, reference=reference)
    with timezone.override(found.zone):
        if not Case.objects.seen_by(request.user, at=request.now).filter(pk=found.pk).exists():
            return render(request, "cases/header.html", header(found, request))
        Reading.objects.create(person=request.user, role=request.user.role_in(found.held_by_id, at=request.now),
                               case=found, purpose="page", at=request.now)  # fmt: skip
        return render(request, "cases/case.html", header(found, request) | content(found, request))


@login_required
@require_http_methods(["GET", "POST"])
def step(request: Request, reference: str, name: str) -> HttpResponse:
    found = get_object_or_404(Case.objects.known_to(request.user, at=request.now).for_page(), reference=reference)
    with timezone.override(found.zone):
        return page_of_step(request, found, name, side="cases", back=reverse("case", args=[reference]))


def header(case: Case, request: Request) -> dict[str, Any]:
    """Where the case stands and what this person may do: all that is shown of a case held elsewhere."""
    at, view = request.now, request.GET.get("vue", "")
    steps = shown_offers(
        case, offers(case, by=request.user, at=at), url=reverse("case", args=[case.reference]), side="cases"
    )
    return {
        "case": case, "now": at, "coming": history.coming(case), "view": view if view in TABS else "",
        "measures": ordered(case, at), "claim": claim(case, steps, request),
        "leading": sorted(
            (one for one in steps if not one["is_everyday"] and not one["refusal"] and one["name"] != "claim"),
            key=lambda one: SIGNING.index(one["name"]) if one["name"] in SIGNING else len(SIGNING),
        ),
        "everyday": [one for one in steps if one["is_everyday"] and not one["refusal"]],
        "closed": [one for one in steps if one["refusal"] and one["name"] in WAYS],
        "open": {one["name"]: one["url"] for one in steps if not one["refusal"]},
        "asleep": [one for one in steps if one["refusal"] and one["name"] not in WAYS],
    }  # fmt: skip


def claim(case: Case, steps: list[dict[str, Any]], request: Request) -> Claim | None:
    """One click, here and in the queue: it asks nothing."""
    if any(one["name"] == "claim" and not one["refusal"] for one in steps):
        return Claim(case=case, by=request.user, at=request.now, auto_id=False)
    return None


def ordered(case: Case, at: Any) -> list[Measure]:
    """What this case ordered and is not over: in force, or waiting for its letter to be served."""
    return list(case.measures.standing().exclude(ends_at__lte=at).order_by("-pk"))


def elsewhere(case: Case, at: Any) -> list[Measure]:
    """What another case of the same member restricts now."""
    return list(Measure.objects.restricting(case.member, at).exclude(case=case.pk)) if case.member_id else []


def content(case: Case, request: Request) -> dict[str, Any]:
    """Everything that the page shows of a case, a few rows of each."""
    bodies = request.user.bodies_where("examine", at=request.now)
    undelivered = Delivery.objects.failed_for(case.reference)
    lost = list(undelivered.values_list("notice__letter__sent_at", flat=True))
    pieces = list(case.pieces.standing().prefetch_related("versions"))
    entries = case.entries.select_related("content__by").order_by("-number")
    return {
        "quote": quotes([case.pk]).get(case.pk, ""),
        "pieces": pieces, "lacks_capture": case.claimed_by_id == request.user.pk and not any(map(is_capture, pieces)),
        "notes": case.notes.readable_in(bodies).select_related("by").order_by("-at") if bodies else [],
        "timeline": history.moments(entries, undelivered=lost), "undelivered": len(lost),
        "measures": [*ordered(case, request.now), *elsewhere(case, request.now)],
        **what_was_said(case), **what_was_decided(case, request.now),
    }  # fmt: skip


def is_capture(piece: Piece) -> bool:
    return piece.kind == Piece.Kind.CAPTURE


def what_was_said(case: Case) -> dict[str, Any]:
    """By who reported, by the person concerned, and in answer to questions."""
    return {
        "reports": case.reports.select_related("article_version__article").order_by("received_at"),
        "grievance": case.grievances.prefetch_related("replies", "rules__article_version__article").latest(),
        "hearing": case.hearings.order_by("-pk").first(),
        "inquiries": case.inquiries.order_by("-asked_at"),
        "recusal": case.recusals.select_related("person").open_one(),
    }


def what_was_decided(case: Case, at: Any) -> dict[str, Any]:
    antecedents = Counter(one.get_kind_display() for one in case.antecedents(at))
    return {
        "proposal": case.open_proposal(), "proposed": matter(case, "suspend"),
        "decisions": case.decisions.select_related("body", "proposed_by", "signed_by").order_by("-number"),
        "appeals": case.appeals.order_by("-pk"), "training": case.training.order_by("-pk"),
        "antecedents": sorted(antecedents.items()),
    }  # fmt: skip
