"""The accounts that `seed_demo` makes and `make run` prints."""

from __future__ import annotations

from typing import NamedTuple

PASSWORD = "demo-alteram-2026"


class Account(NamedTuple):
    """Somebody to sign in as. Without an office: a member of that federation."""

    name: str
    may: str
    body: str
    office: str = ""


ACCOUNTS = {
    "membre@example.org": Account("Camille Aubremont", "member of 45", "45"),
    "membre.75@example.org": Account("Samir Valcourtois", "member of 75", "75"),
    "concerne@example.org": Account("Jean Exemple", "member of 45, whose account on X is @jean_exemple45", "45"),
    "instruction.45@example.org": Account("Inès Brisenoux", "officer of 45: examines", "45", "examiner"),
    "decision.45@example.org": Account("Denis Carrantin", "officer of 45: examines and warns", "45", "decider"),
    "officier.75@example.org": Account("Olga Fontrevel", "officer of 75", "75", "decider"),
    "national.1@example.org": Account("Nadège Prévaux", "national office", "national", "national_officer"),
    "national.2@example.org": Account("Noël Tréhoudat", "national office", "national", "national_officer"),
    "national.3@example.org": Account("Nour Bellaumière", "national office", "national", "national_officer"),
    "recours.1@example.org": Account("Rachel Montfaudry", "appeals panel", "recours", "panellist"),
    "recours.2@example.org": Account("Rémi Estrabaud", "appeals panel", "recours", "panellist"),
    "recours.3@example.org": Account("Rose Quincenard", "appeals panel", "recours", "panellist"),
    "dpo@example.org": Account("Diane Passerault", "data protection officer", "donnees", "privacy_officer"),
}
