"""What the national office does, and what the privacy officer answers it."""

from __future__ import annotations

from ..grammar import step
from ..guards import (
    asked_by_another,
    authority_told_before,
    danger_signalled,
    evidence_asked,
    evidence_asked_by_another,
    extension_is_short,
    first_interim,
    fresh_eyes_to_sanction,
    goes_its_own_way,
    grounds_of_the_list,
    has_a_scope,
    has_an_end,
    has_letters_here,
    held_for_a_court,
    held_nationally,
    hold_is_short,
    identity_asked,
    identity_granted_first,
    identity_still_sealed,
    interim_running,
    kind_fits,
    lift_asked,
    limit_contested,
    limited_by_another,
    misuse_recorded,
    no_evidence_asked,
    no_open_proposal,
    not_extended_before,
    not_waived_before,
    of_this_case,
    outcome_not_seen,
    proposal_is_mine,
    proposed,
    reasons_given,
    recusal_answered,
    renewed_once_at_most,
    reply_answered_to_suspend,
    rereading_waits,
    restriction_is_short,
    revocation_is_grounded,
    signed_by_another,
    signs_what_was_read,
    something_to_propose,
    still_to_come,
    suspended_part_fits,
    warned_of_misuse,
)
from ..lifecycle import ANY, CLOSED, EXAMINED, IN_REVIEW, MEASURED, REPORTED, REVIEWING
from ..parties import (
    NATIONAL,
    PRIVACY,
    concerned,
    federation,
    informed,
    may,
    national_office,
    other_signers,
    privacy_office,
    proposer,
    reporters,
    restricted_reporter,
    this_reporter,
    warned_reporter,
)
from .base import Acts

CALM = 1  # the rank of a case without a danger that waits for its answer
ENDS_IT = [recusal_answered, proposed("suspension", "interim", "renewal", "lift", "revocation")]


class NationalActs(Acts):
    # A decision for two people is two steps: one proposes, another signs the same text --------------------------------

    @step(*EXAMINED, *MEASURED, to=None, by=may("suspend", in_=NATIONAL),
          needs=[recusal_answered, no_open_proposal, something_to_propose],
          accepts=[kind_fits, fresh_eyes_to_sanction, has_an_end, suspended_part_fits, revocation_is_grounded,
                   has_a_scope, grounds_of_the_list, reasons_given, reply_answered_to_suspend])  # fmt: skip
    def propose(self, *, kind, **content):
        self.proposals.make(self.act, kind, content)
        self.parts.record(self.act, "proposed")

    @step(*EXAMINED, *MEASURED, to=None, by=may("suspend", in_=NATIONAL), needs=[*ENDS_IT, signed_by_another],
          tells={proposer: "proposal_answered"})  # fmt: skip
    def refuse_proposal(self, *, why):
        self.proposals.finish(self.act, "refused")

    @step(*EXAMINED, *MEASURED, to=None, by=may("suspend", in_=NATIONAL), needs=[*ENDS_IT, signed_by_another],
          tells={proposer: "proposal_answered"})  # fmt: skip
    def send_back_proposal(self, *, why):
        self.proposals.finish(self.act, "sent back")

    @step(*EXAMINED, *MEASURED, to=None, by=may("suspend", in_=NATIONAL), needs=[*ENDS_IT, proposal_is_mine],
          tells={other_signers: "proposal_withdrawn"})  # fmt: skip
    def withdraw_proposal(self, *, why):
        self.proposals.finish(self.act, "withdrawn")

    # Interim suspension: exceptional, reasoned, short -----------------------------------------------------------------

    @step(*EXAMINED, to=None, by=may("interim", in_=NATIONAL),
          needs=[held_nationally, recusal_answered, first_interim, proposed("interim"), signed_by_another],
          accepts=[signs_what_was_read], tells={concerned: "decision_interim", federation: "effect"},
          starts=["unopened"])  # fmt: skip
    def impose_interim(self, *, sha256):
        """No finding of fault: grounds from a closed list, thirty days (Annexe I-6, art. 12)."""
        self.decisions.sign(self.act, "interim")

    @step(*EXAMINED, to=None, by=may("interim", in_=NATIONAL),
          needs=[held_nationally, recusal_answered, interim_running, renewed_once_at_most, proposed("renewal"),
                 signed_by_another],
          accepts=[signs_what_was_read], tells={concerned: "decision_renewal", federation: "effect"},
          starts=["unopened"])  # fmt: skip
    def renew_interim(self, *, sha256):
        self.decisions.sign(self.act, "renewal")

    @step(*EXAMINED, to=None, by=may("lift", in_=NATIONAL),
          needs=[held_nationally, recusal_answered, interim_running, proposed("lift"), signed_by_another],
          accepts=[signs_what_was_read], tells={concerned: "interim_ended", federation: "effect"})  # fmt: skip
    def lift_interim(self, *, sha256):
        self.decisions.sign(self.act, "lift")

    @step(*EXAMINED, *MEASURED, to=None, by=may("lift", in_=NATIONAL), needs=[recusal_answered, lift_asked],
          tells={concerned: "lift_refused"}, moves_basis=False)  # fmt: skip
    def refuse_to_lift(self, *, reason):
        """The measure goes on, and the person learns why; granting the wish is a lift, which takes two."""
        self.settle_wish(reason)

    # Time, the reporter's identity, the law ---------------------------------------------------------------------------

    @step(*REVIEWING, to=None, by=may("extend", in_=NATIONAL), needs=[recusal_answered, not_extended_before],
          accepts=[extension_is_short], tells={informed: "limit_extended", reporters: "limit_extended"},
          moves_basis=False)  # fmt: skip
    def extend_limit(self, *, days, why):
        """Once, thirty days at most, by a reasoned act that is told (Annexe I-6, art. 18)."""
        self.agenda.prolong("first_instance", days)
        self.extended_at = self.act.at

    @step(REPORTED, IN_REVIEW, to=None, by=may("extend", in_=NATIONAL), needs=[recusal_answered, not_waived_before],
          moves_basis=False)  # fmt: skip
    def waive_time_bar(self, *, why):
        """A post older than three years is examined all the same: for a reason, which its grievances tell.

        CGFP, art. L. 532-2; by the national office alone, once a case.
        """

    @step(*ANY, to=None, by=may("ask_identity", in_=NATIONAL), needs=[recusal_answered],
          accepts=[of_this_case, identity_still_sealed], tells={privacy_office: "identity_asked"},
          moves_basis=False)  # fmt: skip
    def ask_identity(self, *, report, reason):
        """One asks with a reason, another answers with one; the reporter is told (Dir. 2019/1937, art. 16)."""
        report.identity_requests.create(asked_by=self.act.by, reason=reason, asked_at=self.act.at)

    @step(*ANY, to=None, by=may("answer_identity", in_=PRIVACY) | may("ask_identity", in_=NATIONAL),
          needs=[identity_asked, asked_by_another], tells={this_reporter: "identity_answered"},
          moves_basis=False)  # fmt: skip
    def answer_identity(self, *, granted, reason):
        self.reports.answer_identity(self.act, granted, reason)

    @step(*ANY, to=None, by=may("ask_identity", in_=NATIONAL), needs=[recusal_answered],
          accepts=[of_this_case, identity_still_sealed, has_letters_here, misuse_recorded, warned_of_misuse,
                   still_to_come("until"), restriction_is_short],
          tells={warned_reporter: "reporting_warned", restricted_reporter: "reporting_restricted"},
          moves_basis=False)  # fmt: skip
    def restrict_reporting(self, *, report, until, number, proportion, gravity, intent):
        """Without `until` a warning; after one, six months at most, for four reasons (DSA, art. 23, as a benchmark)."""
        self.reports.restrict(self.act, report, until, number=number, proportion=proportion, gravity=gravity,
                                   intent=intent)  # fmt: skip

    @step(*ANY, to=None, by=may("ask_identity", in_=NATIONAL),
          needs=[recusal_answered, limit_contested, limited_by_another],
          tells={this_reporter: "restriction_answered"}, moves_basis=False)  # fmt: skip
    def answer_restriction(self, *, lifted, reason):
        """Somebody else than who set the limit keeps or lifts it, with a reason (DSA, art. 23, as a benchmark)."""
        self.reports.answer_contest(self.act, lifted)

    @step(*ANY, to=None, by=may("call_up", in_=NATIONAL), needs=[recusal_answered, danger_signalled],
          accepts=[authority_told_before], moves_basis=False)  # fmt: skip
    def answer_danger(self, *, authority, told_at, why):
        """Which authority was told of a danger to a life, and when; or why none had to be (DSA, art. 18)."""
        self.rank = CALM

    @step(CLOSED, to=None, by=may("examine", in_=NATIONAL), needs=[rereading_waits, outcome_not_seen],
          moves_basis=False)  # fmt: skip
    def reread(self, *, would_dismiss):
        """What somebody who has seen neither the outcome nor the reasons would have done; it undoes nothing."""
        self.rereadings.answer(self.act, agrees=would_dismiss)

    @step(*ANY, to=None, by=may("call_up", in_=NATIONAL), needs=[recusal_answered, no_evidence_asked],
          accepts=[identity_granted_first], tells={national_office: "evidence_asked"}, moves_basis=False)  # fmt: skip
    def ask_evidence_file(self, *, ground, recipient, names_reporter, reason):
        """For a court or the police: on which ground, for whom, and whether it is to name who reported."""
        self.evidence_requests.create(ground=ground, recipient=recipient, names_reporter=names_reporter, reason=reason,
                                      asked_by=self.act.by, asked_at=self.act.at)  # fmt: skip

    @step(*ANY, to=None, by=may("call_up", in_=NATIONAL),
          needs=[recusal_answered, evidence_asked, evidence_asked_by_another],
          tells={national_office: "evidence_answered"}, moves_basis=False)  # fmt: skip
    def answer_evidence_file(self, *, granted, reason):
        """Nothing leaves the house on the word of one person."""
        self.evidence_requests.answer(self.act, granted, reason)

    @step(*ANY, to=None, by=may("call_up", in_=NATIONAL), needs=[recusal_answered, goes_its_own_way],
          accepts=[still_to_come("until"), hold_is_short], moves_basis=False)  # fmt: skip
    def hold_for_law(self, *, until, why):
        """Nothing is erased while a court may ask for it; six months at most, then somebody looks at it again."""
        self.legal_hold_until = until

    @step(*ANY, to=None, by=may("call_up", in_=NATIONAL), needs=[recusal_answered, held_for_a_court],
          moves_basis=False)  # fmt: skip
    def lift_hold(self, *, why):
        """No court needs it any more: its days count again, and those that have passed meanwhile are now."""
        self.legal_hold_until = None
