"""The words of the national view: what is compared, how tables and their plots are called, and what each finds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from statistics import quantiles
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from accounts.dates import in_short
from accounts.models import Body

from ..country import WEEKS, Country, Load, spread_of
from ..lifecycle import OPEN, State
from ..models import Parameter
from ..models.charter import wordings
from ..parties import NATIONAL
from ..plots import Plot, columns
from ..small_cells import Spread
from ..transparency import CONTESTED, GROUPS, RESULTS
from .yearly import WORDS, value_label


class Measure(NamedTuple):
    """What federations are compared by."""

    label: Promise
    caption: Promise
    of: Callable[[Load], float | None]
    among: Callable[[Load], int] | None = None  # how many it is the middle of

    def said(self, load: Load) -> str:
        if self.among is None:
            return number(self.of(load))
        return gettext("%(value)s (sur %(n)s)") % {"value": number(self.of(load)), "n": self.among(load)}


MEASURES = {
    "ouverts": Measure(_("Ouverts"), _("Dossiers ouverts, par fédération"), lambda load: load.open),
    "retard": Measure(_("En retard"), _("Dossiers en retard, par fédération"), lambda load: load.late),
    "delai": Measure(
        _("Délai médian"), _("Jours du premier signalement à la décision, par fédération"), lambda load: load.median,
        lambda load: load.decided,
    ),
    "adherents": Measure(
        _("Pour 1 000 adhérents"), _("Dossiers ouverts pour 1 000 adhérents, par fédération"),
        lambda load: load.per_thousand,
    ),
}  # fmt: skip
TOO_FEW = "—"
# The columns of the file, as programs read them.
COLUMNS = ("code", "name", "region", "open", "late", "decided", "median_days", "ninth_decile_days", "members",
           "open_per_thousand_members")  # fmt: skip


def number(value: float | None) -> str:
    return TOO_FEW if value is None else value_label(value)


def in_columns(body: Body, load: Load) -> tuple[Any, ...]:
    return (body.code, body.name, body.region, load.open, load.late, load.decided, load.days.median,
            load.days.ninth_decile, load.members, load.per_thousand)  # fmt: skip


# The map --------------------------------------------------------------------------------------------------------------


class Scale(NamedTuple):
    """Up to four steps: nothing, and thirds of what is not nothing. `tops` are what each but the last reaches."""

    tops: tuple[float, ...]
    unit: float  # the least difference: 1, or a tenth

    @classmethod
    def of(cls, values: Sequence[float | None]) -> Scale:
        some = sorted(value for value in values if value)
        unit = 1 if all(value % 1 == 0 for value in some) else 0.1
        cuts = quantiles(some, n=3) if len(some) > 1 else []
        thirds = {round(cut // unit * unit, 1) for cut in cuts}
        return cls((0, *sorted(third for third in thirds if 0 < third < some[-1])) if some else (), unit)

    def step(self, value: float) -> int:
        """0 for nothing; the most is 3, however few steps there are."""
        place = sum(value > top for top in self.tops)
        return place + 3 - len(self.tops) if place else 0

    @property
    def legend(self) -> list[tuple[int, str]]:
        """Each step, from the palest on, and what it is."""
        said = [(0, value_label(0))]
        for before, top in zip(self.tops, (*self.tops[1:], None), strict=False):
            first = round(before + self.unit, 1)
            words = gettext("%(first)s et plus") if top is None else gettext("%(first)s à %(last)s")
            told = {"first": value_label(first), "last": value_label(top)}
            said.append((self.step(first), told["first"] if first == top else words % told))
        return said


# Tables, each with the plot that is drawn from it ---------------------------------------------------------------------


class Table(NamedTuple):
    name: str  # of its file too
    caption: str
    first: str
    heads: list[str]
    told: Sequence[tuple[str, Sequence[float | None]]]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """As `public/_figures.html` shows them."""
        return [
            {"label": label, "cells": [(head, number(one)) for head, one in zip(self.heads, values, strict=True)]}
            for label, values in self.told
        ]

    @property
    def labels(self) -> list[str]:
        return [label for label, _values in self.told]

    @property
    def series(self) -> list[tuple[str, list[float | None]]]:
        """Its columns, each with its name."""
        return [(head, [values[place] for _label, values in self.told]) for place, head in enumerate(self.heads)]

    def total(self, *heads: str) -> int:
        return sum(int(value or 0) for head, values in self.series for value in values if not heads or head in heads)


def weeks(country: Country) -> Table:
    heads = [pgettext("in that week", "Ouverts"), gettext("Clos")]
    told = [(in_short(monday), [row["opened"], row["closed"]]) for monday, row in country.weeks.items()]
    caption = gettext("Dossiers ouverts et clos, par semaine")
    return Table("semaines", caption, gettext("Semaine du"), heads, told)


def by_week(table: Table) -> Plot:
    (opened, came), (closed, went) = table.series
    told = {"weeks": WEEKS, "opened": table.total(opened), "closed": table.total(closed)}
    title = gettext("En %(weeks)s semaines, dossiers ouverts : %(opened)s ; clos : %(closed)s.") % told
    labels = [label.rpartition(" ")[0] if place % 5 == 2 else "" for place, label in enumerate(table.labels)]
    unit = gettext("En hauteur : des dossiers ouverts ; de gauche à droite : des semaines, par leur lundi")
    beside = gettext("Dossiers clos"), went
    return columns(table.name, title, unit, labels, [(opened, came)], beside=beside)


def states(country: Country) -> Table:
    heads = [gettext("À temps"), gettext("En retard")]
    loads = [(State(state), country.by_state[state]) for state in OPEN]
    told = [(str(state.label), [load.open - load.late, load.late]) for state, load in loads]
    return Table("etats", gettext("Dossiers ouverts aujourd’hui, par état"), gettext("État"), heads, told)


def by_state(table: Table) -> Plot:
    told = {"open": table.total(), "late": table.total(table.heads[1])}
    title = gettext("Dossiers ouverts : %(open)s, dont %(late)s en retard.") % told
    heights = [value_label(sum(value or 0 for value in values)) for _label, values in table.told]
    unit = gettext("En hauteur : des dossiers ; de gauche à droite, leur état : %(states)s")
    return columns(table.name, title, unit % {"states": ", ".join(table.labels)}, heights, table.series)


def delays(country: Country) -> Table:
    here, everywhere = country.decided[NATIONAL], country.decided_anywhere
    known = [("first_look", country.looked_at, "TRIAGE_DAYS"),
             ("decision_federation", everywhere - here, "FEDERATION_DAYS"),
             ("decision_national", here, "FIRST_INSTANCE_DAYS")]  # fmt: skip
    told = [(str(WORDS[name]), in_row(spread_of(found), Parameter.objects.value_at(key, country.at)))
            for name, found, key in known]  # fmt: skip
    heads = [gettext("Dossiers"), gettext("Médiane"), gettext("Neuf sur dix"), gettext("Limite")]
    return Table("delais", gettext("Jours depuis le premier signalement, sur un an"), gettext("Étape"), heads, told)


def in_row(spread: Spread, limit: int) -> list[float | None]:
    return [spread.number, spread.median, spread.ninth_decile, limit]


def by_delay(table: Table) -> Plot:
    _cases, (median, halves), (_ninth, nines), (_limit, limits) = table.series
    looked, *decided = halves
    title = gettext("Trop peu de dossiers pour dire combien de jours prennent l’examen et la décision.")
    if looked is not None:
        title = gettext("Délai médian du premier examen : %(days)s j.") % {"days": number(looked)}
    if decided[0] is not None:
        title = gettext("Délai médian d’une décision de fédération : %(days)s j.") % {"days": number(decided[0])}
    labels = [gettext("Examen"), gettext("Fédération"), gettext("National")]
    unit = gettext("En hauteur : des jours depuis le premier signalement, la médiane")
    beside, bars = (gettext("Neuf sur dix ne dépassent pas"), nines), (gettext("Limite"), [one or 0 for one in limits])
    return columns(table.name, title, unit, labels, [(median, halves)], beside=beside, limits=bars)


def articles(country: Country) -> Table:
    titles = {one.article.code: f"{one.article.number}. {one.title}" for one in wordings().values()}
    rows = {**titles, "": str(WORDS["none"])}
    told = [(label, [country.by_article[code][name] for name in GROUPS]) for code, label in rows.items()]
    caption = gettext("Dossiers décidés en douze mois, par article de la charte")
    return Table("articles", caption, gettext("Article"), [str(WORDS[name]) for name in GROUPS], told)


def by_article(table: Table) -> Plot:
    told = {"all": table.total(), "hits": table.total(str(WORDS["sanction"]))}
    title = gettext("Dossiers décidés en douze mois : %(all)s, dont %(hits)s par une sanction.") % told
    labels = [head if head.isdecimal() else "—" for head in (label.partition(".")[0] for label in table.labels)]
    unit = gettext("En hauteur : des dossiers décidés ; de gauche à droite : les articles de la charte")
    return columns(table.name, title, unit, labels, table.series)


def appeals(country: Country) -> Table:
    told = [(str(WORDS[result]), [country.by_result[result][kind] for kind in CONTESTED]) for result in RESULTS]
    caption = gettext("Recours et révisions terminés en douze mois, par résultat et par mesure contestée")
    return Table("recours", caption, gettext("Résultat"), [str(WORDS[kind]) for kind in CONTESTED], told)


def by_result(table: Table) -> Plot:
    totals = dict(zip(RESULTS, (sum(value or 0 for value in values) for _label, values in table.told), strict=True))
    told = {"all": table.total(), "reversed": int(totals["reduced"] + totals["annulled"])}
    title = gettext("Recours et révisions terminés en douze mois : %(all)s. Mesures changées : %(reversed)s.") % told
    unit = gettext("En hauteur : des recours et révisions ; de gauche à droite : la mesure contestée")
    return columns(table.name, title, unit, table.heads, table.told)


# Section, its table, and what draws it; in the order in which they are read.
SHOWN: list[tuple[Promise, Callable[[Country], Table], Callable[[Table], Plot]]] = [
    (_("Ce qui arrive et ce qui part"), weeks, by_week),
    (_("Où en sont les dossiers"), states, by_state),
    (_("Le temps que cela prend"), delays, by_delay),
    (_("Ce qui est décidé"), articles, by_article),
    (_("Recours"), appeals, by_result),
]
