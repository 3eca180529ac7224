"""What the organisation sets for itself: delays and maxima of the procedure, their effect shown before they count."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.answers import SeeOther, refuse_others
from accounts.models import Body
from accounts.request import Request

from ..forms.settings import LimitForm
from ..legal_time import days_after, last_moment, months_after
from ..models import Case, Parameter
from ..parameters import SETTABLE, Bound
from ..parties import NATIONAL

SHOWN_FOR = ("75", "974")  # a federation of the mainland, and one for which days are added
NAMES = {bound.slug: bound for bound in SETTABLE.values()}
ENDS = {"days": days_after, "months": months_after}  # where a plain count ends; of other units no date can be shown


class Setting(NamedTuple):
    """One value as it stands."""

    bound: Bound
    value: int
    row: Parameter | None  # who set it and when; None for the default

    @property
    def said(self) -> str:
        return self.bound.said(self.value)

    @property
    def default(self) -> str:
        return self.bound.said(self.bound.default)

    @property
    def url(self) -> str:
        return reverse("setting", args=[self.bound.slug])


@login_required
@require_GET
def delays(request: Request) -> HttpResponse:
    """Every delay and maximum that counts, with its default and the text that it follows; how long things are kept."""
    refuse_others(request)
    rows = Parameter.objects.in_force()
    counting: list[Setting] = []
    keeping: list[Setting] = []
    for bound in SETTABLE.values():
        (keeping if bound.keeps else counting).append(setting(bound, rows))
    return render(request, "settings/delays.html", {"counting": counting, "keeping": keeping})


@login_required
@require_http_methods(["GET", "POST"])
def delay(request: Request, name: str) -> HttpResponse:
    """One of them: asked, shown with what it changes, then set. 409 when somebody else has set it meanwhile."""
    refuse_others(request)
    if name not in NAMES:
        raise Http404
    with transaction.atomic():
        if request.method == "POST":
            Body.objects.select_for_update().get(code=NATIONAL)  # one at a time: values are held against each other
        return answered(request, NAMES[name])


def answered(request: Request, bound: Bound) -> HttpResponse:
    rows = Parameter.objects.in_force()
    now = setting(bound, rows)
    typed = request.POST if request.method == "POST" else None
    form = LimitForm(typed, bound=now.bound, current=now.value, others={key: row.value for key, row in rows.items()})
    if typed is None:
        return shown(request, now, form)
    if not form.is_valid():
        return shown(request, now, form, status=422)
    value = form.cleaned_data["value"]
    if value == now.value:
        return already(request, now, form)
    if form.is_stale:
        form.add_error(None, _("Quelqu’un vient de changer cette valeur : elle est de %(now)s.") % {"now": now.said})
        return shown(request, now, form, status=409)
    if "save" not in request.POST:
        return shown(request, now, form, effect=effect(request, now, value))
    Parameter.objects.set(now.bound.key, value, by=request.user, at=request.now)
    said = {"name": now.bound.name, "value": now.bound.said(value)}
    messages.success(request, _("« %(name)s » : %(value)s, pour les dossiers ouverts à partir de maintenant.") % said)
    return SeeOther(reverse("delays"))


def setting(bound: Bound, rows: dict[str, Parameter]) -> Setting:
    row = rows.get(bound.key)
    return Setting(bound, row.value if row else bound.default, row)


def already(request: Request, now: Setting, form: LimitForm) -> HttpResponse:
    """A second click is a success; whoever types what stands there already is told so."""
    if "save" in request.POST:
        return SeeOther(reverse("delays"))
    form.add_error("value", _("C’est déjà la valeur qui compte."))
    return shown(request, now, form, status=422)


def shown(request: Request, now: Setting, form: LimitForm, *, status: int = 200, **more: Any) -> HttpResponse:
    page = {"setting": now, "form": form, "history": history(now.bound), **more}
    return render(request, "settings/delay.html", page, status=status)


def history(bound: Bound) -> list[dict[str, Any]]:
    """What was set before, the newest first; by nobody when an installation brought it along."""
    rows = Parameter.objects.filter(key=bound.key).select_related("by").order_by("-valid_from", "-pk")
    return [{"value": bound.said(row.value), "at": row.valid_from, "by": row.by} for row in rows]


class Change(NamedTuple):
    """Where a count that begins today would end, before and after."""

    place: str
    before: datetime
    after: datetime


def effect(request: Request, now: Setting, value: int) -> dict[str, Any]:
    """The new value in words, the cases that keep theirs, and dates to compare."""
    return {
        "value": now.bound.said(value),
        "kept": Case.objects.known_to(request.user, at=request.now).exclude(state="closed").count(),
        "changes": list(changes(now, value, at=request.now)),
    }


def changes(now: Setting, value: int, *, at: datetime) -> Any:
    """Windows end on a working day where the member lives, and have more days overseas; all else is counted plainly."""
    places = Body.objects.filter(code__in=SHOWN_FOR if now.bound.by_law else SHOWN_FOR[:1]).order_by("code")
    if now.bound.unit in ENDS:
        for place in places:
            yield Change(place.name, end(now.bound, now.value, place, at), end(now.bound, value, place, at))


def end(bound: Bound, value: int, place: Body, at: datetime) -> datetime:
    if bound.by_law:
        return last_moment(at, value, body=place).due_at
    return ENDS[bound.unit](at, value, zone=ZoneInfo(place.time_zone))
