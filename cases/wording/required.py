"""What the text of a letter must say, may say and must not: asked of every text of the house, and of whoever edits one.

A *piece* is what a letter owes its reader: the time to reply, the ways of appeal, who decides. It stands in a text as a
variable, or as words of the letter itself. Which letter owes which follows from the procedure (its matrix of notices).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from django.utils.translation import gettext as _

from notifications.layout import folded
from notifications.models import Template

from .audiences import VOCABULARIES
from .phrases import in_quotes


class Piece(NamedTuple):
    """Any one of these variables, or of these words in the language of the letter."""

    variables: tuple[str, ...] = ()
    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def words(self, language: str) -> tuple[str, ...]:
        return self.en if language == "en" else self.fr

    def stands_in(self, text: str, language: str) -> bool:
        is_named = not Template.variables(text).isdisjoint(self.variables)
        return is_named or any(words in folded(text) for words in self.words(language))

    def shown(self, audience: str, language: str) -> str:
        """As an editor reads it: «$window», «« tribunal judiciaire »»; of variables those that this audience has."""
        known = [f"${name}" for name in self.variables if name in VOCABULARIES[audience].names()]
        return _(" ou ").join([*known, *map(in_quotes, self.words(language))])


def named(*variables: str) -> Piece:
    return Piece(variables)


def said(french: str, english: str) -> Piece:
    return Piece((), (french,), (english,))


PIECES = {
    # a workshop
    "workshop": named("workshop"),
    "session-when": named("moment"),
    "session-where": named("place"),
    "session-length": named("minutes"),
    "tomorrow": named("nearness"),
    "give-back": Piece((), ("rendre",), ("give it back", "give your place back")),
    "other-dates": said("prochaines dates", "next dates"),
    # where and when
    "reference": named("reference"),
    "code": named("code"),
    "today": named("today", "received_on"),
    "now": named("now"),
    "holder": named("holder", "deciders"),
    "contact": named("contact"),
    "limit": named("limit"),
    "examined-by": named("examined_by_date", "limit"),
    "window-end": named("what_starts"),
    "decided-by": named("appeal_by"),
    "a-date": named("answer_by", "due_on", "until", "workshop_by", "what_is_due", "where_it_stands"),
    "representative": named("representative"),
    "goes-back": named("due_on"),
    "measure-end": named("due_on"),
    "due-on": named("due_on"),
    "days-left": named("days_left"),
    "what-runs": named("what_starts"),
    "closed": named("closed_on"),
    "slot": named("slots"),
    "place": named("place"),
    "at-once": said("maintenant", "now"),
    # what was reported, reproached and answered
    "copy": named("what_was_sent"),
    "rule": named("rule"),
    "rule-text": named("rules"),
    "facts-typed": named("facts"),
    "explanation-typed": named("rule_explanation"),
    "facts": named("facts", "reasons"),
    "quote": named("quote"),
    "address": named("address"),
    "content-date": named("post"),
    "origin": named("origin"),
    "maximum": named("maximum"),
    "pieces": named("pieces"),
    "window": named("window"),
    "new-piece": named("anew"),
    "new-window": named("anew"),
    "question": named("question"),
    "request": named("question"),
    "reply-sha": named("received", "what_was_replied"),
    "file": said("Lire le dossier", "Read the case"),
    "next-reply": said("compléter votre réponse", "add to your reply"),
    "next-read": said("Lisez la réponse", "Read the reply"),
    # rights
    "heard": said("être entendu", "be heard"),
    "assisted": said("assisté", "assisted"),
    "postponed": said("report de votre audition", "postponed"),
    "recused": said("autre personne décide", "another person to decide"),
    "data": said("CNIL", "CNIL"),
    "good-faith": said("bonne foi", "good faith"),
    "misuse": said("abusifs", "misuse"),
    "other-answers": said("une autre personne", "somebody else"),
    "limit-answer": named("limit_answer"),
    "contest-once": said("une seule fois", "only once"),
    "contest": said("Pour contester", "To contest"),
    "automated": said("aucun moyen automatisé", "no automated means"),
    "on-paper": said("courrier recommandé", "registered post"),
    # what is decided, why, and how to appeal
    "no-decision": Piece((), ("n’est pas une décision", "Aucune décision n’est prise"),
                         ("not a decision", "No decision has been made")),
    "no-decision-yet": Piece((), ("Aucune décision n’est prise",),
                             ("No decision has been made", "No decision is made")),
    "not-a-sanction": said("n’est pas une sanction", "not a sanction"),
    "not-a-sanction-past": said("n’était pas une sanction", "not a sanction"),
    "no-breach": said("Nous ne retenons aucun manquement", "no breach"),
    "no-fault": said("Nous ne constatons aucune faute", "not a finding of fault"),
    "reasons-typed": named("why", "reasons"),
    "explanation": named("rule_explanation"),
    "answered": named("reply_considered"),
    "lesser": named("weighed"),
    "ground": named("ground"),
    "scope": named("scope"),
    "length": named("length"),
    "interim-length": named("length"),
    "warning-length": named("term"),
    "hard-limit": said("70 jours", "70 days"),
    "ends-by-itself": said("prend fin d’elle-même", "ends by itself"),
    "lifting": said("demander la levée", "be lifted"),
    "how-it-ended": named("how_it_ended"),
    "lifting-by": named("lifting_by"),
    "lifting-due": named("what_is_due"),
    "ask-again": said("demander la levée de nouveau", "ask again"),
    "working-days": named("recusal_answer"),
    "sursis": named("sursis"),
    "waiver": named("waiver"),
    "signer": named("signatories"),
    "signers": named("signatories"),
    "instructor": named("deciders"),
    "decision-sha": named("fingerprint"),
    "appeal-days": named("appeal_days"),
    "appeal-to": said("Commission des recours", "Commission des recours"),
    "court": said("tribunal judiciaire", "court"),
    "kept": said("effaçons", "erase"),
    # appeals, ends, and who reported
    "panel-rule": said("Trois personnes au moins", "three people"),
    "panel-names": named("panel"),
    "panel-signers": named("signatories"),
    "goes-on-meanwhile": said("La mesure continue", "stays in force"),
    "goes-on": said("peut continuer", "can continue"),
    "result": named("result"),
    "limit-passed": said("délai pour décider", "time to decide"),
    "in-favour": said("en votre faveur", "in your favour"),
    "what-changes": named("what_changes"),
    "erased-when": said("au plus tard trois ans", "three years"),
    "outcome": Piece(("outcome",), ("Aucune suite n’est donnée",), ("No action",)),
    "redress": named("redress"),
    "six-months": said("six mois au plus", "six months at most"),
    "factors": named("factors"),
    "who-asked": said("une personne du bureau national", "national office"),
    "granted": named("granted"),
    "reasons-identity": named("why"),
    "member": named("member"),
    "count": named("news"),
    "receipts": named("receipts"),
    "readings": named("readings"),
    "until": named("until"),
    "without-name": said("sans votre nom", "without your name"),
    "requests": named("requests"),
    "right": named("right"),
    "asked-on": named("asked_on"),
    "answered-on": named("today"),
    "privacy-contact": named("contact"),
    "once-more": said("une fois", "once"),
    "not-again": said("pas une seconde fois", "not extended again"),
    "regulator": said("CNIL", "CNIL"),
    "other-answers-it": said("Qui demande ne répond pas", "Whoever asks does not answer"),
    "fourteen-days": said("quatorze jours", "fourteen days"),
    "half-year": said("semestre", "half-year"),
}  # fmt: skip
EFFECT_OF_APPEAL = "appeal-days appeal-to court"
REASONS = "facts explanation answered lesser rule-text"
INTERIM = "ground facts scope interim-length ends-by-itself hard-limit lifting no-fault decision-sha"
ASKED = "a-date not-a-sanction holder contact"
MUST_SAY = {
    "received_open.reporter": "today copy rule holder contact examined-by good-faith misuse data",
    "received_closed.reporter": "today copy closed outcome redress data",
    "withdrawn.reporter": "today goes-on",
    "review_opened.reporter": "today holder contact limit",
    "moved.reporter": "today holder contact examined-by",
    "joined.reporter": "holder contact a-date",
    "details_asked.reporter": f"question {ASKED}",
    "deadline_near.reporter": "a-date days-left contact",
    "limit_extended.reporter": "reasons-typed limit",
    "outcome.reporter": "today outcome automated redress",
    "lapsed.reporter": "limit-passed outcome redress contact",
    "reopened.reporter": "today holder contact limit",
    "reporting_warned.reporter": "today six-months factors contest contact",
    "reporting_restricted.reporter": "a-date factors contest contest-once contact",
    "restriction_answered.reporter": "today limit-answer reasons-typed contact",
    "identity_answered.reporter": "today who-asked granted reasons-identity contact",
    "grievances.concerned":
        "facts-typed content-date address quote rule-text explanation-typed maximum origin automated file window heard "
        "assisted postponed recused pieces instructor holder contact data new-piece new-window sursis waiver",
    "joined.concerned": "today reasons-typed contact no-decision",
    "representative_named.concerned": "today representative contact no-decision",
    "reminder.concerned": "today on-paper contact",
    "served.concerned": "today what-runs contact",
    "reply_received.concerned": "now reply-sha window-end next-reply",
    "hearing_closed.concerned": "today limit no-decision-yet",
    "slots_offered.concerned": "slot place contact no-decision-yet",
    "minutes_recorded.concerned": "today window-end contact no-decision-yet",
    "recusal_answered.concerned": "today reasons-typed holder contact",
    "disowning_answered.concerned": "today reasons-typed holder contact",
    "examined.concerned": "today address origin holder contact no-decision data",
    "details_asked.concerned": f"question {ASKED}",
    "removal_requested.concerned": f"request {ASKED}",
    "workshop_ordered.concerned": "a-date not-a-sanction contact",
    "limit_extended.concerned": "reasons-typed limit",
    "moved.concerned": "today holder contact limit no-decision",
    "deadline_near.concerned": "a-date days-left contact",
    "decision_interim.concerned": INTERIM,
    "decision_renewal.concerned": INTERIM,
    "lift_refused.concerned": "today reasons-typed ask-again contact",
    "interim_ended.concerned": "today how-it-ended not-a-sanction-past contact",
    "decision_no_action.concerned": "today no-breach reasons-typed kept automated contact",
    "decision_referred_out.concerned": "today reasons-typed automated contact",
    "decision_advice.concerned": "today reasons-typed not-a-sanction address kept automated",
    "decision_workshop.concerned": "reasons-typed not-a-sanction a-date kept automated",
    "decision_warning.concerned":
        f"today {REASONS} warning-length {EFFECT_OF_APPEAL} signer decision-sha automated kept",
    "decision_suspension.concerned":
        f"today {REASONS} scope length {EFFECT_OF_APPEAL} signers decision-sha automated kept",
    "decision_revocation.concerned":
        f"today facts explanation length {EFFECT_OF_APPEAL} signers decision-sha automated",
    "decision_lift.concerned": "today facts signers decision-sha kept automated",
    "decision_appeal.concerned": "today result reasons-typed court panel-signers decision-sha automated",
    "appeal_filed.concerned": "today panel-rule decided-by goes-on-meanwhile",
    "panel_seated.concerned": "today panel-names",
    "effect_stayed.concerned": "today",
    "appeal_withdrawn.concerned": "today",
    "lapsed.concerned": "today limit-passed in-favour contact",
    "measure_ends_soon.concerned": "measure-end what-changes contact",
    "measure_ended.concerned": "today erased-when contact",
    "reopened.concerned": "today holder contact limit no-decision",
    "effect.federation": "today member contact",
    "measure_ends_soon.federation": "member contact measure-end",
    "danger.national": "at-once",
    "other_body.national": "today",
    "restriction_contested.national": "today other-answers",
    "lift_asked.national": "today lifting-by",
    "lift_due.national": "a-date days-left lifting-due",
    "hold_review.national": "a-date days-left",
    "evidence_asked.national": "today other-answers-it",
    "evidence_answered.national": "today fourteen-days",
    "recusal_late.national": "today working-days",
    "appeal_filed.national": "today decided-by",
    "appeal_withdrawn.national": "today",
    "appeal_decided.national": "today result",
    "lapsed.national": "today limit-passed",
    "appeal_filed.panel": "today decided-by",
    "appeal_withdrawn.panel": "today",
    "appeal_decided.panel": "today result",
    "lapsed.panel": "today limit-passed",
    "recusal_late.panel": "today working-days",
    "appeal_decided.actors": "today result reasons-typed",
    "identity_asked.privacy": "today",
    "reply_received.in_charge": "now reply-sha next-read",
    "hearing_closed.in_charge": "now limit",
    "claim_idle.in_charge": "goes-back",
    "claim_returned.in_charge": "today",
    "proposal_answered.proposer": "today reasons-typed",
    "proposal_withdrawn.signers": "today reasons-typed",
    "session_booked.member": "session-length give-back",
    "session_changed.member": "session-length give-back",
    "session_called_off.member": "other-dates",
    "session_soon.member": "session-length tomorrow give-back",
    "request_received.subject": "asked-on due-on once-more privacy-contact",
    "request_extended.subject": "answered-on asked-on due-on reasons-typed not-again regulator court privacy-contact",
    "request_granted.subject": "answered-on asked-on reasons-typed regulator court privacy-contact",
    "request_refused.subject": "answered-on asked-on reasons-typed regulator court privacy-contact",
    "digest.officer": "count",
    "receipts_unsent.officer": "receipts",
    "access_alert.officer": "readings",
    "request_received.officer": "until",
    "request_due.officer": "until",
    "request_late.officer": "requests",
    "calibration.officer": "until without-name",
    "calibration_due.officer": "until half-year",
}  # fmt: skip
# Which case, or which report, besides; an alarm says neither.
ALWAYS = {"reporter": "code", "member": "workshop session-when session-where", "officer": "",
          "subject": "right"}  # fmt: skip
NAMELESS = {"danger.national", "other_body.national"}

# What is never said to a reader, whatever the letter: who reported learns nothing of a measure, the person concerned
# nothing of who reported.
NEVER = {
    "reporter": re.compile(r"suspen|avertissement|sursis|warning|probation", re.IGNORECASE),
    "concerned": re.compile(r"qui a signalé|a reçu le signalement|who reported|reporter"),
}
# Their values have several lines, so that they stand alone between two empty ones.
ALONE = {
    "anew", "deciders", "facts", "factors", "panel", "pieces", "question", "quote", "reasons", "reply_considered",
    "rule_explanation", "rules", "signatories", "slots", "sursis", "waiver", "weighed", "what_changes", "what_starts",
    "what_was_sent", "why", "workshop_where",
}  # fmt: skip


@cache
def pieces(letter: str) -> tuple[str, ...]:
    """The names of what «grievances.concerned» must say; KeyError for a letter that nothing is written of."""
    audience = letter.partition(".")[2]
    always = "" if letter in NAMELESS else ALWAYS.get(audience, "reference")
    return tuple(f"{always} {MUST_SAY[letter]}".split())


def lacking(template: Template) -> list[str]:
    """Names of what its text does not say, though it must."""
    text = f"{template.title}\n{template.body}"
    letter = f"{template.act}.{template.audience}"
    return [name for name in pieces(letter) if not PIECES[name].stands_in(text, template.language)]


def unknown(template: Template) -> list[str]:
    """Variables that its audience does not have."""
    asked = Template.variables(f"{template.title}\n{template.body}")
    return sorted(asked - VOCABULARIES[template.audience].names())


def crowded(template: Template) -> list[str]:
    """Variables of several lines that do not stand alone between two empty ones."""
    lines = ["", *template.body.splitlines(), ""]
    found = Template.variables(template.title) & ALONE
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        inside = Template.variables(line) & ALONE
        if inside and (before.strip() or after.strip() or not re.fullmatch(r"\$(\w+|\{\w+\})", line.strip())):
            found |= inside
    return sorted(found)


def objections(template: Template) -> Iterator[str]:
    """What stands in the way of sending this text, each in a sentence with what to do; nothing for a good one."""
    if names := unknown(template):
        known = sorted(VOCABULARIES[template.audience].names())
        yield _("Cette lettre ne connaît pas : %(unknown)s. Elle connaît : %(known)s.") % {
            "unknown": as_variables(names), "known": as_variables(known),
        }  # fmt: skip
    if lacks := lacking(template):
        missing = {"missing": ", ".join(shown(lacks, template))}
        yield _("Cette lettre doit garder ceci, qui manque : %(missing)s.") % missing
    if names := crowded(template):
        yield _("Laissez seul sur sa ligne, entre deux lignes vides : %(names)s.") % {"names": as_variables(names)}
    if (never := NEVER.get(template.audience)) and (found := never.search(f"{template.title}\n{template.body}")):
        yield _("Cette lettre ne doit pas dire « %(word)s » à qui la lit.") % {"word": found[0]}


def shown(names: Iterable[str], template: Template) -> list[str]:
    """These pieces as an editor of this text reads them, each once."""
    return list(dict.fromkeys(PIECES[name].shown(template.audience, template.language) for name in names))


def as_variables(names: list[str]) -> str:
    return ", ".join(f"${name}" for name in names)
