"""An officer's queue: which case is next, danger first, then the nearest deadline."""

from __future__ import annotations

import re
import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from accounts.models import Body
from accounts.request import Request

from ..door import steps
from ..forms.holder import Claim
from ..models import Case
from ..parties import NATIONAL, PANEL, works_on_cases

PAGE, MOST_COUNTED = 50, 200
CURSOR = re.compile(r"(?P<rank>\d)_(?P<moment>[0-9T:.+-]{0,40})_(?P<key>\d{1,18})", re.ASCII)
TABS = {
    "a-prendre": ("to_take", _("À prendre")),
    "a-moi": ("mine", _("À moi")),
    "en-retard": ("late", _("En retard")),
    "reponses": ("heard", _("Réponses reçues")),
    "a-signer": ("to_sign", _("À signer")),
    "recours": ("appeals", _("Recours")),
    "a-poster": ("to_post", _("À poster")),
    "tous": ("all", _("Tous")),
    "ailleurs": ("elsewhere", _("Tenus ailleurs")),
    "clos": ("closed", _("Clos")),
}
NEWEST_FIRST = {"a-poster", "clos"}  # closed cases among them have no deadline to be ordered by


@login_required
@require_GET
def queue(request: Request) -> HttpResponse:
    """Fifty rows of one tab. The tabs of a federation differ from those of the national office and of the panel."""
    if not works_on_cases(request.user, at=request.now):
        raise PermissionDenied
    bodies = request.user.bodies_where("examine", at=request.now)
    hears = request.user.holds("hear_appeals", PANEL, at=request.now)
    shown = [tab for tab in TABS if fits(tab, bodies, hears)]
    tab = request.GET.get("vue", shown[0])
    if tab not in shown:
        raise Http404
    reached = Case.objects.known_to(request.user, at=request.now)
    here = in_tab(reached, tab, bodies, request).marking_read_by(request.user, at=request.now)
    found = list(here.for_queue()[: PAGE + 1])
    tabs = counted(reached, shown, bodies, request)
    return render(request, "cases/queue.html", {
        "tab": tab, "is_newest_first": tab in NEWEST_FIRST, "title": TABS[tab][1], "tabs": tabs, "now": request.now,
        "next_tab": next((one for one in tabs if one["count"] and one["name"] != tab), None),
        "rows": rows(found[:PAGE], bodies), "claim_label": Claim.button, "paged": "apres" in request.GET,
        "bodies": Body.objects.filter(code__in=bodies or [PANEL]).order_by("code"),
        "next_url": page_after(tab, found[PAGE - 1]) if len(found) > PAGE else "",
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


def page_after(tab: str, last: Case) -> str:
    moment = last.due_at.isoformat() if last.due_at and tab not in NEWEST_FIRST else ""
    return "?" + urlencode({"vue": tab, "apres": f"{last.rank}_{moment}_{last.pk}"})


def cursor(text: str) -> tuple[int, datetime | None, int]:
    """«rank_moment_key» of the last row of the page before; anything else is a page that does not exist."""
    found = CURSOR.fullmatch(text)
    try:
        moment = parse_datetime(found["moment"]) if found else None
    except ValueError:
        moment = found = None
    if found is None or (found["moment"] and (moment is None or moment.tzinfo is None)):
        raise Http404
    return int(found["rank"]), moment, int(found["key"])


def counted(reached: Any, shown: list[str], bodies: frozenset[str], request: Request) -> list[dict[str, Any]]:
    """Each tab with its count, «plus de 200» beyond: nobody reads a larger number."""
    names = [TABS[tab][0] for tab in shown]
    counts = reached.counting(names, bodies, by=request.user, at=request.now, most=MOST_COUNTED + 1)
    return [
        {"name": tab, "label": TABS[tab][1], "most": MOST_COUNTED, "count": count}
        for tab, count in zip(shown, counts, strict=True)
    ]


def rows(cases: Sequence[Any], bodies: frozenset[str]) -> list[dict[str, Any]]:
    """What a row shows: words of the post only to whom its content is open, the claim only where it may be taken."""
    return [
        {"case": case, "claim": claim(case) if case.is_read and case.held_by_id in bodies else None,
         "reports": ngettext("%(n)s signalement", "%(n)s signalements", case.reports_count) % {"n": case.reports_count}}
        for case in cases
    ]  # fmt: skip


def claim(case: Case) -> uuid.UUID | None:
    """The token of a form worth offering in a row; whether the step is open is asked when it is taken."""
    return None if case.claimed_by_id or case.state not in steps()["claim"] else uuid.uuid4()
