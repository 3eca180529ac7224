"""One question to each side once all is over: whoever wants to answers it, and nobody learns who did."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MARKS = [(1, _("1, pas du tout")), (2, "2"), (3, "3"), (4, "4"), (5, _("5, tout à fait"))]
# Side → the question that it is asked, and the words of it.
QUESTIONS = {
    "concerned": ("heard", _("« J’ai pu m’expliquer »")),
    "reporter": ("understood", _("« J’ai compris la réponse »")),
}


class Afterwards(forms.Form):
    mark = forms.TypedChoiceField(coerce=int, choices=MARKS, widget=forms.RadioSelect)

    def __init__(self, data: Any = None, *, side: str):
        super().__init__(data, label_suffix="")
        self.question, self.fields["mark"].label = QUESTIONS[side]
