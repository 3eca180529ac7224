"""What usually becomes of a report: each story begins where another ends, and is told in the order of time."""

from __future__ import annotations

from typing import Any

from ..parties import NATIONAL
from .story import Days, Story


def reported(one: Story) -> Days:
    """Somebody reports a post, and perhaps others do within hours: one case, all the reports."""
    one.reported()
    for person in one.others(one.told.get("reports", 1) - 1):
        if person != one.reporter:
            yield one.told.get("apart", 0.03)
            one.reported(by=person)


def claimed(one: Story) -> Days:
    yield from reported(one)
    yield 1
    one.take("claim", one.examiner)


def in_review(one: Story) -> Days:
    yield from claimed(one)
    yield 1
    yield from reviewed(one)


def reviewed(one: Story) -> Days:
    """Whoever holds it dates and qualifies the post, once its author is known."""
    if one.case.member_id is None:
        one.take("identify_author", one.examiner, member=one.author)
        yield 0.2
    day = one.case.local_date(one.published_at)
    one.take("open_review", one.examiner, article=one.article, content_date=day, quote=one.text.words)


def in_hearing(one: Story) -> Days:
    yield from in_review(one)
    yield 3
    yield from notified(one)


def notified(one: Story, maximum: str = "warning") -> Days:
    """What came with the report has been looked at before: nobody else can be recognised in it."""
    for piece in one.case.sealed:
        shown = f"Capture de la publication : {one.text.words}"
        one.take("redact", one.examiner, piece=piece, as_it_is=True, alt=shown)
    reasons = one.reasons()
    one.take("notify_grievances", one.examiner, maximum=maximum, articles=[one.article], facts=reasons["facts"],
             rule_explanation=reasons["rule_explanation"])  # fmt: skip
    yield from ()


def letter_opened(one: Story) -> Days:
    yield 2
    one.take("open_letter", one.person)


def answering(one: Story) -> Days:
    """The window is open, and a first answer is there."""
    yield from in_hearing(one)
    yield from letter_opened(one)
    yield 2
    one.take("reply", one.person, text=one.reply())


def heard(one: Story) -> Days:
    yield from in_hearing(one)
    yield from last_word(one)


def last_word(one: Story) -> Days:
    yield from letter_opened(one)
    yield 4
    one.take("close_hearing", one.person, text=one.reply(), waiver=False)


def silent(one: Story) -> Days:
    """No answer: the clock closes the hearing when the window is over."""
    yield from in_hearing(one)
    yield from letter_opened(one)
    yield 16


def warned(one: Story) -> Days:
    yield from heard(one)
    yield from decided(one)


def warned_unheard(one: Story) -> Days:
    """Warned after a window that went by without an answer."""
    yield from silent(one)
    yield from decided(one)


def decided(one: Story) -> Days:
    yield 4
    one.take("warn", one.decider, months=one.told.get("months", 12), **one.reasons())
    yield from letter_opened(one)


def dismissed(one: Story) -> Days:
    """At triage: an opinion, a disagreement, nothing that the charter forbids."""
    yield from reported(one)
    yield 3
    closed(one, "dismissed", one.chance.choice(["no_breach", "political_disagreement", "unfounded"]))


def dismissed_after_review(one: Story) -> Days:
    yield from in_review(one)
    yield 5
    closed(one, "dismissed", "no_breach")


def closed(one: Story, outcome: str, why: str = "", *, by: Any = None, by_on: Any = None) -> None:
    said = {
        "dismissed": "La publication est vive, mais elle vise une idée et non une personne.",
        "cleared": "Les explications données sont convaincantes : aucun manquement n’est retenu.",
        "advice": "Les mots ont dépassé la pensée. Une relecture à froid aurait suffi.",
        "workshop": "Un atelier d’une soirée sur la parole en ligne est proposé.",
        "out_of_scope": "La publication ne relève pas de la charte.",
        "time_barred": "La publication date de plus de trois ans.",
        "referred_out": "Les faits demandent une mesure que seule l’instance statutaire peut prendre.",
        "withdrawn": "Le signalement a été retiré et rien d’autre ne justifie de poursuivre.",
    }[outcome]
    one.take("close_without_sanction", by or one.examiner, outcome=outcome, dismissal_reason=why, reasons=said,
             by_on=by_on)  # fmt: skip


def advised(one: Story) -> Days:
    yield from in_review(one)
    yield 4
    closed(one, "advice")


def sent_to_workshop(one: Story) -> Days:
    yield from in_review(one)
    yield 4
    closed(one, "workshop", by_on=one.day(45))
    yield 30
    one.take("confirm_attendance", one.examiner, attended_on=one.day(-1))


def cleared(one: Story) -> Days:
    yield from heard(one)
    yield 5
    closed(one, "cleared")


def referred(one: Story) -> Days:
    """Too grave for a federation: the facts go up, without any recommendation."""
    yield from in_review(one)
    yield 2
    if one.case.held_by_id != NATIONAL:
        one.take("refer_to_national", one.examiner, facts=one.text.facts)


def heard_nationally(one: Story) -> Days:
    yield from referred(one)
    yield 3
    yield from notified(one, "suspension")
    yield from last_word(one)


def proposed(one: Story) -> Days:
    """The first of two signatures; the second is awaited."""
    yield from heard_nationally(one)
    yield 4
    propose(one, "suspension")


def propose(one: Story, kind: str, *, by: Any = None, **content: Any) -> None:
    empty = {"scope": "", "days": None, "suspended_days": None, "probation_months": None, "ground": "",
             "other_case": None}  # fmt: skip
    measure = {"scope": "full_membership", "days": one.told.get("days", 90),
               "suspended_days": one.told.get("suspended_days", 0),
               "probation_months": 12 if one.told.get("suspended_days") else None}  # fmt: skip
    said = {**empty, **(measure if kind == "suspension" else {}), **one.reasons(), **content}
    one.take("propose", by or one.cast.national[one.told.get("proposer", 0)], kind=kind, **said)


def suspended(one: Story) -> Days:
    yield from signed(one)
    yield from letter_opened(one)


def signed(one: Story) -> Days:
    yield from proposed(one)
    yield 1
    one.sign("suspend", one.cast.national[1 - one.told.get("proposer", 0)])


def appealed(one: Story) -> Days:
    """The person concerned turns to the panel."""
    yield from warned(one)
    yield 8
    appeal(one)


def appeal(one: Story, kind: str = "appeal", evidence: str = "") -> None:
    grounds = "Les mots étaient vifs, mais ils répondaient à d’autres. La mesure me paraît trop forte."
    one.take("appeal", one.person, kind=kind, grounds=grounds, new_evidence=evidence, stay_asked=True)


def seated(one: Story) -> Days:
    yield from appealed(one)
    yield 5
    one.take("seat", one.cast.panel[0], people=list(one.cast.panel[:3]))


def worded(one: Story, result: str = "annulled", **lesser: Any) -> Days:
    """One of the panel proposes a text; another has to agree."""
    yield from seated(one)
    yield 6
    text = "La commission a entendu la personne. Les mots sont replacés dans l’échange dont ils viennent."
    one.take("propose_result", one.cast.panel[0], result=result, text=text,
             **{"kind": "", "days": None, "months": None, **lesser})  # fmt: skip


def annulled(one: Story) -> Days:
    yield from worded(one)
    yield from agreed(one)


def upheld(one: Story) -> Days:
    yield from worded(one, "upheld")
    yield from agreed(one)


def reduced(one: Story) -> Days:
    yield from worded(one, "reduced", kind="warning", months=6)
    yield from agreed(one)


def agreed(one: Story) -> Days:
    yield 2
    one.sign("decide_appeal", one.cast.panel[1])
    yield from letter_opened(one)
