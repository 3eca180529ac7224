"""The reporter's side: where each report stands, in plain words, and what can still be done."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from accounts.request import Request
from notifications.models import Notice

from ..door import offers
from ..models import Case, Report
from .answers import page_of_step, shown_offers
from .report import digest_or_404


@login_required
@require_GET
def my_reports(request: Request) -> HttpResponse:
    reports = Report.objects.made_by(request.user).select_related("case__post", "article_version__article", "identity")
    return render(
        request, "reporter/reports.html", {"reports": [(one, one.identity.opened()["code"]) for one in reports]}
    )


@require_GET
def my_report(request: Request, code: str) -> HttpResponse:
    """Its own reporter sees everything sent; a code alone shows where it stands, without the post."""
    report = get_object_or_404(Report.objects.select_related("case__post", "case__held_by", "identity"),
                               identity__code_digest=digest_or_404(code))  # fmt: skip
    if not Report.objects.made_by(request.user).filter(pk=report.pk).exists():
        return render(request, "reporter/status.html", {"report": report, "code": code})
    url = reverse("my-report", args=[code])
    found = offers(report.case, by=request.user, at=request.now)
    letters = Notice.objects.filter(recipient=request.user, topic=report.identity.opened()["code"])
    return render(request, "reporter/report.html", {
        "report": report, "code": code, "steps": shown_offers(report.case, found, url=url),
        "letters": letters.select_related("letter").order_by("-pk"),
    })  # fmt: skip


@login_required
@require_http_methods(["GET", "POST"])
def my_report_step(request: Request, code: str, name: str) -> HttpResponse:
    mine = Report.objects.made_by(request.user)
    report = get_object_or_404(mine, identity__code_digest=digest_or_404(code))
    case = Case.objects.of_report(report)
    return page_of_step(request, case, name, side="reporter", back=reverse("my-report", args=[code]))
