"""Words of a made-up case, one for each variable: what a template is shown with before it counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from ..parameters import PROCEDURE
from .phrases import block, in_days, in_months, listed, on_day

CODE, REFERENCE, SHA = "7KQM-X2R9-B4TD-H6NW", "45-2026-K7QM", "9f86d081884c7d65"
ADDRESS, CONTACT, POST_DAY = "https://x.com/i/status/1790000000000000000", "loiret@example.org", date(2026, 12, 1)
ZONE = ZoneInfo("Europe/Paris")  # of dates without an hour: none is moved


def samples(language: str) -> Mapping[str, str]:
    """Variable → words in this language, for any letter."""
    with translation.override(language):
        return {**of_the_case(), **of_the_person(), **of_a_decision(), **of_dates(), **of_who_reported()}


def on(year: int, month: int, day: int) -> str:
    return on_day(date(year, month, day), ZONE)


def of_the_case() -> dict[str, str]:
    return {
        "reference": REFERENCE, "holder": "Loiret", "contact": CONTACT, "state": _("En audition"), "member": "A-104233",
        "question": block(_("Avez-vous écrit ce message vous-même ?")), "granted": _("acceptée"),
        "why": block(_("Le message vise une idée, et personne en particulier.")),
        "effect": _("%(what)s, du %(start)s au %(end)s.") % {
            "what": capfirst(_("suspension")), "start": on(2026, 12, 14), "end": on(2027, 3, 14)},
        "result": _("mesure maintenue"), "proposal": _("suspension"), "proposal_ended": _("refusée"),
        "what_was_replied": _("La personne n’a pas répondu."),
        "lift_answer": PROCEDURE["LIFT_ANSWER_DAYS"].said(5), "lift_silence": PROCEDURE["LIFT_SILENCE_DAYS"].said(10),
        "recusal_answer": PROCEDURE["RECUSAL_ANSWER_DAYS"].said(5), "sursis": "", "waiver": "",
        "how_it_ended": _("Elle est arrivée à sa date."),
        "lifting_by": _("Le bureau national répond, ou propose la levée."),
        "news": _("3 nouveautés vous attendent dans votre file."),
        "until": on(2027, 1, 14),
        "readings": _("3 lectures inhabituelles sont à regarder."),
        "receipts": _("3 récépissés ne sont pas partis à temps."),
        "requests": _("3 demandes de personnes sur leurs données attendent leur réponse depuis trop longtemps."),
        "right": _("Limitation"),
    }  # fmt: skip


def of_the_person() -> dict[str, str]:
    pieces = [
        _("1. texte (SHA-256 %(sha)s…)") % {"sha": SHA},
        _("2. capture d’écran (SHA-256 %(sha)s…)") % {"sha": SHA},
    ]
    rule = _("1. Injure ou menace : On peut critiquer une idée, même durement. On ne menace personne.")
    return {
        "name": "Jean Exemple", "address": ADDRESS, "origin": _("Un signalement est à l’origine de cet examen."),
        "post": _("publication sur %(network)s%(account)s, datée du %(day)s") % {
            "network": "X", "account": " (@jean_exemple45)", "day": on_day(POST_DAY, ZONE)},
        "quote": block(_("On te trouvera, chez toi, dimanche.")), "rules": listed([rule]), "pieces": listed(pieces),
        "facts": block(_("Le 1er décembre, le message annonce à un élu qu’on le trouvera chez lui.")),
        "rule_explanation": block(_("Le message annonce une violence à une personne nommée.")),
        "maximum": _("suspension"), "window": in_days(15), "deciders": listed(["Alice Bernard", "Loiret"]),
        "what_starts": listed([_("Vous pouvez répondre jusqu’au %(day)s.") % {"day": on(2026, 12, 28)}]),
        "anew": listed([_("Pièce nouvelle : %(piece)s.") % {"piece": _("3. texte")}]),
        "received": _("Nous avons reçu votre réponse le %(moment)s. Son empreinte est : %(sha)s.") % {
            "moment": on(2026, 12, 12), "sha": SHA * 4},
        "account": _("Ce compte est le vôtre : les jours d’arrêt sont rendus à votre délai."),
        "slots": listed([_("mardi 12 janvier 2027 à 18 h 30"), _("mercredi 13 janvier 2027 à 18 h 30")]),
        "representative": "Maud Exemple", "place": "12 rue du Lac, Orléans", "minutes": _("45 minutes"),
    }  # fmt: skip


def of_a_decision() -> dict[str, str]:
    weighed = [_("Ce qui aggrave : une fonction publique."), _("Ce qui atténue : le message a été retiré."),
               _("Pourquoi une mesure moindre ne suffit pas : la menace est répétée.")]  # fmt: skip
    return {
        "reasons": block(_("La menace est établie, et son auteur ne la conteste pas.")),
        "reply_considered": block(_("La colère qu’il invoque explique le message, sans l’excuser.")),
        "weighed": listed(weighed), "scope": _("adhésion entière"), "ground": _("risque pour des personnes"),
        "term": _("%(length)s à compter du jour où vous ouvrez cette lettre") % {"length": in_months(12)},
        "length": in_days(90), "workshop_by": on(2027, 2, 28),
        "workshop_where": listed([_("Vous choisissez la séance, à la page de ce dossier.")]),
        "appeal_days": in_days(30), "fingerprint": SHA,
        "signatories": listed(["Noah Girard, Bureau national", "Nora Blanc, Bureau national"]),
        "panel": listed(["Paul Mercier", "Pia Robin", "Petra Noël"]), "appeal_by": on(2027, 2, 12),
        "what_ends": _("suspension"), "what_changes": listed([_("La suspension n’a plus d’effet après cette date.")]),
    }  # fmt: skip


def of_dates() -> dict[str, str]:
    today = on(2026, 12, 7)
    return {
        "today": today, "now": _("%(day)s à %(hour)s") % {"day": today, "hour": _("18 h 40")},
        "opened_on": on(2026, 12, 3), "limit": on(2027, 2, 15), "answer_by": on(2026, 12, 21),
        "due_on": on(2026, 12, 21), "asked_on": on(2026, 12, 2), "until": on(2027, 6, 7),
        "claimed_on": on(2026, 11, 30),
        "what_is_due": _("Vous pouvez former un recours jusqu’au %(day)s.") % {"day": on(2026, 12, 21)},
        "workshop": _("Parler en ligne"), "region": "Centre-Val de Loire", "nearness": _("C’est demain."),
        "moment": _("%(day)s à %(hour)s") % {"day": on(2026, 12, 12), "hour": _("18 h 40")},
        "days_left": _("Il reste %(days)s.") % {"days": in_days(3)},
    }  # fmt: skip


def of_who_reported() -> dict[str, str]:
    factors = [_("Nombre : quatre signalements."), _("Part : tous sans suite."), _("Conséquences : deux examens."),
               _("Intention : les mêmes mots chaque fois.")]  # fmt: skip
    return {
        "code": CODE, "received_on": on(2026, 12, 2), "closed_on": on(2026, 12, 7),
        "examined_by_date": on(2026, 12, 16),
        "what_was_sent": block(f"{ADDRESS}\n{_('Ce message menace un élu.')}"), "rule": _("Injure ou menace"),
        "where_it_stands": _("En cours d’examen. Réponse attendue au plus tard le %(day)s.")
        % {"day": on(2026, 12, 16)},
        "outcome": _("Une suite a été donnée à votre signalement."),
        "redress": _("Vous pouvez demander un second regard, une fois."), "factors": listed(factors),
        "limit_answer": _("La limite est maintenue. Elle prend fin d’elle-même après le %(day)s.") % {
            "day": on(2027, 6, 7)},
    }  # fmt: skip
