"""What the national office is asked of a banner."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.forms import Day

from .models.banner import LONGEST, MOST_DAYS, Banner

CHOOSE = {
    "required": gettext_lazy("Choisissez une réponse."),
    "invalid_choice": gettext_lazy("Choisissez une des réponses."),
}


class BannerForm(forms.Form):
    """`today` is the day on which it is asked: what begins before would have been said already."""

    text_fr = forms.CharField(
        label=gettext_lazy("Texte, en français"), max_length=LONGEST, widget=forms.Textarea({"rows": 3})
    )
    text_en = forms.CharField(
        label=gettext_lazy("Texte, en anglais"), max_length=LONGEST, widget=forms.Textarea({"rows": 3, "lang": "en"})
    )
    tone = forms.ChoiceField(
        label=gettext_lazy("Ton"), choices=Banner.Tone.choices, widget=forms.RadioSelect, error_messages=CHOOSE
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Pour qui ?"),
        choices=Banner.Audience.choices,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    begins_on = Day(label=gettext_lazy("Du"))
    ends_on = Day(label=gettext_lazy("Au"), help_text=gettext_lazy("Ce jour compris, six semaines au plus."))

    def __init__(self, data: Any = None, *, today: date):
        self.today = today
        begins = {"tone": Banner.Tone.INFO, "audience": Banner.Audience.EVERYBODY, "begins_on": today}
        super().__init__(data, initial=begins, label_suffix="")

    def clean_begins_on(self) -> date:
        typed: date = self.cleaned_data["begins_on"]
        if typed < self.today:
            raise forms.ValidationError(_("Ce jour est passé. Choisissez aujourd’hui ou un jour à venir."))
        return typed

    def clean_ends_on(self) -> date:
        last: date = self.cleaned_data["ends_on"]
        first: date | None = self.cleaned_data.get("begins_on")
        if first and last < first:
            raise forms.ValidationError(_("Le bandeau se termine avant de commencer. Changez l’un des deux jours."))
        if first and last > first + timedelta(days=MOST_DAYS):
            raise forms.ValidationError(_("Six semaines au plus. Choisissez un jour plus proche."))
        return last
