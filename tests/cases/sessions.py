"""Workshops and their sessions, as tests begin with them."""

from cases.bookings import change
from cases.models import Session, Workshop

from .cast import MONDAY, days

HOME, AWAY = "Centre-Val de Loire", "Bretagne"  # the regions of 45 and of another
IN_TEN_DAYS = MONDAY + days(10)


def a_workshop(title="Parler en ligne", english="Speaking online"):
    texts = {"text_fr": "On relit des échanges, sans juger personne.", "text_en": "We read exchanges again."}
    return Workshop.objects.create(title_fr=title, title_en=english, **texts)


def a_session(workshop=None, *, at=IN_TEN_DAYS, places=2, region=HOME, **more):
    """Ten days from Monday 7 December 2026, at ten in Paris, unless told otherwise."""
    said = {"place": "12 rue du Lac, Orléans", "length": 120, **more}
    return Session.objects.create(workshop=workshop or a_workshop(), at=at, places=places, region=region, **said)


def retyped(session, *, now=MONDAY, seen=None, **columns):
    """What somebody of the national office types into its form, at this moment."""
    session = Session.objects.select_related("workshop").get(pk=session.pk)
    typed = {name: getattr(session, name) for name in ("region", "place", "at", "length", "places", "time_zone")}
    change(session, typed | columns, seen=seen or session.edition(), at=now)
