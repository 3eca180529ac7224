"""What the national office types of a workshop and of its sessions."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import Number
from accounts.models import Body

from ..grammar import Refused
from ..models import Session, Workshop
from .fields import Line, Moment, Words


class Kept(forms.Form):
    """`seen` is the edition that its author read; nothing for what is new."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, data: Any = None, *, row: Any = None, **more: Any):
        self.row = row
        first = {"seen": row.edition(), **self.shown(row)} if row else {}
        super().__init__(data, initial=first, label_suffix="", **more)

    def shown(self, row: Any) -> dict[str, Any]:
        """What stands in the fields of a row that is there."""
        return {name: getattr(row, name) for name in self.base_fields if name != "seen"}

    @property
    def answers(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    def refuse(self, refusal: Refused) -> None:
        self.add_error(refusal.field, str(refusal))


class WorkshopForm(Kept):
    title_fr = Line(label=_("Titre, en français"), max_length=120)
    text_fr = Words(label=_("Ce qu’on y fait, en français"), rows=5)
    title_en = Line(label=_("Titre, en anglais"), max_length=120)
    text_en = Words(label=_("Ce qu’on y fait, en anglais"), rows=5)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        same = Workshop.objects.filter(title_fr=typed.get("title_fr"))
        if (same.exclude(pk=self.row.pk) if self.row else same).exists():
            self.add_error("title_fr", _("Un autre atelier a déjà ce titre : changez-en un mot."))
        return typed


class SessionForm(Kept):
    """The hour is that of the clocks of the region."""

    region = forms.ChoiceField(label=_("Région"))
    place = Line(
        label=_("Lieu"), max_length=200,
        help_text=_("L’adresse entière. On peut la noter dans un agenda que d’autres lisent."),
    )  # fmt: skip
    at = Moment(label=_("Jour et heure du début"), help_text=_("À l’heure de la région."))
    length = Number(label=_("Durée, en minutes"), min_value=15, max_value=600, initial=120)
    places = Number(label=_("Nombre de places"), min_value=1, max_value=500, initial=20)

    def __init__(self, data: Any = None, *, now: Any, **more: Any):
        self.now = now
        super().__init__(data, **more)
        self.zones = zones()
        self.fields["region"].choices = [("", "—"), *((name, name) for name in self.zones)]  # type: ignore[attr-defined]

    def shown(self, row: Session) -> dict[str, Any]:
        return super().shown(row) | {"at": row.at.astimezone(row.zone).strftime("%Y-%m-%dT%H:%M")}

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("at") and typed.get("region"):
            typed["time_zone"] = self.zones[typed["region"]]
            typed["at"] = timezone.make_naive(typed["at"]).replace(tzinfo=ZoneInfo(typed["time_zone"]))
            if typed["at"] <= self.now:
                self.add_error("at", _("Ce moment est passé : donnez une date à venir."))
        return typed


def zones() -> dict[str, str]:
    """The regions of the federations, in alphabetical order, each with its time zone."""
    bodies = Body.objects.filter(kind=Body.Kind.FEDERATION).exclude(region="").order_by("region", "code")
    return dict(bodies.values_list("region", "time_zone"))
