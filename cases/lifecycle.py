"""The life of a case, from top to bottom: nine states and the eighteen transitions that move it. Nothing else.

Read a step aloud: from which states, to which, `by` whom, what it `needs` before any form is shown, what it `accepts`
of what was typed, whom it `tells` by which letter, which deadlines it `starts`. Bodies set columns and make rows;
`door.py` alone calls them, locks, records, notifies and saves. What is done without moving the case is in `acts/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_fsm import GET_STATE, FSMField, FSMModelMixin

from .grammar import step
from .guards import (
    account_not_in_question,
    agreement,
    appeal_in_time,
    at_a_federation_or_untriaged,
    author_known,
    clock_waits_for,
    decided_on_disclosed_pieces,
    every_piece_disclosed,
    evidence_is_new,
    fits_where_it_stands,
    fresh_eyes,
    fresh_eyes_unless_in_favour,
    has_a_term,
    heard,
    hearing_closes_for_this_person,
    hearing_held,
    held_by_a_federation,
    held_nationally,
    joins_another,
    maximum_within_reach,
    no_interim_running,
    no_mandate_held,
    not_barred_meanwhile,
    not_in_the_future,
    not_returned_before,
    not_time_barred,
    nothing_joined_to_it,
    panel_complete,
    proposed,
    reasons_given,
    recusal_answered,
    reopened_rightly,
    reply_answered,
    represented_if_minor,
    revocation_announced,
    rules_in_force,
    sanction_stands,
    says_whose_it_is,
    signed_by_another,
    signs_what_was_read,
    still_to_come,
    suspension_notified,
    target_differs,
    trained,
)
from .parties import (
    NATIONAL,
    appliers,
    clock,
    concerned,
    counsel,
    earlier_actors,
    federation,
    home_federation,
    in_charge,
    informed,
    may,
    national_office,
    reporter,
    reporters,
    seated,
    the_panel,
    undone_reporters,
)


class State(models.TextChoices):
    REPORTED = "reported", _("Signalé")
    IN_REVIEW = "in_review", _("En instruction")
    HEARING = "hearing", _("Contradictoire")
    DELIBERATION = "deliberation", _("En délibéré")
    WARNED = "warned", _("Averti")
    SUSPENDED = "suspended", _("Suspendu")
    PROBATION = "probation", _("Sursis en cours")
    UNDER_APPEAL = "under_appeal", _("En recours")
    CLOSED = "closed", _("Clos")


REPORTED, IN_REVIEW, HEARING, DELIBERATION, WARNED, SUSPENDED, PROBATION, UNDER_APPEAL, CLOSED = State
EXAMINED = [IN_REVIEW, HEARING, DELIBERATION]
REVIEWING = [REPORTED, *EXAMINED]
MEASURED = [WARNED, SUSPENDED, PROBATION]
OPEN = [*REVIEWING, *MEASURED, UNDER_APPEAL]
ANY = [*OPEN, CLOSED]


def served_or_suspended(case: Any, **_: Any) -> State:
    return SUSPENDED if case.act.decision.effective_days else PROBATION


def what_remains(case: Any, **_: Any) -> State:
    return CLOSED if case.outcome else PROBATION


def where_the_appeal_found_it(case: Any, **_: Any) -> State:
    return CLOSED if case.outcome else State(case.state_now)


class Lifecycle(FSMModelMixin, models.Model):
    state = FSMField(_("état"), choices=State, default=REPORTED, protected=True, max_length=20)

    class Meta:
        abstract = True

    if TYPE_CHECKING:  # columns, rows and `act` are those of Case, one floor up

        def __getattr__(self, name: str) -> Any: ...

    # From the report to the end of the review ------------------------------------------------------------------------

    @step(
        REPORTED, to=IN_REVIEW, by=may("examine"),
        needs=[recusal_answered, author_known], accepts=[not_in_the_future, not_time_barred],
        tells={reporters: "review_opened"},
    )  # fmt: skip
    def open_review(self, *, article, content_date, quote):
        """The officer dates and qualifies the post, and fixes what it says."""
        self.article_version, self.content_date = article, content_date
        self.pieces.exhibit(self.act, quote)
        self.parts.record(self.act, "instructed")
        self.charge(self.act.by)

    @step(
        REPORTED, IN_REVIEW, DELIBERATION, to=CLOSED, by=may("examine"),
        needs=[recusal_answered], accepts=[fits_where_it_stands, still_to_come("by_on"), fresh_eyes_unless_in_favour],
        tells={informed: "decision_{kind}", reporters: "outcome", appliers: "effect"},
    )  # fmt: skip
    def close_without_sanction(self, *, outcome, dismissal_reason, reasons, by_on=None, session=None):
        """Dismissal, clearing, advice or workshop: none is a sanction, and none leaves a record of one."""
        self.decisions.close(self.act, outcome=outcome, reasons=reasons, by_on=by_on, session=session)
        self.end(outcome, at=self.act.at, dismissal_reason=dismissal_reason)

    @step(
        REPORTED, IN_REVIEW, to=CLOSED, by=may("examine"),
        needs=[recusal_answered, no_interim_running, nothing_joined_to_it], accepts=[joins_another, says_whose_it_is],
        tells={reporters: "joined", informed: "joined"},
    )  # fmt: skip
    def join_case(self, *, other, kin, why):
        """To another case of one post, or of one person: that one goes on, and who reported is told through it."""
        self.joined_to = other
        self.end("joined", at=self.act.at)
        self.act.follows.append((other, "take_in", {"joined": self}))

    @step(
        REPORTED, IN_REVIEW, to=None, by=may("examine"),
        needs=[recusal_answered, held_by_a_federation], accepts=[target_differs],
        tells={reporters: "moved", informed: "moved"},
    )  # fmt: skip
    def transfer(self, *, to_federation, reason, why):
        """To the member's own federation, or away from a conflict of interest."""
        self.hand_to(to_federation.code)
        self.federation = to_federation

    @step(
        REPORTED, IN_REVIEW, DELIBERATION, to=IN_REVIEW,
        by=may("examine") | may("call_up", in_=NATIONAL) | clock,
        needs=[recusal_answered, at_a_federation_or_untriaged, clock_waits_for("triage", "federation")],
        tells={reporters: "moved", informed: "moved"},
    )  # fmt: skip
    @step(
        HEARING, to=IN_REVIEW, by=may("call_up", in_=NATIONAL) | clock,
        needs=[recusal_answered, held_by_a_federation, clock_waits_for("federation")],
        tells={reporters: "moved", informed: "moved"},
    )  # fmt: skip
    def refer_to_national(self, *, facts=""):
        """A report of facts, never a recommended sanction; what was heard is heard anew."""
        self.hand_to(NATIONAL)
        self.forget_hearing()

    @step(
        IN_REVIEW, to=None, by=may("examine", in_=NATIONAL),
        needs=[recusal_answered, held_nationally, not_returned_before, no_interim_running, no_mandate_held],
        tells={reporters: "moved", informed: "moved"}, starts=["federation"],
    )  # fmt: skip
    def return_to_federation(self, *, why):
        self.hand_to(self.federation_id)
        self.forget_hearing()
        self.returned_at = self.act.at

    # Hearing the other side ------------------------------------------------------------------------------------------

    @step(
        IN_REVIEW, DELIBERATION, to=HEARING, by=may("examine"),
        needs=[recusal_answered, author_known, account_not_in_question, every_piece_disclosed, represented_if_minor],
        accepts=[rules_in_force, maximum_within_reach, not_in_the_future, not_time_barred],
        tells={concerned: "grievances"}, starts=["unopened"],
    )  # fmt: skip
    def notify_grievances(self, *, facts, articles, rule_explanation, maximum, content_date=None):
        """Precise facts, the rules, the highest measure possible (Annexe I-6, art. 13); and when, if none dated it."""
        self.forget_hearing()
        self.content_date = self.content_date or content_date
        self.maximum = maximum
        self.grievances.notify(self.act, facts, articles, rule_explanation, maximum)
        self.services.send(self.act)
        self.parts.record(self.act, "instructed")

    @step(
        HEARING, to=DELIBERATION, by=concerned | counsel | clock | may("examine"),
        needs=[recusal_answered, clock_waits_for("reply"), hearing_closes_for_this_person], accepts=[hearing_held],
        tells={concerned: "hearing_closed", in_charge: "hearing_closed"},
    )  # fmt: skip
    def close_hearing(self, *, text="", waiver=False):
        """A final reply, a waiver, or the end of the window; by the holder, of a disowned account, it hears nobody."""
        self.grievances.latest_reply(self.act, text, is_final=True, is_waiver=waiver)
        self.heard_at = None if self.act.standing.body else self.act.at

    # Deciding --------------------------------------------------------------------------------------------------------

    @step(
        DELIBERATION, to=WARNED, by=may("warn"),
        needs=[recusal_answered, heard, account_not_in_question, decided_on_disclosed_pieces, fresh_eyes, trained],
        accepts=[has_a_term, hearing_held, reasons_given, reply_answered],
        tells={concerned: "decision_warning", reporters: "outcome", home_federation: "effect"},
        starts=["unserved", "unopened"],
    )  # fmt: skip
    def warn(self, *, months, **reasons):
        """Annexe I-6, art. 22, 2°: the measure of a federation, for a term."""
        self.decisions.sanction(self.act, "warning", months=months, **reasons)

    @step(
        DELIBERATION, to=GET_STATE(served_or_suspended, [SUSPENDED, PROBATION]), by=may("suspend", in_=NATIONAL),
        needs=[held_nationally, heard, suspension_notified, recusal_answered, account_not_in_question,
               decided_on_disclosed_pieces, hearing_held, fresh_eyes, proposed("suspension"), signed_by_another],
        accepts=[signs_what_was_read],
        tells={concerned: "decision_suspension", reporters: "outcome", federation: "effect"},
        starts=["unserved", "unopened"],
    )  # fmt: skip
    def suspend(self, *, sha256):
        """The second of two signatures, both of the national office; bounded always, suspended in part or whole."""
        self.decisions.sign(self.act, "suspension")

    # While a measure runs --------------------------------------------------------------------------------------------

    @step(
        *MEASURED, to=GET_STATE(what_remains, [PROBATION, CLOSED]), by=clock,
        needs=[clock_waits_for("measure_end", "probation_end", "unserved")],
        tells={concerned: "measure_ended", federation: "effect"},
    )  # fmt: skip
    def end_measure(self):
        """At its date, by itself: then what was suspended remains, or nothing. Never served, it is void."""
        self.measures.finish(self.act)

    @step(
        *MEASURED, to=CLOSED, by=may("lift", in_=NATIONAL),
        needs=[recusal_answered, proposed("lift"), signed_by_another], accepts=[signs_what_was_read],
        tells={concerned: "decision_lift", federation: "effect"},
    )  # fmt: skip
    def lift_measure(self, *, sha256):
        self.decisions.sign(self.act, "lift")
        self.end("lifted", at=self.act.at)

    @step(
        PROBATION, to=SUSPENDED, by=may("suspend", in_=NATIONAL),
        needs=[held_nationally, recusal_answered, fresh_eyes, proposed("revocation"), revocation_announced,
               signed_by_another],
        accepts=[signs_what_was_read],
        tells={concerned: "decision_revocation", federation: "effect"}, starts=["unserved", "unopened"],
    )  # fmt: skip
    def revoke_sursis(self, *, sha256):
        """Only after a new sanction for facts of the probation, heard on both (Annexe I-6, art. 25)."""
        self.decisions.sign(self.act, "revocation")

    # Appeal ----------------------------------------------------------------------------------------------------------

    @step(
        *MEASURED, CLOSED, to=UNDER_APPEAL, by=concerned | counsel,
        needs=[sanction_stands], accepts=[appeal_in_time],
        tells={concerned: "appeal_filed", the_panel: "appeal_filed", national_office: "appeal_filed"},
        starts=["appeal", "appeal_limit"],
    )  # fmt: skip
    def appeal(self, *, kind, grounds, new_evidence, stay_asked):
        self.appeals.file(self.act, kind, grounds, new_evidence, stay_asked)

    @step(
        UNDER_APPEAL, to=GET_STATE(where_the_appeal_found_it, [*MEASURED, CLOSED]), by=concerned,
        tells={concerned: "appeal_withdrawn", the_panel: "appeal_withdrawn", national_office: "appeal_withdrawn"},
    )  # fmt: skip
    def withdraw_appeal(self):
        self.appeals.withdraw(self.act)

    @step(
        UNDER_APPEAL, to=GET_STATE(where_the_appeal_found_it, [*MEASURED, CLOSED]), by=seated,
        needs=[recusal_answered, panel_complete, proposed("appeal"), agreement(completes=True)],
        accepts=[signs_what_was_read],
        tells={concerned: "decision_appeal", national_office: "appeal_decided", the_panel: "appeal_decided",
               federation: "effect", earlier_actors: "appeal_decided", undone_reporters: "outcome"},
        starts=["unopened"],
    )  # fmt: skip
    def decide_appeal(self, *, sha256):
        """The agreement that makes the majority: upheld, reduced or annulled, never worse (Annexe I-6, art. 21)."""
        self.appeals.decide(self.act)

    # When nothing is done in time, and afterwards --------------------------------------------------------------------

    @step(
        IN_REVIEW, HEARING, DELIBERATION, to=CLOSED, by=clock,
        needs=[held_nationally, clock_waits_for("first_instance")],
        tells={informed: "lapsed", reporters: "lapsed", national_office: "lapsed", appliers: "effect"},
    )  # fmt: skip
    @step(
        UNDER_APPEAL, to=GET_STATE(where_the_appeal_found_it, [*MEASURED, CLOSED]), by=clock,
        needs=[clock_waits_for("appeal_limit")],
        tells={concerned: "lapsed", national_office: "lapsed", the_panel: "lapsed", undone_reporters: "lapsed",
               appliers: "effect"},
    )  # fmt: skip
    def lapse(self):
        """Silence ends in favour of the member (Annexe I-6, arts. 18 and 21); on a revision the measure stays."""
        self.decisions.lapse(self.act)

    @step(
        CLOSED, to=IN_REVIEW, by=reporter | may("examine", in_=NATIONAL),
        needs=[recusal_answered, reopened_rightly], accepts=[evidence_is_new, not_barred_meanwhile],
        tells={reporters: "reopened", informed: "reopened"}, starts=["first_instance"],
    )  # fmt: skip
    def reopen(self, *, why, evidence=""):
        """A second look for who reported, once; else only new evidence, and never after a sanction."""
        self.start_over(evidence)
