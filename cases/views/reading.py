"""What is read before a step is taken: what the post says, what the step answers to, and what will follow from it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..forms import StepForm
from ..forms.deciding import Propose
from ..forms.national import ProposeResult
from ..legal_time import days_after, last_moment, months_after
from ..likeness import repeated
from ..models import Case
from ..models.charter import wordings
from ..templatetags.words import day, moment
from ..wording.phrases import in_days, in_months
from .similar import shown_with


class Line(NamedTuple):
    """One thing to read: what it is, and what it says, whole.

    `how`: a few words, a text, a digest, an image, or an original, in which parts may still be hidden.
    """

    label: Any
    text: Any
    how: str = "words"


def before(name: str, case: Case, form: StepForm | None, letters: Any, *, at: datetime) -> dict[str, Any]:
    """What the page of a step shows an officer besides its form."""
    if letters is None or form is None:
        return {"matter": matter(case, name), "on_paper": case.letters_to_post if name == "post_letters" else []}
    return {"sendings": sendings(case, letters), "consequences": consequences(name, form, letters, at),
            "written": [] if letters else list(written(form)),
            "of_reporters": of_reporters(name, case, form, letters),
            "similar": shown_with(name, form, at=at)}  # fmt: skip


# Whose words they are -------------------------------------------------------------------------------------------------

ON_THEIR_WAY = {"propose"}  # steps that send nothing, and of which what was typed stands in a letter later


def written(form: StepForm) -> Iterator[Line]:
    """What was typed, in the words of the form, where no letter says it."""
    for name, field in form.fields.items():
        value = form.cleaned_data.get(name)
        if value not in (None, "", False) and not isinstance(field.widget, forms.HiddenInput):
            yield told(name, field, value)


LENGTHS = {
    "days": (gettext_lazy("Durée"), in_days), "months": (gettext_lazy("Durée"), in_months),
    "suspended_days": (gettext_lazy("Dont avec sursis"), in_days),
    "probation_months": (gettext_lazy("Période de sursis"), in_months),
}  # fmt: skip


def told(name: str, field: Any, value: Any) -> Line:
    """One answer as a fact: a length with its unit, not the question that asked for it in days."""
    if name in LENGTHS and value is not None:
        label, length = LENGTHS[name]
        return Line(label, length(value))
    how = "text" if isinstance(field.widget, forms.Textarea) else "words"
    return Line(field.label, _("Oui") if value is True else day_or_words(field, value), how)


def day_or_words(field: Any, value: Any) -> str:
    return day(value) if isinstance(value, date) else chosen(field, value)


def of_reporters(name: str, case: Case, form: StepForm, letters: Iterable[Any]) -> list[str]:
    """Passages for the person concerned that stand in a report too: what the post or the charter says apart."""
    texts = [letter.body for letter in letters if letter.audience == "concerned"]
    if name in ON_THEIR_WAY:
        texts += [value for value in form.cleaned_data.values() if isinstance(value, str)]
    said = case.said_by_reporters() if texts else []
    if not said:
        return []
    common = [case.quote, *(text for one in wordings().values() for text in one.texts)]
    return list(dict.fromkeys(passage for text in texts for passage in repeated(text, said, but=common)))


# What a step answers to -----------------------------------------------------------------------------------------------


def matter(case: Case, name: str) -> list[Line]:
    """What must be read to answer this step: the proposal to sign, the request to grant, the reply to weigh."""
    return list(MATTERS[name](case)) if name in MATTERS else []


def proposed(case: Case) -> Iterator[Line]:
    """The whole proposal, as its author typed it, in the words of the form; its digest is what is signed."""
    proposal = case.open_proposal()
    if proposal is None:
        return
    form = ProposeResult if proposal.kind == "appeal" else Propose
    yield Line(_("Proposé par"), f"{proposal.by or '—'}, {day(proposal.at)}")
    yield Line(_("Proposition"), proposal.get_kind_display())
    names = dict.fromkeys([*(form.field_order or []), *form.base_fields])
    said = {name: proposal.content[name] for name in names if proposal.content.get(name)}
    yield from (told(name, form.base_fields[name], value) for name, value in said.items())
    if "grievances" in proposal.content:
        yield Line(_("Empreinte des griefs (SHA-256)"), proposal.content["grievances"], "digest")
    yield Line(_("Empreinte du texte (SHA-256)"), proposal.sha256, "digest")


def chosen(field: Any, value: Any) -> str:
    """The words of a choice, or what was typed."""
    choices = {str(key): label for key, label in getattr(field, "choices", [])}
    return str(choices.get(str(value), value))


def replied(case: Case) -> Iterator[Line]:
    notice = case.grievances.latest()
    for reply in notice.replies.order_by("pk") if notice else []:
        said = reply.text or _("La personne a choisi de ne pas répondre.")
        yield Line(_("Réponse du %(day)s") % {"day": day(reply.received_at)}, said, "text")


def identity_asked(case: Case) -> Iterator[Line]:
    request = case.identity_request()
    if request:
        yield Line(_("Demandé par"), f"{request.asked_by}, {day(request.asked_at)}")
        yield Line(_("Raison donnée"), request.reason, "text")


def evidence_asked(case: Case) -> Iterator[Line]:
    request = case.evidence_request
    if request:
        yield Line(_("Demandé par"), f"{request.asked_by}, {day(request.asked_at)}")
        yield Line(_("Fondement"), request.get_ground_display())
        yield Line(_("Pour qui"), request.recipient, "text")
        yield Line(_("Nomme qui a signalé"), _("Oui") if request.names_reporter else _("Non"))
        yield Line(_("Raison donnée"), request.reason, "text")


def limit_contested(case: Case) -> Iterator[Line]:
    """What was weighed, and what is said against it; not by whom."""
    limit = case.contested_limit
    entry = case.entries.filter(step="contest_restriction").select_related("content").last()
    if limit and entry:
        yield Line(_("Limite jusqu’au"), day(limit.until))
        weighed = {_("Nombre"): limit.number, _("Part"): limit.proportion, _("Conséquences"): limit.gravity,
                   _("Intention"): limit.intent}  # fmt: skip
        yield from (Line(label, said, "text") for label, said in weighed.items())
        yield Line(_("Ce qui est contesté"), entry.content.why, "text")


def recusal_asked(case: Case) -> Iterator[Line]:
    recusal = case.recusals.open_one()
    if recusal:
        yield Line(_("Qui devrait se déporter ?"), recusal.person)
        yield Line(_("Motif"), recusal.get_reason_display())
        yield Line(_("Raison donnée"), recusal.why, "text")


def disowned(case: Case) -> Iterator[Line]:
    entry = case.entries.filter(step="disown_account").select_related("content").last()
    if entry and case.disowned_at:
        yield Line(_("La personne dit que ce compte n’est pas le sien"), entry.content.why, "text")


def sealed(case: Case) -> Iterator[Line]:
    """What waits to be disclosed, for whoever answers that it may be; with each text, which may be said otherwise."""
    for piece in case.exhibits:
        version = piece.versions.all()[0]
        if not version.file:
            yield Line(piece, version.text, "text")
        elif piece.is_sealed:
            yield Line(piece, version, "original")


def as_reported(case: Case) -> Iterator[Line]:
    """What whoever dismissed had before him or her: the post and the reports, and nothing of what was made of them."""
    place = case.post.address or case.post.get_network_display()
    yield Line(_("Publication"), f"@{case.post.handle} · {place}" if case.post.handle else place)
    if words := case.quote or case.post.text:
        yield Line(_("Ce qu’elle dit"), words, "text")
    for piece in case.exhibits:
        version = piece.versions.all()[0]
        if version.file:
            yield Line(piece, version, "image")
    for report in case.reports.select_related("article_version__article").order_by("received_at"):
        label = _("Signalement du %(moment)s") % {"moment": moment(report.received_at)}
        yield Line(label, report.article_version or _("Règle non précisée"))
        if report.explanation:
            yield Line(_("Ses mots"), report.explanation, "text")


SIGNING = ("suspend", "lift_measure", "revoke_sursis", "impose_interim", "renew_interim", "lift_interim",
           "decide_appeal", "agree", "refuse_proposal", "send_back_proposal", "withdraw_proposal",
           "set_aside_result")  # fmt: skip
MATTERS: dict[str, Callable[[Case], Iterator[Line]]] = {
    **dict.fromkeys(SIGNING, proposed),
    "warn": replied,
    "propose": replied,
    "close_without_sanction": replied,
    "answer_identity": identity_asked,
    "answer_evidence_file": evidence_asked,
    "answer_recusal": recusal_asked,
    "answer_restriction": limit_contested,
    "answer_disowning": disowned,
    "redact": sealed,
    "reread": as_reported,
}


# What follows ---------------------------------------------------------------------------------------------------------


class Sending(NamedTuple):
    """One letter of a preview, and for whom it is."""

    letter: Any
    to: str


READERS = {
    "concerned": lambda case: _("À la personne concernée"),
    "federation": lambda case: _("À la fédération de la personne : l’effet, sans les raisons"),
    "national": lambda case: _("Au bureau national"),
    "panel": lambda case: _("À la commission des recours"),
    "privacy": lambda case: _("À la protection des données"),
    "actors": lambda case: _("À celles et ceux qui ont instruit et décidé"),
    "in_charge": lambda case: _("À qui a le dossier en charge"),
    "proposer": lambda case: _("À qui a fait la proposition"),
    "signers": lambda case: _("À qui pouvait la signer"),
    "reporter": lambda case: to_reporters(case.reports.standing().count()),
}


def to_reporters(count: int) -> str:
    return ngettext(
        "À la personne qui a signalé (son code reste caché ici)",
        "À chacune des %(count)s personnes qui ont signalé (leurs codes restent cachés ici)",
        count,
    ) % {"count": count}


def sendings(case: Case, letters: Iterable[Any]) -> list[Sending]:
    return [Sending(letter, READERS[letter.audience](case)) for letter in letters]


def consequences(name: str, form: StepForm, letters: Iterable[Any], at: datetime) -> list[str]:
    """Each thing that the signature sets going, with its date if the letter is opened today."""
    audiences = {letter.audience for letter in letters}
    said = [str(form.consequence)] if form.consequence else []
    said += DATES[name](form, at) if name in DATES else []
    if "concerned" in audiences:
        said.append(way_to_the_person(form.case))
    if "reporter" in audiences:
        said.append(_("Qui a signalé apprend seulement si une suite est donnée."))
    if any(letter.act.startswith("decision_") for letter in letters):
        said.append(_("L’empreinte de la décision est calculée à la signature : elle seule change dans la lettre."))
    return [*said, _("Votre signature est datée et reste au dossier. Ce qui est envoyé ne se reprend pas.")]


def way_to_the_person(case: Case) -> str:
    if case.member and not case.member.person.email:
        return _("La personne n’a pas d’adresse e-mail : la lettre part par la poste. Elle vient dans « À poster ».")
    return _("La lettre attend dans l’espace de la personne. Un e-mail sans contenu l’annonce.")


def reply_until(form: StepForm, at: datetime) -> list[str]:
    limit = "REPLY_SUSPENSION" if form.cleaned_data["maximum"] == "suspension" else "REPLY_WARNING"
    until = last_moment(at, form.case.parameter(limit), body=form.case.clock_body).due_at
    said = _("Si la lettre est ouverte aujourd’hui, la personne peut répondre jusqu’au %(day)s.")
    return [said % {"day": day(until)}]


def warned_until(form: StepForm, at: datetime) -> list[str]:
    until = months_after(at, form.cleaned_data["months"], zone=form.case.zone)
    said = _("Si la lettre est ouverte aujourd’hui, l’avertissement prend fin le %(day)s.") % {"day": day(until)}
    return [said, appeal_until(form, at)]


def suspended_until(form: StepForm, at: datetime) -> list[str]:
    """Days of an interim suspension count towards it, and only the signature counts them."""
    case, content = form.case, form.case.open_proposal().content
    served = content.get("days", 0) - (content.get("suspended_days") or 0)
    if case.measures.interim().exists():
        said = _("Les jours de suspension conservatoire déjà faits sont déduits.")
    elif served:
        until = days_after(at, served, zone=case.zone)
        said = _("Si la lettre est ouverte aujourd’hui, la suspension prend fin le %(day)s.") % {"day": day(until)}
    else:
        said = _("Toute la durée est avec sursis : la personne garde ses droits.")
    return [said, appeal_until(form, at)]


def appeal_until(form: StepForm, at: datetime) -> str:
    until = last_moment(at, form.case.appeal_days, body=form.case.clock_body).due_at
    return _("Si la lettre est ouverte aujourd’hui, un recours est possible jusqu’au %(day)s.") % {"day": day(until)}


DATES: dict[str, Callable[[StepForm, datetime], list[str]]] = {
    "notify_grievances": reply_until,
    "warn": warned_until,
    "suspend": suspended_until,
}
