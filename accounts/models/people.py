"""People: everybody is a Person, with an account or without; members, their mandates and the accounts they declared."""

from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ..powers import Holder, people_holding
from .bodies import Body


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str | None, password: str | None = None, **columns: Any) -> Person:
        """A person; without a password nobody signs in as him or her."""
        person = self.model(email=self.normalize_email(email) or None, **columns)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **columns: Any) -> Person:
        """Technical staff: may open the admin; holds no power over any case."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **columns)

    def get_by_natural_key(self, email: str | None) -> Person:
        return self.get(email__iexact=email)

    def holding(self, power: str, body: str, *, at: datetime) -> models.QuerySet[Person]:
        return people_holding(power, body, at=at)


class Person(Holder, AbstractBaseUser, PermissionsMixin):
    """Somebody. The e-mail signs in, whatever its case; who has none is written to on paper."""

    email = models.EmailField(_("adresse e-mail"), max_length=254, null=True, blank=True, unique=True)
    name = models.CharField(_("nom"), max_length=150)
    language = models.CharField(_("langue"), max_length=2, choices=[("fr", "Français"), ("en", "English")], default="fr")
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("personne")
        verbose_name_plural = _("personnes")
        constraints = [
            models.UniqueConstraint(Lower("email"), condition=Q(email__isnull=False), name="email_whatever_its_case"),
            models.CheckConstraint(condition=Q(language__in=["fr", "en"]), name="person_language_is_known"),
            models.CheckConstraint(condition=~Q(email=""), name="no_email_is_null"),
        ]

    def __str__(self) -> str:
        return self.name

    def is_trained(self, body: str, *, at: datetime) -> bool:
        """Is an appointment of this person in that body covered by a training still in date?"""
        return self.appointments.filter(body=body, trained_until__gte=at.date()).exists()


class FirstKey(models.Model):
    """The code of a letter or an e-mail that opens an account for the first time; used once."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="first_keys")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"until {self.expires_at:%Y-%m-%d}"

    @classmethod
    def issue(cls, person: Person, *, at: datetime, days: int = 30) -> str:
        """A new code, told once and stored as a digest."""
        code = secrets.token_urlsafe(15)
        cls.objects.create(person=person, digest=cls._digest(code), expires_at=at + timedelta(days=days))
        return code

    @classmethod
    def redeem(cls, code: str, *, at: datetime) -> Person | None:
        """Whose code it is, if it is unused and in date; it is used from then on."""
        open_keys = cls.objects.filter(digest=cls._digest(code), used_at=None, expires_at__gt=at)
        person = Person.objects.filter(first_keys__in=open_keys).first()
        return person if person and open_keys.update(used_at=at) else None

    @staticmethod
    def _digest(code: str) -> str:
        return hashlib.sha256(code.encode()).hexdigest()


class Member(models.Model):
    """Somebody's membership. No birth date: only whether he or she is a minor."""

    number = models.CharField(_("numéro d’adhésion"), max_length=20, unique=True)
    person = models.OneToOneField(Person, models.PROTECT, related_name="member")
    federation = models.ForeignKey(Body, models.PROTECT, related_name="members")
    joined_on = models.DateField()
    left_on = models.DateField(null=True, blank=True)
    is_minor = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("membre")
        constraints = [
            models.CheckConstraint(condition=Q(left_on=None) | Q(left_on__gte=models.F("joined_on")), name="left_after_joining")
        ]

    def __str__(self) -> str:
        return self.number

    def is_member_on(self, day: date) -> bool:
        return self.joined_on <= day and (self.left_on is None or day <= self.left_on)

    def holds_mandate_on(self, day: date) -> bool:
        held = self.mandates.filter(from_on__lte=day)
        return held.filter(Q(until_on=None) | Q(until_on__gte=day)).exists()


class Mandate(models.Model):
    """An elected or governing function: while it is held, the national office examines."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="mandates")
    title = models.CharField(max_length=150)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class DeclaredAccountQuerySet(models.QuerySet["DeclaredAccount"]):
    def matching(self, network: str | None, handle: str | None, *, on: date) -> DeclaredAccountQuerySet:
        """Claims to this account on that day: several may exist, and an unconfirmed one only suggests a federation."""
        known = self.filter(network=network or "", handle=(handle or "").lower(), declared_on__lte=on)
        standing = known.filter(Q(withdrawn_on=None) | Q(withdrawn_on__gt=on))
        return standing.select_related("member__federation", "member__person").order_by("pk")


class DeclaredAccount(models.Model):
    member = models.ForeignKey(Member, models.CASCADE, related_name="declared_accounts")
    network = models.CharField(max_length=12)
    handle = models.CharField(max_length=255)
    declared_on = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_how = models.CharField(max_length=100, blank=True)

    objects = DeclaredAccountQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["network", "handle"], name="declared_account")]

    def __str__(self) -> str:
        return f"@{self.handle} ({self.network})"
