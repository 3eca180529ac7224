"""Who: people, members, bodies and appointments."""

from .appointment import Appointment
from .bodies import Body
from .people import DeclaredAccount, FirstKey, Mandate, Member, Person

__all__ = ["Appointment", "Body", "DeclaredAccount", "FirstKey", "Mandate", "Member", "Person"]
