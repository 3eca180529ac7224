"""Who may do what in which body: offices, the powers that come with them, and the one place that asks guardian."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db.models import F, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermission

from .composed import Composed
from .days import LocalDay


class Office(NamedTuple):
    kind: str  # of body
    name: Any
    powers: frozenset[str]


# The rule lives here once: constraints, the database's triggers and the groups are made from it.
OFFICES = {
    "examiner": Office("federation", _("instruction"), frozenset({"examine"})),
    "decider": Office("federation", _("décision"), frozenset({"examine", "warn"})),
    "national_officer": Office(
        "national",
        _("bureau national"),
        frozenset({"read_all", "examine", "warn", "suspend", "interim", "lift", "extend", "call_up"})
        | {"ask_identity", "view_figures"},
    ),
    "panellist": Office("panel", _("commission des recours"), frozenset({"hear_appeals"})),
    "privacy_officer": Office(
        "privacy",
        _("protection des données"),
        frozenset({"answer_identity", "view_access_log", "run_subject_request"}),
    ),
}

# Whatever offices are added later: `manage.py check` refuses to see one of these given elsewhere.
NATIONAL_ALONE = frozenset({"suspend", "interim", "lift"})


def kinds_with(power: str) -> frozenset[str]:
    """The kinds of body in which a power may be held: «suspend» → {«national»}."""
    return frozenset(office.kind for office in OFFICES.values() if power in office.powers)


def group_of(body: Any, office: str) -> Group:
    """«45:decider», with the powers of that office on that body and no other: brought up to date at each call."""
    group, _born = Group.objects.get_or_create(name=f"{body.pk}:{office}")
    powers = {power.pk: power for power in Permission.objects.filter(ON_BODIES, codename__in=OFFICES[office].powers)}
    granted = GroupObjectPermission.objects.filter(group=group)
    granted.exclude(object_pk=body.pk, permission__in=powers).delete()
    lacking = powers.keys() - set(granted.values_list("permission", flat=True))
    GroupObjectPermission.objects.bulk_create(
        [
            GroupObjectPermission(
                group=group, permission=powers[pk], content_type_id=powers[pk].content_type_id, object_pk=body.pk
            )
            for pk in sorted(lacking)
        ],
        ignore_conflicts=True,
    )
    return group


ON_BODIES = Q(content_type__app_label="accounts", content_type__model="body")


def in_force(at: datetime, of: str = "") -> Q:
    """Appointments that count at `at`: begun, not ended, the last day included. Days are those of the body's clock.

    `of` leads from the rows asked to their appointments («appointments__»).
    """
    today = LocalDay(Value(at), F(f"{of}body__time_zone"))
    begun = Q(**{f"{of}starts_on__lte": today})
    not_over = Q(**{f"{of}ends_on": None}) | Q(**{f"{of}ends_on__gte": today})
    not_ended = Q(**{f"{of}ended_at": None}) | Q(**{f"{of}ended_at__gt": at})
    return begun & not_over & not_ended


def granting(at: datetime, of: str = "") -> Q:
    """Appointments in force of somebody who is in their group, while guardian gives that group a power on their body.

    One condition for one `filter`: asked in two, the appointment of one person would stand for the power of another.
    """
    grant = f"{of}group__groupobjectpermission__"
    return in_force(at, of) & Q(
        **{
            f"{of}person__is_active": True,
            f"{of}group__user": F(f"{of}person"),
            f"{grant}object_pk": F(f"{of}body"),
            f"{grant}permission__content_type__app_label": "accounts",
            f"{grant}permission__content_type__model": "body",
        }
    )


def held_by(person: int, at: datetime) -> QuerySet[Any, Any]:
    """(power, body) of every office of this person that is in force."""
    held = apps.get_model("accounts.Appointment").objects.filter(granting(at), person=person)
    return held.values_list("group__groupobjectpermission__permission__codename", "body")


POWERS = Composed(held_by, -1, datetime.min.replace(tzinfo=UTC))


class Holder:
    """What a person may do by office. Superusers and staff hold nothing by being that."""

    pk: Any
    is_active: Any
    appointments: Any

    def holds(self, power: str, body: str | None, *, at: datetime) -> bool:
        return (power, body) in self._powers(at)

    def bodies_where(self, power: str, *, at: datetime) -> frozenset[str]:
        """Codes of the bodies in which this person holds the power."""
        return frozenset(body for held, body in self._powers(at) if held == power)

    def holds_an_office(self, *, at: datetime) -> bool:
        return bool(self._powers(at))

    def keeps_settings(self, *, at: datetime) -> bool:
        """May this person set up the organisation? Whoever may move the limit of one case may move those of all."""
        return self.holds("extend", "national", at=at)

    def role_in(self, body: str, *, at: datetime) -> str:
        """As what this person reads a case that `body` holds: for the access log."""
        if self.holds("hear_appeals", "recours", at=at):
            return "panel"
        if self.holds("read_all", "national", at=at):
            return "national"
        return "federation" if self.holds("examine", body, at=at) else "known"

    def is_trained(self, body: str, *, at: datetime) -> bool:
        """Does an appointment of this person in that body rest on a training still in date?"""
        today = LocalDay(Value(at), F("body__time_zone"))
        return self.appointments.filter(in_force(at), body=body, trained_until__gte=today).exists()

    def forget_powers(self) -> None:
        self.__dict__.pop("_powers_at", None)

    def _powers(self, at: datetime) -> frozenset[tuple[str, str]]:
        """(power, body) of every office in force: one query a person in hand and moment."""
        known_at, powers = self.__dict__.get("_powers_at", (None, frozenset()))
        if known_at != at or not self.is_active:
            powers = self._asked_powers(at) if self.is_active else frozenset()
            self.__dict__["_powers_at"] = at, powers
        return powers

    def _asked_powers(self, at: datetime) -> frozenset[tuple[str, str]]:
        return frozenset(POWERS.ask(self.pk, at))


def on_duty(people: QuerySet[Any], *, at: datetime, among: QuerySet[Any] | None = None) -> QuerySet[Any]:
    """Those of these people who hold some office at `at`, in one of these bodies if any are named, and are not away."""
    today = LocalDay(Value(at), F("appointments__body__time_zone"))
    present = Q(appointments__absent_until=None) | Q(appointments__absent_until__lt=today)
    there = Q() if among is None else Q(appointments__body__in=among)
    serving = people.filter(granting(at, "appointments__") & present & there)
    return people.filter(pk__in=serving.values("pk")).order_by("pk")


def holding(people: QuerySet[Any], power: str, body: str, *, at: datetime) -> QuerySet[Any]:
    """Those of these people who hold a power in a body at `at`, by name."""
    named = {
        "appointments__body": body,
        "appointments__group__groupobjectpermission__permission__codename": power,
    }
    held = people.filter(granting(at, "appointments__"), **named)
    return people.filter(pk__in=held.values("pk")).order_by("name", "pk")
