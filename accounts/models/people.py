"""People: everybody is a Person, with an account or without; and the code that opens an account the first time."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ..codes import digest_of, new_code
from ..fields import EncryptedJSONField
from ..powers import Holder, holding, on_duty


class LoginField(models.EmailField):
    """An e-mail address in small letters, whatever is typed or looked for; none is NULL, which many may share."""

    def get_prep_value(self, value: Any) -> Any:
        typed = super().get_prep_value(value)
        return typed.lower() or None if isinstance(typed, str) else typed


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str | None, password: str | None = None, **columns: Any) -> Person:
        """A person; without a password nobody signs in as him or her."""
        person = self.model(email=(email or "").lower() or None, **columns)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **columns: Any) -> Person:
        """Technical staff: may open the admin; holds no power over any case."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **columns)

    def get_by_natural_key(self, email: str | None) -> Person:
        return self.get(email=email)

    def on_duty(self, *, at: datetime, among: models.QuerySet[Any] | None = None) -> models.QuerySet[Person]:
        """Active people in some office at `at`, in one of these bodies if any are named, and not away from it."""
        return on_duty(self.get_queryset(), at=at, among=among)

    def holding(self, power: str, body: str, *, at: datetime) -> models.QuerySet[Person]:
        """Active people who hold a power in a body at `at`, by name."""
        return holding(self.get_queryset(), power, body, at=at)


class Theme(models.TextChoices):
    LIGHT = "light", _("Clair")
    DARK = "dark", _("Sombre")


class Images(models.TextChoices):
    """How somebody who examines cases is shown images of posts, before asking to see one."""

    BLURRED = "blurred", _("Floues")
    GREY = "grey", _("En gris")
    PLAIN = "plain", _("Telles quelles")


class Person(Holder, AbstractBaseUser, PermissionsMixin):
    """Somebody. The e-mail signs in, whatever its case; who has none is written to on paper."""

    email = LoginField(_("adresse e-mail"), max_length=254, null=True, blank=True, unique=True)
    name = models.CharField(_("nom"), max_length=150)
    language = models.CharField(
        _("langue"), max_length=2, choices=[("fr", "Français"), ("en", "English")], default="fr"
    )
    is_active = models.BooleanField(_("compte actif"), default=True)
    is_staff = models.BooleanField(_("équipe technique"), default=False)
    theme = models.CharField(max_length=5, blank=True, default="", choices=Theme)  # none: as the system says
    images = models.CharField(max_length=7, default=Images.BLURRED, choices=Images)
    has_keys = models.BooleanField(default=True)
    saved_views = EncryptedJSONField(bound_to=["pk"])  # {"first": name, "views": {name: query}}: what is looked for

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
            models.CheckConstraint(condition=Q(theme__in=["", *Theme.values]), name="person_theme_is_known"),
            models.CheckConstraint(condition=Q(images__in=Images.values), name="person_images_are_known"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kept_views(self) -> dict[str, str]:
        """Name → query string of the queue."""
        return dict(self.saved_views.get("views", {}))

    @property
    def first_view(self) -> str:
        """The query string that the queue opens with; empty for none."""
        return self.kept_views.get(self.saved_views.get("first", ""), "")

    def keep_views(self, views: dict[str, str], *, first: str | None = None) -> None:
        """All of them, and the name of the first: as before, if none is given; none, once it is dropped."""
        first = self.saved_views.get("first", "") if first is None else first
        self.saved_views = {"views": views, "first": first if first in views else ""}
        self.save(update_fields=["saved_views"])


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
        code = new_code()
        cls.objects.create(person=person, digest=cls._digest(code), expires_at=at + timedelta(days=days))
        return code

    @classmethod
    def redeem(cls, code: str, *, at: datetime) -> Person | None:
        """Whose code it is, if unused, in date and of an active person; no code of that person opens anything after."""
        key = cls.fitting(code, at=at)
        is_ours = key and cls.objects.filter(person=key.person, used_at=None).update(used_at=at)
        return key.person if key and is_ours else None

    @classmethod
    def fitting(cls, code: str, *, at: datetime) -> FirstKey | None:
        """The key that this code is, if unused, in date and of an active person. It stays unused."""
        try:
            digest = cls._digest(code)
        except ValueError:
            return None
        fitting = cls.objects.filter(digest=digest, used_at=None, expires_at__gt=at, person__is_active=True)
        return fitting.select_related("person").first()

    @staticmethod
    def _digest(code: str) -> str:
        return digest_of(code, purpose="accounts.FirstKey")
