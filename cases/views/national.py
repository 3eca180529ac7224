"""The desk of the national office: where the country needs help, how it goes, and each federation by itself."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_GET

from accounts.bodies import federations
from accounts.models import Body
from accounts.request import Request

from ..country import Country, Load, spread_of
from ..forms import form_named
from ..lifecycle import DELIBERATION
from ..parties import NATIONAL, sees_the_country
from ..wording.national import COLUMNS, MEASURES, SHOWN, Scale, in_columns, number

TOP, NEAREST = 10, 10  # rows
TILE = re.compile(r"(\d+),(\d+)", re.ASCII)
# What the procedure lets the national office do in a case that a federation has.
HELP = ("refer_to_national", "extend_limit", "answer_recusal", "answer_danger")


@login_required
@require_GET
def national(request: Request) -> HttpResponse:
    """Four figures, the map and its first rows as a table, then how the last months went."""
    country, chosen = country_of(request), request.GET.get("montre", next(iter(MEASURES)))
    if chosen not in MEASURES:
        raise Http404
    loads, measure = country.loads(federations()), MEASURES[chosen]
    scale = Scale.of([measure.of(load) for load in loads.values()])
    return render(request, "national/overview.html", {
        "figures": figures(country), "measures": MEASURES, "chosen": chosen, "measure": measure,
        "tiles": tiles(loads, chosen, scale), "legend": scale.legend, "heads": heads(chosen),
        "lines": [line for line in ordered(loads, chosen) if measure.of(line.load)][:TOP],
        "sections": [(title, table := tell(country), draw(table)) for title, tell, draw in SHOWN],
    })  # fmt: skip


@login_required
@require_GET
def by_federation(request: Request) -> HttpResponse:
    """What the map shows, of all federations and by all measures, in the order that is asked for."""
    country, order = country_of(request), request.GET.get("tri", "nom")
    if order.removeprefix("-") not in ("nom", *MEASURES):
        raise Http404
    return render(request, "national/federations.html", {
        "lines": ordered(country.loads(federations()), order), "heads": heads(order), "here": here(country),
    })  # fmt: skip


@login_required
@require_GET
def file(request: Request, table: str) -> HttpResponse:
    """A table of these pages, as CSV."""
    country = country_of(request)
    if table == "federations":
        bodies = federations()
        loads = country.loads(sorted(bodies))
        return as_csv(request, table, COLUMNS, [in_columns(bodies[code], load) for code, load in loads.items()])
    for _title, tell, _draw in SHOWN:
        if (found := tell(country)).name == table:
            return as_csv(request, table, [found.first, *found.heads], [[one, *more] for one, more in found.told])
    raise Http404


@login_required
@require_GET
def federation(request: Request, code: str) -> HttpResponse:
    """One of them: the same figures, who carries what, what is due first, and what may be done from here."""
    country, body = country_of(request), federations().get(code)
    if body is None:
        raise Http404
    return render(request, "national/federation.html", {
        "body": body, "figures": figures(country, code), "officers": country.officers(code), "now": request.now,
        "cases": list(country.held_in(code)[:NEAREST]), "queue": in_queue("ailleurs", federation=code),
        "here": in_queue("tous", federation=code),
        "help": [form_named(name) for name in HELP],
        "nobody": pgettext("nobody", "Personne"),
    })  # fmt: skip


def country_of(request: Request) -> Country:
    if not sees_the_country(request.user, at=request.now):
        raise PermissionDenied
    return Country(request.user, request.now)


# What stands on them --------------------------------------------------------------------------------------------------


class Figure(NamedTuple):
    number: str
    words: str
    url: str


def figures(country: Country, code: str = "") -> list[Figure]:
    """Of the country or of one federation, each with the list that it counts."""
    where = {"federation": code} if code else {}
    there = country.lying(here=False, **where)
    decided = country.decided[code] if code else country.decided_anywhere
    spread = spread_of(decided)
    waiting = country.lying(here=True, state=DELIBERATION, **where)
    return [
        Figure(number(there.open), _("ouverts dans la fédération") if code else _("ouverts dans les fédérations"),
               in_queue("ailleurs", **where)),
        Figure(number(there.late), _("en retard"), in_queue("ailleurs", echeance="retard", **where)),
        Figure(number(spread.median), _("jours de délai médian sur un an (décisions : %(n)s)") % {"n": spread.number},
               f"{reverse('national-federations')}?tri=delai"),
        Figure(number(waiting.open), _("à décider au bureau national"), in_queue("reponses", **where)),
    ]  # fmt: skip


def in_queue(tab: str, **filters: str) -> str:
    return f"{reverse('queue')}?{urlencode({'vue': tab, **filters})}"


class Tile(NamedTuple):
    """A federation on the map: where, how dark, and what it says."""

    code: str
    name: str
    said: str
    column: str
    row: str
    step: str  # empty where there is too little to say

    @property
    def url(self) -> str:
        return reverse("national-federation", args=[self.code])


def tiles(loads: dict[str, Load], chosen: str, scale: Scale) -> list[Tile]:
    """Line by line, as one reads; a federation without a place stands in the table alone."""
    found = []
    for code, body in federations().items():
        if place := TILE.fullmatch(body.tile):
            value = MEASURES[chosen].of(loads[code])
            step = "" if value is None else str(scale.step(value))
            found.append(Tile(code, body.name, number(value), place[1], place[2], step))
    return sorted(found, key=lambda tile: (int(tile.row), int(tile.column)))


class Line(NamedTuple):
    """A federation in the table: its name, and what it says of each measure."""

    body: Body
    load: Load

    @property
    def cells(self) -> list[tuple[str, str]]:
        return [(str(measure.label), measure.said(self.load)) for measure in MEASURES.values()]


def ordered(loads: dict[str, Load], order: str) -> list[Line]:
    """By name from A, by a measure from the most; with «-» the other way round. What says nothing comes last."""
    key, backwards = order.removeprefix("-"), order.startswith("-")
    lines = sorted((Line(federations()[code], load) for code, load in loads.items()),
                   key=lambda line: (slugify(line.body.name), line.body.code))  # fmt: skip
    if key == "nom":
        return lines[::-1] if backwards else lines
    told = [(MEASURES[key].of(line.load), line) for line in lines]
    sign = 1 if backwards else -1
    return [line for _value, line in sorted(told, key=lambda one: (one[0] is None, sign * (one[0] or 0)))]


class Head(NamedTuple):
    """Of a column: its name, the address by which its rows are put in order, and in which order they are."""

    label: str
    url: str
    sort: str


def heads(order: str) -> list[Head]:
    names = {"nom": _("Fédération"), **{name: str(one.label) for name, one in MEASURES.items()}}
    ways = {"nom": ("ascending", "descending")}
    place = reverse("national-federations")
    found = []
    for name, label in names.items():
        first, other = ways.get(name, ("descending", "ascending"))
        sort = {name: first, f"-{name}": other}.get(order, "")
        found.append(Head(label, f"{place}?tri={'-' if order == name else ''}{name}", sort))
    return found


def here(country: Country) -> Load:
    """What lies with the national office itself."""
    return country.lying(here=True)._replace(days=spread_of(country.decided[NATIONAL]))


def as_csv(request: Request, name: str, first: Sequence[str], rows: Iterable[Sequence[Any]]) -> HttpResponse:
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}-{localdate(request.now)}.csv"'
    csv.writer(answer).writerows([first, *rows])
    return answer
