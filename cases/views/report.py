"""Reporting a post: three questions, each on its own page, and a receipt; sign-in comes last and loses nothing."""

from __future__ import annotations

import hashlib
import secrets
import uuid
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Body, DeclaredAccount
from accounts.request import Request

from ..addresses import Address, NotAPost, canonical, in_text
from ..door import Account, receive
from ..forms.reporter import UNSURE, Publication, Rule, Sending
from ..models import ArticleVersion, Draft, Report
from ..seal import code_digest
from .answers import SeeOther

KEPT = timedelta(hours=1)


def draft_of(request: Request) -> Draft | None:
    """This browser's draft, if it is still there: nobody else knows the key."""
    digest = hashlib.sha256(request.session.get("draft", "").encode()).hexdigest()
    return Draft.objects.filter(key_digest=digest, expires_at__gt=request.now).first()


def kept(request: Request, **answers: Any) -> None:
    """Add answers to the draft; the key is new for each draft and lives in the browser's session only."""
    draft = draft_of(request)
    if draft is None:
        request.session["draft"] = secrets.token_urlsafe(32)
        digest = hashlib.sha256(request.session["draft"].encode()).hexdigest()
        draft = Draft(key_digest=digest, answers={"token": str(uuid.uuid4())})
    draft.answers |= answers
    draft.expires_at = request.now + KEPT
    draft.save()


@require_http_methods(["GET", "POST"])
def publication(request: Request) -> HttpResponse:
    """Step 1: which post?"""
    draft = draft_of(request)
    known = {key: (draft.answers if draft else {}).get(key, "") for key in ("address", "text", "network", "handle")}
    form = Publication(request.POST if request.method == "POST" else None, initial=known, label_suffix="")
    if form.is_bound and form.is_valid():
        answers = dict(form.cleaned_data)
        address = answers.pop("address")
        kept(request, **answers, address=address.address if address else "")
        return SeeOther(reverse("report-rule"))
    return render(request, "report/publication.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def rule(request: Request) -> HttpResponse:
    """Step 2: which rule? «I do not know» is an answer."""
    draft = draft_of(request)
    if draft is None:
        return redirect("report")
    articles = ArticleVersion.objects.in_force(request.now.date())
    known = {"article": draft.answers.get("article"), "threat_to_life": draft.answers.get("threat_to_life")}
    form = Rule(request.POST if request.method == "POST" else None, articles=articles, initial=known)
    if form.is_bound and form.is_valid():
        kept(request, **form.cleaned_data)
        return SeeOther(reverse("report-check"))
    return render(request, "report/rule.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def check(request: Request) -> HttpResponse:
    """Step 3: check and send; whoever is not signed in does so now, and finds everything here."""
    draft = draft_of(request)
    if draft is None or "article" not in draft.answers:
        return redirect("report")
    address = address_of(draft)
    suggested = suggestions(address, draft, request)
    first = {"federation": suggested[0] if len(suggested) == 1 else None, "token": draft.answers["token"]}
    form = Sending(request.POST if request.method == "POST" else None, initial=first, label_suffix="")
    context = {"form": form, "draft": draft.answers, "address": address, "suggested": suggested,
               "article": article_of(draft)}  # fmt: skip
    if not form.is_bound:
        return render(request, "report/check.html", context)
    if not form.is_valid():
        return render(request, "report/check.html", context, status=422)
    if not request.user.is_authenticated:
        return SeeOther(f"{reverse('account_login')}?next={reverse('report-check')}")
    return SeeOther(reverse("report-receipt", args=[sent(request, draft, form)]))


def sent(request: Request, draft: Draft, form: Sending) -> str:
    """Hand the draft to the door, then forget it; return the tracking code."""
    typed = form.cleaned_data
    account = Account(
        network=draft.answers.get("network") or "web", address=address_of(draft), text=draft.answers.get("text", ""),
        handle=draft.answers.get("handle", ""), article=article_of(draft), explanation=in_text(typed["explanation"]),
        federation=typed["federation"], other_body=typed["other_body"],
        threat_to_life=bool(draft.answers.get("threat_to_life")),
    )  # fmt: skip
    receipt = receive(account, by=request.user, at=request.now, token=uuid.UUID(draft.answers["token"]))
    draft.delete()
    request.session.pop("draft", None)
    return receipt.code


def address_of(draft: Draft) -> Address | None:
    try:
        return canonical(draft.answers["address"]) if draft.answers.get("address") else None
    except NotAPost:
        return None


def article_of(draft: Draft) -> ArticleVersion | None:
    chosen = draft.answers.get("article")
    return (
        None
        if chosen in (None, "", UNSURE)
        else ArticleVersion.objects.select_related("article").filter(pk=chosen).first()
    )


def suggestions(address: Address | None, draft: Draft, request: Request) -> list[Body]:
    """Federations of members who declared this account; never a name, nor whether anybody is a member."""
    network, handle = (
        (address.network, address.handle) if address else (draft.answers.get("network"), draft.answers.get("handle"))
    )
    if not handle:
        return []
    claims = DeclaredAccount.objects.matching(network, handle, on=request.now.date())
    codes = claims.values_list("member__federation", flat=True)
    return list(Body.objects.filter(code__in=codes).distinct().order_by("code"))


@require_GET
def receipt(request: Request, code: str) -> HttpResponse:
    """Found again at any time by the same address, by its own reporter only."""
    if not request.user.is_authenticated:
        return redirect("my-report", code=code)
    mine = Report.objects.made_by(request.user).select_related(
        "case__post", "case__held_by", "article_version__article"
    )
    report = get_object_or_404(mine, identity__code_digest=digest_or_404(code))
    return render(request, "report/receipt.html", {"report": report, "code": code})


def digest_or_404(code: str) -> str:
    try:
        return code_digest(code)
    except ValueError as broken:
        raise Http404 from broken


@require_POST
def start_over(request: Request) -> HttpResponse:
    if draft := draft_of(request):
        draft.delete()
    return SeeOther(reverse("report"))
