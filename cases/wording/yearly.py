"""The words of the yearly report: what its codes are called, in which order they are read, and what is official."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, ngettext
from django.utils.translation import gettext_lazy as _

from ..addresses import NETWORKS
from ..models import Decision, Measure
from ..models.case import Outcome
from ..plots import Plot, columns, funnel, is_outside
from .vocabulary import GROUNDS

WITHHELD = _("n. d.")
LIMIT = 70  # days: the line of a plot (Annexe I-6, art. 18)
SECTIONS: list[tuple[str, Promise, tuple[str, ...]]] = [
    ("in", _("Ce qui est arrivé"), ("received", "received_articles", "received_networks", "opened")),
    ("out", _("Ce qui a été décidé"), ("months", "outcomes", "articles", "networks", "regions", "suspensions")),
    ("time", _("Le temps que cela a pris"), ("durations", "decision_days", "waiting", "limits")),
    ("interim", _("Suspensions conservatoires"), ("interim", "interim_ends", "interim_days")),
    ("again", _("Recours et seconds examens"), ("filed", "appeals", "second_looks", "rereadings")),
    ("care", _("Ce qui garde la procédure juste"), ("accountability", "identities", "misuse", "automated")),
    ("people", _("Les personnes et les ateliers"), ("officers", "workshops")),
]
CAPTIONS: dict[str, Promise] = {
    "received": _("Signalements reçus, par mois"),
    "received_articles": _("Signalements reçus, par article choisi"),
    "received_networks": _("Signalements reçus, par réseau"),
    "opened": _("Dossiers ouverts, par mois"),
    "months": _("Dossiers décidés, par mois et par suite"),
    "outcomes": _("Dossiers décidés, par décision"),
    "articles": _("Dossiers décidés, par article de la charte"),
    "networks": _("Dossiers décidés, par réseau"),
    "regions": _("Dossiers décidés, par région"),
    "suspensions": _("Suspensions, par étendue et par part avec sursis"),
    "durations": _("Durées en jours : médiane, et ce que neuf sur dix ne dépassent pas"),
    "decision_days": _("Jours du premier signalement à la décision"),
    "waiting": _("Dossiers sans décision au dernier jour de l’année, par jours depuis le premier signalement"),
    "limits": _("Délais dépassés ou prolongés"),
    "interim": _("Suspensions conservatoires de l’année"),
    "interim_ends": _("Dossiers décidés qui en ont eu une, par motif"),
    "interim_days": _("Jours courus à la décision, dans ces dossiers"),
    "filed": _("Demandes déposées"),
    "appeals": _("Recours et révisions terminés, par résultat et par mesure contestée"),
    "second_looks": _("Seconds examens terminés, par suite"),
    "rereadings": _("Secondes lectures de classements tirés au sort"),
    "accountability": _("Actes qui rendent compte"),
    "identities": _("Réponses aux demandes d’identité de qui a signalé"),
    "misuse": _("Abus de signalement"),
    "automated": _("Moyens automatisés"),
    "officers": _("Personnes qui instruisent, par région, au dernier jour de l’année"),
    "workshops": _("Ateliers, par région"),
}
WORDS: dict[str, Promise] = {
    "all": _("Total"), "none": _("Non précisé"), "number": _("Nombre"), "cases": _("Dossiers"),
    "reports": _("Signalements"), "reported": _("Signalés"), "own_initiative": _("D’office"),
    "no_action": _("Sans suite"), "education": _("Conseil, atelier"), "sanction": _("Sanction"),
    "no_sanction": _("Sans sanction"), "other": _("Autre fin"), "federation": _("Fédération"),
    "national": _("Bureau national"), "served": _("Sans sursis"), "part_suspended": _("Sursis partiel"),
    "all_suspended": _("Sursis entier"), "median": _("Médiane"),
    "ninth_decile": _("Neuf sur dix"), "first_look": _("Jusqu’au premier examen"),
    "grievances": _("Jusqu’à la notification des griefs"), "decision": _("Jusqu’à la décision"),
    "decision_federation": _("Jusqu’à la décision d’une fédération"),
    "decision_national": _("Jusqu’à la décision du bureau national"), "appeal": _("Recours, jusqu’au résultat"),
    "second_look": _("Second examen"), "suspension": _("Suspension, durée"),
    "interim": _("Suspension conservatoire, jours courus à la décision"), "more": _("Plus de 100 jours"),
    "escalated": _("Passés au bureau national faute d’examen à temps"), "extended": _("Délais prolongés"),
    "lapsed": _("Clos faute de décision à temps"), "appeals_lapsed": _("Recours sans décision à temps"),
    "interim_imposed": _("Prononcées"), "interim_renewed": _("Renouvelées"), "interim_lifted": _("Levées"),
    "interim_ended_by_clock": _("Terminées à leur date"), "appeals_filed": _("Recours et révisions"),
    "second_looks_asked": _("Seconds examens"), "of_warning": _("Avertissement"),
    "of_suspension": _("Suspension"), "revision": _("Révisions"),
    "upheld": _("Mesure maintenue"), "reduced": _("Mesure réduite"), "annulled": _("Mesure annulée"),
    "withdrawn": _("Retiré"), "agrees": _("Même avis"), "otherwise": _("Autre avis"),
    "recusals_declared": _("Personnes qui se sont déportées"), "recusals_asked": _("Récusations demandées"),
    "proposals_refused": _("Propositions refusées par la seconde personne"),
    "proposals_sent_back": _("Propositions renvoyées par la seconde personne"),
    "dangers_answered": _("Dangers signalés et traités"),
    "reopened_on_evidence": _("Dossiers rouverts sur un élément nouveau"),
    "revoked": _("Sursis révoqués"), "workshops_followed": _("Ateliers suivis après un dossier"),
    "access_alerts": _("Alertes sur des lectures inhabituelles"),
    "identities_asked": _("Identités demandées"), "granted": _("Accordées"), "refused": _("Refusées"),
    "cautioned": _("Mises en garde"), "limited": _("Signalements limités"),
    "kept": _("Limites contestées et maintenues"), "lifted": _("Limites contestées et levées"),
    "decisions": _("Décisions prises par une machine seule"), "trained": _("Formés"),
    "untrained": _("À former"), "sessions": _("Séances"), "booked": _("Places prises"),
}  # fmt: skip
# The first column of a table, where it is no measure.
FIRST: dict[str, Promise] = {
    "received": _("Mois"), "opened": _("Mois"), "months": _("Mois"), "outcomes": _("Décision"),
    "received_articles": _("Article"), "received_networks": _("Réseau"),
    "articles": _("Article"), "networks": _("Réseau"), "regions": _("Région"),
    "suspensions": _("Étendue"), "durations": _("Étape"), "decision_days": _("Jours"),
    "waiting": _("Jours"), "interim_days": _("Jours"),
    "interim_ends": _("Motif"), "appeals": _("Résultat"), "second_looks": _("Suite"),
    "officers": _("Région"), "workshops": _("Région"),
}  # fmt: skip
# Section and indicator as the templates of Regulation (EU) 2024/2835 name them, for what they know.
OFFICIAL: dict[tuple[str, str], tuple[str, str]] = {
    ("received", "reports"): ("Notices", "Number of notices received"),
    ("opened", "reported"): (
        "Notices", "Number of specific items of information included in the total number of notices",
    ),
    ("opened", "own_initiative"): ("Own initiative", "Number of measures taken at the provider's own initiative"),
    ("months", "sanction"): (
        "Notices", "Number of actions taken on the basis of the terms and conditions of the service",
    ),
    ("durations", "decision"): ("Notices", "Median time to take action"),
    ("suspensions", "full_membership"): ("Own initiative", "Account restriction Suspension"),
    ("suspensions", "functions"): ("Own initiative", "Provision of the service Suspension"),
    ("suspensions", "online_tools"): ("Own initiative", "Provision of the service Suspension"),
    ("appeals", "of_suspension"): (
        "Internal complaints mechanism", "Complaint regarding a decision to suspend or terminate an account",
    ),
    ("second_looks", "number"): (
        "Internal complaints mechanism",
        "Complaint regarding a decision not to take action on a notice submitted in accordance with Article 16",
    ),
    ("misuse", "limited"): (
        "Suspensions imposed on repeated offenders",
        "Number of suspensions enacted for the provision of manifestly unfounded notices",
    ),
    ("automated", "decisions"): (
        "Use of automated means for content moderation", "Number of measures solely taken by automated means",
    ),
}  # fmt: skip
SCOPES: dict[tuple[str, str], str] = {
    ("appeals", "all"): "Total number", ("appeals", "upheld"): "Decisions upheld",
    ("appeals", "reduced"): "Decisions partially reversed", ("appeals", "annulled"): "Decisions reversed",
    ("appeals", "lapsed"): "Decision omitted", ("second_looks", "all"): "Total number",
    ("second_looks", "no_action"): "Decisions upheld",
}  # fmt: skip


def row_label(table: str, row: str, data: dict[str, Any]) -> str:
    """What a row is called; regions, months and articles by their own names."""
    if table in ("regions", "officers", "workshops") and row not in ("all", "none"):
        return row
    if table in ("received", "opened", "months") and row != "all":
        return date_format(date.fromisoformat(f"{row}-01"), "F")
    if row.startswith("to_"):
        return ngettext("%(n)s jour au plus", "%(n)s jours au plus", int(row[3:])) % {"n": row[3:]}
    kinds: dict[str, Mapping[str, Any]] = {
        "articles": titles(data), "networks": NETWORKS, "interim_ends": GROUNDS,
        "received_articles": titles(data), "received_networks": NETWORKS,
        "outcomes": dict(Outcome.choices) | dict(Measure.Kind.choices), "suspensions": dict(Decision.Scope.choices),
    }  # fmt: skip
    said = str(kinds.get(table, {}).get(row) or WORDS.get(row, row))
    return said[:1].upper() + said[1:]


def titles(data: dict[str, Any]) -> dict[str, str]:
    language = "en" if get_language() == "en" else "fr"
    return {code: names[language] for code, names in data["articles"].items()}


def value_label(value: float | None) -> str:
    if value is None:
        return str(WITHHELD)
    return number_format(value, 1 if value % 1 else 0)


def shown_tables(data: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Name → caption, heads and labelled rows, as a page shows them in the language in force."""
    found = {}
    for table in data["tables"]:
        name = table["name"]
        heads = [str(WORDS[column]) for column in table["columns"]]
        rows = [
            {"label": row_label(name, row["row"], data),
             "cells": list(zip(heads, map(value_label, row["values"]), strict=True))}
            for row in table["rows"]
        ]  # fmt: skip
        first = FIRST.get(name, gettext("Acte"))
        found[name] = {"caption": CAPTIONS[name], "first": first, "heads": heads, "rows": rows}
    return found


def official_rows(data: dict[str, Any]) -> list[list[Any]]:
    """The report in the columns of the official templates, a line a number; what is withheld has none, and says so."""
    period = f"{data['year']}-01-01/{data['year']}-12-31"
    rows: list[list[Any]] = [list(COLUMNS)]
    for table in data["tables"]:
        name = table["name"]
        for row in table["rows"]:
            for column, value in zip(table["columns"], row["values"], strict=True):
                one = OFFICIAL.get((name, column)) or OFFICIAL.get((name, row["row"])) or (name, column)
                scope = SCOPES.get((name, row["row"])) or f"{row['row']} / {column}"
                said = "" if value is not None else f"Withheld: fewer than {data['least']}, or what would tell it"
                rows.append(["Alteram", period, *one, scope, "" if value is None else value, said])
    return rows


COLUMNS = ("Service", "Reporting period", "Section", "Indicator", "Scope", "Value", "Contextual Information")


# Plots: what each shows is said in its title, in numbers that the tables show too ------------------------------------


def plots(data: dict[str, Any]) -> dict[str, list[Plot]]:
    """Name of the section → its plots; those that have something to draw, of tables that were there when it froze."""
    numbers = Numbers(data)
    found: dict[str, list[Plot]] = {}
    for section, draw, tables in DRAWN:
        if numbers.has(*tables) and (plot := draw(numbers)).has_something:
            found.setdefault(section, []).append(plot)
    return found


class Numbers:
    """The numbers of a report, by table, row and column; None for what is withheld."""

    def __init__(self, data: dict[str, Any]):
        self._tables = {one["name"]: one for one in data["tables"]}

    def has(self, *tables: str) -> bool:
        return set(tables) <= self._tables.keys()

    def of(self, table: str, row: str, column: str) -> Any:
        values = next(one["values"] for one in self._tables[table]["rows"] if one["row"] == row)
        return values[self._tables[table]["columns"].index(column)]

    def rows(self, table: str) -> list[str]:
        return [one["row"] for one in self._tables[table]["rows"] if one["row"] != "all"]

    def column(self, table: str, column: str) -> list[Any]:
        return [self.of(table, row, column) for row in self.rows(table)]


def by_month(numbers: Numbers) -> Plot:
    groups = ("no_action", "education", "sanction", "other")
    series = [(str(WORDS[name]), numbers.column("months", name)) for name in groups]
    months = [date_format(date.fromisoformat(f"{month}-01"), "b")[:3] for month in numbers.rows("months")]
    reports = gettext("Signalements reçus"), numbers.column("received", "reports")
    told = {"reports": numbers.of("received", "all", "reports"), "cases": numbers.of("months", "all", "all"),
            "calm": numbers.of("months", "all", "no_action")}  # fmt: skip
    title = gettext("%(reports)s signalements reçus, %(cases)s dossiers décidés, dont %(calm)s sans suite.")
    unit = gettext("En hauteur : des dossiers décidés")
    return columns("months", title % said(told), unit, months, series, beside=reports)


def by_stage(numbers: Numbers) -> Plot:
    """From the first report to the appeal: how many cases came to each stage this year, not what became of each."""
    stages = {
        "opened": numbers.of("opened", "all", "all"),
        "reviewed": numbers.of("durations", "first_look", "number"),
        "heard": numbers.of("durations", "grievances", "number"),
        "decided": numbers.of("outcomes", "all", "cases"),
        "contested": numbers.of("filed", "appeals_filed", "number"),
    }
    title = gettext("%(opened)s dossiers ouverts, %(heard)s personnes entendues, %(decided)s dossiers décidés, "
                    "%(contested)s contestés.")  # fmt: skip
    unit = gettext("Des dossiers arrivés là dans l’année ; de gauche à droite : ouverts, examinés, entendus, décidés, "
                   "contestés")  # fmt: skip
    labels = [value_label(value) for value in stages.values()]
    return columns("stages", title % said(stages), unit, labels, [("", list(stages.values()))])


def in_days(name: str, title: str, unit: str, numbers: Numbers) -> Plot:
    """How a table of days is spread, with the line of the limit."""
    rows = numbers.rows(name)
    words = [row[3:] if row.startswith("to_") else "100+" for row in rows]
    limit = rows.index(f"to_{LIMIT}") + 1, gettext("70 jours")
    return columns(name, title, unit, words, [(str(WORDS["cases"]), numbers.column(name, "cases"))], limit=limit)


def by_wait(numbers: Numbers) -> Plot:
    told = {"all": numbers.of("waiting", "all", "cases")}
    title = gettext("Au dernier jour de l’année, %(all)s dossiers attendaient une décision.") % said(told)
    unit = gettext("En hauteur : des dossiers ; de gauche à droite : des jours au plus")
    return in_days("waiting", title, unit, numbers)


def by_interim(numbers: Numbers) -> Plot:
    """The limit of a first decision is also that of what is provisional: nothing may wait longer than it."""
    told = {"all": numbers.of("interim_days", "all", "cases"), "over": numbers.of("interim_ends", "all", "no_sanction")}
    title = gettext(
        "Dossiers décidés après une suspension conservatoire : %(all)s, dont finis sans sanction : %(over)s."
    )
    unit = gettext("En hauteur : des dossiers ; de gauche à droite : des jours de suspension au plus")
    return in_days("interim_days", title % said(told), unit, numbers)


def by_region(numbers: Numbers) -> Plot:
    """A funnel: the fewer cases a region decides, the further chance alone may carry its share of sanctions."""
    regions = [(numbers.of("regions", one, "all"), numbers.of("regions", one, "sanction"))
               for one in numbers.rows("regions")]  # fmt: skip
    told = [(cases, hits) for cases, hits in regions if cases and hits is not None]
    title = gettext("Trop peu de régions ont assez de dossiers pour comparer leurs sanctions.")
    if told:
        outside = sum(is_outside(cases, hits, told) for cases, hits in told)
        title = ngettext(
            "%(n)s région sur %(all)s sanctionne plus ou moins que le hasard ne l’explique.",
            "%(n)s régions sur %(all)s sanctionnent plus ou moins que le hasard ne l’explique.",
            outside,
        )
        title %= {"n": outside, "all": len(told)}  # fmt: skip
    unit = gettext("De bas en haut : la part de sanctions, en pour cent ; de gauche à droite : des dossiers décidés ; "
                   "entre les courbes, 95 régions sur 100 si toutes jugent de même")  # fmt: skip
    return funnel("regions", title, unit, told, gettext("Une région"))


def by_days(numbers: Numbers) -> Plot:
    half = numbers.of("durations", "decision", "median")
    title = gettext("Trop peu de dossiers sont décidés pour dire en combien de jours la moitié l’est.")
    if half is not None:
        title = gettext("La moitié des dossiers sont décidés en %(days)s jours ou moins.") % said({"days": half})
    unit = gettext("En hauteur : des dossiers décidés ; de gauche à droite : des jours au plus")
    return in_days("decision_days", title, unit, numbers)


def by_result(numbers: Numbers) -> Plot:
    kinds = {"of_warning": gettext("Avertissement"), "of_suspension": gettext("Suspension")}
    kinds["revision"] = gettext("Révision")
    series = [
        (str(WORDS[result]), [numbers.of("appeals", result, kind) for kind in kinds])
        for result in numbers.rows("appeals")
    ]  # fmt: skip
    told = {"all": numbers.of("appeals", "all", "all"), "upheld": numbers.of("appeals", "upheld", "all")}
    title = gettext("%(all)s recours et révisions terminés, %(upheld)s mesures maintenues.") % said(told)
    return columns("appeals", title, gettext("En hauteur : des recours et révisions"), list(kinds.values()), series)


# Section, plot, the tables that it is drawn from.
DRAWN: list[tuple[str, Callable[[Numbers], Plot], tuple[str, ...]]] = [
    ("in", by_stage, ("opened", "durations", "outcomes", "filed")),
    ("out", by_month, ("months", "received")),
    ("out", by_region, ("regions",)),
    ("time", by_days, ("decision_days", "durations")),
    ("time", by_wait, ("waiting",)),
    ("interim", by_interim, ("interim_days", "interim_ends")),
    ("again", by_result, ("appeals",)),
]


def said(numbers: dict[str, float | None]) -> dict[str, str]:
    return {name: value_label(value) for name, value in numbers.items()}
