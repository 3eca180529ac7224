"""An officer's queue: which case is next, danger first, then the nearest deadline."""

from __future__ import annotations

import re
import uuid
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from accounts.request import Request

from ..door import steps
from ..forms.holder import Claim
from ..models import Case
from ..models.case import apart_from
from ..parties import NATIONAL, PANEL, works_on_cases

PAGE, MOST_COUNTED = 50, 200
QUOTED = 90  # characters
CURSOR = re.compile(r"(?P<rank>\d)_(?P<moment>[0-9T:.+-]{0,40})_(?P<key>\d{1,18})", re.ASCII)
TABS = {
    "a-prendre": ("to_take", _("À prendre")),
    "a-moi": ("mine", _("À moi")),
    "en-retard": ("late", _("En retard")),
    "reponses": ("heard", _("Réponses reçues")),
    "a-signer": ("to_sign", _("À signer")),
    "a-relire": ("to_reread", _("À relire")),
    "recours": ("appeals", _("Recours")),
    "a-poster": ("to_post", _("À poster")),
    "tous": ("all", _("Tous")),
    "ailleurs": ("elsewhere", _("Tenus ailleurs")),
    "clos": ("closed", _("Clos")),
}
NEWEST_FIRST = {"a-poster", "a-relire", "clos"}  # closed cases among them have no deadline to be ordered by
NATIONAL_ONLY = {"a-signer", "a-relire"}


@login_required
@require_GET
def queue(request: Request) -> HttpResponse:
    """Fifty rows of one tab. The tabs of a federation differ from those of the national office and of the panel."""
    person, at = request.user, request.now
    if not works_on_cases(person, at=at):
        raise PermissionDenied
    bodies = person.bodies_where("examine", at=at)
    hears = person.holds("hear_appeals", PANEL, at=at)
    shown = [tab for tab in TABS if fits(tab, bodies, hears)]
    tab = request.GET.get("vue", shown[0])
    if tab not in shown:
        raise Http404
    reached = Case.objects.known_to(person, at=at, apart=list(apart_from(person)))
    found = list(in_tab(reached, tab, bodies, request).marking_read_by(person, at=at).for_queue()[: PAGE + 1])
    offices, tabs = counted(reached, shown, bodies, request)
    return render(request, "cases/queue.html", {
        "tab": tab, "is_newest_first": tab in NEWEST_FIRST, "title": TABS[tab][1], "tabs": tabs, "now": at,
        "next_tab": next((one for one in tabs if one["count"] and one["name"] != tab), None),
        "rows": [row(case, tab, request) for case in found[:PAGE]], "token": uuid.uuid4(),
        "claim_label": str(Claim.button), "paged": "apres" in request.GET, "bodies": offices,
        "brings_in": bool(bodies),
        "next_url": page_after(tab, found[PAGE - 1]) if len(found) > PAGE else "",
    })  # fmt: skip


def fits(tab: str, bodies: frozenset[str], hears: bool) -> bool:
    if tab == "recours":
        return hears
    if not bodies:
        return False
    return tab not in NATIONAL_ONLY or NATIONAL in bodies


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


def counted(reached: Any, shown: list[str], bodies: frozenset[str], request: Request) -> tuple[Any, list[Any]]:
    """The offices whose queue this is, and each tab with its count, «plus de 200» beyond: nobody reads more."""
    names = [TABS[tab][0] for tab in shown]
    offices = reached.counting(names, bodies, by=request.user, at=request.now, most=MOST_COUNTED + 1)
    counts = [getattr(offices[0], f"count_{name}") for name in names]
    return offices, [
        {"name": tab, "label": TABS[tab][1], "most": MOST_COUNTED, "count": count}
        for tab, count in zip(shown, counts, strict=True)
    ]


class Row(NamedTuple):
    """What a row shows: words of the post only to whom its content is open, the claim only where it may be taken."""

    case: Case
    place: str
    words: str
    rule: str
    reports: str
    who: str
    outcome: str
    may_claim: bool


def row(case: Any, tab: str, request: Request) -> Row:
    reports = ngettext("%(n)s signalement", "%(n)s signalements", case.reports_count) % {"n": case.reports_count}
    rule = case.article_version.title if case.article_version else gettext("À qualifier")
    reports = reports.replace(" ", "\u00a0")  # a number is read with its noun
    quoted = case.quote or case.post.text
    words = quoted if len(quoted) <= QUOTED else f"{quoted[: QUOTED - 1]}…"
    place = reverse("case", args=[case.reference])
    shown = Row(case, place, words, rule, reports, in_charge(case, tab, request.user), case.outcome,
                may_claim(case, request))  # fmt: skip
    if tab != "a-relire":
        return shown
    # Whoever reads it again learns neither how it ended, nor by whom, nor the way to that.
    return shown._replace(place=reverse("step", args=[case.reference, "reread"]), who="—", outcome="")


def in_charge(case: Any, tab: str, reader: Any) -> str:
    """Who has it in charge: a name for whoever reads the case, the body for whoever knows that there is one."""
    if case.claimed_by_id == reader.pk:
        return gettext("Vous")
    if case.claimed_by_id and case.is_read:
        return str(case.claimed_by)
    return case.held_by.title if tab in ("ailleurs", "recours") else pgettext("nobody", "Personne")


def may_claim(case: Any, request: Request) -> bool:
    """Is a claim worth offering in a row? Whether the step is open is asked when it is taken."""
    held_here = case.is_read and case.held_by_id in request.user.bodies_where("examine", at=request.now)
    return held_here and not case.claimed_by_id and case.state in steps()["claim"]
