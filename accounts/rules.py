"""What the database refuses of powers: a right to one person, and a power in a kind of body that has no such office."""

from __future__ import annotations

from .powers import OFFICES, kinds_with
from .triggers import Trigger

ON_GROUPS, ON_USERS = "guardian_groupobjectpermission", "guardian_userobjectpermission"


def misplaced() -> str:
    """SQL over NEW: is this a power over a body of a kind that may not have it? Made from `OFFICES`."""
    powers = sorted({power for _kind, _name, held in OFFICES.values() for power in held})
    fitting = " OR ".join(
        f"(p.codename = '{power}' AND b.kind IN ({', '.join(repr(kind) for kind in places(power))}))" for power in powers
    )
    return (
        "EXISTS (SELECT 1 FROM auth_permission p JOIN django_content_type c ON c.id = p.content_type_id "
        "WHERE p.id = NEW.permission_id AND c.app_label = 'accounts' AND c.model = 'body' AND NOT EXISTS "
        f"(SELECT 1 FROM accounts_body b WHERE b.code = NEW.object_pk AND ({fitting})))"
    )


def places(power: str) -> list[str]:
    return sorted(kinds_with(power))


MISPLACED = "This kind of body cannot be given this power: appoint somebody in the body that has it."
PERSONAL = "A power is never given to one person: appoint him or her to an office."
TRIGGERS = [
    *(
        Trigger(f"power_fits_its_body_on_{event.lower()}", ON_GROUPS, event, misplaced(), MISPLACED)
        for event in ("INSERT", "UPDATE")
    ),
    *(
        Trigger(f"no_power_to_one_person_on_{event.lower()}", ON_USERS, event, "1 = 1", PERSONAL)
        for event in ("INSERT", "UPDATE")
    ),
]
