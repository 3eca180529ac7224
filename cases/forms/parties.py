"""Whose case it is: its author, who represents a minor, another case with which it is one; and who saw the facts."""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms import NO_EMAIL, Day
from accounts.models import DeclaredAccount, Member, Person

from ..models import Case, Report
from ..parties import NATIONAL, PANEL
from .base import StepForm
from .fields import Line, Radios, Row, Which, Why


class IdentifyAuthor(StepForm):
    label = _("Identifier l’auteur")
    consequence = _("Le dossier va à la fédération de ce membre.")
    button = _("Identifier")

    member = Line(
        label=_("Numéro d’adhésion"), max_length=20,
        help_text=_("Le numéro exact, tel qu’il figure dans le fichier des adhésions."),
    )  # fmt: skip

    def first_answers(self) -> dict[str, Any]:
        handle = self.case.post.handle
        claims = DeclaredAccount.objects.matching(self.case.post.network, handle, on=self.case.local_date(self.at))
        claim = claims.first() if handle else None
        return {"member": claim.member.number if claim else ""}

    def clean_member(self) -> Member:
        member = Member.objects.select_related("federation").filter(number=self.cleaned_data["member"]).first()
        if member is None:
            raise forms.ValidationError(_("Ce numéro n’est pas connu : vérifiez-le, ou transmettez le dossier."))
        return member


class NameRepresentative(StepForm):
    label = _("Enregistrer qui représente")
    consequence = _("Cette personne lit le dossier, reçoit les lettres et peut répondre pour la personne mineure.")
    button = _("Enregistrer")

    who = Line(label=_("Nom de qui représente"), max_length=150)
    email = forms.EmailField(
        label=_("Son adresse e-mail"), max_length=254, required=False,
        help_text=_("Sans adresse, les lettres lui arrivent sur papier."), error_messages={"invalid": NO_EMAIL},
    )  # fmt: skip
    quality = Line(
        label=_("En quelle qualité ?"), max_length=100, help_text=_("Par exemple : mère, père, tuteur désigné.")
    )
    since = Day(
        label=_("Depuis quel jour ?"), help_text=_("Depuis la naissance, ou le jour d’une décision de justice.")
    )

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class AssessReport(StepForm):
    label = _("Dire ce que valait un signalement")
    consequence = _("À la clôture, tous comptent comme de bonne foi. Seul un abus manifeste peut limiter, plus tard.")
    button = _("Enregistrer")

    report = Which(Report.objects.none(), label=_("Quel signalement ?"), empty_label=None)
    worth = Radios(label=_("Que valait-il ?"), choices=Report.Worth.choices[1:])
    why = Why()

    def fit(self) -> None:
        self.choose_from("report", self.case.reports.by_people().standing().order_by("pk"))


class JoinCase(StepForm):
    label = _("Joindre à un autre dossier")
    consequence = _("Ce dossier sera clos, et les signalements suivront. Rien ne s’ajoute à ce qui est reproché.")
    button = _("Joindre")
    previews = True

    other = Line(label=_("Numéro de l’autre dossier"), max_length=20, help_text=_("Celui qui continue."))
    kin = Radios(
        label=_("Pourquoi les joindre ?"),
        choices=[
            ("same_post", _("C’est la même publication")),
            ("series", _("C’est une autre publication de la même personne")),
            ("other_person", _("Autre lien, bien que les personnes soient différentes")),
        ],
    )
    why = Why(after_a_choice=True)

    def clean_other(self) -> Case:
        read = Case.objects.seen_by(self.by, at=self.at).select_related("joined_to", "member")
        found = read.filter(reference__iexact=self.cleaned_data["other"].strip()).first()
        if found is None:
            raise forms.ValidationError(_("Aucun dossier que vous lisez ne porte ce numéro : vérifiez-le."))
        return found


class NameWitness(StepForm):
    label = _("Mettre un témoin à l’écart")
    consequence = _("Cette personne n’aura plus accès au dossier. Elle n’a pas à donner son accord.")
    button = _("Mettre à l’écart")

    person = Row(Person.objects.none(), label=_("Qui a vu les faits, ou en témoigne ?"), empty_label=None)
    why = Why()

    def fit(self) -> None:
        self.choose_from("person", in_office_on(self.case, at=self.at).exclude(pk=self.by.pk).order_by("name"))


def in_office_on(case: Any, *, at: datetime) -> QuerySet[Person]:
    """Whoever examines, decides or hears it where it may stand."""
    bodies = {case.held_by_id, case.federation_id, NATIONAL} - {None}
    offices = [("examine", body) for body in bodies] + [("hear_appeals", PANEL)]
    held = [Person.objects.holding(power, body, at=at).order_by().values("pk") for power, body in offices]
    return Person.objects.filter(reduce(or_, (Q(pk__in=people) for people in held)))
