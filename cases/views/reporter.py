"""The reporter's side: where each report stands, in plain words, and what can still be done."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.request import Request
from notifications.models import Notice

from ..door import offers
from ..models import Case, Deadline, Report
from ..templatetags.words import day
from ..wording.progress import ENDED, NOT_ACTED, awaited, progress
from .afterwards import asked, to_reporter
from .answers import page_of_step, shown_offers
from .pace import keeps_pace
from .report import digest_or_404
from .unsent import signed_in

PAGE = 20
AWAITED = ("triage", "first_instance")


@login_required
@require_GET
def my_reports(request: Request) -> HttpResponse:
    """One's own reports, the newest first, each with its code and the next date."""
    soon = Deadline.objects.open().filter(case=OuterRef("case"))
    due = {f"due_{kind}": Subquery(soon.filter(kind=kind).values("due_at")[:1]) for kind in AWAITED}
    mine = Report.objects.made_by(request.user).annotate(**due).select_related(
        "case__post", "case__federation", "case__held_by", "article_version__article", "identity"
    )  # fmt: skip
    page = Paginator(mine, PAGE).get_page(request.GET.get("page"))
    return render(request, "reporter/reports.html", {"page": page, "rows": [row(report) for report in page]})


def row(report: Any) -> dict[str, Any]:
    """What a card says; the date is that of the place, as in the letters."""
    case = report.case
    moment = awaited(case, lambda kind: getattr(report, f"due_{kind}"))
    return {"report": report, "code": report.identity.opened()["code"], "progress": progress(case),
            "received_on": case.local_date(report.received_at),
            "awaited_on": case.local_date(moment) if moment else None}  # fmt: skip


@require_GET
def my_report(request: Request, code: str) -> HttpResponse:
    """Its own reporter sees everything sent; a code alone shows where it stands, without the post."""
    sent = Report.objects.select_related("case__post", "case__held_by", "case__federation", "identity")
    wanted = {"identity__code_digest": digest_or_404(code)}
    report = sent.made_by(request.user).filter(**wanted).first()
    if report:
        return own_report(request, report)
    if not keeps_pace(request, "by_code"):
        return render(request, "429.html", status=429)
    report = get_object_or_404(sent, **wanted)
    with timezone.override(report.case.zone):
        return render(request, "reporter/status.html", {"code": report.identity.opened()["code"], **standing(report)})


def standing(report: Report) -> dict[str, Any]:
    """What a code alone tells: nothing of the post, the rule or the words."""
    case = report.case
    return {"progress": progress(case), "awaited": awaited(case, case.due), "received_at": report.received_at,
            "withdrawn_at": report.withdrawn_at}  # fmt: skip


def own_report(request: Request, report: Report) -> HttpResponse:
    case, code = report.case, report.identity.opened()["code"]
    inquiry = case.inquiries.waiting(request.user)
    found = offers(case, by=request.user, at=request.now)
    rows = shown_offers(case, found, by=request.user, url=reverse("my-report", args=[code]), side="reporter")
    letters = Notice.objects.filter(recipient=request.user, topic=code).select_related("letter").order_by("-pk")
    with timezone.override(case.zone):
        return render(request, "reporter/report.html", {
            "report": report, "code": code, "captures": report.captures(), "letters": letters,
            "inquiry": inquiry, **standing(report),
            "steps": [with_its_end(one, case) for one in rows if worth_saying(one, case, inquiry=inquiry)],
            **asked(to_reporter(report, request, code)),
        })  # fmt: skip


def worth_saying(row: dict[str, Any], case: Case, *, inquiry: Any) -> bool:
    """What is open and makes a difference; and of what is closed only the second look, where one may wait for it.

    To a question that is asked leads the box that says so, above.
    """
    where = progress(case)
    if row["name"] == "answer_inquiry" and inquiry:
        return False
    if row["name"] == "withdraw_report" and where in ENDED:
        return False
    return row["refusal"] is None or (row["name"] == "reopen" and where is NOT_ACTED)


def with_its_end(row: dict[str, Any], case: Case) -> dict[str, Any]:
    """A second look may be asked for until a day, and the button says which."""
    until = case.second_look_until() if row["name"] == "reopen" and row["refusal"] is None else None
    if until is None:
        return row
    said = _("Possible jusqu’au %(day)s.") % {"day": day(until)}
    return row | {"consequence": f"{row['consequence']} {said}"}


@signed_in
@require_http_methods(["GET", "POST"])
def my_report_step(request: Request, code: str, name: str) -> HttpResponse:
    mine = Report.objects.made_by(request.user)
    report = get_object_or_404(mine, identity__code_digest=digest_or_404(code))
    case = Case.objects.of_report(report)
    with timezone.override(case.zone):
        return page_of_step(request, case, name, side="reporter", back=reverse("my-report", args=[code]))
