"""What the privacy officer looks for in the log of readings."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..models import Case


class OfCase(forms.Form):
    """The readings of one case: its reference, however it is typed."""

    dossier = forms.CharField(label=_("Référence du dossier"), max_length=20)

    def clean_dossier(self) -> str:
        typed: str = self.cleaned_data["dossier"].upper()
        if not Case.objects.filter(reference=typed).exists():
            raise forms.ValidationError(gettext("Aucun dossier n’a cette référence. Vérifiez-la : « 45-2026-K7QM »."))
        return typed
