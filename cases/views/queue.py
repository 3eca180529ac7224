"""An officer's queue: which case is next, danger first, then the nearest deadline."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from accounts.request import Request

from ..door import steps
from ..forms.holder import Claim
from ..forms.queue import NAMES, Filters
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
TO_PICK = {"a-prendre", "a-moi", "en-retard", "reponses", "a-signer", "tous"}
EXPORT = "export"
# What is done to several at once; all but the export are steps, each taken by itself.
PICKS = {
    "claim": _("Prendre en charge"), "assign": _("Affecter…"), "join_case": _("Joindre…"),
    EXPORT: _("Exporter en CSV"),
}  # fmt: skip


@login_required
@require_GET
def queue(request: Request) -> HttpResponse:
    """Fifty rows of one tab. The tabs of a federation differ from those of the national office and of the panel."""
    looked, person = Look(request), request.user
    if not request.GET and (first := person.first_view) and is_there(request, first):
        return redirect(f"{reverse('queue')}{first}")
    if looked.filters.was_shared:
        return redirect(f"{reverse('queue')}{looked.address()}")
    status = 200 if looked.filters.is_valid() else 422
    rows = list(looked.rows(after=request.GET.get("apres", ""))[: PAGE + 1]) if status == 200 else []
    offices, tabs = looked.counted()
    return render(request, "cases/queue.html", {
        "tab": looked.tab, "is_newest_first": looked.tab in NEWEST_FIRST, "title": TABS[looked.tab][1], "tabs": tabs,
        "filters": looked.filters, "form": looked.filters, "now": request.now,
        "next_tab": next((one for one in tabs if one["count"] and one["name"] != looked.tab), None),
        "rows": [row(case, looked) for case in rows[:PAGE]], "token": uuid.uuid4(),
        "claim_label": str(Claim.button), "paged": "apres" in request.GET, "bodies": offices,
        "saved": person.kept_views.items(), "brings_in": bool(looked.bodies), "here": looked.address(),
        "picks": picks_of(looked.tab).items(),
        "next_url": looked.address(apres=looked.place_of(rows[PAGE - 1])) if len(rows) > PAGE else "",
    }, status=status)  # fmt: skip


@login_required
@require_GET
def following(request: Request) -> HttpResponse:
    """The next case of the view that one came from: behind the place that one left, or else from its beginning."""
    looked, place = Look(request), request.GET.get("de", "")
    others = {"pk": cursor(place)[2]} if place else {}
    for after in dict.fromkeys([place, ""]):
        if found := looked.rows(after=after).exclude(**others).first():
            return redirect(row(found, looked).place)
    messages.info(request, gettext("Il n’y a pas d’autre dossier dans cette vue."))
    return redirect(f"{reverse('queue')}{looked.address()}")


class Look:
    """What somebody looks at in the queue: one tab, and of that what is asked for. The address of the page says it.

    Raises PermissionDenied for whoever has no queue; Http404 for a tab, or a choice of a filter, that is not there.
    """

    def __init__(self, request: Request, query: QueryDict | None = None) -> None:
        """`query`: of another view than the one that the address says."""
        self.request, self.at = request, request.now
        query = request.GET if query is None else query
        person = request.user
        if not works_on_cases(person, at=self.at):
            raise PermissionDenied
        self.bodies = person.bodies_where("examine", at=self.at)
        hears = person.holds("hear_appeals", PANEL, at=self.at)
        self.shown = [tab for tab in TABS if fits(tab, self.bodies, hears)]
        self.tab = query.get("vue", self.shown[0])
        self.filters = Filters(query, bodies=self.bodies, is_whole="filtrer" in query, at=self.at)
        if self.tab not in self.shown or not self.filters.is_of_this_page:
            raise Http404
        apart = list(apart_from(person))
        self.known = Case.objects.known_to(person, at=self.at, apart=apart)
        self.seen = Case.objects.seen_by(person, at=self.at, apart=apart)

    @cached_property
    def reached(self) -> Any:
        return self.known.marking_read_by(self.request.user, at=self.at)

    @cached_property
    def found(self) -> Any:
        """What is asked for. To count where nothing is, nobody asks which of them are read."""
        return self.reached.matching(self.filters.asked, at=self.at) if self.filters.kept else self.known

    def rows(self, *, after: str) -> Any:
        found = self.found if self.filters.kept else self.reached
        chosen = found.tab(TABS[self.tab][0], self.bodies, by=self.request.user, at=self.at)
        return (chosen.after(*cursor(after)) if after else chosen).for_queue(self.seen)

    def counted(self) -> tuple[Any, list[Any]]:
        """The offices whose queue this is, and each tab with its count, «plus de 200» beyond: nobody reads more."""
        names = [TABS[tab][0] for tab in self.shown]
        offices = self.found.counting(names, self.bodies, by=self.request.user, at=self.at, most=MOST_COUNTED + 1)
        return offices, [
            {"name": tab, "label": TABS[tab][1], "most": MOST_COUNTED, "url": self.address(vue=tab),
             "count": getattr(offices[0], f"count_{name}")}
            for tab, name in zip(self.shown, names, strict=True)
        ]  # fmt: skip

    def address(self, **more: str) -> str:
        """This view, as a query string; of one of its cases, with the place that it has in it."""
        return "?" + urlencode({"vue": self.tab, **self.filters.kept, **more})

    @property
    def to_keep(self) -> str:
        """This view without anybody in it; empty where nothing is chosen."""
        choices = self.filters.choices
        return "?" + urlencode({"vue": self.tab, **choices}) if choices else ""

    def place_of(self, case: Case) -> str:
        """«rank_moment_key», by which the rows behind this one are found."""
        moment = case.due_at.isoformat() if case.due_at and self.tab not in NEWEST_FIRST else ""
        return f"{case.rank}_{moment}_{case.pk}"


def picks_of(tab: str) -> Mapping[str, Any]:
    """What is done to several cases of a tab at once: a closed one is only exported."""
    if tab == "clos":
        return {EXPORT: PICKS[EXPORT]}
    return PICKS if tab in TO_PICK else {}


def is_there(request: Request, view: str) -> bool:
    """A view that was kept may name a colleague who has left, or a tab of an office that is over."""
    try:
        Look(request, QueryDict(view.removeprefix("?")))
    except Http404:
        return False
    return True


def trail(request: Request) -> str:
    """The view from which somebody came to a case, as its pages carry it along: back to it, and to the next in it."""
    kept = {name: value for name in ("vue", *NAMES, "de") if (value := request.GET.get(name))}
    return f"?{urlencode(kept)}" if kept.get("vue") in TABS else ""


def fits(tab: str, bodies: frozenset[str], hears: bool) -> bool:
    if tab == "recours":
        return hears
    if not bodies:
        return False
    return tab not in NATIONAL_ONLY or NATIONAL in bodies


def cursor(text: str) -> tuple[int, datetime | None, int]:
    """A place in a view, taken apart; anything else is a page that does not exist."""
    found = CURSOR.fullmatch(text)
    try:
        moment = parse_datetime(found["moment"]) if found else None
    except ValueError:
        moment = found = None
    if found is None or (found["moment"] and (moment is None or moment.tzinfo is None)):
        raise Http404
    return int(found["rank"]), moment, int(found["key"])


class Row(NamedTuple):
    """What a row shows: words of the post only to whom its content is open, the claim only where it may be taken."""

    case: Case
    place: str
    claim: str
    words: str
    rule: str
    reports: str
    beside: str
    who: str
    outcome: str


def row(case: Any, looked: Look) -> Row:
    request, tab, trail = looked.request, looked.tab, looked.address(de=looked.place_of(case))
    reports = ngettext("%(n)s signalement", "%(n)s signalements", case.reports_count) % {"n": case.reports_count}
    rule = case.article_version.title if case.article_version else gettext("À qualifier")
    reports = reports.replace(" ", "\u00a0")  # a number is read with its noun
    quoted = case.quote or case.post.text
    words = quoted if len(quoted) <= QUOTED else f"{quoted[: QUOTED - 1]}…"
    step = "reread" if tab == "a-relire" else ""
    place = reverse("step", args=[case.reference, step]) if step else reverse("case", args=[case.reference])
    may_take = tab != "a-signer" and may_claim(case, request)  # who comes to sign has not come to take
    claim = reverse("step", args=[case.reference, "claim"]) + trail if may_take else ""
    shown = Row(case, place + trail, claim, words, rule, reports, beside(case.beside),
                in_charge(case, tab, request.user), case.outcome)  # fmt: skip
    # Whoever reads it again learns neither how it ended, nor by whom, nor the way to that.
    return shown._replace(who="—", outcome="", beside="") if step else shown


def beside(count: int) -> str:
    """Whoever wrote several posts is judged on all of them, not on each by somebody else."""
    if not count:
        return ""
    said = ngettext("%(n)s autre dossier du même auteur", "%(n)s autres dossiers du même auteur", count)
    return said % {"n": count}


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
