"""What the person concerned is asked, each in its own short form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms import Number
from accounts.models import Person

from ..models import Recusal
from ..models.parts import APART
from ..templatetags.words import typed
from ..wording.phrases import at_hour, on_day
from .base import StepForm
from .fields import Line, Radios, Row, Why, Words

REQUESTS = [
    ("appeal", _("Un recours contre la décision")),
    ("revision", _("Une révision, sur un élément nouveau")),
]


class OpenLetter(StepForm):
    label = _("Ouvrir la lettre")
    consequence = _("Les délais courent à partir de l’ouverture. Vous recevez les dates aussitôt.")
    button = _("Ouvrir la lettre")
    done = _("La lettre est ouverte. Elle est ci-dessous, avec vos dates.")


class Reply(StepForm):
    label = _("Répondre")
    consequence = _("Vous pouvez compléter votre réponse jusqu’à la fin du délai.")
    button = _("Envoyer ma réponse")
    done = _("Votre réponse est reçue. Vous pouvez encore la compléter.")

    text = Words(label=_("Votre réponse"), most=10000, rows=10)


class CloseHearing(StepForm):
    label = _("Donner ma dernière réponse")
    consequence = _(
        "Après elle, plus rien n’est ajouté au dossier. La décision est ensuite prise par une autre personne."
    )
    button = _("Envoyer ma dernière réponse")
    done = _("Votre dernière réponse est reçue. Le dossier est complet.")
    previews = True

    text = Words(label=_("Votre dernière réponse"), most=10000, rows=10, required=False)
    waiver = forms.BooleanField(
        label=_("Je ne souhaite pas répondre davantage, ni être entendu"), required=False,
        help_text=_("C’est votre droit. La décision est prise sur le dossier."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if not self.by_party() or typed.get("waiver") or self.errors:
            return typed
        if self.case.hearing_asked:
            self.add_error("waiver", _("Vous avez demandé à être entendu. Attendez l’audition, ou cochez cette case."))
        elif not typed.get("text"):
            self.add_error("text", _("Écrivez votre réponse, ou cochez que vous ne souhaitez pas répondre."))
        return typed

    def by_party(self) -> bool:
        return self.case.has_party("concerned", self.by) or self.case.has_party("counsel", self.by)


class AskHearing(StepForm):
    label = _("Demander à être entendu")
    consequence = _("On vous propose trois dates. Rien n’est décidé avant l’audition.")
    button = _("Demander à être entendu")
    done = _("Votre demande est reçue. On vous propose bientôt trois dates.")


class PickSlot(StepForm):
    label = _("Choisir une date d’audition")
    button = _("Choisir cette date")
    done = _("La date est choisie. Vous pouvez la mettre dans votre agenda.")

    slot = Radios(
        label=_("Quelle date ?"),
        error_messages={
            "invalid_choice": _("Cette date est passée, ou n’est plus proposée : choisissez-en une autre.")
        },
    )

    def first_answers(self) -> dict[str, Any]:
        hearing = self.case.hearings.to_come()
        return {"slot": hearing.chosen if hearing else ""}

    def fit(self) -> None:
        hearing = self.case.hearings.to_come()
        slots = hearing.slots_after(self.at) if hearing else []
        self.choose_from("slot", [(slot, at_hour(slot, self.case.zone)) for slot in slots])


class PostponeHearing(StepForm):
    label = _("Demander un délai")
    consequence = _("Une seule fois. Tous les délais sont prolongés d’autant.")
    button = _("Demander un délai")
    done = _("Votre délai est accordé. Les nouvelles dates sont ci-dessous.")

    days = Number(label=_("De combien de jours ?"), min_value=1, max_value=30)
    why = Why()


class NamesSomebody(StepForm):
    def found(self, people: Any, email: str) -> Person:
        person = people.filter(email__iexact=email).exclude(pk=self.by.pk).first()
        if person is None:
            raise forms.ValidationError(_("Aucun compte actif n’a cette adresse : vérifiez-la."))
        return person


class NameCounsel(NamesSomebody):
    label = _("Me faire assister")
    consequence = _("Cette personne lit votre dossier, et lui seul. Elle peut répondre pour vous.")
    button = _("Désigner cette personne")
    done = _("Cette personne peut lire votre dossier et répondre pour vous.")

    person = Line(label=_("Son adresse e-mail"), max_length=254)

    def clean_person(self) -> Person:
        return self.found(Person.objects.filter(is_active=True), self.cleaned_data["person"])


class RequestRecusal(StepForm):
    label = _("Demander qu’une autre personne décide")
    consequence = _("Une autre personne répond à votre demande. D’ici là, la personne visée n’agit plus.")
    button = _("Demander qu’une autre personne décide")
    done = _("Votre demande est reçue. Une autre personne y répond.")

    person = Row(Person.objects.none(), label=_("Qui devrait se déporter ?"), empty_label=None)
    reason = Radios(label=_("Pour quel motif ?"), choices=Recusal.Reason.choices)
    why = Why(after_a_choice=True)

    def fit(self) -> None:
        acted = Q(pk__in=self.case.parts.exclude(role__in=APART).values("person"))
        holds = Q(pk__in=Person.objects.holding("examine", self.case.held_by_id, at=self.at).order_by().values("pk"))
        self.choose_from("person", Person.objects.filter(acted | holds).exclude(pk=self.by.pk).order_by("name"))


class AnswerInquiry(StepForm):
    label = _("Répondre à une question")
    consequence = _("Vous êtes libre de répondre ou non.")
    button = _("Envoyer ma réponse")
    done = _("Votre réponse est reçue.")

    answer = Words(label=_("Votre réponse"), most=5000)

    def fit(self) -> None:
        inquiry = self.case.inquiries.waiting(self.by)
        if inquiry:
            question = format_html('<blockquote class="pre" {}>{}</blockquote>', typed(), inquiry.text)
            self.fields["answer"].help_text = question + self.awaited_by(inquiry.answer_by)

    def awaited_by(self, day: Any) -> Any:
        said = gettext("Réponse attendue au plus tard le %(day)s.")
        return format_html("<p>{}</p>", said % {"day": on_day(day, self.case.zone)}) if day else ""


class AskToLift(StepForm):
    label = _("Demander la levée de la mesure")
    consequence = _("Le bureau national répond : il propose la levée, ou dit pourquoi la mesure reste.")
    button = _("Demander la levée")
    done = _("Votre demande est reçue. Le bureau national y répond.")

    why = Why()


class DisownAccount(StepForm):
    label = _("Ce compte n’est pas, ou plus, le mien")
    consequence = _("Le délai s’arrête jusqu’à la réponse.")
    button = _("Le déclarer")
    done = _("Votre déclaration est reçue. Le délai est arrêté jusqu’à la réponse.")

    why = Words(label=_("Expliquez en quelques mots"), rows=4)


class Appeal(StepForm):
    label = _("Former un recours")
    consequence = _("D’autres personnes décident. La mesure ne peut pas être aggravée. C’est gratuit.")
    button = _("Envoyer mon recours")
    done = _("Votre recours est reçu.")
    previews = True

    kind = Radios(label=_("Que demandez-vous ?"), choices=REQUESTS)
    grounds = Words(label=_("Vos raisons : les faits, la règle ou la mesure"), most=10000, rows=8)
    new_evidence = Words(label=_("Élément nouveau (pour une révision)"), most=5000, rows=3, required=False)
    stay_asked = forms.BooleanField(label=_("Je demande que l’effet soit suspendu d’ici là"), required=False)

    def first_answers(self) -> dict[str, Any]:
        return {"kind": "appeal" if self.is_in_time() else "revision"}

    def fit(self) -> None:
        """Once the window is over, or an appeal was decided, a revision on new evidence is all that is offered."""
        if not self.is_bound and not self.is_in_time():
            self.choose_from("kind", REQUESTS[1:])

    def is_in_time(self) -> bool:
        until = self.case.appeal_until
        return bool(until and self.at <= until) and not self.case.appeals.ordinary().exists()


class WithdrawAppeal(StepForm):
    label = _("Retirer mon recours")
    consequence = _("La mesure reste comme elle était.")
    button = _("Retirer mon recours")
    done = _("Votre recours est retiré.")
