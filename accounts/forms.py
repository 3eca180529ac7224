"""What the national office is asked when it sets up the organisation."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .absence import colleagues
from .colours import BY_DAY, LEAST, on_the_worst, readable
from .emblems import HEAVIEST, NotALogo, of_upload
from .models import Appointment, Body, Identity, Person
from .models.identity import LONGEST_NAME
from .powers import OFFICES

NO_EMAIL = gettext_lazy("Écrivez une adresse e-mail complète, par exemple nom@example.org.")


class Day(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class Number(forms.IntegerField):
    """Bounds that nobody would guess stand beneath the question, before anybody has gone beyond them."""

    default_error_messages = {
        "min_value": gettext_lazy("Au moins %(limit_value)s."), "max_value": gettext_lazy("Au plus %(limit_value)s."),
    }  # fmt: skip

    def __init__(self, *, min_value: int, max_value: int | None = None, **kwargs: Any):
        if max_value is not None and min_value > 1:
            between = gettext_lazy("De {least} à {most}.")
            kwargs.setdefault("help_text", format_lazy(between, least=min_value, most=max_value))
        super().__init__(min_value=min_value, max_value=max_value, **kwargs)


class IdentityForm(forms.Form):
    """The next look of the organisation. `seen` is the row that its author read: 0 for what the house begins with."""

    name = forms.CharField(label=gettext_lazy("Nom de l’organisation"), max_length=LONGEST_NAME)
    colour = forms.CharField(
        label=gettext_lazy("Couleur"), max_length=7, required=False,
        help_text=gettext_lazy("Un dièse, puis six chiffres ou lettres de a à f. Vide : la couleur d’origine."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "autocapitalize": "none"}),
    )  # fmt: skip
    logo = forms.FileField(
        label=gettext_lazy("Logo"), required=False, help_text=gettext_lazy("JPEG, PNG ou WebP, 2 Mo au plus."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )  # fmt: skip
    no_logo = forms.BooleanField(label=gettext_lazy("Retirer le logo"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, files: Any = None, *, current: Identity):
        self.current = current
        begins = {"name": current.name, "colour": current.colour, "seen": current.pk or 0}
        super().__init__(data, files, initial=begins, label_suffix="")
        if not current.logo_sha256:
            del self.fields["no_logo"]

    def clean_colour(self) -> str:
        typed = self.cleaned_data["colour"].lower()
        if not typed:
            return ""
        if not re.fullmatch(r"#[0-9a-f]{6}", typed):
            raise forms.ValidationError(_("Écrivez un dièse, puis six chiffres ou lettres de a à f, comme #0f5257."))
        if (ratio := on_the_worst(typed, BY_DAY)) < LEAST:
            said = {"ratio": number_format(ratio, 2), "least": number_format(LEAST, 1), "shade": readable(typed)}
            raise forms.ValidationError(_(
                "Sur les pages, cette couleur a un contraste de %(ratio)s : il faut %(least)s pour la lire. "
                "La nuance la plus proche qui convient : %(shade)s."
            ) % said)  # fmt: skip
        return str(typed)

    def clean_logo(self) -> bytes:
        upload = self.cleaned_data["logo"]
        if not upload:
            return b""
        try:
            return of_upload(upload.read(HEAVIEST + 1))
        except NotALogo as refused:
            raise forms.ValidationError(str(refused)) from refused

    @property
    def is_stale(self) -> bool:
        """Has somebody else changed it since the form was opened?"""
        return self.cleaned_data.get("seen") not in (None, self.current.pk or 0)

    @property
    def written(self) -> Identity:
        """What was typed, unsaved; a logo that nobody touched stays."""
        typed = self.cleaned_data
        logo = typed["logo"] or (b"" if typed.get("no_logo") else bytes(self.current.logo))
        digest = hashlib.sha256(logo).hexdigest() if logo else ""
        return Identity(name=typed["name"], colour=typed["colour"], logo=logo, logo_sha256=digest)


class AppointForm(forms.Form):
    """Somebody who has an account, by the exact address: nobody is listed."""

    person = forms.EmailField(
        label=gettext_lazy("Adresse e-mail de la personne"), max_length=254,
        help_text=gettext_lazy("L’adresse exacte de son compte."), error_messages={"invalid": NO_EMAIL},
    )  # fmt: skip
    office = forms.ChoiceField(label=gettext_lazy("Fonction"), widget=forms.RadioSelect)
    starts_on = Day(label=gettext_lazy("À partir du"))
    ends_on = Day(
        label=gettext_lazy("Jusqu’au"), required=False, help_text=gettext_lazy("Ce jour compris. Vide : sans fin.")
    )

    def __init__(self, data: Any = None, *, body: Body, at: datetime):
        self.body, self.at, self.today = body, at, body.day_at(at)
        super().__init__(data, initial={"starts_on": self.today}, label_suffix="")
        fitting = [(code, str(one.name).capitalize()) for code, one in OFFICES.items() if one.kind == body.kind]
        offices: Any = self.fields["office"]
        offices.choices = fitting
        if len(fitting) == 1:
            self.initial["office"] = fitting[0][0]

    def clean_person(self) -> Person:
        person = Person.objects.filter(email=self.cleaned_data["person"], is_active=True).first()
        if person is None:
            raise forms.ValidationError(
                _("Aucun compte ouvert n’a cette adresse. Vérifiez-la, ou faites d’abord ouvrir un compte.")
            )
        return person

    def clean_starts_on(self) -> date:
        typed: date = self.cleaned_data["starts_on"]
        if typed < self.today:
            raise forms.ValidationError(_("Ce jour est passé. Choisissez aujourd’hui ou un jour à venir."))
        return typed

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        person, office, first = (typed.get(name) for name in ("person", "office", "starts_on"))
        held = Appointment.objects.in_office(at=self.at).filter(person=person, body=self.body, office=office)
        if person and office and first and held.exclude(ends_on__lt=first).exists():
            self.add_error("person", _("Cette personne a déjà cette fonction ici, ou va l’avoir."))
        return typed


class EndForm(forms.Form):
    """Now, or with a day to come."""

    ends_on = Day(
        label=gettext_lazy("Dernier jour"), required=False,
        help_text=gettext_lazy("Vide : la fonction se termine maintenant."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, appointment: Appointment, at: datetime):
        self.appointment, self.today = appointment, appointment.body.day_at(at)
        super().__init__(data, label_suffix="", prefix="end")

    def clean_ends_on(self) -> date | None:
        typed: date | None = self.cleaned_data["ends_on"]
        if typed and typed < max(self.today, self.appointment.starts_on):
            raise forms.ValidationError(_("Ce jour est passé, ou vient avant le premier jour. Choisissez-en un autre."))
        if typed and self.appointment.ends_on and typed > self.appointment.ends_on:
            raise forms.ValidationError(
                _("Une fonction ne se prolonge pas : nommez la personne à nouveau, pour la suite.")
            )
        return typed


class AbsenceForm(forms.Form):
    """Until when, and who stands in: of the same body, who holds nothing more by it."""

    absent_until = Day(
        label=gettext_lazy("Absence jusqu’au"),
        required=False,
        help_text=gettext_lazy("Ce jour compris. Vide : pas d’absence."),
    )
    delegate = forms.ModelChoiceField(
        Person.objects.none(), label=gettext_lazy("À qui s’adresser pendant ce temps"), required=False,
        empty_label=gettext_lazy("À personne en particulier"),
        help_text=gettext_lazy("Cette personne garde ses pouvoirs, et n’en reçoit pas d’autre."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, appointment: Appointment, at: datetime, prefix: str = "absence"):
        self.today = appointment.body.day_at(at)
        away = appointment.absent_until and appointment.absent_until >= self.today
        begins = {"absent_until": appointment.absent_until, "delegate": appointment.delegate_id} if away else {}
        super().__init__(data, initial=begins, label_suffix="", prefix=prefix)
        chosen: Any = self.fields["delegate"]
        chosen.queryset = colleagues(appointment, at=at)
        self.appointment = appointment

    def clean_absent_until(self) -> date | None:
        typed: date | None = self.cleaned_data["absent_until"]
        if typed and typed < self.today:
            raise forms.ValidationError(_("Ce jour est passé. Choisissez aujourd’hui ou un jour à venir."))
        return typed

    def keep(self) -> None:
        until = self.cleaned_data["absent_until"]
        self.appointment.absent_until = until
        self.appointment.delegate = self.cleaned_data["delegate"] if until else None
        self.appointment.save(update_fields=["absent_until", "delegate"])


class ContactForm(forms.Form):
    """Where a body is written to. `seen` is the address that its author read."""

    contact = forms.EmailField(
        label=gettext_lazy("Adresse de contact"), max_length=254,
        help_text=gettext_lazy("Chaque lettre la donne. Une boîte que plusieurs personnes lisent."),
        error_messages={"invalid": NO_EMAIL},
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=254)

    def __init__(self, data: Any = None, *, body: Body):
        self.body = body
        super().__init__(data, initial={"contact": body.contact, "seen": body.contact}, label_suffix="")

    @property
    def is_stale(self) -> bool:
        """Has somebody else changed it since the form was opened?"""
        return bool(self.cleaned_data["seen"] != self.body.contact)
