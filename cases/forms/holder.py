"""What officers are asked when they examine a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import OuterRef, Value
from django.utils.translation import gettext_lazy as _

from accounts.absence import away
from accounts.forms import Day, Number
from accounts.models import Body, Person
from notifications.models import Delivery

from ..guards import FITTING
from ..models import ArticleVersion, DismissalReason, Outcome, Piece, Recusal, Report, Service, Session
from .base import StepForm
from .captures import CaptureField, Holding
from .fields import READ_IN_ADDRESS, Colleagues, Hours, Line, Moment, Radios, Reports, Row, Rows, Sessions, Why, Words

ANY_SESSION = _("La personne choisit une séance")


def sessions_near(case: Any, at: Any) -> Any:
    """Sessions with places in the region of the member's federation."""
    region = case.member.federation.region if case.member else ""
    return Session.objects.to_come(at).with_places().filter(region=region)


class OpenReview(StepForm):
    label = _("Ouvrir l’instruction")
    consequence = _("Le signalement est examiné. La personne qui a signalé en est informée.")
    button = _("Ouvrir l’instruction")

    article = Row(
        ArticleVersion.objects.none(),
        label=_("Quelle règle est en cause ?"),
        widget=forms.RadioSelect,
        empty_label=None,
    )
    content_date = Day(label=_("De quel jour date la publication ?"))
    quote = Words(
        label=_("Que dit la publication ?"), most=5000, rows=4,
        help_text=_("Recopiez son texte, ou décrivez l’image. Cette pièce sera montrée à la personne concernée."),
    )  # fmt: skip

    def first_answers(self) -> dict[str, Any]:
        case = self.case
        return {"article": case.article_version_id, "quote": case.post.text,
                "content_date": case.content_date or case.published_on}  # fmt: skip

    def fit(self) -> None:
        self.choose_from("article", ArticleVersion.objects.in_force(self.case.local_date(self.at)))
        if self.case.published_on and not self.case.content_date:
            self.fields["content_date"].help_text = READ_IN_ADDRESS


class Claim(StepForm):
    label = _("Prendre en charge")
    consequence = _("Le dossier passe dans « À moi ». Il revient à tous après dix jours sans activité.")
    button = _("Prendre en charge")


class Release(StepForm):
    label = _("Rendre le dossier")
    consequence = _("Le dossier revient dans « À prendre ».")
    button = _("Rendre")

    why = Why()


class Assign(StepForm):
    label = _("Affecter")
    consequence = _("Une autre personne de votre instance prend le dossier en charge.")
    button = _("Affecter")

    person = Colleagues(Person.objects.none(), label=_("À qui ?"), widget=forms.RadioSelect, empty_label=None)

    def fit(self) -> None:
        body = self.case.held_by_id
        people = Person.objects.holding("examine", body, at=self.at).exclude(pk=self.by.pk)
        self.choose_from("person", people.annotate(**away(OuterRef("pk"), Value(body), at=self.at)))


class Transfer(StepForm):
    label = _("Transférer à une autre fédération")
    consequence = _("L’autre fédération examine le dossier. Les délais continuent.")
    button = _("Transférer")

    to_federation = Row(
        Body.objects.filter(kind="federation"),
        label=_("À quelle fédération ?"),
        empty_label=_("Choisissez une fédération"),
    )
    reason = Radios(
        label=_("Pour quel motif ?"),
        choices=[
            ("member", _("C’est la fédération de la personne")),
            ("conflict", _("Conflit d’intérêts")),
            ("nobody", _("Plus personne ne peut instruire ici")),
        ],
    )
    why = Why(after_a_choice=True)


class ReferToNational(StepForm):
    label = _("Transmettre au bureau national")
    consequence = _("Le bureau national reprend l’instruction. Seul lui peut suspendre.")
    button = _("Transmettre")

    facts = Words(label=_("Exposez les faits, sans proposer de mesure"), most=5000, rows=6)


class CloseWithoutSanction(StepForm):
    label = _("Clore sans sanction")
    consequence = _("Classer, conseiller ou orienter vers un atelier. Aucune trace de sanction.")
    button = _("Signer et notifier")
    previews = True

    outcome = Radios(label=_("Quelle issue ?"), choices=Outcome.choices)
    dismissal_reason = forms.ChoiceField(
        label=_("Motif du classement"), choices=[("", "—"), *DismissalReason.choices], required=False
    )
    reasons = Words(
        label=_("Vos raisons"), most=5000, help_text=_("La personne concernée les lit, si elle connaît le dossier.")
    )
    session = Sessions(
        Session.objects.none(), required=False, label=_("Pour un atelier : quelle séance ?"), empty_label=ANY_SESSION
    )
    by_on = Day(label=_("Ou l’atelier à suivre au plus tard le"), required=False)

    def fit(self) -> None:
        fitting = FITTING.get(self.case.state, ())
        self.choose_from("outcome", [(Outcome(one).value, Outcome(one).label) for one in fitting])
        self.choose_from("session", sessions_near(self.case, self.at))

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or {}
        if typed.get("outcome") == "dismissed" and not typed.get("dismissal_reason"):
            self.add_error("dismissal_reason", _("Dites pour quel motif le signalement est classé."))
        return typed


class Note(StepForm):
    label = _("Ajouter une note interne")
    consequence = _("Jamais transmise à la personne concernée.")
    button = _("Ajouter")

    text = Words(label=_("Votre note"), most=5000)
    is_opinion = forms.BooleanField(
        label=_("C’est un avis sur la décision"), required=False,
        help_text=_("Qui donne un avis ne décide plus dans ce dossier."),
    )  # fmt: skip


class AddEvidence(Holding, StepForm):
    label = _("Verser une pièce")
    consequence = _("La personne concernée la lira avant toute décision.")
    button = _("Verser")

    capture = CaptureField(label=_("Une capture d’écran"))
    alt = Line(label=_("Ce que montre l’image, pour qui ne la voit pas"), max_length=500, required=False)
    text = Words(label=_("Ou un texte"), most=5000, required=False)
    others_visible = forms.BooleanField(
        label=_("D’autres personnes y sont reconnaissables"), required=False,
        help_text=_("La pièce est alors occultée avant d’être communiquée."),
    )  # fmt: skip

    def clean_capture(self) -> Any:
        return next(iter(self.hold("capture")), None)


class Redact(Holding, StepForm):
    label = _("Occulter une pièce")
    consequence = _("La personne lira cette version. L’original reste scellé.")
    button = _("Enregistrer la version communicable")

    piece = Row(Piece.objects.none(), label=_("Quelle pièce ?"), empty_label=None)
    as_it_is = forms.BooleanField(
        label=_("La communiquer telle quelle"), required=False,
        help_text=_("Vous l’avez regardée : rien n’y montre qui a signalé, ni une autre personne."),
    )  # fmt: skip
    capture = CaptureField(label=_("Ou une image, où ce qui ne doit pas se voir est caché"))
    text = Words(label=_("Ou un texte qui dit ce qu’elle montre"), most=5000, required=False)
    alt = Line(label=_("Ce que montre l’image, pour qui ne la voit pas"), max_length=500, required=False)
    also = Rows(
        Piece.objects.none(), label=_("J’ai aussi vérifié ces captures : les communiquer telles quelles"),
        required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Vous avez ouvert chacune en grand : rien n’y montre qui a signalé, ni une autre personne."),
    )  # fmt: skip

    def first_answers(self) -> dict[str, Any]:
        """The piece of which an image waits here, in which something is hidden; else the first that is sealed."""
        drawn_on = [piece for one in self.kept for piece in self.case.pieces.standing().behind(one)]
        return {"piece": next(iter([*drawn_on, *self.case.sealed]), None)}

    def clean_capture(self) -> Any:
        return next(iter(self.hold("capture")), None)

    def fit(self) -> None:
        self.choose_from("piece", self.case.pieces.standing())
        waiting = self.case.pieces.captures().sealed()
        self.choose_from("also", waiting)
        if waiting.count() < 2:
            del self.fields["also"]
        if not self.case.pieces.standing().captures().exists():  # of texts alone, nothing is asked about an image
            del self.fields["capture"], self.fields["alt"]


class Inform(StepForm):
    label = _("Informer la personne concernée")
    consequence = _("Elle apprend qu’un dossier existe. Sans cela, la lettre part d’elle-même au bout d’un mois.")
    button = _("Envoyer la lettre")
    previews = True


class DeferInformation(StepForm):
    label = _("Différer l’information de la personne")
    consequence = _("Une seule fois, trente jours au plus. La lettre part d’elle-même à la date donnée.")
    button = _("Différer")

    until = Day(label=_("Jusqu’au"))
    why = Why()


class AskForDetails(StepForm):
    label = _("Demander une précision")
    consequence = _("Une question, une date. Ce n’est pas une sanction.")
    button = _("Envoyer la question")
    previews = True

    to_report = Reports(
        Report.objects.none(), required=False, label=_("À qui ?"), empty_label=_("À la personne concernée")
    )
    text = Words(label=_("Votre question"), rows=3)
    answer_by = Day(label=_("Réponse attendue au plus tard le"))

    def fit(self) -> None:
        self.choose_from("to_report", self.case.reports.by_people().standing())

    def first_answers(self) -> dict[str, Any]:
        return {"answer_by": self.in_days("DETAILS_DAYS")}


class RequestRemoval(StepForm):
    label = _("Demander le retrait de la publication")
    consequence = _("Une demande avec une date. Elle n’impose rien.")
    button = _("Envoyer la demande")
    previews = True

    text = Words(label=_("Votre demande"), rows=3)
    answer_by = Day(label=_("Avant le"))

    def first_answers(self) -> dict[str, Any]:
        return {"answer_by": self.in_days("REMOVAL_DAYS")}


class OrderWorkshop(StepForm):
    label = _("Proposer un atelier")
    consequence = _("Un atelier n’est pas une sanction. Ne pas y aller n’est jamais une faute.")
    button = _("Proposer")
    previews = True

    session = Sessions(Session.objects.none(), required=False, label=_("Quelle séance ?"), empty_label=ANY_SESSION)
    by_on = Day(label=_("Ou au plus tard le"), required=False)

    def fit(self) -> None:
        self.choose_from("session", sessions_near(self.case, self.at))


class ConfirmAttendance(StepForm):
    label = _("Confirmer l’atelier suivi")
    consequence = _("Rien d’autre n’est noté : ni appréciation, ni sanction.")
    button = _("Confirmer")

    session = Sessions(
        Session.objects.none(), required=False, label=_("À quelle séance ?"),
        empty_label=_("À une autre, ou ailleurs"),
    )  # fmt: skip
    attended_on = Day(label=_("Ou quel jour ?"), required=False)

    def fit(self) -> None:
        self.choose_from("session", self.case.training.all().booked_sessions(self.at))


class PostLetters(StepForm):
    label = _("Envoyer par la poste")
    consequence = _("Imprimez et envoyez ces lettres. La remise s’enregistre ensuite, à sa date.")
    button = _("Les lettres sont parties")

    tracking = Line(
        label=_("Numéro de suivi"), max_length=40, required=False,
        help_text=_("Une lettre avec effet juridique part en recommandé : notez son numéro."),
    )  # fmt: skip


class RecordService(StepForm):
    label = _("Enregistrer une remise")
    consequence = _("Les délais courent depuis cette date.")
    button = _("Enregistrer")

    how = Radios(label=_("Comment la lettre a-t-elle été remise ?"), choices=Service.How.choices[1:])
    served_at = Moment(label=_("Quand ?"))
    tracking = Line(label=_("Numéro de suivi"), max_length=40, required=False)

    def first_answers(self) -> dict[str, Any]:
        """The number under which the letter that waits was posted."""
        letter = self.case.services.waiting()
        posted = letter and Delivery.objects.filter(channel="post", notice__letter__occasion=letter.occasion).first()
        return {"tracking": posted.tracking if posted else ""}


class OfferSlots(StepForm):
    label = _("Proposer des dates d’audition")
    consequence = _("La personne choisit une des trois dates dans son espace.")
    button = _("Proposer")

    slots = Hours(
        label=_("Trois dates, une par ligne"), rows=3, most=200,
        help_text=_("Par exemple 22/12/2026 18:30, à l’heure du lieu où vit la personne."),
    )  # fmt: skip
    place = Line(
        label=_("Où ?"), max_length=200,
        help_text=_("Une adresse, ou « par téléphone ». La personne peut la noter dans un agenda que sa famille lit : "
                    "ni nom, ni objet."),
    )  # fmt: skip
    length = Number(label=_("Durée prévue, en minutes"), min_value=15, max_value=240)

    def first_answers(self) -> dict[str, Any]:
        return {"length": 60}


class CloseHearing(StepForm):
    """By the holder it adds nothing to the file: what the person concerned is asked has a form of its own."""

    label = _("Clore le contradictoire")
    consequence = _("Le compte n’est pas celui de la personne : rien n’est plus attendu d’elle.")
    button = _("Clore")

    text = forms.CharField(widget=forms.HiddenInput, disabled=True, required=False, initial="")
    waiver = forms.BooleanField(widget=forms.HiddenInput, disabled=True, required=False, initial=False)


class RecordMinutes(StepForm):
    label = _("Verser le procès-verbal d’audition")
    consequence = _("La personne le lit. Elle garde quelques jours au moins pour y répondre, avant toute décision.")
    button = _("Verser")

    held_at = Moment(label=_("Audition tenue le"))
    minutes = Words(label=_("Procès-verbal"), most=10000, rows=10)


class AnswerRecusal(StepForm):
    label = _("Répondre à une demande de récusation")
    button = _("Répondre")
    previews = True

    granted = Radios(label=_("Votre réponse"), choices=[("yes", _("Accorder")), ("no", _("Refuser"))])
    reason = Why()

    def clean_granted(self) -> bool:
        return self.cleaned_data["granted"] == "yes"


class AnswerDisowning(StepForm):
    label = _("Répondre : à qui est ce compte ?")
    button = _("Répondre")
    previews = True

    is_so = Radios(label=_("Ce compte est-il celui de la personne ?"), choices=[("no", _("Oui")), ("yes", _("Non"))])
    reasons = Why()

    def clean_is_so(self) -> bool:
        return self.cleaned_data["is_so"] == "yes"


class DeclareRecusal(StepForm):
    label = _("Je dois me déporter")
    consequence = _("Vous n’aurez plus accès à ce dossier. Une autre personne le reprendra.")
    button = _("Me déporter")

    reason = Radios(label=_("Pour quel motif ?"), choices=Recusal.Reason.choices)


class RestrictCase(StepForm):
    label = _("Restreindre l’accès au dossier")
    consequence = _("Seuls les noms déjà au dossier et le bureau national l’ouvrent encore.")
    button = _("Restreindre")

    why = Why()
