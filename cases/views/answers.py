"""How a page answers: see-other after a POST, and one way to show any step of any case to whoever may take it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.request import Request

from ..door import already_taken, objection, perform, rehearse, steps
from ..forms import StepForm, form_named
from ..grammar import Refused
from ..models import Case


class SeeOther(HttpResponseRedirect):
    """303: the POST is done, look there. A refresh repeats nothing."""

    status_code = 303


def page_of_step(request: Request, case: Case, name: str, *, side: str, back: str) -> HttpResponse:
    """GET shows the step's form, or the sentence that closes it; POST takes it, or shows its letter first.

    `side` names the folder of templates, `back` where the person stands afterwards. No power is 403 whatever was typed;
    a closed or lost step 409, a bad answer 422, both with everything typed kept.
    """
    ask = form_named(name, side)
    if ask is None or name not in steps():
        raise Http404
    refusal = objection(case, name, by=request.user, at=request.now)
    if request.method != "POST":
        form = None if refusal else ask(case=case, by=request.user, at=request.now)
        return shown(request, case, ask, form, side=side, back=back, refusal=refusal)
    form = ask(request.POST, case=case, by=request.user, at=request.now)
    valid = form.is_valid()
    if already_taken(case, form.cleaned_data.get("token"), by=request.user):
        return SeeOther(back)
    if refusal or not valid:
        if refusal:
            form.refuse(refusal)
        return shown(request, case, ask, form, side=side, back=back, status=409 if refusal else 422)
    try:
        return taken(request, case, name, form, side=side, back=back)
    except Refused as late:
        form.refuse(late)
        return shown(request, case, ask, form, side=side, back=back, status=late.status)


def taken(request: Request, case: Case, name: str, form: StepForm, *, side: str, back: str) -> HttpResponse:
    seen = form.cleaned_data["basis"]
    if "preview" in request.POST and form.previews:
        letters = rehearse(case, name, by=request.user, at=request.now, seen=seen, **form.answers)
        return shown(request, case, type(form), form, side=side, back=back, letters=letters)
    token = form.cleaned_data["token"]
    perform(case, name, by=request.user, at=request.now, seen=seen, token=token, **form.answers)
    messages.success(request, form.done or _("C’est fait : %(what)s.") % {"what": str(form.label).lower()})
    return SeeOther(back)


def shown(
    request: Request, case: Case, ask: type[StepForm], form: StepForm | None, *, side: str, back: str,
    refusal: Refused | None = None, letters: Any = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page of a step: form, letter to read before signing, or the sentence that closes it; never two of them."""
    context = {"case": case, "ask": ask, "form": form, "refusal": refusal, "letters": letters, "back": back}
    if status == 409 and form and form.cleaned_data.get("basis"):
        context["changes"] = case.entries.filter(number__gt=form.cleaned_data["basis"])
    template = "read_letter" if letters is not None else "step"
    return render(request, f"{side}/{template}.html", context, status=status)


def shown_offers(case: Case, offers: Any, *, url: str, side: str = "") -> list[dict[str, Any]]:
    """The offers that have a page, with their words and address, open ones first."""
    rows = []
    for offer in offers.values():
        if ask := form_named(offer.name, side):
            rows.append({"name": offer.name, "label": ask.label, "consequence": ask.consequence,
                         "refusal": offer.refusal, "url": f"{url}{offer.name}/"})  # fmt: skip
    return sorted(rows, key=lambda row: row["refusal"] is not None)
