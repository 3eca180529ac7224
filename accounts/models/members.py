"""Members: who belongs to which federation, the mandates they hold, and the accounts they declared as theirs."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from .bodies import Body
from .people import Person


class Member(models.Model):
    """Somebody's membership. No birth date: only whether he or she is a minor."""

    number = models.CharField(_("numéro d’adhésion"), max_length=20, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="member", verbose_name=_("personne"))
    federation = models.ForeignKey(Body, models.PROTECT, related_name="members", verbose_name=_("fédération"))
    joined_on = models.DateField(_("date d’adhésion"))
    left_on = models.DateField(_("date de départ"), null=True, blank=True)
    is_minor = models.BooleanField(_("personne mineure"), default=False)

    class Meta:
        verbose_name = _("membre")
        verbose_name_plural = _("membres")
        constraints = [
            models.CheckConstraint(
                condition=Q(left_on=None) | Q(left_on__gte=F("joined_on")), name="left_after_joining"
            ),
            models.CheckConstraint(
                condition=~Q(federation__in=[Body.NATIONAL, Body.PANEL, Body.PRIVACY]), name="member_of_a_federation"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def is_member_on(self, day: date) -> bool:
        """The days of joining and of leaving are days of membership."""
        return self.joined_on <= day and (self.left_on is None or day <= self.left_on)

    def holds_mandate_on(self, day: date) -> bool:
        """The first and the last day of a mandate are days of it."""
        begun = self.mandates.filter(from_on__lte=day)
        return begun.filter(Q(until_on=None) | Q(until_on__gte=day)).exists()


class Mandate(models.Model):
    """An elected or governing function: while it is held, the national office examines."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="mandates")
    title = models.CharField(_("mandat"), max_length=150)
    from_on = models.DateField(_("depuis le"))
    until_on = models.DateField(_("jusqu’au"), null=True, blank=True)

    class Meta:
        verbose_name = _("mandat")
        verbose_name_plural = _("mandats")
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")), name="mandate_ends_after_it_begins"
            )
        ]

    def __str__(self) -> str:
        return self.title


class DeclaredAccountQuerySet(models.QuerySet["DeclaredAccount"]):
    def matching(self, network: str | None, handle: str | None, *, on: date) -> DeclaredAccountQuerySet:
        """Claims to this account on that day: several may exist, and an unconfirmed one only suggests a federation."""
        known = self.filter(network=network or "", handle=canonical(handle or ""), declared_on__lte=on)
        standing = known.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=on))
        return standing.select_related("member__federation", "member__person").order_by("pk")


class DeclaredAccount(models.Model):
    """An account that a member said is his or hers; `handle` in small letters, without @."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="declared_accounts")
    network = models.CharField(_("réseau"), max_length=12)
    handle = models.CharField(_("nom du compte"), max_length=255)
    declared_on = models.DateField(_("déclaré le"))
    withdrawn_on = models.DateField(_("retiré le"), null=True, blank=True)
    confirmed_at = models.DateTimeField(_("confirmé le"), null=True, blank=True)
    confirmed_how = models.CharField(_("confirmé par"), max_length=100, blank=True)

    objects = DeclaredAccountQuerySet.as_manager()

    class Meta:
        verbose_name = _("compte déclaré")
        verbose_name_plural = _("comptes déclarés")
        indexes = [models.Index(fields=["network", "handle"], name="declared_account")]
        constraints = [
            models.CheckConstraint(
                condition=Q(handle=Lower("handle")) & ~Q(handle__startswith="@") & ~Q(handle="") & ~Q(network=""),
                name="declared_handle_is_canonical",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("declared_on")), name="withdrawn_once_declared"
            ),
        ]

    def __str__(self) -> str:
        return f"@{self.handle} ({self.network})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.handle = canonical(self.handle)
        super().save(*args, **kwargs)

    def clean(self) -> None:
        self.handle = canonical(self.handle)


def canonical(handle: str) -> str:
    return handle.strip().lstrip("@").lower()
