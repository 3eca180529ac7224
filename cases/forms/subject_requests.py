"""What somebody asks about his or her own data, and what the privacy officer answers."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ..grammar import Refused
from ..models import Case, SubjectRequest
from .fields import Words


class Ask(forms.Form):
    """One right, in one's own words; of a case, one of one's own."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    case = forms.ChoiceField(label=_("Quel dossier ?"), required=False)
    text = Words(label=_("Votre demande, avec vos mots"), most=3000, rows=8)

    def __init__(self, data: Any = None, *, cases: Iterable[Case]):
        super().__init__(data, initial={"token": uuid.uuid4()}, label_suffix="")
        self.cases = {one.reference: one for one in cases}
        field: Any = self.fields["case"]
        field.choices = [("", gettext("Aucun dossier en particulier")), *((name, name) for name in self.cases)]
        if not self.cases:
            del self.fields["case"]

    def clean_case(self) -> Case | None:
        return self.cases.get(self.cleaned_data["case"])


class Reasoned(forms.Form):
    """Something that the privacy officer does for a reason, which the person reads word for word."""

    def __init__(self, data: Any = None):
        super().__init__(data, label_suffix="")

    def refuse(self, refusal: Refused) -> None:
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))


class Settle(Reasoned):
    """Granted or refused."""

    answer = forms.ChoiceField(label=_("Votre réponse"), widget=forms.RadioSelect, choices=[
        (SubjectRequest.Answer.GRANTED, _("J’accepte")), (SubjectRequest.Answer.REFUSED, _("Je refuse"))])  # fmt: skip
    why = Words(
        label=_("Ce qui est fait, ou pourquoi c’est refusé"), most=3000, rows=6,
        help_text=_("La personne lit ces mots. La lettre y ajoute comment saisir la CNIL et le tribunal."),
    )  # fmt: skip


class Extend(Reasoned):
    """Two months more, once: the reason leaves at once."""

    why = Words(
        label=_("Pourquoi il faut plus de temps"), most=2000, rows=4,
        help_text=_("La complexité de la demande, ou le nombre de demandes : rien d’autre ne prolonge ce délai."),
    )  # fmt: skip
