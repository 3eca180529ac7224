"""An officer's queue: which case is next, danger first, then the nearest deadline."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from accounts.models import Body
from accounts.request import Request

from ..models import Case
from ..parties import NATIONAL, PANEL

PAGE, MOST_COUNTED = 50, 200
TABS = {
    "a-prendre": ("to_take", _("À prendre")),
    "a-moi": ("mine", _("À moi")),
    "en-retard": ("late", _("En retard")),
    "reponses": ("heard", _("Réponses reçues")),
    "a-signer": ("to_sign", _("À signer")),
    "recours": ("appeals", _("Recours")),
    "tous": ("all", _("Tous")),
    "ailleurs": ("elsewhere", _("Tenus ailleurs")),
    "clos": ("closed", _("Clos")),
}


@login_required
@require_GET
def queue(request: Request) -> HttpResponse:
    """Fifty rows of one tab. The tabs of a federation differ from those of the national office and of the panel."""
    bodies = request.user.bodies_where("examine", at=request.now)
    hears = request.user.holds("hear_appeals", PANEL, at=request.now)
    if not bodies and not hears:
        raise PermissionDenied
    shown = [tab for tab in TABS if fits(tab, bodies, hears)]
    tab = request.GET.get("vue", shown[0])
    if tab not in shown:
        raise Http404
    reached = Case.objects.known_to(request.user, at=request.now)
    rows = list(in_tab(reached, tab, bodies, request).for_queue()[: PAGE + 1])
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return render(request, "cases/queue.html", {
        "tab": tab, "tabs": counted(reached, shown, bodies, request), "rows": rows[:PAGE], "now": request.now,
        "bodies": Body.objects.filter(code__in=bodies).order_by("code"), "paged": "apres" in request.GET,
        "after": f"{last.rank}_{last.due_at.isoformat() if last.due_at else ''}_{last.pk}" if last else "",
    })  # fmt: skip


def fits(tab: str, bodies: frozenset[str], hears: bool) -> bool:
    if tab == "recours":
        return hears
    if not bodies:
        return False
    return tab != "a-signer" or NATIONAL in bodies


def in_tab(reached: Any, tab: str, bodies: frozenset[str], request: Request) -> Any:
    chosen = reached.tab(TABS[tab][0], bodies, by=request.user, at=request.now)
    return chosen.after(*cursor(request.GET["apres"])) if request.GET.get("apres") else chosen


def cursor(text: str) -> tuple[int, datetime | None, int]:
    """«rank_moment_key» of the last row of the page before; anything else is a page that does not exist."""
    try:
        rank, moment, key = text.split("_")
        return int(rank), parse_datetime(moment) if moment else None, int(key)
    except ValueError as broken:
        raise Http404 from broken


def counted(reached: Any, shown: list[str], bodies: frozenset[str], request: Request) -> list[dict[str, Any]]:
    """Each tab with its count, «plus de 200» beyond: nobody reads a larger number."""
    rows = [(tab, *TABS[tab]) for tab in shown]
    return [
        {"name": tab, "label": label,
         "count": reached.tab(name, bodies, by=request.user, at=request.now).order_by()[: MOST_COUNTED + 1].count()}
        for tab, name, label in rows
    ]  # fmt: skip
