"""A case, for officers, the national office and the panel; and every step that they take on it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.absence import away, away_in_words
from accounts.request import Request

from ..door import offers
from ..forms import form_named
from ..forms.holder import Claim
from ..lifecycle import Lifecycle
from ..models import Case, IdentityRequest, Measure, Piece, Reading, Report
from ..parameters import PROCEDURE
from ..parties import NATIONAL
from ..waves import largest_wave
from ..wording import history
from ..wording.known import antecedents
from ..wording.published import objection
from ..wording.readings import role
from .answers import page_of_step, shown_offers
from .outside import outside
from .queue import trail
from .reading import SIGNING, matter
from .unsent import signed_in

QUESTIONS = {"ask_for_details", "request_removal", "ask_to_lift"}
WORKSHOPS = {"order_workshop", "close_without_sanction"}
WAYS = vars(Lifecycle)  # what leads from state to state: shown even where it is closed


@login_required
@require_GET
def case(request: Request, reference: str) -> HttpResponse:
    """Content for whom it is seen by, logged; the header alone for whom it is known to; 404 for all others.

    Dates are those of where the member lives, as the law counts them.
    """
    known = Case.objects.known_to(request.user, at=request.now).for_page()
    known = known.annotate(**away(OuterRef("claimed_by"), OuterRef("held_by"), at=request.now))
    known = known.marking_read_by(request.user, at=request.now)
    known = known.annotate(meanwhile=Reading.objects.meanwhile(request.user, at=request.now))
    found: Any = get_object_or_404(known, reference=reference)
    with timezone.override(found.zone):
        if not found.is_read:
            return render(request, "cases/header.html", header(found, request))
        note_reading(request, found, purpose="page")
        page = header(found, request)
        may_post = any(one["name"] == "post_letters" for one in page["everyday"])
        page |= content(found, request, may_post=may_post)
        page["measures"] += page["elsewhere"]
        page |= {"checking": "empreintes" in request.GET, "beside": beside(found, request)}
        return render(request, "cases/case.html", page)


@signed_in
@require_http_methods(["GET", "POST"])
def step(request: Request, reference: str, name: str) -> HttpResponse:
    found = get_object_or_404(Case.objects.known_to(request.user, at=request.now).for_page(), reference=reference)
    home, ask = reverse("case", args=[reference]) + trail(request), form_named(name)
    with timezone.override(found.zone):
        if ask is None or not ask.is_blind:
            return page_of_step(request, found, name, side="cases", back=home)
        note_reading(request, found, purpose=name)
        queue = reverse("queue") + (trail(request) or "?vue=a-relire")
        return page_of_step(request, found, name, side="cases", back=queue, after=home)


def note_reading(request: Request, case: Case, *, purpose: str) -> None:
    role = request.user.role_in(case.held_by_id, at=request.now)
    Reading.objects.create(person=request.user, role=role, case=case, purpose=purpose, at=request.now)


def beside(case: Any, request: Request) -> str:
    """Who else has it open: a colleague by name, another office as such."""
    told = case.meanwhile
    if not told:
        return ""
    is_colleague = told["role"] == request.user.role_in(case.held_by_id, at=request.now)
    return told["name"] if is_colleague else role(told["role"])


def header(case: Case, request: Request) -> dict[str, Any]:
    """Where the case stands and what this person may do: all that is shown of a case held elsewhere."""
    at, came_by = request.now, trail(request)
    home, open_to = reverse("case", args=[case.reference]), offers(case, by=request.user, at=at)
    steps = shown_offers(case, open_to, by=request.user, url=home, trail=came_by, side="cases")
    return {
        "case": case, "now": at, "away": absence(case), "coming": history.coming(case), "trail": came_by,
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


def absence(case: Any) -> str:
    """Of whoever has it in charge."""
    return away_in_words(case.away_until, case.stand_in) if case.away_until else ""


def claim(case: Case, steps: list[dict[str, Any]], request: Request) -> Claim | None:
    """One click, here and in the queue: it asks nothing."""
    if any(one["name"] == "claim" and not one["refusal"] for one in steps):
        return Claim(case=case, by=request.user, at=request.now, auto_id=False)
    return None


def ordered(case: Case, at: Any) -> list[Measure]:
    """What this case ordered and is not over: in force, or waiting for its letter to be served."""
    return list(case.measures.standing().exclude(ends_at__lte=at).order_by("-pk")) if case.decisions_count else []


def elsewhere(case: Case, at: Any) -> dict[str, Any]:
    """Of other cases of the same member: what restricts him or her now, and how many sanctions of a kind count."""
    ordered = list(case.elsewhere(at))
    return {"elsewhere": [one for one in ordered if one.restricts], "antecedents": antecedents(ordered)}


def content(case: Case, request: Request, *, may_post: bool) -> dict[str, Any]:
    """Everything that the page shows of a case, a few rows of each; of what the record does not tell, nothing."""
    entries = list(case.entries.select_related("content__by").order_by("-number"))
    told = [one for one in entries if one.act_sha256] if "decisions" in request.GET else entries
    happened = {entry.step for entry in entries}
    said = what_was_said(case, happened)
    letters = outside(case, said["reports"], may_post=may_post)
    return {
        "pieces": case.exhibits, "lacks_capture": lacks_capture(case, request.user),
        "timeline": history.moments(told, undelivered=letters.moments), "outside": letters,
        "is_of_decisions": told is not entries,
        "notes": notes(case, request) if "note" in happened else [],
        "danger_answered": answer_to_danger(entries), "wave": wave(case, said["reports"]),
        "granted": granted(case, request.user) if "answer_identity" in happened else {},
        "evidence": evidence(case, request) if "answer_evidence_file" in happened else {},
        "joined": case.joined.order_by("pk") if "take_in" in happened else [],
        "statements": case.subject_requests.statements() if "attach_statement" in happened else [],
        "publication": publication(case, request),
        **said, **what_was_decided(case, happened), **elsewhere(case, request.now),
    }  # fmt: skip


def publication(case: Case, request: Request) -> dict[str, Any]:
    """To the national office, of a closed case: until when it may not be published, or that it may."""
    until = case.remedies_until()
    if until is None or not request.user.holds("read_all", NATIONAL, at=request.now):
        return {}
    return {"until": until, "is_open": objection(case, request.now) is None}


def granted(case: Case, person: Any) -> dict[int, int]:
    """{report: request} of those whose author this very person may learn."""
    asked = IdentityRequest.objects.granted_to(person).filter(report__case=case)
    return dict(asked.order_by("pk").values_list("report", "pk"))


def evidence(case: Case, request: Request) -> dict[str, Any]:
    """The last answer to a request for a court, and the file, for whoever asked it and may still take it."""
    last = case.evidence_requests.exclude(answered_at=None).order_by("-pk").first()
    mine = case.evidence_requests.open_to(request.user, at=request.now)
    return {"last": last, "mine": mine.last() if request.user.holds("call_up", NATIONAL, at=request.now) else None}


def answer_to_danger(entries: list[Any]) -> Any:
    """What the national office said last of a danger to a life, with the moment at which an authority was told."""
    last = next((one for one in entries if one.step == "answer_danger"), None)
    if last and hasattr(last, "content"):
        last.told_at = parse_datetime(last.content.answers.get("told_at") or "")
    return last


def wave(case: Case, reports: Iterable[Report]) -> dict[str, Any] | None:
    """«14 signalements en 2 heures», and since when; of the reports at hand, so that nothing more is asked for it."""
    hours = case.parameter("WAVE_HOURS")
    found = largest_wave((one.received_at for one in reports if not one.is_of_the_office), timedelta(hours=hours))
    if found is None or found.size < case.parameter("WAVE_REPORTS"):
        return None
    said = {"many": PROCEDURE["WAVE_REPORTS"].said(found.size), "span": PROCEDURE["WAVE_HOURS"].said(hours)}
    return {"said": _("%(many)s en %(span)s") % said, "began": found.began}


def lacks_capture(case: Case, person: Any) -> bool:
    """Whoever has claimed it is asked for one: a post can disappear."""
    return case.claimed_by_id == person.pk and all(piece.kind != Piece.Kind.CAPTURE for piece in case.exhibits)


def notes(case: Case, request: Request) -> Any:
    bodies = request.user.bodies_where("examine", at=request.now)
    return case.notes.readable_in(bodies).select_related("by").order_by("-at") if bodies else []


def what_was_said(case: Case, happened: set[str]) -> dict[str, Any]:
    """By who reported, by the person concerned, and in answer to questions."""
    notice = case.notice
    return {
        "reports": list(case.reports.select_related("article_version__article", "identity").order_by("received_at")),
        "grievance": notice,
        "rules": notice.rules.select_related("article_version__article") if notice else [],
        "hearing": case.hearings.order_by("-pk").first() if "ask_hearing" in happened else None,
        "inquiries": case.inquiries.order_by("-asked_at") if happened & QUESTIONS else [],
        "recusal": case.recusals.select_related("person").open_one() if case.has_role("asked_aside") else None,
    }


def what_was_decided(case: Case, happened: set[str]) -> dict[str, Any]:
    decisions = case.decisions.select_related("body", "proposed_by", "signed_by").order_by("-number")
    return {
        "proposal": case.open_proposal(),
        "proposed": matter(case, "suspend"),
        "decisions": decisions if case.decisions_count else [],
        "appeals": case.appeals.order_by("-pk") if "appeal" in happened else [],
        "training": case.training.with_places().order_by("-pk") if happened & WORKSHOPS else [],
    }
