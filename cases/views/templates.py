"""The texts of letters, edited by the national office: shown as a letter before they count, and never overwritten."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.answers import SeeOther, refuse_others
from accounts.models import Body
from accounts.request import Request
from notifications.models import Template
from notifications.models.template import Key, text_in
from notifications.post import filled

from .. import letters
from ..forms.settings import TemplateForm
from ..parties import NATIONAL
from ..wording import required
from ..wording.audiences import VOCABULARIES
from ..wording.samples import samples
from .reading import READERS

FOLDER = Path(letters.__file__).with_name("letters")
LANGUAGES = dict(settings.LANGUAGES)
VARIABLE = re.compile(r"\$\w+")


def reader(audience: str) -> str:
    """«À la personne concernée», as the preview of a step says it, of no case in particular."""
    others = {"reporter": _("À la personne qui a signalé"), "officer": _("Aux personnes qui examinent, chaque jour"),
              "member": _("Aux personnes inscrites à un atelier"),
              "subject": _("À qui demande quelque chose sur ses données")}  # fmt: skip
    return others.get(audience) or READERS[audience](None)


class Text(NamedTuple):
    """A text in force, and those of the same letter in other languages that were written since."""

    template: Template
    newer: list[str]

    @property
    def language(self) -> str:
        return LANGUAGES[self.template.language]

    @property
    def url(self) -> str:
        return reverse("letter-template", args=self.template.key)


class Row(NamedTuple):
    """One letter: its text in each language."""

    name: str
    title: str  # in the language of the page, where it has one; «…» for what each letter fills in
    language_code: str
    texts: list[Text]


@login_required
@require_GET
def letter_templates(request: Request) -> HttpResponse:
    """Every letter of the house by its reader, with the version that counts in each language."""
    refuse_others(request)
    groups = [(reader(audience), list(rows(audience))) for audience in VOCABULARIES]
    return render(request, "settings/letters.html", {"groups": groups})


def rows(audience: str) -> Iterator[Row]:
    found: dict[str, list[Template]] = {}
    for one in Template.objects.filter(audience=audience).in_force().select_related("by").order_by("act"):
        if f"{one.act}.{audience}" in required.MUST_SAY:  # and no letter that the house has given up
            found.setdefault(one.act, []).append(one)
    for act, same in found.items():
        same.sort(key=lambda one: list(LANGUAGES).index(one.language))
        here = next((one for one in same if one.language == get_language()), same[0])
        yield Row(act, VARIABLE.sub("…", here.title), here.language, [Text(one, newer(one, same)) for one in same])


def newer(one: Template, same: Iterable[Template]) -> list[str]:
    """The languages in which somebody has written since."""
    return [LANGUAGES[other.language] for other in same if one.is_older_than(other)]


@login_required
@require_http_methods(["GET", "POST"])
def letter_template(request: Request, act: str, audience: str, language: str) -> HttpResponse:
    """One text: edited, shown as a letter, then kept. 409 when somebody else has written a version meanwhile."""
    refuse_others(request)
    with transaction.atomic():
        if request.method == "POST":
            Body.objects.select_for_update().get(code=NATIONAL)  # one at a time
        versions = list(Template.objects.versions_of((act, audience, language)))
        if not versions or f"{act}.{audience}" not in required.MUST_SAY:
            raise Http404
        return answered(request, versions)


def answered(request: Request, versions: list[Template]) -> HttpResponse:
    now, typed = versions[0], request.POST if request.method == "POST" else None
    form = TemplateForm(typed, current=now)
    if typed is None or "edit" in typed:
        return shown(request, versions, form)
    if not form.is_valid():
        return shown(request, versions, form, status=409 if form.is_stale else 422, is_stale=form.is_stale)
    written = form.written
    if now.says_what(written):
        return already(request, versions, form)
    if form.is_stale:
        return shown(request, versions, form, status=409, is_stale=True)
    if "save" not in request.POST:
        return shown(request, versions, form, preview=filled(written, samples(now.language)))
    kept = Template.objects.write(now.key, title=written.title, body=written.body, by=request.user, at=request.now)
    messages.success(request, _("Version %(number)s enregistrée, pour les lettres à venir.") % {"number": kept.number})
    return SeeOther(reverse("letter-template", args=now.key))


def already(request: Request, versions: list[Template], form: TemplateForm) -> HttpResponse:
    """A second click is a success; whoever sends what stands there already is told so."""
    if "save" in request.POST:
        return SeeOther(reverse("letter-template", args=versions[0].key))
    form.add_error("body", _("C’est déjà le texte qui compte."))
    return shown(request, versions, form, status=422)


def shown(
    request: Request, versions: list[Template], form: TemplateForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    now = versions[0]
    others = Template.objects.filter(act=now.act, audience=now.audience).exclude(language=now.language).in_force()
    page = {
        "form": form, "now": now, "versions": versions, "reader": reader(now.audience),
        "written_in": LANGUAGES[now.language], "others": [Text(one, newer(one, [now])) for one in others],
        "newer": newer(now, others), "variables": sorted(VOCABULARIES[now.audience].names()),
        "kept": required.shown(required.pieces(f"{now.act}.{now.audience}"), now),
        **of_the_house(now.key, versions), **more,
    }  # fmt: skip
    return render(request, "settings/letter.html", page, status=status)


def of_the_house(key: Key, versions: list[Template]) -> dict[str, Any]:
    """Our own text, where another counts: and whether it has changed since that one was written."""
    act, audience, language = key
    file = FOLDER / language / f"{act}.{audience}.txt"
    if versions[0].by is None or not file.exists():
        return {}
    ours, known = text_in(file), next((one for one in versions if one.by is None), None)
    return {"ours": ours, "ours_changed": known is not None and not known.says_what(ours)}
