"""One question to each side once all is over. The answer is counted apart from who gave it, and from the case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request import Request

from .. import seal
from ..forms.afterwards import Afterwards
from ..models import Answer, Answered, Case, Report
from ..wording.known import Known
from ..wording.progress import is_over_for_good
from .answers import SeeOther
from .report import digest_or_404


@dataclass(frozen=True)
class Question:
    """What one side is asked of a case that is over: `once` is the digest that keeps it from being asked twice."""

    side: str
    once: str
    region: str
    url: str
    back: str

    def form(self, data: Any = None) -> Afterwards:
        return Afterwards(data, side=self.side)

    @property
    def was_answered(self) -> bool:
        return Answered.objects.filter(digest=self.once).exists()


def to_concerned(known: Known) -> Question | None:
    """To the person alone: whoever assists was not the one to explain."""
    case = known.case
    if case.is_exercise or not known.is_own or known.is_waited_for or not case.is_over_for_good(known.at):
        return None
    url, back = (reverse(name, args=[case.reference]) for name in ("my-case-afterwards", "my-case"))
    once = seal.answered_by(known.person.pk, f"case {case.reference}")
    return Question("concerned", once, case.clock_body.region, url, back)


def to_reporter(report: Report, request: Request, code: str) -> Question | None:
    """What is said to who reported does not move with the end of a measure, nor does this."""
    case = report.case
    if case.is_exercise or report.withdrawn_at or not is_over_for_good(case, request.now):
        return None
    url, back = (reverse(name, args=[code]) for name in ("my-report-afterwards", "my-report"))
    once = seal.answered_by(request.user.pk, f"report {report.form_token}")
    return Question("reporter", once, case.federation.region if case.federation else "", url, back)


def asked(question: Question | None) -> dict[str, Any]:
    """For the page on which it stands: nothing once it was answered."""
    if question is None or question.was_answered:
        return {}
    return {"afterwards": question.form(), "afterwards_url": question.url}


@login_required
@require_http_methods(["GET", "POST"])
def of_concerned(request: Request, reference: str) -> HttpResponse:
    case = get_object_or_404(Case.objects.concerning(request.user).for_page(), reference=reference)
    return answered(request, to_concerned(Known(case, request.user, at=request.now)))


@login_required
@require_http_methods(["GET", "POST"])
def of_reporter(request: Request, code: str) -> HttpResponse:
    mine = Report.objects.made_by(request.user).select_related("case__federation")
    report = get_object_or_404(mine, identity__code_digest=digest_or_404(code))
    return answered(request, to_reporter(report, request, code))


def answered(request: Request, question: Question | None) -> HttpResponse:
    """404 while it is not asked; whoever answers again is shown the page, and counted once."""
    if question is None:
        raise Http404
    form = question.form(request.POST if request.method == "POST" else None)
    if not form.is_bound and question.was_answered:
        return SeeOther(question.back)
    if not form.is_valid():
        page = {"form": form, "question": question}
        return render(request, "reporter/afterwards.html", page, status=422 if form.is_bound else 200)
    Answer.objects.give(form.cleaned_data["mark"], once=question.once, side=question.side, question=form.question,
                        region=question.region, month=request.now.date().replace(day=1))  # fmt: skip
    messages.success(request, _("Votre réponse est comptée, sans votre nom."))
    return SeeOther(question.back)
