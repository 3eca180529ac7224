"""A case for a court or the police: what happened, was said, decided and sent, as names and values; and a note on top.

Who reported is in none of it, nor a word that he or she typed, unless the request names that person and the seal was
opened for whoever asked it: entries are then whole, and else keep their digests alone, by which the chain still holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from accounts.models import Person

from ..models import Case, Checkpoint, Entry, EvidenceRequest
from ..models.decision import REASONS
from ..models.record import plain
from .phrases import at_moment, block, labelled, listed, on_day

Values = dict[str, Any]
OF_WHO_REPORTED = ("reporter", "intake")  # roles
# Steps about somebody's reports, of this case and of others.
ABOUT_REPORTS = ("restrict_reporting", "answer_restriction", "assess_report")
MEASURED = ("kind", "scope", "days", "months", "starts_at", "ends_at", "suspended_days", "probation_until", "lifted_at",
            "void_at")  # fmt: skip


class Named(NamedTuple):
    """Somebody behind a seal that was opened for this request."""

    report: Any
    name: str
    contact: str


def record(case: Case, named: Iterable[Named], *, whole: bool) -> Values:
    """The case in rows. `whole`: with what who reported typed."""
    notice = case.grievances.order_by("number")
    said = {
        "reference": case.reference, "state": case.state, "outcome": case.outcome, "opened_at": case.opened_at,
        "closed_at": case.closed_at, "held_by": case.held_by_id,
        "member": {"number": case.member.number, "name": case.member.person.name} if case.member else None,
        "post": values(case.post, "network", "handle", "address", "text", "published_at"),
        "reports": [report(one, whole=whole) for one in case.reports.by_people().order_by("pk")],
        "reporters": [{"report": one.report.pk, "name": one.name, "contact": one.contact} for one in named],
        "grievances": [values(one, "number", "facts", "rule_explanation", "maximum", "sha256") for one in notice],
        "replies": [values(reply, "received_at", "text", "is_final", "is_waiver", "sha256")
                    for one in notice for reply in one.replies.order_by("pk")],
        "hearings": [values(one, "asked_at", "held_at", "place", "minutes") for one in case.hearings.order_by("pk")],
        "decisions": [values(one, "number", "kind", *REASONS, "ground", "scope", "signed_at", "sha256")
                      | {"proposed_by": one.proposed_by, "signed_by": one.signed_by}
                      for one in case.decisions.order_by("number")],
        "measures": [values(one, *MEASURED) for one in case.measures.order_by("pk")],
        "appeals": [values(one, "kind", "filed_at", "grounds", "result", "withdrawn_at")
                    for one in case.appeals.order_by("pk")],
        "statements": [values(one, "text", "answered_at") for one in case.subject_requests.statements()],
    }  # fmt: skip
    return with_names(said)


def report(one: Any, *, whole: bool) -> Values:
    """That somebody reported, when and under which rule; what was typed only where its author is named."""
    told = {**values(one, "pk", "received_at", "source", "withdrawn_at"), "rule": str(one.article_version or "")}
    return told | values(one, "text", "explanation") if whole else told


def entries(case: Case, *, whole: bool) -> list[Values]:
    """The chain, link by link; of each what was typed, unless it is of who reported."""
    rows = case.entries.select_related("content__by", "content__report").order_by("number")
    return [with_names(entry(one, whole=whole)) for one in rows]


def entry(one: Entry, *, whole: bool) -> Values:
    link = values(one, *Entry.CHAINED, "digest")
    is_kept = whole or (one.role not in OF_WHO_REPORTED and one.step not in ABOUT_REPORTS)
    content = getattr(one, "content", None)
    if content is None or not is_kept:
        return link | {"content": None}
    return link | {"content": {
        **values(content, "salt", "by_id", "why", "answers"), "by": content.by,
        "report": str(content.report.form_token) if content.report else None}}  # fmt: skip


def values(row: Any, *names: str) -> Values:
    return {name: getattr(row, name) for name in names}


def with_names(said: Any) -> Any:
    """People by their names, all else as the record has it."""
    if isinstance(said, Person):
        return said.name
    if isinstance(said, dict):
        return {key: with_names(one) for key, one in said.items()}
    return [with_names(one) for one in said] if isinstance(said, list) else plain(said)


# On top of it ---------------------------------------------------------------------------------------------------------


def title(case: Case) -> str:
    return _("Dossier %(reference)s, pour la justice") % {"reference": case.reference}


def body(case: Case, request: EvidenceRequest, pieces: Iterable[Values], named: list[Named], *, at: Any) -> str:
    parts = [asked(case, request, at=at), contents(), *listing(pieces), *reporters(request, named), proof(case)]
    return "\n\n".join(parts)


def asked(case: Case, request: EvidenceRequest, *, at: Any) -> str:
    zone = case.zone
    lines = [
        labelled(_("Fondement"), request.get_ground_display()), labelled(_("Pour qui"), request.recipient),
        labelled(_("Demandé par"), f"{request.asked_by}, {at_moment(request.asked_at, zone)}"),
        labelled(_("Accordé par"), f"{request.answered_by}, {on_day(request.answered_at, zone)}"),
        labelled(_("Fait le"), at_moment(at, zone)),
    ]  # fmt: skip
    return f"## {_('La demande')}\n{listed(lines)}\n{block(request.reason)}\n{block(request.answer_reason)}"


def contents() -> str:
    lines = [
        _("journal.json : chaque étape, dans l’ordre, avec son empreinte et celle de l’étape d’avant."),
        _("dossier.json : la publication, les griefs, les réponses, les décisions, les mesures et les recours."),
        _("lettres : chaque lettre du dossier, avec son texte exact."),
        _("pieces : chaque pièce dans chacune de ses versions, l’original d’abord."),
        _("empreintes.txt : l’empreinte de chaque jour de tout le registre."),
    ]
    return f"## {_('Ce que contient ce fichier')}\n{listed(lines)}"


def listing(pieces: Iterable[Values]) -> Iterator[str]:
    """Each version with where it lies, what it is, and its digest: that of the original, and that after a redaction."""
    lines = [
        labelled(_("Pièce %(n)s, version %(version)s") % {"n": one["piece"], "version": one["version"]},
                 " · ".join(filter(None, [str(one["use"]), one["file"] or _("le fichier manque"), one["sha256"]])))
        for one in pieces
    ]  # fmt: skip
    if lines:
        yield f"## {_('Les pièces')}\n{listed(lines)}"


def reporters(request: EvidenceRequest, named: list[Named]) -> Iterator[str]:
    if named:
        lines = [labelled(one.name, one.contact or "—") for one in named]
        yield f"## {_('Qui a signalé')}\n{listed(lines)}"
    else:
        said = _("Ni le nom de qui a signalé, ni ses mots ne sont dans ce fichier : la demande ne les nomme pas, ou le "
                 "scellé n’a pas été ouvert.")  # fmt: skip
        yield f"## {_('Qui a signalé')}\n{said}"


def proof(case: Case) -> str:
    last = Checkpoint.objects.last()
    lines = [
        _("SHA256SUMS : dans le dossier extrait, « sha256sum -c SHA256SUMS » vérifie chaque fichier."),
        labelled(_("Dernière étape"), case.head),
        _("« manage.py verify_audit --digest empreintes.txt », dans l’installation, dit si le registre est celui de "
          "ces empreintes."),
    ]  # fmt: skip
    if last:
        lines.append(labelled(_("Empreinte du %(day)s") % {"day": last.day.isoformat()}, last.digest))
    return f"## {_('Vérifier')}\n{listed(lines)}"
