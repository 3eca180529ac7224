"""What somebody looks for in the queue: the address of the page says it, so that it can be kept and passed on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from accounts.models import Body, Person

from ..addresses import NETWORKS, NotAPost, canonical, has_link, untraced
from ..lifecycle import State
from ..models.charter import wordings
from ..models.queue import BY_NOW, NOBODY, WITHIN_A_WEEK, Asked
from ..parties import NATIONAL
from ..wording.phrases import in_quotes, labelled

ANY = ("", gettext_lazy("Peu importe"))
SELECTS = ("article", "etat", "reseau", "echeance", "qui", "federation")
NAMES = ("q", *SELECTS, "auteur")


class Filters(forms.Form):
    """One search and six choices, each of them optional. A choice that is not offered is an error of the address."""

    q = forms.CharField(
        label=gettext_lazy("Chercher"), max_length=300, required=False, widget=forms.TextInput({"type": "search"})
    )
    article = forms.ChoiceField(label=gettext_lazy("Règle"), required=False)
    etat = forms.ChoiceField(label=gettext_lazy("État"), required=False)
    reseau = forms.ChoiceField(label=gettext_lazy("Réseau"), required=False)
    echeance = forms.ChoiceField(label=gettext_lazy("Échéance"), required=False)
    qui = forms.ChoiceField(label=gettext_lazy("En charge"), required=False)
    federation = forms.ChoiceField(label=gettext_lazy("Fédération"), required=False)
    auteur = forms.CharField(max_length=20, required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, bodies: frozenset[str], is_whole: bool, at: Any) -> None:
        """`is_whole`: with the people and federations to choose from, which are asked for only where they are shown."""
        super().__init__({name: data.get(name, "") for name in NAMES}, auto_id="filtre-%s")
        self.bodies, self.at = bodies, at
        self.is_whole = is_whole or any(self.data[name] for name in SELECTS)
        self.offer("article", [(one.article.code, one.title) for one in newest()])
        self.offer("etat", [(state.value, state.label) for state in State if state != State.CLOSED])
        self.offer("reseau", NETWORKS.items())
        self.offer("echeance", [(BY_NOW, _("En retard")), (WITHIN_A_WEEK, _("Dans les sept jours"))])
        self.offer("qui", [(NOBODY, pgettext_lazy("nobody", "Personne")), *self.officers()] if self.is_whole else [])
        self.offer("federation", self.federations() if self.is_whole else [])
        if NATIONAL not in bodies:
            del self.fields["federation"]

    def offer(self, name: str, choices: Any) -> None:
        self.fields[name].choices = [ANY, *choices]  # type: ignore[attr-defined]

    def officers(self) -> Iterator[tuple[str, str]]:
        for body in sorted(self.bodies):
            for person in Person.objects.holding("examine", body, at=self.at):
                yield str(person.pk), person.name

    def federations(self) -> list[tuple[str, str]]:
        if NATIONAL not in self.bodies:
            return []
        return [(body.code, str(body)) for body in Body.objects.filter(kind=Body.Kind.FEDERATION).order_by("code")]

    def clean_q(self) -> str:
        """An address that is pasted is made canonical first: a link may tell who shared it."""
        typed = self.cleaned_data["q"]
        if not has_link(typed):
            return typed
        try:
            return canonical(typed).address
        except NotAPost as refusal:
            self.data = {**self.data, "q": untraced(typed)}
            raise forms.ValidationError(refusal.args[0]) from None

    @property
    def is_of_this_page(self) -> bool:
        """No page leads to an answer that a choice does not offer."""
        return self.is_valid() or set(self.errors) == {"q"}

    @property
    def was_shared(self) -> bool:
        """An address of a post that is not yet in its one form stays on no page."""
        return self.is_valid() and has_link(self.kept.get("q", "")) and self.kept["q"] != self.data["q"]

    @property
    def selects(self) -> list[Any]:
        return [self[name] for name in SELECTS if name in self.fields]

    @property
    def kept(self) -> dict[str, str]:
        """What is asked, by the names that addresses give it."""
        return {name: self.cleaned_data[name] for name in NAMES if self.cleaned_data.get(name)}

    @property
    def choices(self) -> dict[str, str]:
        """What is asked, less words and author: it may be kept longer than the cases that it is about."""
        return {name: value for name, value in self.kept.items() if name in SELECTS}

    @property
    def asked(self) -> Asked:
        chosen = {name: self.cleaned_data.get(name, "") for name in NAMES}
        is_address = has_link(chosen["q"])
        versions = [one.pk for one in wordings().values() if one.article.code == chosen["article"]]
        return Asked(
            words="" if is_address else chosen["q"], address=chosen["q"] if is_address else "",
            articles=versions, network=chosen["reseau"], state=chosen["etat"], due=chosen["echeance"],
            federation=chosen["federation"], in_charge=chosen["qui"], author_of=chosen["auteur"],
        )  # fmt: skip

    @property
    def said(self) -> list[str]:
        """Each condition in words, for the sentence that repeats them."""
        chosen = [labelled(self[name].label.lower(), self.label_of(name)) for name in SELECTS if self.kept.get(name)]
        if "auteur" in self.kept:
            chosen.append(_("même auteur que %(reference)s") % {"reference": self.kept["auteur"]})
        return [*chosen, in_quotes(self.kept["q"])] if "q" in self.kept else chosen

    def label_of(self, name: str) -> str:
        return str(dict(self.fields[name].choices)[self.kept[name]])  # type: ignore[attr-defined]


def newest() -> list[Any]:
    """The wording of each article by which people know it now."""
    return list({one.article_id: one for one in wordings().values()}.values())
