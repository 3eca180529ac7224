"""The catalogue of the demo: made-up workshops, their sessions in several regions, and members who have a place."""

from __future__ import annotations

import random
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from accounts.models import Body, Member

from ..bookings import book
from ..models import Session, Workshop
from .stories import warned
from .story import Days, Story

# The last one has no date yet.
WORKSHOPS = (
    ("Parler en ligne sans blesser", "Speaking online without hurting",
     "On relit des échanges réels, sans noms, et l’on cherche une autre réponse. Personne n’y est jugé.",
     "We read real exchanges again, without names, and look for another answer. Nobody is judged there."),
    ("Répondre à chaud", "Answering in anger",
     "Ce qui se passe quand tout va vite, et trois façons d’attendre dix minutes.",
     "What happens when all goes fast, and three ways to wait ten minutes."),
    ("Vérifier avant de partager", "Checking before sharing",
     "D’où vient une image, qui la signe, et comment le savoir sur un téléphone.",
     "Where an image comes from, who signs it, and how to find out on a telephone."),
)  # fmt: skip


class Plan(NamedTuple):
    """A session: of which workshop, where, in how many days, with how many places, and how many are taken today."""

    workshop: int
    region: str
    place: str
    days: int
    places: int
    taken: int


PLANS = (
    Plan(0, "Centre-Val de Loire", "Maison des associations, 12 rue de la Fontaine, Orléans", -24, 12, 0),
    Plan(0, "Centre-Val de Loire", "Maison des associations, 12 rue de la Fontaine, Orléans", 6, 4, 4),
    Plan(0, "Centre-Val de Loire", "Salle des Tilleuls, 3 place du Marché, Blois", 20, 15, 3),
    Plan(1, "Centre-Val de Loire", "Café de la Gare, 1 avenue du Pont, Tours", 13, 12, 2),
    Plan(0, "Île-de-France", "Salle des Arts, 40 rue du Moulin, Paris", 4, 20, 6),
    Plan(1, "Île-de-France", "Bibliothèque du Canal, 8 quai du Port, Pantin", 18, 12, 1),
    Plan(0, "Bretagne", "Salle du Phare, 5 quai de la Rade, Brest", 9, 12, 2),
    Plan(1, "Grand Est", "Foyer Saint-Léon, 14 rue des Vignes, Metz", 16, 12, 0),
    Plan(0, "Auvergne-Rhône-Alpes", "Maison du Parc, 21 cours des Platanes, Lyon", 11, 3, 3),
    Plan(0, "Auvergne-Rhône-Alpes", "Maison du Parc, 21 cours des Platanes, Lyon", 39, 12, 0),
    Plan(1, "Occitanie", "Halle aux Grains, 2 place du Lavoir, Albi", 22, 12, 1),
    Plan(0, "Hauts-de-France", "Salle des Fêtes, 6 rue du Beffroi, Arras", 25, 15, 0),
    Plan(0, "La Réunion", "Centre du Front de mer, 18 rue des Filaos, Saint-Denis", 12, 12, 1),
)
EVENING, FIRST_FREE, ROOMY = time(18, 30), 3, 10


def offer_workshops(*, now: datetime) -> list[Session]:
    """The same sessions for the same `now`, one for each plan."""
    shops = [Workshop(title_fr=fr, title_en=en, text_fr=text, text_en=told) for fr, en, text, told in WORKSHOPS]
    Workshop.objects.bulk_create(shops)
    zones = dict(Body.objects.filter(kind=Body.Kind.FEDERATION).values_list("region", "time_zone"))
    return [held(plan, shops[plan.workshop], zones[plan.region], now=now) for plan in PLANS]


def take_places(sessions: list[Session], members: list[Member], *, first: Member, now: datetime) -> None:
    """Always the same members; `first` has a place in the nearest session of the first region that is not full."""
    for number, (plan, session) in enumerate(zip(PLANS, sessions, strict=True)):
        taken = random.Random(f"session {number}").sample(members, min(plan.taken, len(members)))
        if number == FIRST_FREE and first not in taken:
            taken[-1:] = [first]
        for member in taken:
            book(session, member, at=now)


def warned_and_trained(one: Story) -> Days:
    """A workshop beside the warning, which is no part of it; whoever is sent there has taken a place."""
    yield from warned(one)
    yield 2
    later = Session.objects.to_come(one.at + timedelta(days=30)).filter(places__gte=ROOMY)
    session = later.filter(region=one.branch.body.region)[0]
    one.take("order_workshop", one.examiner, session=session)
    yield 1
    book(session, one.author, at=one.at, order=one.case.training.get())


def held(plan: Plan, workshop: Workshop, zone: str, *, now: datetime) -> Session:
    """In the evening, on the clocks of the place."""
    day = (now + timedelta(days=plan.days)).astimezone(ZoneInfo(zone)).date()
    at = datetime.combine(day, EVENING, tzinfo=ZoneInfo(zone))
    return Session.objects.create(workshop=workshop, region=plan.region, time_zone=zone, place=plan.place, at=at,
                                  length=120, places=plan.places)  # fmt: skip
