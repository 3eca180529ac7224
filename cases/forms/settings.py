"""What the organisation sets for itself: delays, the texts of its letters, and its charter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from string import Template as Text
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms import Day
from notifications.layout import folded
from notifications.models import Template
from notifications.models.template import LONGEST

from ..models import ArticleVersion
from ..parameters import Bound, check
from ..wording.required import objections
from .fields import Line, Words


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


class TemplateForm(forms.Form):
    """The next version of a letter's text. `seen` is the number of the version that its author read."""

    title = forms.CharField(label=_("Titre"), max_length=200)
    body = forms.CharField(
        label=_("Texte"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 24, "spellcheck": "true"}),
        help_text=_("« ## » au début d’une ligne : un titre. « - » : une puce. Une ligne vide : un paragraphe."),
    )  # fmt: skip
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, current: Template):
        self.current = current
        begins = {"title": current.title, "body": current.body, "seen": current.number}
        super().__init__(data, initial=begins, label_suffix="")
        for name in ("title", "body"):
            self.fields[name].widget.attrs["lang"] = current.language

    def clean_title(self) -> str:
        return self._spelt(folded(self.cleaned_data["title"]))

    def clean_body(self) -> str:
        return self._spelt("\n".join(line.rstrip() for line in self.cleaned_data["body"].strip().splitlines()))

    def _spelt(self, text: str) -> str:
        if not Text(text).is_valid():
            raise forms.ValidationError(gettext("Écrivez « $$ » pour un signe dollar ; « $ » seul annonce un mot."))
        return text

    def clean(self) -> dict[str, Any]:
        """The rules of every letter (`wording/required.py`), asked of what was typed."""
        if {"title", "body"} <= self.cleaned_data.keys():
            for sentence in objections(self.written):
                self.add_error("body", sentence)
        return self.cleaned_data

    @property
    def written(self) -> Template:
        """What was typed, unsaved: what a preview shows."""
        now = self.current
        return Template(act=now.act, audience=now.audience, language=now.language,
                        title=self.cleaned_data["title"], body=self.cleaned_data["body"])  # fmt: skip

    @property
    def is_stale(self) -> bool:
        """Has somebody else written a version since the form was opened?"""
        return self.cleaned_data.get("seen") not in (None, self.current.number)


class ArticleForm(forms.Form):
    """The next wording of an article, in both languages. `seen` is the number of the version that its author read."""

    title_fr = Line(label=_("Titre, en français"), max_length=120)
    line_fr = Line(label=_("En une ligne, en français"), max_length=200)
    text_fr = Words(label=_("Texte, en français"), most=5000, rows=8)
    accepted_fr = Words(label=_("Un exemple accepté, en français"), most=500, rows=3, required=False)
    not_accepted_fr = Words(label=_("Un exemple refusé, en français"), most=500, rows=3, required=False)
    title_en = Line(label=_("Titre, en anglais"), max_length=120)
    line_en = Line(label=_("En une ligne, en anglais"), max_length=200)
    text_en = Words(label=_("Texte, en anglais"), most=5000, rows=8)
    accepted_en = Words(label=_("Un exemple accepté, en anglais"), most=500, rows=3, required=False)
    not_accepted_en = Words(label=_("Un exemple refusé, en anglais"), most=500, rows=3, required=False)
    valid_from = Day(
        label=_("La nouvelle version compte à partir du"),
        help_text=_("Un jour à venir : chacun doit pouvoir la lire avant."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, last: ArticleVersion, today: date):
        self.last, self.today = last, today
        super().__init__(data, initial={"seen": last.number, **self.texts_of(last)}, label_suffix="")
        for name, field in self.fields.items():
            if name.endswith("_en"):
                field.widget.attrs["lang"] = "en"

    def texts_of(self, version: ArticleVersion) -> dict[str, str]:
        """Every text of a wording, by the name of its question."""
        examples = {
            f"{kind}_{language}": said for language, pair in version.examples.items() for kind, said in pair.items()
        }
        asked = [name for name in self.base_fields if name.endswith(("_fr", "_en"))]
        return {name: examples.get(name, "") if "accepted" in name else getattr(version, name) for name in asked}

    def clean_valid_from(self) -> date:
        typed: date = self.cleaned_data["valid_from"]
        if typed <= self.today:
            raise forms.ValidationError(gettext("Choisissez un jour à venir : chacun doit pouvoir la lire avant."))
        if typed <= self.last.valid_from:
            raise forms.ValidationError(gettext("Une version est déjà prévue. Choisissez un jour après le sien."))
        return typed

    @property
    def written(self) -> ArticleVersion:
        """What was typed, unsaved."""
        typed = self.cleaned_data
        examples = {
            language: {kind: typed[f"{kind}_{language}"] for kind in ("accepted", "not_accepted")}
            for language in ("fr", "en")
        }
        words = {name: typed[name] for name in self.base_fields if name.startswith(("title", "line", "text"))}
        return ArticleVersion(valid_from=typed["valid_from"], examples=examples, **words)

    @property
    def is_stale(self) -> bool:
        """Has somebody else written a version since the form was opened?"""
        return bool(self.cleaned_data["seen"] != self.last.number)
