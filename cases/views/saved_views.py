"""Views of the queue that somebody keeps under a name: a tab of one's own, and one of them what the queue opens with.

A view keeps choices. Words that were looked for, and whose cases, would outlive the cases that they tell of.
To a colleague one hands the address: it says all of a view, and shows to each what he or she may see.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.request import Request

from .answers import SeeOther
from .queue import Look

MOST = 8


class ViewName(forms.Form):
    name = forms.CharField(label=_("Nom de cette vue"), max_length=30)

    def __init__(self, data: Any = None, *, kept: dict[str, str]) -> None:
        super().__init__(data, label_suffix="")
        self.kept = kept

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if name not in self.kept and len(self.kept) >= MOST:
            said = gettext("Vous gardez déjà %(n)s vues. Supprimez-en une d’abord.")
            raise forms.ValidationError(said % {"n": MOST})
        return name


@login_required
@require_http_methods(["GET", "POST"])
def saved_views(request: Request) -> HttpResponse:
    """GET lists them, and asks for a name where the address says a view; POST keeps that one, or changes the list."""
    looked, person = Look(request), request.user
    kept = person.kept_views
    form = ViewName(request.POST if "name" in request.POST else None, kept=kept)
    here = looked.to_keep
    if form.is_bound and not here:
        raise Http404
    if form.is_bound and form.is_valid():
        kept[form.cleaned_data["name"]] = here
        return kept_again(request, kept, said=_("Cette vue est gardée."))
    if request.method == "POST" and not form.is_bound:
        return changed(request, kept)
    page = {"form": form if here else None, "here": here, "most": MOST,
            "first": person.first_view, "views": kept.items()}  # fmt: skip
    return render(request, "cases/saved_views.html", page, status=422 if form.is_bound else 200)


def changed(request: Request, kept: dict[str, str]) -> HttpResponse:
    """One is dropped, made the first, or the first is one of the house again."""
    first, dropped = request.POST.get("first"), request.POST.get("drop")
    if dropped is not None:
        if kept.pop(dropped, None) is None:
            raise Http404
        return kept_again(request, kept, said=_("Cette vue est supprimée."))
    if first is None or (first and first not in kept):
        raise Http404
    return kept_again(request, kept, first=first, said=_("La file s’ouvre désormais ainsi."))


def kept_again(request: Request, kept: dict[str, str], *, said: Any, first: str | None = None) -> HttpResponse:
    request.user.keep_views(kept, first=first)
    messages.success(request, said)
    return SeeOther(reverse("saved-views"))
