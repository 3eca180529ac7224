"""How somebody likes pages to look: colours for everybody; for who examines cases, images and keys too.

Whoever is signed in finds the choice everywhere; a cookie keeps the colours for this browser, signed in or not.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import cached_property
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from accounts.models import Images, Person, Theme
from accounts.request import Request
from cases.parties import works_on_cases
from cases.views.answers import SeeOther

THEME = "theme"  # the cookie
KEPT = timedelta(days=365)
NOT_CHOSEN = dict.fromkeys(("required", "invalid_choice"), _("Choisissez une des réponses."))


class Preferences:
    """What counts on a page; asked of nobody until a page shows it."""

    def __init__(self, request: HttpRequest):
        self.request = request

    @property
    def person(self) -> Person | None:
        user = getattr(self.request, "user", None)
        return user if isinstance(user, Person) else None

    @cached_property
    def theme(self) -> str:
        """Of the person, else of the browser; empty where the system decides."""
        chosen = (self.person and self.person.theme) or self.request.COOKIES.get(THEME, "")
        return chosen if chosen in Theme.values else ""

    @property
    def images(self) -> str:
        return self.person.images if self.person else Images.BLURRED

    @property
    def veil(self) -> str:
        """What lies over an image until somebody asks to see it; empty for nothing."""
        return "" if self.images == Images.PLAIN else self.images

    @property
    def keys_are_off(self) -> bool:
        return self.person is not None and not self.person.has_keys


def preferences(request: HttpRequest) -> dict[str, Any]:
    """`preferences`, for every page."""
    return {"preferences": Preferences(request)}


class Choice(forms.Form):
    """Asks whoever does not work on cases for the colours alone."""

    theme = forms.ChoiceField(
        label=_("Couleurs"), required=False, widget=forms.RadioSelect, error_messages=NOT_CHOSEN,
        choices=[("", _("Comme mon appareil")), *Theme.choices],
    )  # fmt: skip
    images = forms.ChoiceField(
        label=_("Images des publications, dans un dossier"), widget=forms.RadioSelect, choices=Images.choices,
        error_messages=NOT_CHOSEN, help_text=_("Un clic montre une image floue ou grise telle qu’elle est."),
    )  # fmt: skip
    has_keys = forms.BooleanField(
        label=_("Raccourcis clavier"), required=False,
        help_text=_("Une lettre seule choisit ou ouvre ; aucune ne décide. Décochez si elles vous gênent."),
    )  # fmt: skip

    def __init__(self, person: Person | None, data: Any = None, **more: Any):
        super().__init__(data, label_suffix="", **more)
        if person is None:
            del self.fields["images"], self.fields["has_keys"]


@require_http_methods(["GET", "POST"])
def page(request: Request) -> HttpResponse:
    chosen = Preferences(request)
    person, officer = chosen.person, works_on_cases(request.user, at=request.now) if chosen.person else False
    first = {"theme": chosen.theme, "images": chosen.images, "has_keys": not chosen.keys_are_off}
    form = Choice(person if officer else None, request.POST if request.method == "POST" else None, initial=first)
    if not (form.is_bound and form.is_valid()):
        context = {"form": form, "person": person}
        return render(request, "account/preferences.html", context, status=422 if form.is_bound else 200)
    if person:
        Person.objects.filter(pk=person.pk).update(**form.cleaned_data)
    messages.success(request, say("Vos préférences sont gardées."))
    answer = SeeOther(request.path)
    keep(answer, form.cleaned_data["theme"])
    return answer


def keep(answer: HttpResponse, theme: str) -> None:
    if theme:
        answer.set_cookie(
            THEME, theme, max_age=KEPT, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
        )
    else:
        answer.delete_cookie(THEME, samesite="Lax")
