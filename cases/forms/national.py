"""What the national office, the privacy officer and the panel are asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import Day, Number
from accounts.models import Person

from ..models import Appeal, EvidenceRequest, Report
from .base import StepForm
from .fields import Line, Moment, Radios, Rows, Which, Why, Words, weighed


class RefuseToLift(StepForm):
    label = _("Refuser la levée demandée")
    consequence = _("La mesure continue. Pour la lever, proposez-le : une autre personne signe.")
    button = _("Refuser la levée")
    previews = True

    reason = Why(help_text=_("La personne lit cette raison."))


class ExtendLimit(StepForm):
    label = _("Prolonger le délai")
    consequence = _("Une seule fois, trente jours au plus. Les deux côtés en sont informés.")
    button = _("Prolonger")
    previews = True

    days = Number(label=_("De combien de jours ?"), min_value=1)
    why = Why(help_text=_("Les deux côtés lisent cette raison."))


class WaiveTimeBar(StepForm):
    label = _("Examiner malgré la prescription")
    consequence = _("Une exception, pour une publication trop ancienne. La personne en lit la raison avec les griefs.")
    button = _("Faire cette exception")

    why = Why(help_text=_("La personne lit cette raison."))


class ChoosesReport(StepForm):
    report = Which(Report.objects.none(), label=_("Quel signalement ?"), empty_label=None)

    def fit(self) -> None:
        self.choose_from("report", self.case.reports.by_people().order_by("pk"))


class AskIdentity(ChoosesReport):
    label = _("Demander l’identité de qui a signalé")
    consequence = _("Une autre personne accorde ou refuse. La personne qui a signalé l’apprend.")
    button = _("Demander")

    reason = Why()


class AnswerIdentity(StepForm):
    label = _("Répondre à la demande d’identité")
    button = _("Répondre")

    granted = Radios(label=_("Votre réponse"), choices=[("yes", _("Accorder")), ("no", _("Refuser"))])
    reason = Why()

    def clean_granted(self) -> bool:
        return self.cleaned_data["granted"] == "yes"


class AskEvidenceFile(StepForm):
    label = _("Demander ce dossier pour la justice")
    consequence = _("Une autre personne du bureau national accorde ou refuse. Rien ne sort avant.")
    button = _("Demander")

    ground = Radios(label=_("Sur quel fondement ?"), choices=EvidenceRequest.Ground)
    recipient = Line(label=_("Pour qui ?"), max_length=200, help_text=_("Le service ou le tribunal, et sa référence."))
    names_reporter = forms.BooleanField(
        label=_("La demande nomme qui a signalé, ou exige son nom"), required=False,
        help_text=_("Demandez d’abord cette identité à son étape : une autre personne l’accorde, et qui a signalé "
                    "l’apprend. Sinon le fichier ne contient ni son nom ni ses mots."),
    )  # fmt: skip
    reason = Why(help_text=_("Ce que la demande exige, et sa date."))


class AnswerEvidenceFile(StepForm):
    label = _("Répondre à la demande pour la justice")
    consequence = _("Regardez d’abord les pièces : un original peut montrer qui l’a fait.")
    button = _("Répondre")

    granted = Radios(label=_("Votre réponse"), choices=[("yes", _("Accorder")), ("no", _("Refuser"))])
    reason = Why()

    def clean_granted(self) -> bool:
        return self.cleaned_data["granted"] == "yes"


class RestrictReporting(ChoosesReport):
    label = _("Mettre en garde contre des signalements abusifs")
    consequence = _("Sans date, une mise en garde. Ensuite, une limite de six mois au plus. On peut la contester.")
    button = _("Notifier")
    previews = True

    until = Day(
        label=_("Limiter ses signalements jusqu’au"), required=False,
        help_text=_("Laissez vide pour une première mise en garde."),
    )  # fmt: skip
    number = Words(label=_("Combien de signalements abusifs ?"), rows=2, most=1000)
    proportion = Words(label=_("Quelle part de ses signalements ?"), rows=2, most=1000)
    gravity = Words(label=_("Avec quelles conséquences ?"), rows=2, most=1000)
    intent = Words(label=_("Dans quelle intention ?"), rows=2, most=1000)

    def fit(self) -> None:
        super().fit()
        chosen: Any = self.fields["report"]
        chosen.help_text = " ".join(weighed(one, self.at) for one in chosen.queryset)


class AnswerRestriction(StepForm):
    label = _("Répondre à la limite contestée")
    consequence = _("La limite est maintenue ou levée. Qui a signalé lit votre réponse.")
    button = _("Répondre")
    previews = True

    lifted = Radios(label=_("Votre réponse"), choices=[("no", _("Maintenir la limite")), ("yes", _("La lever"))])
    reason = Why(help_text=_("Qui a signalé lit cette raison."))

    def clean_lifted(self) -> bool:
        return self.cleaned_data["lifted"] == "yes"


class AnswerDanger(StepForm):
    label = _("Répondre au danger signalé")
    consequence = _("L’alerte cesse. Elle reprend si un autre signalement parle d’un danger.")
    button = _("Enregistrer")

    authority = Line(
        label=_("Quelle autorité a été prévenue ?"), max_length=200, required=False,
        help_text=_("Par exemple : police, au 17 ; parquet d’Orléans. Laissez vide si aucune ne devait l’être."),
    )  # fmt: skip
    told_at = Moment(label=_("Quand ?"), required=False)
    why = Words(label=_("Ce qui a été dit, ou pourquoi personne n’a été prévenu"), rows=3)


class Reread(StepForm):
    label = _("Lire une seconde fois")
    consequence = _("Vous ne voyez ni l’issue ni les raisons. Votre réponse est comptée, sans rien changer au dossier.")
    button = _("Enregistrer ma lecture")
    done = _("Votre lecture est comptée. Voici le dossier ; un élément nouveau permet de le rouvrir.")
    is_blind = True

    would_dismiss = Radios(
        label=_("Que fallait-il faire de ce signalement ?"),
        choices=[("yes", _("Le classer sans suite")), ("no", _("L’examiner davantage, ou y donner une suite"))],
    )

    def clean_would_dismiss(self) -> bool:
        return self.cleaned_data["would_dismiss"] == "yes"


class HoldForLaw(StepForm):
    label = _("Conserver pour la justice")
    consequence = _("Rien n’est effacé avant cette date. Six mois au plus ; le bureau national la revoit avant.")
    button = _("Conserver")

    until = Day(label=_("Jusqu’au"))
    why = Why()


class LiftHold(StepForm):
    label = _("Ne plus conserver pour la justice")
    consequence = _("Les délais d’effacement comptent de nouveau. Ceux qui sont passés comptent dès maintenant.")
    button = _("Ne plus conserver")

    why = Why()


class Seat(StepForm):
    label = _("Composer la commission")
    consequence = _("Trois personnes au moins, qui n’ont pris aucune part au dossier.")
    button = _("Composer")

    people = Rows(Person.objects.none(), label=_("Qui siège ?"), widget=forms.CheckboxSelectMultiple)

    def fit(self) -> None:
        self.choose_from("people", Person.objects.holding("hear_appeals", "recours", at=self.at))


class StayEffect(StepForm):
    label = _("Suspendre l’effet de la mesure")
    button = _("Suspendre l’effet")

    why = Why()


class ProposeResult(StepForm):
    label = _("Proposer un texte de décision")
    consequence = _("Les autres membres donnent leur accord à ce texte, ou en proposent un autre.")
    button = _("Proposer")

    result = Radios(label=_("Résultat du recours"), choices=Appeal.Result.choices[:3])
    kind = forms.ChoiceField(
        label=_("Mesure réduite à"), required=False,
        choices=[("", "—"), ("warning", _("avertissement")), ("suspension", _("suspension"))],
    )  # fmt: skip
    days = Number(label=_("Pour une suspension, durée en jours"), min_value=1, max_value=730, required=False)
    months = Number(label=_("Pour un avertissement, durée en mois"), min_value=1, max_value=36, required=False)
    text = Words(label=_("Motifs"), most=5000, rows=8)

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("result") == "reduced" and not typed.get("kind"):
            self.add_error("kind", _("Dites à quelle mesure la décision est réduite."))
        return typed


class SetAsideResult(StepForm):
    label = _("Écarter le texte proposé")
    button = _("Écarter")

    why = Why()
