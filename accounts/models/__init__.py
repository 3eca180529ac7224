"""Who: people, members, bodies and appointments."""

from .appointment import Appointment
from .bodies import Body
from .members import DeclaredAccount, Mandate, Member
from .people import FirstKey, Person

__all__ = ["Appointment", "Body", "DeclaredAccount", "FirstKey", "Mandate", "Member", "Person"]
