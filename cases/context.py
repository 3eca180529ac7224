"""Where one may go from every page, by what one is: officers to their queue first, everybody to report."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.models import Person

from .models import Case
from .parties import reads_the_log, sees_the_country, works_on_cases

MOST = 4  # entries: what is less often wanted stands on the landing page too
# Pages that belong to an entry, though their address does not say so.
OF_A_CASE = ("case", "step", "redaction", "case-letters", "case-letter", "case-first-key", "publication",
             "calibration-new", "case-identity")  # fmt: skip
BELONG = {"queue": OF_A_CASE, "national": ("register",)}


def nav(request: HttpRequest) -> dict[str, Any]:
    """`nav`: label, address and whether it is here, of at most four entries; asked once, if the page shows them."""

    @cache
    def entries() -> list[dict[str, Any]]:
        person = getattr(request, "user", None)
        places = list(places_of(person, request))[:MOST] if isinstance(person, Person) else PUBLIC
        return [entry(request, name, label) for name, label in places]

    return {"nav": entries}


PUBLIC: list[tuple[str, Promise]] = [("report", _("Signaler")), ("charter", _("La charte"))]


def places_of(person: Person, request: Any) -> Iterator[tuple[str, Promise]]:
    if works_on_cases(person, at=request.now):
        yield "queue", pgettext_lazy("queue", "File")
    if sees_the_country(person, at=request.now):
        yield "national", _("Vue nationale")
        yield "report", _("Signaler")
    else:
        yield "report", _("Signaler")
        yield "my-reports", _("Mes signalements")
    if Case.objects.concerning(person).exists():
        yield "my-cases", _("Mon dossier")
    if person.keeps_settings(at=request.now):
        yield "settings", _("Réglages")
    if reads_the_log(person, at=request.now):
        yield "privacy", pgettext_lazy("nav", "Données")
    yield "charter", _("La charte")
    yield "workshops", _("Ateliers")


def entry(request: HttpRequest, name: str, label: Promise) -> dict[str, Any]:
    url, here = reverse(name), getattr(request.resolver_match, "url_name", "")
    inside = request.path.startswith(url) or here in BELONG.get(name, ())
    return {"label": label, "url": url, "current": inside}
