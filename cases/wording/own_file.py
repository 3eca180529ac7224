"""One's own file of a case in words: what the page of the case shows its reader today, in the layout of letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from .history import HAPPENED
from .known import Known
from .phrases import at_moment, block, labelled, listed, on_day

# What somebody typed in a step, as the record keeps it beside the reason.
WRITTEN = {
    "reply": ["text"],
    "close_hearing": ["text"],
    "answer_inquiry": ["answer"],
    "appeal": ["grounds", "new_evidence"],
}


class Enclosed(NamedTuple):
    """One thing that lies beside the words: where, and what it is; `file` is empty for one that is not there."""

    file: str
    what: Any


def title(known: Known) -> str:
    return _("Votre dossier %(reference)s") % {"reference": known.case.reference}


def body(known: Known, said: Mapping[str, Any], letters: list[Enclosed], pieces: list[Enclosed]) -> str:
    """All of it, in the language in force. `said`: what was asked and answered on the way, as the page has it."""
    parts = [
        opening(known), standing(known), *(reproached(known) if known.notice else []), *enclosed(known, pieces),
        *replies(known), *hearing(known), *statements(known), around(known, said), *asked(known, said),
        *history(known, letters), proof(),
    ]  # fmt: skip
    return "\n\n".join(parts)


def opening(known: Known) -> str:
    case, said = known.case, [_("Ce fichier contient ce que montre la page de votre dossier, et rien d’autre.")]
    if not known.is_own:
        name = {"name": case.member.person.name if case.member else ""}
        said.append(_("Vous assistez %(name)s dans ce dossier. Ici, « vous » désigne %(name)s.") % name)
    said.append(_("Il a été fait le %(moment)s.") % {"moment": at_moment(known.at, case.zone)})
    return " ".join(said)


def standing(known: Known) -> str:
    """Where it stands, what restricts its member today, and the date that counts."""
    lines, zone = [], known.case.zone
    if known.is_veiled:
        headline = _("Une lettre attend d’être ouverte")
    elif known.verdict:
        headline, lines = known.verdict.headline, [*known.verdict.changes, *known.verdict.stays]
    else:
        headline, lines = _("Une publication à votre nom est examinée"), [_("Aucune décision n’est prise.")]
    for one in known.interim:
        days = {"start": on_day(one.starts_at, zone), "end": on_day(one.ends_at, zone)}
        lines.append(_("Suspension conservatoire, du %(start)s au %(end)s.") % days)
    if known.may_appeal_until:
        until = on_day(known.may_appeal_until, zone)
        lines.append(_("Vous pouvez former un recours jusqu’au %(day)s.") % {"day": until})
    elif known.next_date:
        lines.append(labelled(_("La date qui compte"), on_day(known.next_date, zone)))
    return "\n".join([heading(_("Où en est le dossier")), headline, "", listed(lines) if lines else ""]).strip()


def reproached(known: Known) -> Iterator[str]:
    case, notice = known.case, known.notice
    assert notice is not None  # asked by `body`
    post = [case.post.get_network_display(), f"@{case.post.handle}" if case.post.handle else "",
            on_day(case.content_date, case.zone) if case.content_date else "", case.post.address or ""]  # fmt: skip
    yield "\n".join([heading(_("Ce qui vous est reproché")), listed([", ".join(filter(None, post))])])
    if known.quote:
        yield block(known.quote)
    yield block(notice.facts)
    for rule in notice.rules.all():
        yield f"### {_('Article')} {rule.article_version}\n{block(rule.article_version.text)}"
    yield block(notice.rule_explanation)
    if known.no_decision_yet:
        yield labelled(_("La mesure la plus forte possible"), notice.get_maximum_display())


def enclosed(known: Known, pieces: list[Enclosed]) -> Iterator[str]:
    """Each piece with where it lies and its fingerprint, as it was disclosed."""
    lines = []
    for one in pieces:
        version = one.what
        name = _("Pièce %(n)s, %(kind)s") % {"n": version.piece.number, "kind": version.piece.get_kind_display()}
        where = one.file or _("le fichier manque aujourd’hui ; demandez-le à l’instance qui tient le dossier")
        lines.append(labelled(name, " · ".join(filter(None, [where, version.piece.alt, version.sha256]))))
    if lines:
        yield f"{heading(_('Les pièces du dossier'))}\n{listed(lines)}"


def replies(known: Known) -> Iterator[str]:
    answers = known.notice.replies.all() if known.notice else []
    for number, reply in enumerate(sorted(answers, key=lambda one: one.pk)):
        kind = _("Votre dernière réponse") if reply.is_final else _("Votre réponse")
        if reply.is_waiver and not reply.text:
            kind = _("Vous avez choisi de ne pas répondre")
        line = listed([labelled(at_moment(reply.received_at, known.case.zone), kind)])
        said = f"{line}\n{block(reply.text)}" if reply.text else line
        yield said if number else f"{heading(_('Vos réponses'))}\n{said}"


def hearing(known: Known) -> Iterator[str]:
    found, zone = known.hearing, known.case.zone
    if found and found.held_at:
        said = labelled(_("Audition"), at_moment(found.held_at, zone))
        yield f"{heading(_('Procès-verbal d’audition'))}\n{listed([said])}\n{block(found.minutes)}"
    elif found:
        moment = found.moment()
        when = at_moment(moment, zone) if moment else _("demandée le %(day)s") % {"day": on_day(found.asked_at, zone)}
        yield f"{heading(_('Audition'))}\n{listed([', '.join(filter(None, [when, found.place]))])}"


def statements(known: Known) -> Iterator[str]:
    """What the person says against what stands in the record."""
    for number, one in enumerate(known.statements):
        line = listed([labelled(on_day(one.answered_at, known.case.zone), _("versé à sa demande"))])
        said = f"{line}\n{block(one.text)}"
        yield said if number else f"{heading(_('Désaccord de la personne concernée'))}\n{said}"


def around(known: Known, said: Mapping[str, Any]) -> str:
    """Who handles the case, who assists, what counts from other cases, and what was asked of whom."""
    case = known.case
    names = {_("A instruit"): said["instructors"], _("Vous assiste"): said["counsels"]}
    lines = [labelled(_("Instance"), ", ".join(filter(None, [str(case.held_by), case.held_by.contact])))]
    lines += [labelled(label, ", ".join(one.person.name for one in parts)) for label, parts in names.items() if parts]
    lines += [labelled(_("Antécédents"), f"{count} × {kind}") for kind, count in known.antecedents]
    for one in said["recusals"]:
        answer = one.get_answer_display() if one.answered_at else _("en attente d’une réponse")
        lines.append(labelled(_("Demande qu’une autre personne décide"), f"{one.person.name}, {answer}"))
    appeal = said["appeal"]
    if appeal and not known.is_veiled:
        done = [_("formé le %(day)s") % {"day": on_day(appeal.filed_at, case.zone)}, appeal.get_result_display(),
                _("retiré") if appeal.withdrawn_at else ""]  # fmt: skip
        kind = appeal.get_kind_display()
        lines.append(labelled(kind[0].upper() + kind[1:], ", ".join(filter(None, done))))
    return f"{heading(_('Qui s’occupe du dossier'))}\n{listed(lines)}"


def asked(known: Known, said: Mapping[str, Any]) -> Iterator[str]:
    """A question that waits for an answer, and a workshop: neither is a sanction."""
    if known.is_veiled:
        return
    inquiry, training, zone = said["inquiry"], said["training"], known.case.zone
    if inquiry:
        when = _("demandé le %(day)s") % {"day": on_day(inquiry.asked_at, zone)}
        asks = labelled(_("Ce n’est pas une sanction"), when)
        yield f"{heading(_('Une question vous est posée'))}\n{listed([asks])}\n{block(inquiry.text)}"
    if training:
        line = _("Un atelier vous est proposé, au plus tard le %(day)s.") % {"day": on_day(training.by_on, zone)}
        if training.attended_on:
            line = _("Vous avez suivi l’atelier le %(day)s.") % {"day": on_day(training.attended_on, zone)}
        yield f"{heading(_('Atelier'))}\n{listed([line])}"


class Line(NamedTuple):
    at: datetime
    what: str
    words: str


def history(known: Known, letters: list[Enclosed]) -> Iterator[str]:
    """What this reader did in the case and was told of it, dated: never what anybody else did."""
    zone = known.case.zone
    lines = sorted([*acts(known), *told(letters)], key=lambda one: one.at)
    said = [listed([labelled(at_moment(one.at, zone), one.what)]) + one.words for one in lines]
    if said:
        yield "\n".join([heading(_("Ce qui s’est passé, dans l’ordre")), *said])


def acts(known: Known) -> Iterator[Line]:
    """With what was typed, but for replies to the grievances that count now: those stand above."""
    above = {reply.text for reply in known.notice.replies.all()} if known.notice else set()
    mine = known.case.entries.filter(role__in=["concerned", "counsel"], content__by=known.person)
    for entry in mine.select_related("content"):
        content = entry.content
        words = [content.why, *(str(content.answers.get(key) or "") for key in WRITTEN.get(entry.step, []))]
        yield Line(entry.at, str(HAPPENED[entry.step]), quoted(one for one in words if one not in above))


def told(letters: Iterable[Enclosed]) -> Iterator[Line]:
    for one in letters:
        letter = one.what.letter
        what = f"{letter.title} ({one.file})" if one.file else _("Lettre effacée")
        yield Line(one.what.created_at, what, "")


def quoted(words: Iterable[str]) -> str:
    return "".join(f"\n{block(one)}" for one in words if one.strip())


def proof() -> str:
    said = _("SHA256SUMS contient l’empreinte de chaque fichier. Dans le dossier extrait, la commande "
             "« sha256sum -c SHA256SUMS » les vérifie.")  # fmt: skip
    return f"{heading(_('Vérifier ces fichiers'))}\n{said}"


def heading(text: str) -> str:
    return f"## {text}"
