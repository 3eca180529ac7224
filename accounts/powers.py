"""Who may do what in which body: offices, the powers that come with them, and the one place that asks guardian."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from guardian.models import GroupObjectPermission

if TYPE_CHECKING:
    from .models import Body, Person

# Office → the kind of body that has it, its name, and the powers that come with it. The rule lives here once: the
# database's triggers and the model's permissions are made from it.
OFFICES: dict[str, tuple[str, Any, frozenset[str]]] = {
    "examiner": ("federation", _("instruction"), frozenset({"examine"})),
    "decider": ("federation", _("décision"), frozenset({"examine", "warn"})),
    "national_officer": (
        "national",
        _("bureau national"),
        frozenset({"read_all", "examine", "warn", "suspend", "interim", "lift", "extend", "call_up", "ask_identity",
                   "view_figures"}),
    ),
    "panellist": ("panel", _("commission des recours"), frozenset({"hear_appeals"})),
    "privacy_officer": (
        "privacy",
        _("protection des données"),
        frozenset({"answer_identity", "view_access_log", "run_subject_request"}),
    ),
}  # fmt: skip


def kinds_with(power: str) -> frozenset[str]:
    """The kinds of body in which a power may be held: «suspend» → {«national»}."""
    return frozenset(kind for kind, _name, powers in OFFICES.values() if power in powers)


def group_of(body: Body, office: str) -> Group:
    """«45:decider», with its object permissions on that body: made on first use, the same ever after."""
    group, born = Group.objects.get_or_create(name=f"{body.code}:{office}")
    if born:
        content_type = ContentType.objects.get_for_model(body)
        for permission in Permission.objects.filter(content_type=content_type, codename__in=OFFICES[office][2]):
            GroupObjectPermission.objects.create(
                group=group, permission=permission, content_type=content_type, object_pk=body.pk
            )
    return group


def grants(at: datetime) -> QuerySet[GroupObjectPermission]:
    """Object permissions that count at `at`: the group gives them, and an appointment in force stands behind."""
    day = at.date()
    in_force = Q(group__appointments__ended_at=None) | Q(group__appointments__ended_at__gt=at)
    not_over = Q(group__appointments__ends_on=None) | Q(group__appointments__ends_on__gte=day)
    return GroupObjectPermission.objects.filter(
        in_force, not_over, group__appointments__starts_on__lte=day, object_pk=F("group__appointments__body_id")
    )


class Holder:
    """What a person may do by office. Superusers hold nothing by being superusers."""

    pk: Any
    is_active: Any

    def _powers(self, at: datetime) -> frozenset[tuple[str, str]]:
        """(power, body) of every office in force: one query a person in hand and day, the group and appointment joined."""
        memo: dict = self.__dict__.setdefault("_powers_on", {})
        if at.date() not in memo:
            rows = grants(at).filter(group__appointments__person=self.pk, group__user=self.pk) if self.is_active else []
            pairs = rows.values_list("permission__codename", "object_pk") if rows != [] else []
            memo[at.date()] = frozenset(pairs)
        return memo[at.date()]

    def holds(self, power: str, body: str | None, *, at: datetime) -> bool:
        return (power, body) in self._powers(at)

    def bodies_where(self, power: str, *, at: datetime) -> frozenset[str]:
        """Codes of the bodies in which this person holds the power."""
        return frozenset(body for held, body in self._powers(at) if held == power)

    def role_in(self, body: str, *, at: datetime) -> str:
        """As what this person reads a case that `body` holds: for the access log."""
        if self.holds("hear_appeals", "recours", at=at):
            return "panel"
        if self.holds("read_all", "national", at=at):
            return "national"
        return "federation" if self.holds("examine", body, at=at) else "known"

    def forget_powers(self) -> None:
        self.__dict__.pop("_powers_on", None)


def people_holding(power: str, body: str, *, at: datetime) -> QuerySet[Person]:
    """Active people who hold a power in a body at `at`, by name."""
    people = apps.get_model("accounts", "Person").objects
    held = grants(at).filter(permission__codename=power, object_pk=body, group__user=F("group__appointments__person"))
    return people.filter(is_active=True, pk__in=held.values("group__appointments__person")).order_by("name", "pk")
