"""What every step's form has: the words of its button, the version that its author read, and a token of its own."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ..grammar import Refused


class StepForm(forms.Form):
    """A form is found by its step's name and asks exactly what the step takes (checked by `manage.py check`).

    `label` is the offer, `consequence` the sentence under it, `button` what signs it, `done` what is said afterwards.
    `previews` says that what follows, letters if there are any, is read before it is signed; `look` leads there.
    """

    label: Any = ""
    consequence: Any = ""
    button: Any = _("Confirmer")
    done: Any = ""
    leave: Any = _("Revenir sans envoyer")
    quoted: str = ""  # what it answers, word for word
    previews = False
    is_blind = False  # whoever fills it in has not seen the page of the case, and is not led there before
    look: Any = _("Relire la lettre")
    do_not_call_in_templates = True  # a page shows the words of the class before anybody fills in a form

    basis = forms.IntegerField(widget=forms.HiddenInput, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, data: Any = None, files: Any = None, *, case: Any, by: Any, at: datetime, held: Any = None, **kwargs: Any
    ):
        self.case, self.by, self.at, self.held = case, by, at, held
        first = {"basis": case.basis, "token": uuid.uuid4(), **(self.first_answers() if data is None else {})}
        super().__init__(data, files, initial=first, label_suffix="", **kwargs)
        self.fit()

    @classmethod
    def named(cls, case: Any, by: Any) -> Any:
        """The offer, as it is worded in this case for whoever may take it."""
        return cls.label

    def lede(self) -> Any:
        """What stands above the questions: the consequence, unless this case knows more."""
        return self.consequence

    def first_answers(self) -> dict[str, Any]:
        """What stands in the fields before anybody has typed."""
        return {}

    def fit(self) -> None:
        """Adjust choices to this case; fields are never added here, so that the form asks what the step takes."""

    def in_days(self, parameter: str) -> date:
        """The day that a delay of the procedure leads to from today, where the person lives."""
        return self.case.local_date(self.at) + timedelta(days=self.case.parameter(parameter))

    def choose_from(self, name: str, rows: Any) -> None:
        """What a field of this name offers: rows of the database, or pairs of value and label."""
        field: Any = self.fields[name]
        if isinstance(rows, QuerySet):
            field.queryset = rows
        else:
            field.choices = rows

    @classmethod
    def keeps(cls) -> bool:
        """Has it a text that takes time to write?"""
        return any(isinstance(field.widget, forms.Textarea) for field in cls.base_fields.values())

    def take_up(self, typed: Any) -> None:
        """Begin with what was typed before and not sent, as its browser sent it."""
        for name, field in self.fields.items():
            if not (field.widget.is_hidden or field.widget.needs_multipart_form):
                self.initial[name] = field.widget.value_from_datadict(typed, {}, self.add_prefix(name))

    @property
    def answers(self) -> dict[str, Any]:
        """What the step is given: everything typed, without what the form needs for itself."""
        return {key: value for key, value in self.cleaned_data.items() if key not in ("basis", "token")}

    def refuse(self, refusal: Refused) -> None:
        """Put a guard's sentence beside its field, or above the form."""
        field = refusal.field if refusal.field in self.fields else None
        self.add_error(field, str(refusal))
