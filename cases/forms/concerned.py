"""What the person concerned is asked, each in its own short form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.forms import Number
from accounts.models import Person

from ..grammar import Act, Refused
from ..guards.afterwards import appeal_in_time
from ..models import Recusal
from ..models.parts import APART
from ..wording.phrases import at_hour, in_minutes, on_day
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
    leave = _("Revenir sans ouvrir")
    done = _("La lettre est ouverte. Elle est ci-dessous, avec vos dates.")


class Reply(StepForm):
    label = _("Répondre")
    consequence = _("Vous pouvez compléter votre réponse jusqu’à la fin du délai.")
    button = _("Envoyer ma réponse")
    done = _("Votre réponse est reçue. Vous pouvez encore la compléter.")

    text = Words(label=_("Votre réponse"), most=10000, rows=10)

    def fit(self) -> None:
        if ends := self.case.window_ends_at:
            said = gettext("Vous pouvez répondre jusqu’au %(day)s. Aucune décision n’est prise avant.")
            self.fields["text"].help_text = said % {"day": on_day(ends, self.case.zone)}


class CloseHearing(StepForm):
    label = _("Donner ma dernière réponse")
    consequence = _(
        "Après cette dernière réponse, plus rien n’est ajouté au dossier. Une autre personne prend ensuite la décision."
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
    leave = _("Revenir sans choisir")
    done = _("La date est choisie. Vous pouvez la mettre dans votre agenda.")

    slot = Radios(
        label=_("Quelle date ?"),
        error_messages={
            "invalid_choice": _(
                "Cette date est passée, n’est plus proposée ou est déjà la vôtre : choisissez-en une autre."
            )
        },
    )

    @classmethod
    def named(cls, case: Any, by: Any) -> Any:
        hearing = case.hearings.to_come() if case.hearing_asked else None
        return gettext("Changer de date") if hearing and hearing.chosen else cls.label

    def fit(self) -> None:
        """The date that was chosen already is told above, and not offered again."""
        self.hearing = self.case.hearings.to_come()
        slots = self.hearing.other_slots(self.at) if self.hearing else []
        self.choose_from("slot", [(slot, at_hour(slot, self.case.zone)) for slot in slots])

    def lede(self) -> str:
        """The date that was chosen, where it is and how long, and whom to write to."""
        said, hearing = [], self.hearing
        if hearing and hearing.chosen:
            said.append(gettext("Vous avez choisi : %(date)s.") % {"date": at_hour(hearing.chosen, self.case.zone)})
        if hearing and hearing.place:
            said.append(gettext("Lieu : %(place)s.") % {"place": hearing.place})
        if hearing:
            said.append(gettext("Durée prévue : %(minutes)s.") % {"minutes": in_minutes(hearing.length)})
        if contact := self.case.held_by.contact:
            said.append(gettext("Si aucune date ne convient, écrivez à %(contact)s.") % {"contact": contact})
        return " ".join(said)


class PostponeHearing(StepForm):
    label = _("Demander un délai")
    consequence = _("Une seule fois. Tous les délais sont prolongés d’autant.")
    button = _("Demander un délai")
    done = _("Votre délai est accordé. Les nouvelles dates sont ci-dessous.")

    days = Number(label=_("De combien de jours ?"), min_value=1, max_value=30, help_text=_("30 jours au plus."))
    why = Why()


class NameCounsel(StepForm):
    label = _("Me faire assister")
    consequence = _("Cette personne lit votre dossier, et lui seul. Elle peut répondre pour vous.")
    button = _("Désigner cette personne")
    done = _("Cette personne peut lire votre dossier et répondre pour vous.")

    person = Line(label=_("Son adresse e-mail"), max_length=254)

    def clean_person(self) -> Person:
        """Whoever assists has an account; who has none, the body that holds the case helps further."""
        active = Person.objects.filter(is_active=True).exclude(pk=self.by.pk)
        person = active.filter(email__iexact=self.cleaned_data["person"]).first()
        if person is None:
            said = gettext("Aucun compte actif n’a cette adresse : vérifiez-la.")
            if contact := self.case.held_by.contact:
                helps = gettext("Si cette personne n’a pas de compte, écrivez à %(contact)s.")
                said = f"{said} {helps % {'contact': contact}}"
            raise forms.ValidationError(said)
        return person


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

    @classmethod
    def named(cls, case: Any, by: Any) -> Any:
        inquiry = case.inquiries.waiting(by)
        is_removal = inquiry is not None and inquiry.kind == inquiry.Kind.REMOVAL
        return gettext("Répondre à une demande de retrait") if is_removal else cls.label

    def fit(self) -> None:
        self.inquiry = self.case.inquiries.waiting(self.by)
        self.quoted = self.inquiry.text if self.inquiry else ""

    def lede(self) -> str:
        is_removal = self.inquiry is not None and self.inquiry.kind == self.inquiry.Kind.REMOVAL
        refusal = gettext("Vous êtes libre de refuser. Un refus n’est pas une faute.")
        said = [refusal if is_removal else str(self.consequence)]
        if self.inquiry and self.inquiry.answer_by:
            day = on_day(self.inquiry.answer_by, self.case.zone)
            said.append(gettext("Réponse attendue au plus tard le %(day)s.") % {"day": day})
        return " ".join(said)


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
    stay_asked = forms.BooleanField(
        label=_("Je demande que l’effet soit suspendu jusqu’à la décision sur le recours"), required=False
    )

    def first_answers(self) -> dict[str, Any]:
        return {"kind": "appeal" if self.is_in_time() else "revision"}

    def fit(self) -> None:
        """Once the window is over, or an appeal was decided, a revision on new evidence is all that is offered."""
        if not self.is_bound and not self.is_in_time():
            self.choose_from("kind", REQUESTS[1:])

    def clean(self) -> dict[str, Any]:
        """What the step would refuse is said with all else that is missing, before anything is read again."""
        typed = super().clean() or {}
        if "kind" in typed and "new_evidence" not in self.errors:
            try:
                appeal_in_time(Act(self.case, self.by, self.at, "appeal", typed))
            except Refused as refusal:
                self.refuse(refusal)
        return typed

    def is_in_time(self) -> bool:
        until = self.case.appeal_until
        return bool(until and self.at <= until) and not self.case.appeals.ordinary().exists()


class WithdrawAppeal(StepForm):
    label = _("Retirer mon recours")
    consequence = _("La mesure reste comme elle était. Après un retrait, il reste la révision, sur un élément nouveau.")
    button = _("Retirer mon recours")
    leave = _("Revenir sans retirer")
    done = _("Votre recours est retiré.")
