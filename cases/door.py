"""How anything happens to a case: `perform` takes one step of it, `offers` says which are open; `birth` bears it.

Whoever calls, page, clock, command or API, comes through here: what is overdue is done first; then, in one durable
transaction, the row is locked, the author's standing asked, the basis compared, the guards heard, the step taken, and
the record, the deadlines and the letters written. Returned means on disk.
"""

from __future__ import annotations

import secrets
import uuid
from datetime import datetime
from functools import cache
from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from notifications.post import send_out

from . import seal
from .grammar import CLOCK, Act, Refused, Stale, Standing, Step
from .letters import mailings
from .limits import LIMITS
from .models import (
    Case,
    Deadline,
    Entry,
    EntryContent,
)
from .models.record import plain
from .parties import INTAKE


class Offer(NamedTuple):
    """A step that this person may take from where the case stands; `refusal` says what still stands in the way."""

    name: str
    step: Step
    refusal: Refused | None


@cache
def steps() -> dict[str, dict[str, Step]]:
    """Every step by its name: from which state, under which rule. django-fsm's own listing, in our words."""
    found: dict[str, dict[str, Step]] = {}
    for one in Case._meta.get_field("state").get_all_transitions(Case):
        found.setdefault(one.name, {})[str(one.source)] = one.custom["step"]
    return found


def offers(case: Case, *, by: Any, at: datetime) -> dict[str, Offer]:
    """Name → offer, in the order in which the steps are declared; a step that nobody offers this person is absent."""
    act = Act(case, by, at)
    found = {}
    for name, rules in steps().items():
        if step := rule_for(act, rules):
            found[name] = Offer(name, step, act.objection(step.needs))
    return found


def objection(case: Case, name: str, *, by: Any, at: datetime) -> Refused | None:
    """What stands in the way of this step before anything is typed: None if it is open, a refusal with its sentence.

    Raises PermissionDenied for somebody without the power, whatever the state; KeyError for no step.
    """
    act, rules = Act(case, by, at, name), steps()[name]
    if step := rule_for(act, rules):
        return act.objection(step.needs)
    gone = gone_or_forbidden(act, list(rules.values()))
    if isinstance(gone, Refused):
        return gone
    raise gone


def already_taken(case: Case, token: uuid.UUID | None, *, by: Any) -> bool:
    """Has this very form, by this very person, been written down? Then a second click is only shown the result."""
    if token is None:
        return False
    mine = Q(content__by=by) | Q(content__report__identity__owner=seal.owner_of(by.pk))
    return Entry.objects.filter(mine, case=case, form_token=token).exists()


def perform(
    case: Case,
    name: str,
    *,
    by: Any,
    at: datetime,
    seen: int | None = None,
    token: uuid.UUID | None = None,
    **answers: Any,
) -> Case:
    """Take one step, whole or not at all; return the case as it then stands (the caller's copy is old).

    `at` is aware; `seen` is the basis that the author read; `token` names the form: a double click is one step.
    Raises PermissionDenied (no standing), Stale (it stood elsewhere), Refused (a guard objects), KeyError (no step).
    """
    catch_up(case, at=at)
    try:
        with transaction.atomic(durable=True):
            case, answers = in_hand(case, answers)
            take(permitted(case, name, by=by, at=at, seen=seen, answers=answers), token=token)
    except (Refused, PermissionDenied, IntegrityError):
        if not already_taken(case, token, by=by):
            raise
        return anew(case)
    return case


def rehearse(case: Case, name: str, *, by: Any, at: datetime, seen: int | None = None, **answers: Any) -> list[Any]:
    """The letters that this step would send, written by the very code that sends them; then everything is undone.

    Those to reporters are one sample, without code or words of any of them, in the language of `by`. Raises what
    `perform` would raise.
    """
    with transaction.atomic(durable=True):
        case, answers = in_hand(case, answers)
        act = permitted(case, name, by=by, at=at, seen=seen, answers=answers)
        act.is_rehearsal = True
        letters = take(act)
        transaction.set_rollback(True)
    return letters


def catch_up(case: Case, *, at: datetime) -> int:
    """Let the clock do what is overdue on this case, oldest first, each dated as due; return how many steps it took."""
    if case.due_at is None or case.due_at > at:
        return 0
    taken: set[int] = set()
    refused: set[int] = set()
    while due := Deadline.objects.filter(case=case).overdue(at).exclude(pk__in=taken | refused).first():
        if lets_the_clock(case, LIMITS[due.kind].clock or "", due_at=due.due_at, at=at):
            taken.add(due.pk)
            refused.clear()  # what was held back may be possible now
        else:
            refused.add(due.pk)
    return len(taken)


def lets_the_clock(case: Case, name: str, *, due_at: datetime, at: datetime) -> bool:
    """A guard may hold even the clock (a hearing asked and not held): the deadline stays open and shows as late."""
    try:
        with transaction.atomic(durable=True):
            case, _none = in_hand(case, {})
            take(permitted(case, name, by=CLOCK, at=due_at, seen=None, answers={}), written_at=at)
    except (Refused, PermissionDenied):
        return False
    return True


# What perform, rehearse and the clock share ---------------------------------------------------------------------------


def in_hand(case: Case, answers: dict[str, Any]) -> tuple[Case, dict[str, Any]]:
    """The case, and any that the answers name, as they now are: ours until the transaction ends.

    What guards read of another case is thereby as sure as what they read of this one.
    """
    named = {name: answer for name, answer in answers.items() if isinstance(answer, Case)}
    row, *others = Case.objects.in_hand(case, *named.values())
    return row, answers | dict(zip(named, others, strict=True))


def anew(case: Case) -> Case:
    """The case as it now stands: what was once read of a copy in hand stays as it was."""
    return Case.objects.for_page().get(pk=case.pk)


def permitted(case: Case, name: str, *, by: Any, at: datetime, seen: int | None, answers: dict[str, Any]) -> Act:
    """The act, once nothing stands in its way: first who, then when, then what, so that a stranger learns nothing."""
    act, rules = Act(case, by, at, name, answers), steps()[name]
    step = rule_for(act, rules)
    if step is None:
        raise gone_or_forbidden(act, list(rules.values()))
    if seen is not None and seen != case.basis:
        raise moved_on()
    if objection := act.objection([*step.needs, *step.accepts]):
        raise objection
    return act


def rule_for(act: Act, rules: dict[str, Step]) -> Step | None:
    """The rule by which its author may take this step from here, his or her standing kept in the act; None for none.

    A case that is anonymous takes no step any more.
    """
    step = None if act.case.anonymised_at else rules.get(act.case.state)
    act.standing = step.by.standing(act) if step else None
    is_reporter = act.standing is not None and act.standing.role == "reporter"
    act.report = act.case.report_of(act.by) if is_reporter else None
    return step if act.standing else None


def moved_on() -> Stale:
    return Stale(_("Le dossier a changé pendant que vous écriviez : relisez, puis validez."))


def gone_or_forbidden(act: Act, rules: list[Step]) -> Exception:
    """Somebody who may take this step, but not from here: the case moved. Anybody else: forbidden.

    A reporter never learns the state; the person concerned, from a letter, and so not while one waits to be opened.
    """
    standing = next(filter(None, (rule.by.standing(act) for rule in rules)), None)
    if standing and not (standing.body or knows_the_state(act, standing)):
        said = _("Cette étape n’est pas possible maintenant. Revenez à la page précédente : elle dit où cela en est.")
        return Stale(said)
    if standing:
        where = act.case.get_state_display()
        return Stale(
            _("Cette étape n’est pas possible ici : le dossier est à l’état « %(where)s ».") % {"where": where}
        )
    if any(rule.by.stands_elsewhere(act) for rule in rules):
        holder = act.case.held_by.title
        return Stale(
            _("Ce dossier est maintenant tenu par : %(holder)s. Cette étape lui revient.") % {"holder": holder}
        )
    return PermissionDenied(act.name)


def knows_the_state(act: Act, standing: Standing) -> bool:
    """Has this party every letter of the case open, so that its page says where the case stands?"""
    is_told = standing.role in ("concerned", "counsel")
    return is_told and not act.case.services.filter(served_at=None).exists()


def take(act: Act, *, token: uuid.UUID | None = None, written_at: datetime | None = None) -> list[Any]:
    """Fire the transition, write it down, tell whom it concerns; return the letters."""
    case, came_from = act.case, act.case.state
    step = steps()[act.name][came_from]
    case.act = act
    getattr(case, act.name)(**act.data)
    case.version += 1
    if step.moves_basis:
        case.basis = case.version
        case.proposals.overtake(act)
    for kind in step.starts:
        case.agenda.start(kind, at=act.at)
    schedule(act)
    case.count(came_from)
    entry, content = chained(act, came_from, token=token, written_at=written_at or act.at)
    keep(case, entry, content)
    case.save()
    for change in act.once_saved:
        change()
    del case.act
    letters = send_out(mailings(act, step.tells), at=act.at)
    for other, name, answers in act.follows:
        take(Act(other, act.by, act.at, name, answers, act.standing), written_at=written_at)
    return letters


def schedule(act: Act) -> None:
    """Deadlines that no longer run are done, the new ones kept, and the case says which comes next."""
    case = act.case
    if case.claimed_by_id is None:
        case.agenda.finish("claim")
    case.plan_forgetting()
    case.due_at = case.agenda.settle()
    if case.pk:
        case.agenda.write(at=act.at, how=act.name)


def chained(act: Act, came_from: str, *, token: uuid.UUID | None, written_at: datetime) -> tuple[Entry, EntryContent]:
    """The next link of the case's chain and what it is the digest of; the case learns its new head."""
    case, standing = act.case, act.standing
    assert standing is not None
    by = act.by.pk if standing.role not in ("reporter", "clock") else None
    report = act.report if standing.role in ("reporter", INTAKE) else None
    answers = plain(act.data)
    why = answers.pop("why", "") or ""
    content = EntryContent(salt=secrets.token_hex(16), by_id=by, report=report, why=why, answers=answers)
    entry = Entry(
        number=case.version, step=act.name, role=standing.role, body=standing.body, at=act.at, written_at=written_at,
        came_from=came_from, went_to=case.state, held_by=case.held_by_id, form_token=token,
        act_sha256=act.decision.sha256 if act.decision else "",
        content_digest=content.computed_digest(), previous=case.head,
    )  # fmt: skip
    entry.digest = case.head = entry.computed_digest(case.reference)
    return entry, content


def keep(case: Case, entry: Entry, content: EntryContent) -> None:
    """The entry goes before the case's own UPDATE: the database wants to find it there."""
    entry.case = case
    entry.save(force_insert=True)
    content.entry = entry
    content.save(force_insert=True)
