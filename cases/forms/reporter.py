"""What who reports is asked: three questions to report, and little afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.bodies import federations

from ..addresses import NETWORKS, NotAPost, canonical, untraced
from ..captures import MOST
from ..grammar import Refused
from ..models import Post
from ..wording.phrases import on_day
from .base import StepForm
from .captures import CaptureField, Holding
from .fields import UNREADABLE, Line, TypedCode, Why, Words

UNSURE, ANOTHER = "unsure", "another"
UNLISTED = _("Choisissez une réponse de la liste.")  # Django's own sentence would say again what was sent


class ReportForm(forms.Form):
    """What comes back to be corrected is what was typed, less what a link says of who shared it."""

    def full_clean(self) -> None:
        super().full_clean()
        if self.errors:
            self.show_again()

    def refuse(self, refusal: Refused) -> None:
        """Put what the door said above the form."""
        self.add_error(None, str(refusal))
        self.show_again()

    def show_again(self) -> None:
        typed: Any = self.data
        self.data = typed = typed.copy()
        for name in typed:
            typed[name] = untraced(typed[name])


class Publication(Holding, ReportForm):
    """Step 1: which post? Its address becomes canonical here, before anything is stored."""

    address = forms.CharField(
        label=_("Lien de la publication"), required=False, max_length=5000, strip=True, error_messages=UNREADABLE,
        help_text=_("Dans l’application, touchez « Partager » puis « Copier le lien »."),
        widget=forms.URLInput(attrs={"inputmode": "url", "autocomplete": "off", "autocapitalize": "off",
                                     "spellcheck": "false", "autofocus": True}),
    )  # fmt: skip
    captures = CaptureField(
        label=_("Captures d’écran"), most=MOST,
        help_text=_("Cinq au plus. JPEG, PNG, WebP ou HEIC, 10 Mo au plus chacune. "
                    "Coupez ce qui montre qui vous êtes : votre nom, votre photo de profil."),
    )  # fmt: skip
    text = Words(label=_("Ce que dit la publication"), most=5000, rows=4, required=False)
    network = forms.ChoiceField(
        label=_("Réseau"), choices=[("", "—"), *NETWORKS.items()], required=False,
        error_messages={"invalid_choice": UNLISTED},
    )  # fmt: skip
    handle = Line(
        label=_("Nom du compte"), max_length=100, required=False, help_text=_("Par exemple @jean_exemple45"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )  # fmt: skip

    def __init__(self, data: Any = None, files: Any = None, *, held: Any = None, initial: Any = None):
        self.held = held
        super().__init__(data, files, initial=initial, label_suffix="")

    def clean_captures(self) -> Any:
        return self.hold("captures")

    def clean_address(self) -> Any:
        typed = self.cleaned_data["address"]
        if not typed:
            return None
        try:
            return canonical(typed)
        except NotAPost as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean_handle(self) -> str:
        return self.cleaned_data["handle"].lstrip("@").lower()

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not typed.get("address") and not typed.get("text") and not self.kept and not self.errors:
            self.add_error("address", _("Donnez un lien, une capture ou le texte de la publication."))
        return typed

    @property
    def without_link(self) -> bool:
        """Has something been answered, or gone wrong, under «I have no link»?"""
        return any(self[name].value() or name in self.errors for name in ("text", "network", "handle"))


class Rule(ReportForm):
    """Step 2: which rule? «I do not know» counts as much."""

    article = forms.ChoiceField(
        label=_("Quelle règle de la charte est concernée ?"), widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choisissez une règle, ou « Je ne sais pas ».")),
    )  # fmt: skip
    threat_to_life = forms.BooleanField(
        label=_("Oui, la vie de quelqu’un est peut-être en danger"), required=False,
        help_text=_("Le bureau national est prévenu tout de suite."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, articles: Any, initial: Any = None):
        super().__init__(data, initial=initial, label_suffix="")
        shown = {str(one.pk): one for one in articles}
        choice: Any = self.fields["article"]
        choice.choices = [*((key, one.title) for key, one in shown.items()), (UNSURE, _("Je ne sais pas"))]
        self.lines = {**shown, UNSURE: _("Une personne formée choisira. Votre signalement compte autant.")}


class Same(ReportForm):
    """Between steps 2 and 3, only where somebody described a post in nearly these words: is it this one?

    `posts` by the key of their card, which tells nothing. What was typed is shown, never what another typed.
    """

    same = forms.ChoiceField(
        label=_("Est-ce la même publication ?"), widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Dites si c’est la même publication.")),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, posts: Mapping[str, Post]):
        super().__init__(data, label_suffix="")
        self.posts = posts
        answer: Any = self.fields["same"]
        answer.choices = [*((key, _("Oui, ajouter mon signalement")) for key in posts),
                          (ANOTHER, _("Non, c’en est une autre"))]  # fmt: skip

    @property
    def recognised(self) -> int | None:
        """The key of the post that it is; None for another one."""
        post = self.posts.get(self.cleaned_data["same"])
        return post.pk if post else None


def federations_to_choose() -> list[tuple[str, Any]]:
    return [("", _("Je ne sais pas")), *((code, str(body)) for code, body in federations().items())]


class Sending(ReportForm):
    """Step 3: check and send. The federation is a guess that never says whether somebody is a member."""

    federation = forms.TypedChoiceField(
        label=_("Fédération de l’auteur"), choices=federations_to_choose, coerce=lambda code: federations()[code],
        empty_value=None, required=False, error_messages={"invalid_choice": UNLISTED},
        help_text=_("Si vous ne savez pas, le bureau national orientera."),
    )  # fmt: skip
    explanation = Words(label=_("Voulez-vous ajouter quelque chose ?"), most=1000, rows=3, required=False)
    other_body = forms.BooleanField(
        label=_("Cette personne siège, ou a un proche, dans ma fédération"), required=False,
        help_text=_("Le bureau national est prévenu tout de suite, et peut examiner. Aucune preuve n’est demandée."),
    )  # fmt: skip
    by_email = forms.BooleanField(
        label=_("Me prévenir par e-mail"), required=False, initial=True,
        help_text=_("L’e-mail dit seulement qu’un message vous attend ici."),
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    @property
    def answers(self) -> dict[str, Any]:
        """What the draft keeps of this page, as JSON holds it."""
        typed = self.cleaned_data
        federation = typed["federation"]
        return {"federation": federation.code if federation else "", "explanation": typed["explanation"],
                "other_body": typed["other_body"], "by_email": typed["by_email"]}  # fmt: skip


class Code(ReportForm):
    """The tracking code of a receipt, however it is typed."""

    code = TypedCode(
        label=_("Code de suivi"),
        error_messages={
            "no_code": _("Un code a seize lettres et chiffres, sans 0, O, 1, I ni L. Vérifiez-le sur votre récépissé.")
        },
    )


class WithdrawReport(StepForm):
    label = _("Retirer mon signalement")
    consequence = _("L’organisation peut continuer d’elle-même. Vous ne recevrez plus de lettre. "
                    "Ce retrait ne s’annule pas.")  # fmt: skip
    button = _("Retirer mon signalement")
    leave = _("Revenir sans retirer")
    done = _("Votre signalement est retiré.")

    why = Why(required=False)


class ContestRestriction(StepForm):
    label = _("Contester la limite de mes signalements")
    consequence = _("Une seule fois. Une autre personne que celle qui l’a posée répond, par une lettre.")
    button = _("Contester la limite de mes signalements")
    done = _("Votre contestation est reçue. Une autre personne du bureau national vous répond.")

    why = Why(label=_("Pourquoi cette limite n’est-elle pas juste ?"))


class Reopen(StepForm):
    """To who reported the same step is a second look: no new evidence is asked for it."""

    label = _("Demander un second regard")
    consequence = _("Une seule fois. D’autres personnes, au bureau national, examinent à nouveau la publication.")
    button = _("Demander un second regard")
    done = _("Votre demande est reçue. Le bureau national examine à nouveau la publication.")

    why = Why(label=_("Pourquoi faut-il regarder à nouveau ?"))

    def fit(self) -> None:
        if until := self.case.second_look_until():
            last = {"day": on_day(until, self.case.zone)}
            self.fields["why"].help_text = gettext("Possible jusqu’au %(day)s.") % last
