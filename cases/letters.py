"""Whom a step tells, and in which words: audiences become recipients, and each letter's variables sentences.

The letters themselves are texts under `letters/<language>/<act>.<audience>.txt`. What an audience must not read has no
word in its vocabulary: no variable of a reporter's letter knows the measure, none of the person concerned the reporter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.models import Body, Person
from notifications.models import Delivery, Letter
from notifications.post import Mailing, draft

from . import seal
from .grammar import Act
from .lifecycle import REVIEWING
from .models.decision import WITHOUT_SANCTION
from .models.parts import ASIDE
from .parties import NATIONAL, PANEL, PRIVACY, ROLES, works_on_cases
from .wording.phrases import on_day
from .wording.reporting import AnyReporterWords, ReporterWords
from .wording.vocabulary import ActorWords, ConcernedWords, OfficeWords, Vocabulary

# Letters with legal effect: they wait to be opened by a POST, and windows and measures start there.
LEGAL = {
    "grievances", "decision_warning", "decision_suspension", "decision_interim", "decision_revocation",
    "decision_renewal", "decision_appeal",
}  # fmt: skip


# How a letter leaves, besides standing in the application: by a ring at the door, unless it is named here.
QUIET = {
    # receipts, read where the act was done; and where a report stands, which its author may always look up
    "review_opened.reporter", "moved.reporter", "identity_answered.reporter", "reply_received.concerned",
    "served.concerned",
    # what officers do next: their daily digest counts it
    "reply_received.in_charge", "hearing_closed.in_charge", "claim_idle.in_charge", "claim_returned.in_charge",
    "proposal_answered.proposer", "proposal_withdrawn.signers", "appeal_decided.actors",
}  # fmt: skip
# By registered letter at once, to whom they are served on alone (Annexe I-6, art. 9); others when they stay unopened.
ON_PAPER = {
    "decision_suspension", "decision_interim", "decision_revocation", "decision_renewal", "interim_ended",
}  # fmt: skip

REFERRED_OUT = "referred_out"
# The kinds that a letter named «decision_{kind}» may be of.
KINDS = (*WITHOUT_SANCTION, REFERRED_OUT)


def mailings(act: Act, tells: Mapping[Any, str]) -> list[Mailing]:
    """One mailing a letter and audience, for those who exist and may know of it now."""
    kind = closing(act)
    stage = "open" if act.case.state in REVIEWING else "closed"
    found = [
        mailing
        for audience, letter in tells.items()
        if audience.told_of(act)
        for mailing in AUDIENCES[audience.role](act, letter.format(kind=kind, stage=stage))
        if mailing.recipients
    ]
    return exercised(found) if act.case.is_exercise else found


def exercised(mailings: Iterable[Mailing]) -> list[Mailing]:
    """Of a case in which people practise: read in the application alone, and by no central office."""
    inside = [one for one in mailings if one.audience not in ROLES.values()]
    return [replace(one, ring=None, by_post=()) for one in inside]


def closing(act: Act) -> str:
    """What the letter of a closed case is about: the decision; but of one that goes elsewhere nothing was decided."""
    if act.case.outcome == REFERRED_OUT:
        return REFERRED_OUT
    return act.decision.kind if act.decision else ""


def ring_of(letter: str, audience: str) -> Delivery.Channel | None:
    return None if f"{letter}.{audience}" in QUIET else Delivery.Channel.EMAIL


def in_language(vocabulary: Vocabulary) -> Callable[[str], Mapping[str, str]]:
    return vocabulary.in_language


def dateline(act: Act, *, place: bool = True) -> Callable[[str], str]:
    """«Loiret, le 7 décembre 2026»: the body that has the case, or the central office that acts on it.

    Without a place for who reported, who would learn from one that the panel or the national office came into it.
    """

    def written(language: str) -> str:
        with translation.override(language):
            day = {"day": on_day(act.at, act.case.zone)}
            return _("%(place)s, le %(day)s") % {"place": office(act), **day} if place else _("Le %(day)s") % day

    return written


def office(act: Act) -> str:
    """In the language in force."""
    body = act.standing.body if act.standing else ""
    is_central = body in ROLES and body != act.case.held_by_id
    return str(capfirst(Body.Kind(ROLES[body]).label) if is_central else act.case.held_by.title)


def to_concerned(act: Act, letter: str) -> Iterator[Mailing]:
    """And whoever assists or represents. On paper for those whom no e-mail reaches."""
    case = act.case
    if case.member is None:
        return
    people = [case.member.person, *case.assistants]
    on_paper = [one for one in people if not one.email or (letter in ON_PAPER and one in case.addressees)]
    yield Mailing(act=letter, audience="concerned", recipients=people, occasion=act.occasion, topic=case.reference,
                  path=f"/mon-dossier/{case.reference}/", words=in_language(ConcernedWords(act)),
                  is_legal=letter in LEGAL, ring=ring_of(letter, "concerned"), by_post=on_paper,
                  dateline=dateline(act))  # fmt: skip


def to_informed(act: Act, letter: str) -> Iterator[Mailing]:
    """Only somebody who already knows of the case, or learns of it by this very act."""
    if act.case.informed_at:
        yield from to_concerned(act, letter)


def to_reporters(act: Act, letter: str) -> Iterator[Mailing]:
    reports = act.case.reports.standing().select_related("identity", "article_version__article")
    yield from to_each(act, letter, [one for one in reports if getattr(one, "identity", None)])


def to_this_reporter(act: Act, letter: str) -> Iterator[Mailing]:
    """Nobody once the seal is gone: who it was is not known any more."""
    yield from to_each(act, letter, [act.report] if hasattr(act.report, "identity") else [])


def to_each(act: Act, letter: str, reports: Sequence[Any]) -> Iterator[Mailing]:
    """A letter of its own for each: nothing that two reporters share joins them, or either to the case."""
    if act.is_rehearsal:
        yield from to_nobody_named(act, letter, reports)
        return
    sealed = [(report, report.identity.opened()) for report in reports]
    opened = [(report, box) for report, box in sealed if box["person"] is not None]  # others hold a receipt on paper
    people = {act.by.pk: act.by}  # who acts is known already
    people |= Person.objects.in_bulk({box["person"] for _, box in opened} - people.keys())
    for report, box in opened:
        occasion = seal.occasion_of(act.occasion, report.form_token)
        yield Mailing(act=letter, audience="reporter", recipients=[people[box["person"]]], occasion=occasion,
                      topic=box["code"], path=f"/mes-signalements/{box['code']}/",
                      words=in_language(ReporterWords(act, report, box["code"])), dateline=dateline(act, place=False),
                      ring=ring_of(letter, "reporter") if report.by_email else None)  # fmt: skip


def receipt_on_paper(report: Any, reader: Person) -> Letter | None:
    """What who reported would read in an account, for whoever hands it over. Once the case was decided only the code
    is handed over: what became of the post is read with it, by whoever holds it."""
    case = report.case
    if case.state not in REVIEWING:
        return None
    act = Act(case, reader, report.received_at, "receive", {"captures": report.captures()}, report=report)
    words = in_language(ReporterWords(act, report, report.tracking_code))
    receipt = Mailing(act="received_open", audience="reporter", recipients=[reader], occasion=act.occasion, topic="",
                      path="/", words=words, dateline=dateline(act, place=False))  # fmt: skip
    return draft(receipt, reader.language, at=report.received_at)


def to_nobody_named(act: Act, letter: str, reports: Sequence[Any]) -> Iterator[Mailing]:
    """What reporters would read, shown to whoever is about to act: nobody's code, words, date or language."""
    if reports:
        yield Mailing(act=letter, audience="reporter", recipients=[act.by], occasion=act.occasion, topic="", path="/",
                      words=in_language(AnyReporterWords(act)))  # fmt: skip


def to_asked(act: Act, letter: str) -> Iterator[Mailing]:
    yield from to_this_reporter(act, letter) if act.report else to_concerned(act, letter)


def to_office(act: Act, letter: str, audience: str, people: Iterable[Person], **more: Any) -> Iterator[Mailing]:
    others = [person for person in people if not act.case.is_closed_to(person)]
    said = {
        "words": in_language(OfficeWords(act)),
        "ring": ring_of(letter, audience),
        "dateline": dateline(act),
        **more,
    }
    yield Mailing(act=letter, audience=audience, recipients=others, occasion=act.occasion, topic=act.case.reference,
                  path=f"/dossiers/{act.case.reference}/", **said)  # fmt: skip


def to_federation(act: Act, letter: str) -> Iterator[Mailing]:
    """The effect, never the reasons: nobody if the national office itself is the member's only body.

    A sanction that begins waits for the digest; what is provisional, and what ends, rings at once.
    """
    case = act.case
    if case.federation_id and case.federation_id != NATIONAL:
        people = Person.objects.holding("examine", case.federation_id, at=act.at)
        quiet = {"ring": None} if letter == "effect" and case.measures.begun_or_waiting(act.at).exists() else {}
        yield from to_office(act, letter, "federation", people, **quiet)


def to_national(act: Act, letter: str) -> Iterator[Mailing]:
    yield from to_office(act, letter, "national", Person.objects.holding("suspend", NATIONAL, at=act.at))


def to_panel(act: Act, letter: str) -> Iterator[Mailing]:
    yield from to_office(act, letter, "panel", Person.objects.holding("hear_appeals", PANEL, at=act.at))


def to_privacy(act: Act, letter: str) -> Iterator[Mailing]:
    yield from to_office(act, letter, "privacy", Person.objects.holding("answer_identity", PRIVACY, at=act.at))


def to_actors(act: Act, letter: str) -> Iterator[Mailing]:
    """Those who instructed and decided, if they are still in office, learn how the appeal ended."""
    parts = act.case.parts.acted().exclude(role__in=ASIDE).select_related("person")
    people = {part.person.pk: part.person for part in parts if part.person.bodies_where("examine", at=act.at)}
    yield from to_office(act, letter, "actors", list(people.values()), words=in_language(ActorWords(act)))


def to_in_charge(act: Act, letter: str) -> Iterator[Mailing]:
    """Whoever has the case in charge, or had until this very act, and still may: nobody else's inbox fills with it."""
    person = Person.objects.filter(pk=act.case.claimed_by_id or act.charged_before).first()
    if person and person != act.by and person.holds("examine", act.case.held_by_id, at=act.at):
        yield from to_office(act, letter, "in_charge", [person])


def to_proposer(act: Act, letter: str) -> Iterator[Mailing]:
    person = act.proposal.by if act.proposal else None
    if person and person != act.by and works_on_cases(person, at=act.at):
        yield from to_office(act, letter, "proposer", [person])


def to_signers(act: Act, letter: str) -> Iterator[Mailing]:
    signers = Person.objects.holding("suspend", NATIONAL, at=act.at).exclude(pk=act.by.pk)
    yield from to_office(act, letter, "signers", signers)


AUDIENCES: dict[str, Callable[[Act, str], Iterator[Mailing]]] = {
    "concerned": to_concerned,
    "informed": to_informed,
    "reporter": to_reporters,
    "this_reporter": to_this_reporter,
    "asked": to_asked,
    "federation": to_federation,
    "national": to_national,
    "panel": to_panel,
    "privacy": to_privacy,
    "actors": to_actors,
    "in_charge": to_in_charge,
    "proposer": to_proposer,
    "signers": to_signers,
}
# The template's audience for each of them: several ways of finding people may share one text.
TEMPLATE_AUDIENCES = {"informed": ("concerned",), "this_reporter": ("reporter",), "asked": ("reporter", "concerned")}
