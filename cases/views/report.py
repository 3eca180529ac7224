"""Reporting a post: three questions, each on its own page, and a receipt; sign-in comes last and loses nothing."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.models import Body, DeclaredAccount
from accounts.request import Request

from ..account import Account
from ..addresses import NETWORKS, untraced
from ..birth import receive
from ..captures import MOST
from ..forms.reporter import ANOTHER, Publication, ReportForm, Rule, Same, Sending
from ..grammar import Refused, TooMany
from ..models import Draft, Post, Report
from ..models.charter import wordings_on
from ..models.post import Alike
from ..seal import code_digest
from ..wording.progress import awaited, ended_at, progress, redress
from .answers import SeeOther
from .draft import (
    ABOUT_THE_POST,
    address_of,
    article_of,
    captures_of,
    draft_of,
    forget,
    kept,
    network_of,
    noted,
    of_publication,
    says_something,
)
from .held import Held
from .pace import PER, keeps_pace, may_describe, put_off, too_many_captures

STEPS = {"publication": "report", "rule": "report-rule", "same": "report-same"}


# Three steps ----------------------------------------------------------------------------------------------------------


@require_http_methods(["GET", "POST"])
def publication(request: Request) -> HttpResponse:
    """Step 1: which post? Another post has another author, so what followed from the first is asked anew."""
    draft = draft_of(request)
    if draft and (request.FILES or "captures-unwanted" in request.POST):
        noted(draft, {"same": None}, at=request.now)  # it was said of other captures
    known = draft.answers if draft else {}
    first = {"held": Held(request), "initial": known | filled_in(request)}
    if request.FILES and not keeps_pace(request, "captures"):
        return too_many(request, "publication", Publication(posted(request), **first), too_many_captures(request))
    form = Publication(posted(request), request.FILES or None, **first)
    if not form.is_bound or not form.is_valid():
        return shown(request, "publication", form)
    answers = of_publication(known, **form.cleaned_data)
    if not answers.items() <= known.items():
        if not may_describe(request):
            return too_many(request, "publication", form, too_many_publications(request))
        answers |= ABOUT_THE_POST
    kept(request, **answers)
    return SeeOther(reverse("report-rule"))


@require_http_methods(["GET", "POST"])
def rule(request: Request) -> HttpResponse:
    """Step 2: which rule? «I do not know» is an answer."""
    draft = draft_of(request)
    if draft is None or not says_something(draft):
        return redirect("report")
    articles = wordings_on(timezone.localdate(request.now))
    form = Rule(posted(request), articles=articles, initial=draft.answers)
    if not form.is_bound or not form.is_valid():
        return shown(request, "rule", form)
    kept(request, **form.cleaned_data)
    return SeeOther(reverse("report-check"))


@require_http_methods(["GET", "POST"])
def same(request: Request) -> HttpResponse:
    """Only where somebody described a post in nearly these words, or sent this very image: is it this one?"""
    draft = draft_of(request)
    found = alike(request, draft) if draft else []
    if draft is None or not found:
        return redirect("report-check")
    cards = {key_of_card(one.post, draft): one for one in found}
    form = Same(posted(request), posts={key: one.post for key, one in cards.items()})
    if not form.is_bound or not form.is_valid():
        return shown(request, "same", form, cards=[{"key": key, **one._asdict()} for key, one in cards.items()],
                     by_words=any(one.words for one in found), by_capture=any(one.capture for one in found),
                     another=ANOTHER)  # fmt: skip
    kept(request, same=form.recognised or ANOTHER)
    return SeeOther(reverse("report-check"))


@require_http_methods(["GET", "POST"])
def check(request: Request) -> HttpResponse:
    """Step 3: check and send; whoever is not signed in does so now, and finds everything here."""
    draft = draft_of(request)
    if code := already_sent(request, draft):  # asked after the draft: one that is gone was sent before
        return SeeOther(reverse("report-receipt", args=[code]))
    if draft is None or "article" not in draft.answers or not says_something(draft):
        return begun_again(request, draft)
    if request.method == "GET":
        if is_asked(request, draft):
            return redirect("report-same")
        context = summary(request, draft)
        form = Sending(label_suffix="", initial=first_answers(draft, context["suggested"]))
        return shown(request, "check", form, **context)
    form = Sending(request.POST, label_suffix="")
    if not form.is_valid():
        return shown(request, "check", form, **summary(request, draft))
    return sending(request, draft, form)


def sending(request: Request, draft: Draft, form: Sending) -> HttpResponse:
    """To the receipt; or to what must be answered or said before, with every word of the last page kept."""
    draft.answers |= form.answers
    try:
        elsewhere = before_sending(request, draft)
        if not elsewhere:
            return SeeOther(reverse("report-receipt", args=[sent(request, draft, form.cleaned_data["federation"])]))
        answer: HttpResponse = SeeOther(elsewhere)
    except TooMany as refusal:
        answer = too_many(request, "check", form, refusal, **summary(request, draft))
    except Refused as refusal:
        messages.warning(request, str(refusal))
        answer = SeeOther(reverse("report"))
    noted(draft, form.answers, at=request.now)
    return answer


def posted(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def shown(request: Request, page: str, form: ReportForm, *, status: int = 0, **context: Any) -> HttpResponse:
    """The page of a step; with what is to be corrected, it says so in its status too."""
    context = {"form": form, **context}
    return render(request, f"report/{page}.html", context, status=status or (422 if form.is_bound else 200))


def too_many(request: Request, page: str, form: ReportForm, refusal: TooMany, **context: Any) -> HttpResponse:
    """429: everything typed is kept, and the page says when to go on, or whom to call."""
    form.refuse(refusal)
    answer = shown(request, page, form, status=refusal.status, again_at=refusal.again_at, **context)
    return put_off(answer, refusal, now=request.now)


def too_many_publications(request: Request) -> TooMany:
    return TooMany(_("Beaucoup de publications ont été décrites d’ici en une heure."), again_at=request.now + PER)


def filled_in(request: Request) -> dict[str, str]:
    """What a link «Signaler» on another page fills in here, fields by their names: `/signaler/?address=…&text=…`."""
    return {name: untraced(request.GET[name]) for name in Publication.base_fields if name in request.GET}


# Before it is sent ----------------------------------------------------------------------------------------------------


def already_sent(request: Request, draft: Draft | None) -> str | None:
    """The code of the report that this very form made: a second click is shown the receipt of the first.

    Not that of the draft: what is still to be sent was not sent, and the door knows the second of two clicks at once.
    """
    if request.method != "POST" or not request.user.is_authenticated:
        return None
    if draft and draft.answers["token"] == request.POST.get("token"):
        return None
    form = Sending(request.POST)
    token = form.cleaned_data["token"] if form.is_valid() else None
    report = Report.objects.made_by(request.user).filter(form_token=token).first() if token else None
    return report.identity.opened()["code"] if report else None


def begun_again(request: Request, draft: Draft | None) -> HttpResponse:
    """No draft to send: it was an hour old, or belongs to another browser. What was typed here is kept all the same."""
    form = Sending(posted(request))
    if draft is None and form.is_bound:
        kept(request, **(form.answers if form.is_valid() else {}))
        messages.warning(request, _("Votre brouillon date de plus d’une heure. Redonnez la publication et la règle."))
    return SeeOther(reverse("report-rule" if draft else "report"))


def before_sending(request: Request, draft: Draft) -> str:
    """Where to go first: back to a step, to sign in, or to a question that is still open; empty for nowhere."""
    if request.POST.get("change") in STEPS:
        return reverse(STEPS[request.POST["change"]])
    if not request.user.is_authenticated:
        messages.info(request, _("Dernière étape : connectez-vous. Tout ce que vous avez écrit est gardé."))
        return f"{reverse('account_login')}?next={reverse('report-check')}"
    return reverse("report-same") if is_asked(request, draft) else ""


def sent(request: Request, draft: Draft, federation: Body | None) -> str:
    """Hand the draft to the door, then forget it; return the tracking code. Raises TooMany, or Refused."""
    answers = draft.answers
    recognised = answers.get("same")
    account = Account(
        network=answers.get("network") or "web", address=address_of(draft), text=answers.get("text", ""),
        same_as=recognised if recognised != ANOTHER else None, handle=answers.get("author", ""),
        captures=captures_of(draft)[:MOST], article=article_of(draft), explanation=answers["explanation"],
        federation=federation, other_body=answers["other_body"], by_email=answers["by_email"],
        threat_to_life=bool(answers.get("threat_to_life")),
    )  # fmt: skip
    receipt = receive(account, by=request.user, at=request.now, token=uuid.UUID(answers["token"]))
    forget(request)
    return receipt.code


@require_POST
def start_over(request: Request) -> HttpResponse:
    forget(request)
    return SeeOther(reverse("report"))


# What the last page shows ---------------------------------------------------------------------------------------------


def first_answers(draft: Draft, suggested: list[Body]) -> dict[str, Any]:
    """What stands on the last page before anybody has typed; the federation is filled in if only one is possible."""
    guess = suggested[0].code if len(suggested) == 1 else ""
    return draft.answers | {"federation": draft.answers.get("federation") or guess}


def summary(request: Request, draft: Draft) -> dict[str, Any]:
    """The answers of the first two pages, as the last one repeats them."""
    answers = draft.answers
    return {"address": address_of(draft), "network": NETWORKS[network_of(draft) or "web"],
            "author": answers.get("author"), "text": answers.get("text"), "captures": captures_of(draft),
            "same": answers.get("same"), "another": ANOTHER, "article": article_of(draft),
            "threat_to_life": answers.get("threat_to_life"), "suggested": suggestions(request, draft)}  # fmt: skip


def suggestions(request: Request, draft: Draft) -> list[Body]:
    """Federations of those who declared this account; never a name, and nothing at all to a stranger.

    Whoever is not signed in could otherwise learn here who is a member.
    """
    if not draft.answers.get("author") or not request.user.is_authenticated:
        return []
    codes = declared(request, draft).values_list("member__federation", flat=True)
    return list(Body.objects.filter(code__in=codes).distinct().order_by("code"))


def declared(request: Request, draft: Draft) -> Any:
    """Claims of members to the account that the draft names."""
    on = timezone.localdate(request.now)
    return DeclaredAccount.objects.matching(network_of(draft), draft.answers.get("author"), on=on)


def is_asked(request: Request, draft: Draft) -> bool:
    """Is there a post that this may be, and has nobody said so yet?"""
    return draft.answers.get("same") is None and bool(alike(request, draft))


def alike(request: Request, draft: Draft) -> list[Alike]:
    """Posts without address that this may be: none to a stranger, none to whoever declared the account as his or hers.

    What the question may tell, and to whom, is weighed in docs/decisions/0055.
    """
    answers = draft.answers
    if answers.get("address") or not answers.get("author") or not request.user.is_authenticated:
        return []
    if declared(request, draft).filter(member__person=request.user).exists():
        return []
    said = answers.get("text", ""), captures_of(draft)
    return Post.objects.alike(network_of(draft), answers["author"], *said, at=request.now)


def key_of_card(post: Post, draft: Draft) -> str:
    """The key of a card: it tells nothing of the post, and is another one in each draft."""
    return salted_hmac("cases.views.report.same", f"{draft.answers['token']} {post.pk}").hexdigest()[:20]


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
            "awaited": awaited(case, case.due), "ended_at": ended_at(case), "redress": redress(case, request.now),
        })  # fmt: skip


def digest_or_404(code: str) -> str:
    try:
        return code_digest(code)
    except ValueError as broken:
        raise Http404 from broken
