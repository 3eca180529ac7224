"""One's own file of a case for a machine: what `own_file.py` says in words, as names and values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..models.decision import REASONS
from ..models.record import plain
from .known import Known
from .own_file import Enclosed, acts

MEASURED = ("kind", "scope", "starts_at", "ends_at", "suspended_days", "probation_until", "credited_days", "lifted_at")
Values = dict[str, Any]


def record(known: Known, letters: Iterable[Enclosed], pieces: Iterable[Enclosed]) -> Values:
    """The same things as the words have, and no other: what a letter that waits would tell is in neither."""
    case, decision, notice = known.case, known.decision, known.notice
    measures = [*known.interim, *([known.measure] if known.measure else [])]
    said = {
        "reference": case.reference, "made_at": known.at, "body": case.held_by.code,
        "state": None if known.is_veiled else case.state, "outcome": None if known.is_veiled else case.outcome,
        "post": post(known), "grievances": grievances(known), "pieces": [piece(one) for one in pieces],
        "replies": [values(one, "received_at", "text", "is_final", "is_waiver", "sha256")
                    for one in (notice.replies.all() if notice else ())],
        "hearing": values(known.hearing, "asked_at", "held_at", "place", "minutes") if known.hearing else None,
        "decision": values(decision, "number", "kind", *REASONS, "signed_at", "sha256") if decision else None,
        "measures": [values(one, *MEASURED) for one in measures],
        "may_appeal_until": known.may_appeal_until,
        "antecedents": [{"kind": kind, "count": count} for kind, count in known.antecedents],
        "statements": [values(one, "text", "answered_at") for one in known.statements],
        "letters": list(received(letters)),
        "own_acts": [{"at": one.at, "what": one.what, "words": one.words} for one in acts(known)],
    }  # fmt: skip
    whole: Values = plain(said)
    return whole


def values(row: Any, *names: str) -> Values:
    return {name: getattr(row, name) for name in names}


def post(known: Known) -> Values:
    """As the grievances have it; while none are known, the network and the account alone."""
    about = values(known.case.post, "network", "handle")
    return about | {"address": known.case.post.address, "text": known.quote} if known.notice else about


def grievances(known: Known) -> Values | None:
    notice = known.notice
    if notice is None:
        return None
    rules = [{"article": str(one.article_version), "text": one.article_version.text} for one in notice.rules.all()]
    return {**values(notice, "facts", "rule_explanation", "maximum"), "rules": rules,
            "content_date": known.case.content_date}  # fmt: skip


def piece(one: Enclosed) -> Values:
    return {"number": one.what.piece.number, "kind": one.what.piece.kind, "description": one.what.piece.alt,
            "file": one.file, "sha256": one.what.sha256}  # fmt: skip


def received(letters: Iterable[Enclosed]) -> Iterator[Values]:
    for one in letters:
        yield {"title": one.what.letter.title, "sent_at": one.what.created_at, "read_at": one.what.read_at,
               "file": one.file, "sha256": one.what.letter.sha256}  # fmt: skip
