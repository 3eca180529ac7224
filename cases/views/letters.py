"""Letters of a case as they were sent, for those who work on it: read, printed, proved. None to who reported."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.http import require_GET, require_POST

from accounts.dates import written
from accounts.models import FirstKey
from accounts.request import Request
from notifications.models import Notice
from notifications.views import pdf

from ..door import objection
from ..models import Case, Reading

KEY_DAYS = 30


def letters_to(case: Case) -> QuerySet[Notice]:
    """To the person concerned and to who assists, the newest first."""
    sent = Notice.objects.filter(topic=case.reference, letter__audience="concerned")
    return sent.select_related("letter__template__by", "recipient").order_by("-pk")


@login_required
@require_GET
def case_letters(request: Request, reference: str) -> HttpResponse:
    """Which were sent, to whom and when; the texts stand each on its own page."""
    case = get_object_or_404(Case.objects.seen_by(request.user, at=request.now).for_page(), reference=reference)
    served = dict(case.services.values_list("occasion", "served_at"))
    letters = [(notice, served.get(notice.letter.occasion)) for notice in letters_to(case).defer("letter__body")]
    with timezone.override(case.zone):
        return render(request, "cases/letters.html", {"case": case, "letters": letters})


@login_required
@require_GET
def case_letter(request: Request, reference: str, pk: int) -> HttpResponse:
    """One of them, word for word, with what proves it: the template that it was written from, and its digest."""
    case, notice = opened(request, reference, pk)
    with timezone.override(case.zone):
        return render(
            request, "cases/letter.html", {"case": case, "notice": notice, "template": notice.letter.template}
        )


@login_required
@require_GET
def case_letter_pdf(request: Request, reference: str, pk: int) -> HttpResponse:
    return pdf(opened(request, reference, pk)[1])


def opened(request: Request, reference: str, pk: int) -> tuple[Case, Notice]:
    """A letter of a case that this person reads, which is written down; else 404."""
    case = get_object_or_404(Case.objects.seen_by(request.user, at=request.now).for_page(), reference=reference)
    notice = get_object_or_404(letters_to(case), pk=pk)
    role = request.user.role_in(case.held_by_id, at=request.now)
    Reading.objects.create(person=request.user, role=role, case=case, purpose=f"letter {pk}", at=request.now)
    return case, notice


@login_required
@require_POST
def first_key(request: Request, reference: str, pk: int) -> HttpResponse:
    """A sheet to join to a letter that is to be posted: with it, whoever has no account yet opens one.

    By whoever may post the letter, for its own reader, and shown once; that it was made is written down.
    """
    case = get_object_or_404(Case.objects.seen_by(request.user, at=request.now).for_page(), reference=reference)
    if objection(case, "post_letters", by=request.user, at=request.now):
        return redirect("step", reference, "post_letters")
    reader = next((one.notice.recipient for one in case.letters_to_post if one.notice_id == pk), None)
    if reader is None or reader.has_usable_password():
        raise Http404
    role = request.user.role_in(case.held_by_id, at=request.now)
    Reading.objects.create(person=request.user, role=role, case=case, purpose=f"first key {pk}", at=request.now)
    code = FirstKey.issue(reader, at=request.now, days=KEY_DAYS)
    with translation.override(reader.language), timezone.override(case.zone):
        sheet = {"until": written(timezone.localtime(request.now + timedelta(days=KEY_DAYS))),
                 "address": settings.ADDRESS + reverse("first-visit")}  # fmt: skip
    answer = render(request, "cases/first_key.html", {"case": case, "person": reader, "code": code, **sheet})
    answer["Cache-Control"] = "no-store"  # unlike a form half written, this is not to be gone back to
    return answer
