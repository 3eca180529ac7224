"""What who reports is asked: three questions to report, and little afterwards."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.codes import written
from accounts.models import Body

from ..addresses import NETWORKS, NotAPost, canonical
from ..captures import MOST
from .base import StepForm
from .captures import CaptureField, Holding
from .fields import UNREADABLE, Line, Row, Why, Words

UNSURE = "unsure"


class Publication(Holding, forms.Form):
    """Step 1: which post? Its address becomes canonical here, before anything is stored."""

    address = forms.CharField(
        label=_("Lien de la publication"), required=False, max_length=5000, strip=True, error_messages=UNREADABLE,
        help_text=_("Dans l’application, touchez « Partager » puis « Copier le lien »."),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "autocapitalize": "off",
                                      "spellcheck": "false"}),
    )  # fmt: skip
    captures = CaptureField(
        label=_("Captures d’écran"), most=MOST,
        help_text=_("Cinq au plus. JPEG, PNG, WebP ou HEIC, 10 Mo au plus chacune. "
                    "Coupez ce qui montre qui vous êtes : votre nom, votre photo de profil."),
    )  # fmt: skip
    text = Words(label=_("Ce que dit la publication"), most=5000, rows=4, required=False)
    network = forms.ChoiceField(label=_("Réseau"), choices=[("", "—"), *NETWORKS.items()], required=False)
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


class Rule(forms.Form):
    """Step 2: which rule? «I do not know» counts as much."""

    article = forms.ChoiceField(
        label=_("Quelle règle de la charte est concernée ?"), widget=forms.RadioSelect,
        error_messages={"required": _("Choisissez une règle, ou « Je ne sais pas ».")},
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


class Sending(forms.Form):
    """Step 3: check and send. The federation is a guess that never says whether somebody is a member."""

    federation = Row(
        Body.objects.filter(kind="federation").exclude(code=Body.PRACTICE), label=_("Fédération de l’auteur"),
        required=False, empty_label=_("Je ne sais pas"),
        help_text=_("Si vous ne savez pas, le bureau national orientera."),
    )  # fmt: skip
    explanation = Words(label=_("Voulez-vous ajouter quelque chose ?"), most=1000, rows=3, required=False)
    other_body = forms.BooleanField(
        label=_("Cette personne siège, ou a un proche, dans ma fédération"), required=False,
        help_text=_("Le bureau national examine alors votre signalement. Aucune preuve n’est demandée."),
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    @property
    def answers(self) -> dict[str, Any]:
        """What the draft keeps of this page, as JSON holds it."""
        typed = self.cleaned_data
        federation = typed["federation"]
        return {"federation": federation.code if federation else "", "explanation": typed["explanation"],
                "other_body": typed["other_body"]}  # fmt: skip


class Code(forms.Form):
    """The tracking code of a receipt, however it is typed."""

    code = forms.CharField(label=_("Code de suivi"), max_length=40, error_messages=UNREADABLE)

    def clean_code(self) -> str:
        try:
            return written(self.cleaned_data["code"])
        except ValueError as broken:
            raise forms.ValidationError(
                _("Un code a seize lettres et chiffres, sans 0, O, 1, I ni L. Vérifiez-le sur votre récépissé.")
            ) from broken


class WithdrawReport(StepForm):
    label = _("Retirer mon signalement")
    consequence = _("L’organisation peut continuer d’elle-même. Vous ne recevrez plus de lettre.")
    button = _("Retirer mon signalement")
    done = _("Votre signalement est retiré.")

    why = Why(required=False)


class Reopen(StepForm):
    """To who reported the same step is a second look: no new evidence is asked for it."""

    label = _("Demander un second regard")
    consequence = _("Une seule fois. D’autres personnes, au bureau national, examinent à nouveau la publication.")
    button = _("Demander un second regard")
    done = _("Votre demande est reçue. Le bureau national examine à nouveau la publication.")

    why = Why(label=_("Pourquoi faut-il regarder à nouveau ?"))
