"""Who: people, members, bodies and appointments."""

from .appointment import Appointment
from .bodies import Body
from .contacts import Contact
from .identity import Identity
from .keys import DataKey
from .members import DeclaredAccount, Mandate, Member
from .people import FirstKey, Images, Person, Theme
from .revision import Revision

__all__ = [
    "Appointment", "Body", "Contact", "DataKey", "DeclaredAccount", "FirstKey", "Identity", "Images", "Mandate",
    "Member", "Person", "Revision", "Theme",
]  # fmt: skip
