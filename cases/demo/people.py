"""Who lives in the demo: those who sign in, officers of every federation, members and the accounts they declared."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, cycle, islice, product

from django.contrib.auth.hashers import make_password
from django.utils.text import slugify

from accounts.models import Appointment, Body, DeclaredAccount, Mandate, Member, Person

from .accounts import ACCOUNTS, PASSWORD

HOME, CAPITAL = "45", "75"
CROWDED, QUIET = 12, 5  # members of the two federations of the demo accounts, and of any other
EXTRA_PANELLISTS = 2
IN_OFFICE_FOR, MEMBER_FOR = timedelta(days=900), timedelta(days=1600)
FIRST_NAMES = [
    "Adèle", "Bastien", "Clémence", "Driss", "Élodie", "Farid", "Gaëlle", "Hugo", "Imane", "Joris", "Karima",
    "Loïc", "Maëlys", "Nils", "Odile", "Paulin", "Quitterie", "Rayan", "Solène", "Tanguy", "Ursule", "Valère",
    "Wassila", "Xavière", "Yannick", "Zélie", "Anaïs", "Benoît", "Coralie", "Dorian", "Estelle", "Florian",
]  # fmt: skip
# Names that sound like any other and that nobody is known to bear.
LAST_NAMES = [
    "Ambrelot", "Bellouard", "Cardivaux", "Dormentin", "Escoubasse", "Ferrandeau", "Gourvellec", "Hautefaye-Lys",
    "Irrigoyen-Sart", "Jaubertin", "Kervaudry", "Lamourdieu", "Marenneau", "Nestorvil", "Orsaubert",
    "Pelletan-Roy", "Quervallon", "Rocheverne", "Sauvagniat", "Tressaudon", "Urbanzac", "Vauquelois", "Wattrelain",
    "Ybarnègue", "Zellenmeyer", "Arbousset", "Bricogneau", "Chantemesle", "Durivallon", "Espériaud",
]  # fmt: skip
NETWORKS = ("x", "facebook", "instagram")
CONCERNED = "concerne@example.org"


@dataclass(frozen=True)
class Branch:
    """A federation: who examines, who decides, and the members; `elected` are those who hold a mandate."""

    body: Body
    examiner: Person
    decider: Person
    members: Sequence[Member]
    elected: Sequence[Member]


@dataclass(frozen=True)
class Cast:
    """Everybody; `accounts` are those who sign in, by e-mail."""

    branches: dict[str, Branch]
    accounts: dict[str, Person]
    national: Sequence[Person]
    panel: Sequence[Person]

    def members(self) -> list[Member]:
        return [member for branch in self.branches.values() for member in branch.members]


def populate(codes: Sequence[str], *, now: datetime) -> Cast:
    """Make everybody of these federations and of the three bodies that are one of a kind."""
    bodies, strangers = Body.objects.in_bulk(), everybody()
    accounts = signing_in()
    crowds = {code: list(islice(strangers, people_of(code))) for code in codes}
    panel = list(islice(strangers, EXTRA_PANELLISTS))
    Person.objects.bulk_create([*accounts.values(), *chain.from_iterable(crowds.values()), *panel])
    since = (now - IN_OFFICE_FOR).date()
    for email, account in ACCOUNTS.items():
        if account.office:
            Appointment.objects.appoint(accounts[email], bodies[account.body], account.office, starts_on=since)
    for person in panel:
        Appointment.objects.appoint(person, bodies[Body.PANEL], "panellist", starts_on=since)
    branches = {code: branch(bodies[code], crowds[code], accounts, now=now) for code in codes}
    enrol_the_accounts(accounts, now=now)
    national, sitting = numbered(accounts, "national"), numbered(accounts, "recours")
    return Cast(branches, accounts, national, [*sitting, *panel])


def signing_in() -> dict[str, Person]:
    """Those of the demo accounts, unsaved. The password is hashed once: that is what takes long."""
    password = make_password(PASSWORD)
    return {email: Person(email=email, name=one.name, password=password) for email, one in ACCOUNTS.items()}


def numbered(accounts: dict[str, Person], name: str) -> list[Person]:
    return [person for email, person in accounts.items() if email.startswith(f"{name}.")]


def everybody() -> Iterator[Person]:
    """Unsaved, always in the same order; nobody can sign in as one of them."""
    names = [f"{first} {last}" for first, last in product(FIRST_NAMES, LAST_NAMES)]
    random.Random("everybody").shuffle(names)
    for number, name in enumerate(cycle(names), start=1):
        yield Person(name=name, email=f"{slugify(name)}.{number}@example.org", password=make_password(None))


def people_of(code: str) -> int:
    return 2 + (CROWDED if code in (HOME, CAPITAL) else QUIET)


def branch(body: Body, crowd: list[Person], accounts: dict[str, Person], *, now: datetime) -> Branch:
    """Two officers, of the demo accounts where these have the office, and members for the rest."""
    examiner, decider, *others = crowd
    since = (now - IN_OFFICE_FOR).date()
    named = {one.office: accounts[email] for email, one in ACCOUNTS.items() if one.body == body.code}
    for person, office in [(examiner, "examiner"), (decider, "decider")]:
        if office not in named:
            Appointment.objects.appoint(person, body, office, starts_on=since)
    members = enrolled(others, body, now=now)
    *plain, elected = members
    Mandate.objects.create(member=elected, title="Conseil municipal", from_on=elected.joined_on)
    return Branch(body, named.get("examiner", examiner), named.get("decider", decider), plain, [elected])


def enrolled(people: Sequence[Person], body: Body, *, now: datetime) -> list[Member]:
    """Members with their accounts: those of every fourth are declared and not confirmed."""
    day = (now - MEMBER_FOR).date()
    members = [
        Member(number=f"{body.code}-{number:05}", person=person, federation=body, joined_on=day)
        for number, person in enumerate(people, start=101)
    ]
    Member.objects.bulk_create(members)
    DeclaredAccount.objects.bulk_create(
        DeclaredAccount(member=member, network=network, handle=handle(member, network), declared_on=day,
                        confirmed_at=now - MEMBER_FOR if place % 4 else None, confirmed_how="code" if place % 4 else "")
        for place, member in enumerate(members, start=1) for network in NETWORKS
    )  # fmt: skip
    return members


def handle(member: Member, network: str) -> str:
    """As each network lets people call themselves: X has no dots and few letters."""
    first, *last = slugify(member.person.name).split("-")
    tail = member.number.replace("-00", "").lower()
    return f"{first[:6]}_{last[0][:6]}{tail}" if network == "x" else ".".join([first, "".join(last), tail])


def enrol_the_accounts(accounts: dict[str, Person], *, now: datetime) -> None:
    """The three who are members, one of them with a confirmed account on X."""
    day = (now - MEMBER_FOR).date()
    for number, (email, account) in enumerate(ACCOUNTS.items(), start=1):
        if not account.office:
            Member.objects.create(number=f"{account.body}-{number:05}", person=accounts[email],
                                  federation_id=account.body, joined_on=day)  # fmt: skip
    DeclaredAccount.objects.create(member=accounts[CONCERNED].member, network="x", handle="jean_exemple45",
                                   declared_on=day, confirmed_at=now - MEMBER_FOR, confirmed_how="code")  # fmt: skip
