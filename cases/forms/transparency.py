"""Publishing the report of a year: the numbers that were read, and why, if it corrects another."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..models.record import canonical_json


class Publish(forms.Form):
    """`seen` is the digest of the numbers that its author read; `why` is asked where a report is corrected."""

    why = forms.CharField(
        label=_("Pourquoi ce rapport est corrigé"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ces mots sont publiés avec la correction. N’y nommez personne."),
    )  # fmt: skip
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, typed: Any = None, *, numbers: dict[str, Any], corrects: bool):
        self.current = hashlib.sha256(canonical_json(numbers).encode()).hexdigest()
        super().__init__(typed, initial={"seen": self.current}, label_suffix="")
        if not corrects:
            del self.fields["why"]

    @property
    def is_stale(self) -> bool:
        """Do the numbers say something else than those that were read?"""
        return self.data.get("seen") not in (None, self.current)
