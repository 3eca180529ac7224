"""Reporting a post: three questions, each on its own page, and a receipt; sign-in comes last and loses nothing."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Body, DeclaredAccount
from accounts.request import Request

from ..addresses import NETWORKS, Address, NotAPost, canonical
from ..door import Account, receive
from ..forms.reporter import UNSURE, Publication, Rule, Sending
from ..models import ArticleVersion, Draft, Report
from ..seal import code_digest
from ..wording.progress import awaited, progress
from .answers import SeeOther

KEPT = timedelta(hours=1)
STEPS = {"publication": "report", "rule": "report-rule"}


# The draft: what was answered so far, already canonical; the browser's session alone knows its key -------------------


def draft_of(request: Request) -> Draft | None:
    """This browser's draft, if it is still there: nobody else knows the key."""
    return Draft.objects.filter(key_digest=digest_of_key(request), expires_at__gt=request.now).first()


def digest_of_key(request: Request) -> str:
    return hashlib.sha256(request.session.get("draft", "").encode()).hexdigest()


def kept(request: Request, **answers: Any) -> None:
    """Add answers to the draft; the key is new for each draft and outlives signing in, but not signing out."""
    draft = draft_of(request)
    if draft is None or not noted(draft, answers, at=request.now):
        request.session["draft"] = secrets.token_urlsafe(32)
        answers = {"token": str(uuid.uuid4()), **answers}
        Draft.objects.create(key_digest=digest_of_key(request), answers=answers, expires_at=request.now + KEPT)


def noted(draft: Draft, answers: dict[str, Any], *, at: datetime) -> bool:
    """Add answers to this very draft; False if another click has just sent it, for no draft is sent twice."""
    draft.answers |= answers
    draft.expires_at = at + KEPT
    return bool(Draft.objects.filter(pk=draft.pk).update(answers=draft.answers, expires_at=draft.expires_at))


# Three steps ----------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def publication(request: Request) -> HttpResponse:
    """Step 1: which post? Another post has another author, so the federation is asked anew."""
    draft = draft_of(request)
    known = draft.answers if draft else {}
    form = Publication(request.POST if request.method == "POST" else None, initial=known, label_suffix="")
    if form.is_bound and form.is_valid():
        answers = of_publication(form.cleaned_data, known)
        kept(request, **answers, **({} if answers.items() <= known.items() else {"federation": ""}))
        return SeeOther(reverse("report-rule"))
    return render(request, "report/publication.html", {"form": form}, status=422 if form.is_bound else 200)


def of_publication(typed: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """As the draft keeps it: the canonical address has lost its author's name, so that stands beside it."""
    address = typed["address"]
    short = address.address if address else ""
    before = known.get("author") if short and short == known.get("address") else ""
    author = (address.handle if address else "") or typed["handle"] or before
    return typed | {"address": short, "author": author or ""}


@require_http_methods(["GET", "POST"])
def rule(request: Request) -> HttpResponse:
    """Step 2: which rule? «I do not know» is an answer."""
    draft = draft_of(request)
    if draft is None:
        return redirect("report")
    articles = ArticleVersion.objects.in_force(timezone.localdate(request.now))
    form = Rule(request.POST if request.method == "POST" else None, articles=articles, initial=draft.answers)
    if form.is_bound and form.is_valid():
        kept(request, **form.cleaned_data)
        return SeeOther(reverse("report-check"))
    return render(request, "report/rule.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def check(request: Request) -> HttpResponse:
    """Step 3: check and send; whoever is not signed in does so now, and finds everything here."""
    draft = draft_of(request)
    if code := already_sent(request):  # asked after the draft: one that is gone was sent before
        return SeeOther(reverse("report-receipt", args=[code]))
    if draft is None or "article" not in draft.answers:
        return begun_again(request, draft)
    suggested = suggestions(request, draft)
    form = Sending(request.POST if request.method == "POST" else None, label_suffix="",
                   initial=first_answers(draft, suggested))  # fmt: skip
    if not form.is_bound or not form.is_valid():
        context = {"form": form, "suggested": suggested, **summary(draft)}
        return render(request, "report/check.html", context, status=422 if form.is_bound else 200)
    noted(draft, form.answers, at=request.now)
    if request.POST.get("change") in STEPS:
        return SeeOther(reverse(STEPS[request.POST["change"]]))
    if not request.user.is_authenticated:
        messages.info(request, _("Dernière étape : connectez-vous. Tout ce que vous avez écrit est gardé."))
        return SeeOther(f"{reverse('account_login')}?next={reverse('report-check')}")
    return SeeOther(reverse("report-receipt", args=[sent(request, draft)]))


def already_sent(request: Request) -> str | None:
    """The code of the report that this very form made: a second click is shown the receipt of the first."""
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    form = Sending(request.POST)
    token = form.cleaned_data["token"] if form.is_valid() else None
    report = Report.objects.made_by(request.user).filter(form_token=token).first() if token else None
    return report.identity.opened()["code"] if report else None


def begun_again(request: Request, draft: Draft | None) -> HttpResponse:
    """No draft to send: it was an hour old, or belongs to another browser. What was typed here is kept all the same."""
    form = Sending(request.POST if request.method == "POST" else None)
    if draft is None and form.is_bound:
        kept(request, **(form.answers if form.is_valid() else {}))
        messages.warning(request, _("Votre brouillon date de plus d’une heure. Redonnez la publication et la règle."))
    return SeeOther(reverse("report-rule" if draft else "report"))


def sent(request: Request, draft: Draft) -> str:
    """Hand the draft to the door, then forget it; return the tracking code."""
    answers = draft.answers
    account = Account(
        network=answers.get("network") or "web", address=address_of(draft), text=answers.get("text", ""),
        handle=answers.get("author", ""), article=article_of(draft), explanation=answers["explanation"],
        federation=federation_of(draft), other_body=answers["other_body"],
        threat_to_life=bool(answers.get("threat_to_life")),
    )  # fmt: skip
    receipt = receive(account, by=request.user, at=request.now, token=uuid.UUID(answers["token"]))
    forget(request)
    return receipt.code


def forget(request: Request) -> None:
    Draft.objects.filter(key_digest=digest_of_key(request)).delete()
    request.session.pop("draft", None)


@require_POST
def start_over(request: Request) -> HttpResponse:
    forget(request)
    return SeeOther(reverse("report"))


# What a draft says ----------------------------------------------------------------------------------------------------


def address_of(draft: Draft) -> Address | None:
    if not draft.answers.get("address"):
        return None
    try:
        return replace(canonical(draft.answers["address"]), handle=draft.answers["author"] or None)
    except NotAPost:
        return None


def article_of(draft: Draft) -> ArticleVersion | None:
    chosen = draft.answers.get("article")
    known = ArticleVersion.objects.select_related("article")
    return None if chosen in (None, "", UNSURE) else known.filter(pk=chosen).first()


def federation_of(draft: Draft) -> Body | None:
    return Body.objects.filter(kind="federation", code=draft.answers.get("federation", "")).first()


def first_answers(draft: Draft, suggested: list[Body]) -> dict[str, Any]:
    """What stands on the last page before anybody has typed; the federation is filled in if only one is possible."""
    guess = suggested[0].code if len(suggested) == 1 else ""
    return draft.answers | {"federation": draft.answers.get("federation") or guess}


def summary(draft: Draft) -> dict[str, Any]:
    """The answers of the first two pages, as the last one repeats them."""
    address, answers = address_of(draft), draft.answers
    network = address.network if address else answers.get("network")
    return {"address": address, "network": NETWORKS[network or "web"], "author": answers.get("author"),
            "text": answers.get("text"), "article": article_of(draft),
            "threat_to_life": answers.get("threat_to_life")}  # fmt: skip


def suggestions(request: Request, draft: Draft) -> list[Body]:
    """Federations of those who declared this account; never a name, and nothing at all to a stranger.

    Whoever is not signed in could otherwise learn here who is a member.
    """
    address, author = address_of(draft), draft.answers.get("author")
    network = address.network if address else draft.answers.get("network")
    if not author or not request.user.is_authenticated:
        return []
    claims = DeclaredAccount.objects.matching(network, author, on=timezone.localdate(request.now))
    codes = claims.values_list("member__federation", flat=True)
    return list(Body.objects.filter(code__in=codes).distinct().order_by("code"))


# The receipt ----------------------------------------------------------------------------------------------------------


@require_GET
def receipt(request: Request, code: str) -> HttpResponse:
    """Found again at any time by the same address, by its own reporter only."""
    if not request.user.is_authenticated:
        return redirect("my-report", code=code)
    mine = Report.objects.made_by(request.user).select_related(
        "case__post", "case__held_by", "case__federation", "article_version__article", "identity"
    )
    report = get_object_or_404(mine, identity__code_digest=digest_or_404(code))
    case = report.case
    with timezone.override(case.zone):
        return render(request, "report/receipt.html", {
            "report": report, "code": report.identity.opened()["code"], "case": case, "progress": progress(case),
            "awaited": awaited(case, case.due),
        })  # fmt: skip


def digest_or_404(code: str) -> str:
    try:
        return code_digest(code)
    except ValueError as broken:
        raise Http404 from broken
