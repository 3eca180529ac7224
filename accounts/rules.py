"""What the database refuses of powers: a right to one person, and a power in a kind of body that has no such office."""

from __future__ import annotations

from .powers import OFFICES, kinds_with
from .triggers import Rule, Trigger, immutable, keeps, never, renews

APPOINTMENTS = "accounts_appointment"
TO_GROUPS, TO_USERS = "guardian_groupobjectpermission", "guardian_userobjectpermission"
MISPLACED = "This kind of body cannot be given this power: appoint somebody in the body that has it."
PERSONAL = "A power is never given to one person: appoint him or her to an office."
STRANGE_GROUP = "The group of an appointment is that of its body and office."
FOR_EVER = "An appointment is ended, never deleted: it proves who could decide when."


def misplaced() -> str:
    """SQL over NEW: is this a power over a body, of a kind that may not have it? Made from `OFFICES`."""
    fitting = " OR ".join(has_its_kind(power) for power in sorted(frozenset().union(*map(powers_of, OFFICES))))
    return (
        "EXISTS (SELECT 1 FROM auth_permission p JOIN django_content_type c ON c.id = p.content_type_id "
        "WHERE p.id = NEW.permission_id AND c.app_label = 'accounts' AND c.model = 'body' AND NOT EXISTS "
        f"(SELECT 1 FROM accounts_body b WHERE b.code = NEW.object_pk AND ({fitting})))"
    )


def powers_of(office: str) -> frozenset[str]:
    return OFFICES[office].powers


def has_its_kind(power: str) -> str:
    kinds = ", ".join(f"'{kind}'" for kind in sorted(kinds_with(power)))
    return f"p.codename = '{power}' AND b.kind IN ({kinds})"


def strange_group() -> str:
    """SQL over NEW: is the group not «body:office»?"""
    named = "g.name = NEW.body_id || ':' || NEW.office"
    return f"NOT EXISTS (SELECT 1 FROM auth_group g WHERE g.id = NEW.group_id AND {named})"


GIVEN = ["person_id", "body_id", "office", "group_id", "starts_on", "by_id", "given_at"]

TRIGGERS: list[Rule] = [
    Trigger("power_fits_its_body_on_insert", TO_GROUPS, "INSERT", misplaced(), MISPLACED),
    Trigger("power_fits_its_body_on_update", TO_GROUPS, "UPDATE", misplaced(), MISPLACED),
    Trigger("no_power_to_one_person_on_insert", TO_USERS, "INSERT", "1 = 1", PERSONAL),
    Trigger("no_power_to_one_person_on_update", TO_USERS, "UPDATE", "1 = 1", PERSONAL),
    Trigger("appointment_has_its_group", APPOINTMENTS, "INSERT", strange_group(), STRANGE_GROUP),
    never("DELETE", APPOINTMENTS, FOR_EVER),
    keeps(APPOINTMENTS, GIVEN, name="keeps_what_was_given"),
    keeps(APPOINTMENTS, ["ended_at"], name="ends_once", unless="OLD.ended_at IS NULL"),
    *immutable("accounts_identity"),
    *immutable("accounts_contact"),
    *(one for table in ("accounts_body", "accounts_identity") for one in renews(table)),
]
