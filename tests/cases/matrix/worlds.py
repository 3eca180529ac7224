"""Somebody for every role, and a case in every state under each body that may hold it there."""

from datetime import date

from accounts.models import Appointment, Body, Member, Person
from accounts.powers import OFFICES
from cases.grammar import CLOCK
from cases.models import Outsider, Report

from ..cast import REASONS, Walk, a_report, assemble

HOLDERS = "45", "national"  # in the order of a cell's two signs
PLAYERS = {
    "mem": "marie", "rep": "camille", "off": "rita", "con": "jean", "cou": "carl", "leg": "lucie", "exa": "alice",
    "dec": "bob", "oth": "olga", "nat": "nora", "sea": "paul", "pan": "pilar", "pri": "dora", "sup": "root",
    "rec": "rene", "wri": "wilma", "gon": "gaston",
}  # fmt: skip


def everybody():
    """The cast, and six more: Rita, René and Wilma have every office at once, Pilar never sits, Gaston has left."""
    cast = assemble()
    for name in ("lucie", "rita", "rene", "wilma", "pilar", "gaston"):
        setattr(cast, name, Person.objects.create_user(f"{name}@example.org", name=name.capitalize()))
    for person in (cast.rita, cast.rene, cast.wilma):
        appoint_everywhere(person)
    appoint(cast.pilar, "recours", "panellist")
    appoint(cast.gaston, "45", "decider")
    return cast


def appoint(person, code, office):
    return Appointment.objects.appoint(person, Body.objects.get(code=code), office, starts_on=date(2026, 1, 1))


def appoint_everywhere(person):
    for office, code in zip(OFFICES, ("45", "45", "national", "recours", "donnees"), strict=True):
        appoint(person, code, office)


def begun(cast, holder):
    """Reported by Camille and Rita, and by somebody for whom Wilma wrote; René stepped aside; Lucie represents Jean."""
    walk = Walk(cast, other_body=holder == "national")
    a_report(cast.rita, at=walk.at, address=walk.case.post.address)
    on_paper = {"source": Report.Source.PAPER, "reporter": Outsider("Sidonie", "")}
    a_report(cast.wilma, at=walk.at, address=walk.case.post.address, **on_paper)
    walk.do("declare_recusal", cast.rene, reason="interest")
    Member.objects.filter(person=cast.jean).update(is_minor=True)
    walk.identified()
    mother = {"who": "Lucie", "email": cast.lucie.email, "quality": "mère", "since": date(2012, 3, 4)}
    walk.do("name_representative", walk.examiner, later=0, **mother)
    return walk


def in_review(walk):
    """Examined by Alice, or by Nina at the national office; Jean, who is told, names Carl to assist him."""
    walk.in_review(walk.examiner).informed()
    walk.do("name_counsel", walk.cast.jean, person=walk.cast.carl)
    return walk


def in_hearing(walk):
    maximum = "suspension" if walk.case.held_by_id == "national" else "warning"
    return in_review(walk).in_hearing(walk.examiner, maximum).opened()


def in_deliberation(walk):
    return in_hearing(walk).heard()


def warned(walk):
    decider = walk.cast.nora if walk.case.held_by_id == "national" else walk.cast.bob
    in_deliberation(walk).do("warn", decider, months=12, **REASONS)
    return walk.opened()


def suspended(walk):
    return in_deliberation(walk).proposed().signed().opened()


def in_probation(walk):
    return in_deliberation(walk).proposed(suspended_days=90, probation_months=12).signed().opened()


def under_appeal(walk):
    sanctioned = suspended if walk.case.held_by_id == "national" else warned
    return sanctioned(walk).appealed().seated()


def dismissed(walk):
    return in_review(walk).dismissed(walk.examiner)


WAYS = {
    "R": lambda walk: walk, "I": in_review, "H": in_hearing, "D": in_deliberation, "W": warned, "S": suspended,
    "P": in_probation, "A": under_appeal, "C": dismissed,
}  # fmt: skip
ONLY_NATIONAL = "SP"


def worlds(cast):
    """{(letter of the state, holder): walk}, one case each; then Gaston leaves office."""
    found = {
        (letter, holder): way(begun(cast, holder))
        for holder in HOLDERS
        for letter, way in WAYS.items()
        if holder == "national" or letter not in ONLY_NATIONAL
    }
    cast.gaston.appointments.get().end(at=min(walk.at for walk in found.values()))
    return found


def player(cast, role):
    return CLOCK if role == "clk" else getattr(cast, PLAYERS[role])
