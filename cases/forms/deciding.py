"""What is asked before a measure: the grievances, the reasons, the proposal and the signature."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import Day, Number

from ..guards import HOW_THE_REPLY_COUNTED
from ..models import ArticleVersion, Case, Decision, Proposal
from ..parties import NATIONAL
from ..wording.vocabulary import GROUNDS
from .base import StepForm
from .fields import READ_IN_ADDRESS, Line, Radios, Rows, Why, Words

MAXIMA = [("warning", _("Avertissement")), ("suspension", _("Suspension, par le bureau national"))]


class NotifyGrievances(StepForm):
    label = _("Notifier les griefs")
    consequence = _("La personne reçoit la lettre. Elle peut répondre avant toute décision.")
    button = _("Signer et notifier")
    previews = True

    facts = Words(
        label=_("Les faits"), most=5000, rows=5,
        help_text=_("Qui, quoi, quand, où. Précis et neutre ; rien de ce que la personne qui a signalé a écrit."),
    )  # fmt: skip
    articles = Rows(ArticleVersion.objects.none(), label=_("Règles en cause"), widget=forms.CheckboxSelectMultiple)
    rule_explanation = Words(label=_("Pourquoi ces règles s’appliquent"), rows=3)
    maximum = Radios(label=_("Mesure la plus forte possible"), choices=MAXIMA)
    content_date = Day(label=_("De quel jour date la publication ?"))

    field_order = ["content_date"]

    def first_answers(self) -> dict[str, Any]:
        notice = self.case.grievances.latest()
        articles = [self.case.article_version_id] if self.case.article_version_id else []
        return {"articles": articles, "facts": notice.facts if notice else "", "maximum": "warning",
                "content_date": self.case.published_on}  # fmt: skip

    def fit(self) -> None:
        on = self.case.content_date or self.case.local_date(self.at)
        self.choose_from("articles", ArticleVersion.objects.in_force(on))
        if self.case.held_by_id != NATIONAL:
            self.choose_from("maximum", MAXIMA[:1])
        if self.case.content_date:  # the clock alone opens a review without dating the post
            del self.fields["content_date"]
        elif self.case.published_on:
            self.fields["content_date"].help_text = READ_IN_ADDRESS


class Reasons(forms.Form):
    """The statement of reasons of any sanction: law and fact, for and against (DSA, 17(3); CRPA, L. 211-5)."""

    facts = Words(label=_("Les faits retenus"), most=5000, rows=4)
    rule_explanation = Words(label=_("Pourquoi la règle est enfreinte"), rows=3)
    reply_considered = Words(
        label=_("Comment la réponse a compté"), rows=3, required=False,
        help_text=_("Obligatoire si la personne a répondu."),
    )  # fmt: skip
    aggravating = Words(label=_("Ce qui aggrave (facultatif)"), rows=2, required=False)
    mitigating = Words(label=_("Ce qui atténue (facultatif)"), rows=2, required=False)
    why_not_lesser = Words(label=_("Pourquoi une mesure moindre ne suffit pas"), rows=2)

    @property
    def is_unweighed(self) -> bool:
        """Nothing says yet how a reply counted: only then is it worth a statement to know whether there was one."""
        return not (self.data.get("reply_considered") or "").strip()

    def ask_how_the_reply_counted(self) -> None:
        """The person has replied: this is asked as the other reasons are, so that a refused form marks it too."""
        field = self.fields["reply_considered"]
        field.required, field.help_text = True, ""
        field.error_messages["required"] = HOW_THE_REPLY_COUNTED


class Warn(Reasons, StepForm):
    label = _("Donner un avertissement")
    consequence = _("L’avertissement prend effet quand la personne ouvre la lettre. Elle peut former un recours.")
    button = _("Signer et notifier")
    previews = True

    months = Number(label=_("Durée, en mois"), min_value=6, max_value=36)

    field_order = ["months"]

    def first_answers(self) -> dict[str, Any]:
        notice = self.case.grievances.latest()
        drafted = {"facts": notice.facts, "rule_explanation": notice.rule_explanation} if notice else {}
        return {"months": self.case.parameter("WARNING_TERM_MONTHS"), **drafted}

    def fit(self) -> None:
        if self.is_unweighed and self.case.was_replied_to():
            self.ask_how_the_reply_counted()


NOTHING_TO_WEIGH = _("S’il n’y a rien, écrivez-le.")


class Propose(Reasons, StepForm):
    label = _("Proposer une décision")
    consequence = _("Une autre personne du bureau national relit et signe.")
    button = _("Proposer")
    previews = True
    look = _("Relire la proposition")

    aggravating = Words(label=_("Ce qui aggrave"), rows=2, required=False, help_text=NOTHING_TO_WEIGH)
    mitigating = Words(label=_("Ce qui atténue"), rows=2, required=False, help_text=NOTHING_TO_WEIGH)
    kind = Radios(label=_("Que proposez-vous ?"), choices=Proposal.Kind.choices)
    scope = forms.ChoiceField(label=_("Portée"), choices=Decision.Scope.choices, required=False)
    days = Number(label=_("Durée totale, en jours"), min_value=1, max_value=730, required=False)
    suspended_days = Number(label=_("Dont avec sursis, en jours"), min_value=0, max_value=730, required=False)
    probation_months = Number(label=_("Période de sursis, en mois"), min_value=12, max_value=60, required=False)
    ground = forms.ChoiceField(label=_("Motif"), choices=[("", "—"), *GROUNDS.items()], required=False)
    other_case = Line(label=_("Dossier de la nouvelle sanction"), max_length=20, required=False)

    field_order = ["kind", "scope", "days", "suspended_days", "probation_months", "ground", "other_case"]

    # What each kind of proposal asks beside the facts; the other fields are not shown and count as empty.
    ASKS = {
        "suspension": {"scope", "days", "suspended_days", "probation_months", "rule_explanation", "reply_considered",
                       "aggravating", "mitigating", "why_not_lesser"},
        "interim": {"scope", "days", "ground"},
        "renewal": {"days", "ground"},
        "lift": set(),
        "revocation": {"days", "other_case", "rule_explanation"},
    }  # fmt: skip

    def first_answers(self) -> dict[str, Any]:
        notice, kinds = self.case.grievances.latest(), self.case.proposable(self.at)
        drafted = {"facts": notice.facts, "rule_explanation": notice.rule_explanation} if notice else {}
        return {"kind": kinds[0] if kinds else "", "days": 30, **drafted}

    def fit(self) -> None:
        kinds = self.case.proposable(self.at)
        self.choose_from("kind", [(one, Proposal.Kind(one).label) for one in kinds])
        asked = set().union(*(self.ASKS[one] for one in kinds)) | {"kind", "facts", "basis", "token"}
        for name in set(self.fields) - asked:
            del self.fields[name]
        for name in ("rule_explanation", "why_not_lesser"):
            if name in self.fields and len(kinds) > 1:
                self.fields[name].required = False
        if kinds == ["suspension"] and self.is_unweighed and self.case.was_replied_to():
            self.ask_how_the_reply_counted()

    def clean_other_case(self) -> Case | None:
        reference = self.cleaned_data["other_case"]
        return Case.objects.known_to(self.by, at=self.at).filter(reference=reference).first() if reference else None

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        asks = self.ASKS.get(typed.get("kind", ""), set())
        for name in ("scope", "days", "rule_explanation", "aggravating", "mitigating", "why_not_lesser", "ground"):
            if name in asks and name in self.fields and not typed.get(name) and name not in self.errors:
                self.add_error(name, _("Cette réponse est nécessaire pour cette proposition."))
        if (typed.get("suspended_days") or 0) and not typed.get("probation_months"):
            self.add_error("probation_months", _("Donnez la durée de la période de sursis."))
        return typed

    @property
    def answers(self) -> dict[str, Any]:
        asks = self.ASKS[self.cleaned_data["kind"]] | {"kind", "facts"}
        typed = super().answers
        return {
            name: typed.get(name) if name in asks else None
            for name in self.base_fields
            if name not in ("basis", "token")
        }


class Signature(StepForm):
    """The second of two people signs the text that the first one proposed, known by its digest."""

    previews = True
    button = _("Signer et notifier")

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def first_answers(self) -> dict[str, Any]:
        proposal = self.case.open_proposal()
        return {"sha256": proposal.sha256 if proposal else ""}


class Suspend(Signature):
    label = _("Signer la suspension")
    consequence = _("La suspension prend effet quand la personne ouvre la lettre.")


class LiftMeasure(Signature):
    label = _("Signer la levée de la mesure")
    consequence = _("La mesure prend fin tout de suite.")


class RevokeSursis(Signature):
    label = _("Signer la révocation du sursis")
    consequence = _("Le sursis tombe. La suspension prend effet à l’ouverture de la lettre.")


class ImposeInterim(Signature):
    label = _("Signer la suspension conservatoire")
    consequence = _("Ce n’est pas une sanction. Elle prend fin d’elle-même.")


class RenewInterim(Signature):
    label = _("Signer le renouvellement")
    consequence = _("Une seule fois, soixante-dix jours en tout au plus.")


class LiftInterim(Signature):
    label = _("Signer la levée de la suspension conservatoire")


class DecideAppeal(Signature):
    label = _("Donner mon accord : la décision sur le recours est prise")
    consequence = _("Votre accord fait la majorité. La décision est notifiée.")


class Agree(Signature):
    label = _("Donner mon accord au texte proposé")
    button = _("Donner mon accord")
    previews = False


class WithReason(StepForm):
    why = Why()


class RefuseProposal(WithReason):
    label = _("Refuser la proposition")
    consequence = _("La proposition prend fin. Sa trace reste.")
    button = _("Refuser")


class SendBackProposal(WithReason):
    label = _("Renvoyer la proposition")
    consequence = _("Son auteur la reprend avec votre remarque.")
    button = _("Renvoyer")


class WithdrawProposal(WithReason):
    label = _("Retirer ma proposition")
    button = _("Retirer")


class ReturnToFederation(WithReason):
    label = _("Rendre le dossier à la fédération")
    consequence = _("Une seule fois. La fédération reprend l’instruction.")
    button = _("Rendre")


class Reopen(WithReason):
    label = _("Rouvrir le dossier")
    consequence = _("Sur un élément nouveau seulement, et jamais après une sanction.")
    button = _("Rouvrir")

    evidence = Words(label=_("Quel élément nouveau ?"), most=5000, required=False)
