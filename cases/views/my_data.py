"""«Mes données»: what is held about whoever is signed in, to take home; and what he or she asks about it."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from accounts.request import Request

from .. import subject_requests
from ..forms.subject_requests import Ask
from ..models import Case, SubjectRequest
from ..wording.known import Known
from ..wording.own_data import own_cases
from .answers import SeeOther

Right = SubjectRequest.Right


class Offer(NamedTuple):
    """One right as its page words it: the verb, and what asking for it does."""

    verb: Promise
    means: Promise


OFFERS = {
    Right.RECTIFICATION: Offer(
        gettext_lazy("Faire corriger, ou dire mon désaccord"),
        gettext_lazy("Une donnée fausse est corrigée. Sur un dossier, votre désaccord est versé avec vos mots : "
                     "quiconque lit le dossier le lit aussi.")),
    Right.RESTRICTION: Offer(
        gettext_lazy("Faire limiter la lecture d’un dossier clos"),
        gettext_lazy("Le bureau national seul le lit encore. Votre fédération ne le lit plus.")),
    Right.ERASURE: Offer(
        gettext_lazy("Faire effacer"),
        gettext_lazy("Un dossier clos s’efface de lui-même, à un jour fixé. Tant qu’il est ouvert, il ne s’efface "
                     "pas : il sert à constater et à défendre des droits (RGPD, art. 17(3)(e)).")),
    Right.OBJECTION: Offer(
        gettext_lazy("M’opposer à un usage"),
        gettext_lazy("Dites lequel, et ce qui dans votre situation s’y oppose.")),
    Right.ACCESS: Offer(
        gettext_lazy("Demander autre chose que ce fichier"),
        gettext_lazy("Ce que le fichier ne contient pas : dites ce que vous cherchez.")),
}  # fmt: skip


@login_required
@require_GET
def my_data(request: Request) -> HttpResponse:
    """The file, the rights, and where each of one's own requests stands."""
    mine = request.user.subject_requests.select_related("case").order_by("-pk")
    rows = [{"one": one, "is_late": one.is_late(request.now)} for one in mine]
    return render(request, "data/my_data.html", {"requests": rows, "offers": OFFERS.items()})


@login_required
@require_http_methods(["GET", "POST"])
def ask(request: Request, right: str) -> HttpResponse:
    """One right, asked in one's own words; that an answer is foreseeable keeps nobody from asking."""
    if right not in OFFERS:
        raise Http404
    cases = own_cases(request.user)
    form = Ask(request.POST if request.method == "POST" else None, cases=cases)
    if form.is_valid():
        said = form.cleaned_data
        case = said.get("case")
        subject_requests.ask(request.user, right, said["text"], case=case, token=said["token"], at=request.now)
        messages.success(request, _("Votre demande est reçue. Une lettre vous dit jusqu’à quand nous répondons."))
        return SeeOther(reverse("my-data"))
    told = foreseen(request, right, cases)
    page = {"form": form, "offer": OFFERS[Right(right)], "right": right, "foreseen": told,
            "open": [row["case"] for row in told if not row["day"]]}  # fmt: skip
    return render(request, "data/ask.html", page, status=422 if form.is_bound else 200)


def foreseen(request: Request, right: str, cases: list[Case]) -> list[dict[str, Any]]:
    """What can be said of each case before anybody asks for it to be erased: open, or from which day it is gone.

    Nothing of one whose letter waits: that would tell what it says.
    """
    if right != Right.ERASURE:
        return []
    told = [one for one in cases if not Known(one, request.user, at=request.now).is_veiled]
    return [{"case": one, "day": one.forgets_at("anonymise")} for one in told]
