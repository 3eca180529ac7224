"""What an office brings in: reports that came on paper or by telephone, and cases of its own accord."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.request import Request
from notifications.views import sheet

from ..account import Account
from ..birth import Receipt, receive
from ..forms.intake import Intake, OwnInitiative, Received
from ..grammar import Refused
from ..letters import receipt_on_paper
from ..models import ArticleVersion, Case, Report
from ..models.draft import KEPT
from .answers import SeeOther
from .draft import forget
from .held import Held
from .pace import keeps_pace, put_off, too_many_captures


@login_required
@require_http_methods(["GET", "POST"])
def received(request: Request) -> HttpResponse:
    """Somebody reported by telephone or on paper; whoever writes it down stands apart from the case from then on."""
    return brought_in(request, Received, "received")


@login_required
@require_http_methods(["GET", "POST"])
def own_initiative(request: Request) -> HttpResponse:
    """A case that nobody reported."""
    return brought_in(request, OwnInitiative, "own_initiative")


def brought_in(request: Request, asked: type[Intake], page: str) -> HttpResponse:
    if not request.user.bodies_where("examine", at=request.now):
        raise PermissionDenied
    known = {"held": Held(request, about=page), "articles": ArticleVersion.objects.in_force(today(request))}
    if request.method == "GET":
        return shown(request, page, asked(initial={"token": uuid.uuid4()}, **known))
    if request.FILES and not keeps_pace(request, "captures"):
        refusal = too_many_captures(request)
        form = asked(request.POST, **known)
        form.refuse(refusal)
        return put_off(shown(request, page, form, status=429, again_at=refusal.again_at), refusal, now=request.now)
    form = asked(request.POST, request.FILES, **known)
    if not form.is_valid():
        return shown(request, page, form, status=422)
    try:
        token = form.cleaned_data["token"] or uuid.uuid4()
        receipt = receive(Account(**form.account()), by=request.user, at=request.now, token=token)
    except Refused as refusal:
        form.refuse(refusal)
        return shown(request, page, form, status=422)
    forget(request, about=page)
    return SeeOther(where_to(request, receipt))


def today(request: Request) -> Any:
    return timezone.localdate(request.now)


def shown(request: Request, page: str, form: Intake, *, status: int = 200, **more: Any) -> HttpResponse:
    return render(request, f"intake/{page}.html", {"form": form, **more}, status=status)


def where_to(request: Request, receipt: Receipt) -> str:
    """To the receipt, for whoever reported; of an office's own case to that case, if this is where it is examined."""
    if not receipt.report.is_of_the_office:
        return reverse("intake-receipt", args=[receipt.report.form_token])
    if Case.objects.seen_by(request.user, at=request.now).filter(pk=receipt.case.pk).exists():
        messages.success(request, _("Le dossier est ouvert d’office, avec vos raisons."))
        return reverse("case", args=[receipt.case.reference])
    messages.success(request, _("Vos raisons sont enregistrées. Une autre instance examine cette publication."))
    return reverse("queue")


@login_required
@require_GET
def receipt(request: Request, token: uuid.UUID) -> HttpResponse:
    """For an hour, and for whoever wrote it down: what to print and hand over, where no account has the receipt."""
    report = written_down(request, token)
    page: dict[str, Any] = {"report": report}
    if not is_told_otherwise(report):
        page |= {"code": report.tracking_code, "letter": receipt_on_paper(report, request.user)}
    with timezone.override(report.case.zone):
        return render(request, "intake/receipt.html", page)


@login_required
@require_GET
def receipt_pdf(request: Request, token: uuid.UUID) -> HttpResponse:
    """The letter of that page on paper, without a name: whoever gets it knows whose it is."""
    report = written_down(request, token)
    letter = None if is_told_otherwise(report) else receipt_on_paper(report, request.user)
    if letter is None:
        raise Http404
    return sheet(letter, to="", topic=report.tracking_code)


def written_down(request: Request, token: uuid.UUID) -> Report:
    mine = Report.objects.written_down_by(request.user, since=request.now - KEPT)
    return get_object_or_404(mine, form_token=token)


def is_told_otherwise(report: Report) -> bool:
    """Somebody who has an account and reads e-mail needs no paper."""
    return report.by_email and report.can_be_written_to
