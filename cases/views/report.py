"""Reporting a post: three questions, each on its own page, and a receipt; sign-in comes last and loses nothing."""

from __future__ import annotations

import uuid
from dataclasses import replace
from typing import Any

from allauth.core.internal import ratelimit
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
from ..captures import MOST
from ..door import Account, receive
from ..forms.reporter import UNSURE, Publication, Rule, Sending
from ..grammar import Refused
from ..models import ArticleVersion, Draft, Report
from ..seal import code_digest
from ..wording.progress import awaited, progress
from .answers import SeeOther
from .drafts import Held, draft_of, forget, kept

UPLOADS = {"captures": "60/h/ip"}  # forms with images: enough for a busy evening in one office
STEPS = {"publication": "report", "rule": "report-rule"}


# Three steps ----------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def publication(request: Request) -> HttpResponse:
    """Step 1: which post? Another post has another author, so the federation is asked anew."""
    draft = draft_of(request)
    known = draft.answers if draft else {}
    too_often = bool(request.FILES) and not ratelimit.consume(request, app="cases", action="captures", config=UPLOADS)
    typed = (request.POST, None if too_often else request.FILES) if request.method == "POST" else ()
    form = Publication(*typed, held=Held(request), initial=known)
    if too_often:
        form.add_error("captures", _("Trop d’images sont arrivées d’ici. Réessayez dans une heure, ou donnez un lien."))
    if form.is_bound and form.is_valid():
        answers = of_publication(form.cleaned_data, known)
        kept(request, **answers, **({} if answers.items() <= known.items() else {"federation": ""}))
        return SeeOther(reverse("report-rule"))
    status = 200 if not form.is_bound else 429 if too_often else 422
    return render(request, "report/publication.html", {"form": form}, status=status)


def of_publication(typed: dict[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """As the draft keeps it: the canonical address has lost its author's name, so that stands beside it."""
    address = typed["address"]
    short = address.address if address else ""
    before = known.get("author") if short and short == known.get("address") else ""
    author = (address.handle if address else "") or typed["handle"] or before
    said = {name: typed[name] for name in ("text", "network", "handle")}
    return said | {"address": short, "author": author or ""}


@require_http_methods(["GET", "POST"])
def rule(request: Request) -> HttpResponse:
    """Step 2: which rule? «I do not know» is an answer."""
    draft = draft_of(request)
    if draft is None or not says_something(draft):
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
    if code := already_sent(request):
        return SeeOther(reverse("report-receipt", args=[code]))
    draft = draft_of(request)
    if draft is None or "article" not in draft.answers or not says_something(draft):
        return begun_again(request, draft)
    suggested = suggestions(request, draft)
    form = Sending(request.POST if request.method == "POST" else None, label_suffix="",
                   initial=first_answers(draft, suggested))  # fmt: skip
    if not form.is_bound or not form.is_valid():
        context = {"form": form, "suggested": suggested, **summary(draft)}
        return render(request, "report/check.html", context, status=422 if form.is_bound else 200)
    draft = kept(request, **form.answers)
    if request.POST.get("change") in STEPS:
        return SeeOther(reverse(STEPS[request.POST["change"]]))
    if not request.user.is_authenticated:
        messages.info(request, _("Dernière étape : connectez-vous. Tout ce que vous avez écrit est gardé."))
        return SeeOther(f"{reverse('account_login')}?next={reverse('report-check')}")
    try:
        return SeeOther(reverse("report-receipt", args=[sent(request, draft)]))
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return SeeOther(reverse("report"))


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
        captures=list(draft.files.all()[:MOST]), federation=federation_of(draft), other_body=answers["other_body"],
        threat_to_life=bool(answers.get("threat_to_life")),
    )  # fmt: skip
    receipt = receive(account, by=request.user, at=request.now, token=uuid.UUID(answers["token"]))
    forget(request)
    return receipt.code


@require_POST
def start_over(request: Request) -> HttpResponse:
    forget(request)
    return SeeOther(reverse("report"))


# What a draft says ----------------------------------------------------------------------------------------------------


def says_something(draft: Draft) -> bool:
    """Is there a post in it? A capture alone is one, and can be taken off again."""
    return bool(draft.answers.get("address") or draft.answers.get("text") or draft.files.exists())


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
            "captures": draft.files.all(), "threat_to_life": answers.get("threat_to_life")}  # fmt: skip


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
