"""A closed case told without a name, and what officers would have done in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Person

from .. import addresses
from ..likeness import repeated
from ..models.calibration import Choice
from ..models.charter import wordings
from ..wording.phrases import in_quotes
from .fields import Words

LEADS_THERE = re.compile(r"\S*(?:@|://|www\.)\S*", re.IGNORECASE)  # an address of any kind, an account
NAME = re.compile(r"[^\W\d_]{3,}")  # of a name: shorter words are anybody's


class Tell(forms.Form):
    """What happened and what was answered to it, in words that lead to nobody."""

    facts = Words(
        label=_("Ce qui s’est passé"), most=3000, rows=10,
        help_text=_("Avec d’autres mots que la publication : une phrase reprise se retrouve en la cherchant."),
    )  # fmt: skip
    reply = Words(label=_("Ce que la personne a répondu (facultatif)"), most=2000, rows=5, required=False)

    def __init__(self, data: Any = None, *, case: Any):
        self.case = case
        super().__init__(data, label_suffix="")

    def clean_facts(self) -> str:
        return self._leading_to_nobody("facts")

    def clean_reply(self) -> str:
        return self._leading_to_nobody("reply")

    def _leading_to_nobody(self, name: str) -> str:
        """Raises for a name or reference of this case, an address, an account, or words that somebody typed in it."""
        text: str = self.cleaned_data[name]
        telling = set(self._leading_there(name)) or {found[0] for found in LEADS_THERE.finditer(text)}
        telling |= {word for word in re.findall(r"[\w-]+", text) if word in self._names}
        if telling:
            words = {"words": ", ".join(sorted(telling))}
            raise forms.ValidationError(gettext("Ceci peut mener à quelqu’un : %(words)s. Dites-le autrement.") % words)
        if passages := repeated(text, self._said, but=self._charter):
            said = ", ".join(map(in_quotes, passages))
            raise forms.ValidationError(
                gettext("Ces mots sont dans le dossier : %(said)s. Dites-le autrement.") % {"said": said}
            )
        return text

    def _leading_there(self, name: str) -> Iterator[str]:
        """Addresses and accounts as they were typed, before the field made them canonical."""
        for word in str(self.data.get(name, "")).split():
            if LEADS_THERE.search(addresses.in_text(word)):
                yield word.strip(",.;:()«»“”")

    @property
    def _names(self) -> set[str]:
        """Words of the names of everybody who has a part in the case, of its federation, and its reference."""
        case = self.case
        took_part = set(Person.objects.filter(pk__in=case.parts.values("person")).values_list("name", flat=True))
        about = [case.member.person.name if case.member else "", case.federation.name if case.federation else ""]
        return {case.reference, *(word for name in (*took_part, *about) for word in NAME.findall(name))}

    @property
    def _said(self) -> list[str]:
        """What the post says, and what was typed by who reported, examined or answered."""
        case = self.case
        typed = [case.notice.facts, *(one.text for one in case.notice.replies.all())] if case.notice else []
        return [getattr(case, "quote", None) or "", case.post.text, *case.said_by_reporters(), *typed]

    @property
    def _charter(self) -> list[str]:
        return [text for one in wordings().values() for text in one.texts]


class Answer(forms.Form):
    choice = forms.ChoiceField(label=_("Qu’auriez-vous fait ?"), choices=Choice, widget=forms.RadioSelect)

    def __init__(self, data: Any = None):
        super().__init__(data, label_suffix="")
