"""What an officer is asked who writes down what somebody else reports, or opens a case of the office's own accord."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Body, Person

from ..captures import MOST
from ..models import ArticleVersion, Outsider, Report
from .captures import CaptureField
from .fields import Line, Radios, Row, Words
from .reporter import UNLISTED, UNSURE, Publication

SOURCES = [(Report.Source.PAPER, _("Par écrit, sur papier")), (Report.Source.TELEPHONE, _("Par téléphone"))]


class Intake(Publication):
    """Which post, which rule, whose federation: on one page, for who knows the charter. Fields of both forms below.

    `label`, `consequence` and `button` are the words of its page, as those of a step.
    """

    label: Any = ""
    consequence: Any = ""
    button: Any = ""
    article = forms.ChoiceField(
        label=_("Quelle règle de la charte est concernée ?"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("Choisissez une règle, ou « Je ne sais pas ».")),
    )
    federation = Row(
        Body.objects.filter(kind="federation").exclude(code=Body.PRACTICE), label=_("Fédération de l’auteur"),
        required=False, empty_label=_("Je ne sais pas"), error_messages={"invalid_choice": UNLISTED},
        help_text=_("Si personne ne sait, le bureau national orientera."),
    )  # fmt: skip
    threat_to_life = forms.BooleanField(
        label=_("La vie de quelqu’un est peut-être en danger"), required=False,
        help_text=_("Le bureau national est prévenu tout de suite."),
    )  # fmt: skip
    captures = CaptureField(
        label=_("Captures d’écran"), most=MOST,
        help_text=_("Cinq au plus. JPEG, PNG, WebP ou HEIC, 10 Mo au plus chacune."),
    )  # fmt: skip
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    source: Any = Report.Source.OFFICE

    def __init__(self, *args: Any, articles: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        del self.fields["address"].widget.attrs["autofocus"]
        chosen: Any = self.fields["article"]
        self.articles: dict[str, ArticleVersion] = {str(one.pk): one for one in articles}
        chosen.choices = [(UNSURE, _("Je ne sais pas")), *((key, str(one)) for key, one in self.articles.items())]

    def account(self) -> dict[str, Any]:
        """What the door is handed, by the names of an `Account`."""
        typed = self.cleaned_data
        address = typed["address"]
        handle = (address.handle if address else "") or typed["handle"]
        return {"address": address, "network": address.network if address else typed["network"] or "web",
                "handle": handle, "text": typed["text"], "captures": self.kept,
                "article": self.articles.get(typed["article"]), "federation": typed["federation"],
                "threat_to_life": typed["threat_to_life"], "explanation": typed["explanation"],
                "source": self.source}  # fmt: skip


class Received(Intake):
    """Somebody reported on paper or by telephone: who that is goes under the seal, whatever is known of him or her."""

    label = _("Saisir un signalement reçu")
    consequence = _("Par téléphone ou sur papier, pour quelqu’un qui ne passe pas par ces pages.")
    button = _("Enregistrer ce signalement")

    captures = CaptureField(
        label=_("Captures d’écran"), most=MOST,
        help_text=_("Cinq au plus. JPEG, PNG, WebP ou HEIC, 10 Mo au plus chacune. Coupez ce qui montre qui signale."),
    )  # fmt: skip
    source = Radios(label=_("Comment ce signalement est-il arrivé ?"), choices=SOURCES)
    explanation = Words(label=_("Ce que dit cette personne"), most=1000, rows=3, required=False)
    other_body = forms.BooleanField(
        label=_("La personne visée siège, ou a un proche, dans la fédération de qui signale"), required=False,
        help_text=_("Le bureau national est prévenu tout de suite, et peut examiner. Aucune preuve n’est demandée."),
    )  # fmt: skip
    known_as = Line(
        label=_("Adresse e-mail ou numéro d’adhésion de qui signale"), max_length=254, required=False,
        help_text=_("Si cette personne a un compte ou est membre. Elle suit alors son signalement dans son espace."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false"}),
    )  # fmt: skip
    name = Line(
        label=_("Sinon, son nom"), max_length=150, required=False,
        help_text=_("Il est mis sous scellé. Pour une lettre sans nom, écrivez-le."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    contact = Line(
        label=_("Où joindre cette personne"), max_length=300, required=False,
        help_text=_("Adresse ou téléphone, sous scellé aussi."), widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    field_order = ("source", "address", "captures", "text", "network", "handle", "article", "federation", "other_body",
                   "threat_to_life", "explanation", "known_as", "name", "contact")  # fmt: skip

    def clean_known_as(self) -> Person | None:
        typed = self.cleaned_data["known_as"].strip()
        if not typed:
            return None
        found = Person.objects.filter(Q(email__iexact=typed) | Q(member__number__iexact=typed)).first()
        if found is None:
            raise forms.ValidationError(_("Ni compte ni membre à ce nom : vérifiez, ou donnez le nom de la personne."))
        return found

    def clean(self) -> dict[str, Any]:
        typed = super().clean()
        if "known_as" in typed and not typed["known_as"] and not typed.get("name"):
            self.add_error("known_as", _("Dites qui signale : une adresse, un numéro d’adhésion ou un nom."))
        return typed

    def account(self) -> dict[str, Any]:
        typed = self.cleaned_data
        reporter = typed["known_as"] or Outsider(typed["name"], typed["contact"])
        return super().account() | {"source": typed["source"], "other_body": typed["other_body"], "reporter": reporter,
                                    "by_email": bool(typed["known_as"] and typed["known_as"].email)}  # fmt: skip


class OwnInitiative(Intake):
    """Nobody reported: the office opens a case of its own accord, and says why."""

    label = _("Ouvrir un dossier d’office")
    consequence = _("Personne n’a signalé : votre instance examine de sa propre initiative, et dit pourquoi.")
    button = _("Ouvrir le dossier")

    explanation = Words(
        label=_("Pourquoi ouvrez-vous ce dossier ?"), most=1000, rows=4,
        help_text=_("Vos raisons restent au dossier, avec votre nom. La personne concernée apprend que personne n’a "
                    "signalé."),
    )  # fmt: skip
    field_order = ("address", "captures", "text", "network", "handle", "article", "federation", "threat_to_life",
                   "explanation")  # fmt: skip
