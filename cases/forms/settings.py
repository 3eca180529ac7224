"""What the organisation sets for itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..parameters import Bound, check


class LimitForm(forms.Form):
    """One value of the procedure. `seen` is the value that its author read."""

    value = forms.IntegerField(label=_("Nouvelle valeur"))
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, bound: Bound, current: int, others: Mapping[str, int]):
        self.bound, self.current, self.others = bound, current, others
        super().__init__(data, initial={"value": current, "seen": current}, label_suffix="")
        if bound.unit == "no or yes":
            choices = [(number, bound.said(number)) for number in (0, 1)]
            self.fields["value"] = forms.TypedChoiceField(
                label=_("Nouvelle valeur"), coerce=int, choices=choices, widget=forms.RadioSelect
            )
        else:
            limits = {"least": bound.said(bound.least), "most": bound.said(bound.most)}
            self.fields["value"].help_text = gettext("Entre %(least)s et %(most)s.") % limits

    def clean_value(self) -> int:
        value: int = self.cleaned_data["value"]
        try:
            check(self.bound.key, value, self.others)
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        return value

    @property
    def is_stale(self) -> bool:
        """Has somebody else set it since the form was opened?"""
        return self.cleaned_data.get("seen") not in (None, self.current)
