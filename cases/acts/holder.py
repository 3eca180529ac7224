"""What the body that holds a case does while it examines it."""

from __future__ import annotations

from ..grammar import step
from ..guards import (
    account_disowned,
    already_past,
    attended_somewhere,
    author_is_minor,
    author_known,
    claimed_by_me,
    clock_waits_for,
    deferral_is_short,
    disclosed_in_one_way,
    each_was_opened,
    free_to_represent,
    hearing_to_come,
    held_after_it_was_asked,
    holder_answers_first,
    identity_still_sealed,
    letter_waiting,
    letters_to_post,
    made_of_this_piece,
    not_deferred_before,
    not_finally_answered,
    not_informed_yet,
    not_shut_before,
    nothing_came_of_it,
    of_this_case,
    recusal_answered,
    recusal_asked,
    served_after_it_was_sent,
    session_or_day,
    slots_to_come,
    somebody_to_ask,
    still_to_come,
    takes_it_over,
    text_or_capture,
    training_ordered,
    unclaimed,
    witness_works_here,
)
from ..legal_time import end_of
from ..lifecycle import ANY, CLOSED, DELIBERATION, HEARING, IN_REVIEW, MEASURED, OPEN, REPORTED, REVIEWING, UNDER_APPEAL
from ..parties import (
    NATIONAL,
    PANEL,
    PRIVACY,
    another_step,
    appliers,
    asked,
    clock,
    concerned,
    informed,
    may,
    moved_reporters,
)
from .base import Acts


class HolderActs(Acts):
    @step(
        REPORTED, IN_REVIEW, to=None, by=may("examine"),
        needs=[recusal_answered], tells={moved_reporters: "moved"},
    )  # fmt: skip
    def identify_author(self, *, member):
        """Hands the case down to the member's federation, and up when he or she holds a mandate."""
        self.take_member(member)

    @step(*REVIEWING, to=None, by=may("examine"), needs=[recusal_answered, author_is_minor],
          accepts=[free_to_represent, already_past("since")], tells={informed: "representative_named"},
          moves_basis=False)  # fmt: skip
    def name_representative(self, *, who, email, quality, since):
        """A minor answers with a legal representative, who gets every letter and may answer (C. civ., art. 388-1-1)."""
        self.parts.represent(self.act, who, email, since)

    @step(*REVIEWING, to=None, by=may("examine"), needs=[recusal_answered, unclaimed], starts=["claim"],
          moves_basis=False)  # fmt: skip
    def claim(self):
        """A convenience with a lease; it disqualifies nobody."""
        self.charge(self.act.by)

    @step(*REVIEWING, to=None, by=may("examine"), needs=[claimed_by_me], moves_basis=False)
    def release(self, *, why):
        self.drop_claim()

    @step(*REVIEWING, to=None, by=may("examine"), needs=[recusal_answered], accepts=[takes_it_over], starts=["claim"],
          moves_basis=False)  # fmt: skip
    def assign(self, *, person):
        self.charge(person)

    @step(CLOSED, to=None, by=may("examine"), needs=[recusal_answered, nothing_came_of_it],
          accepts=[of_this_case, identity_still_sealed], moves_basis=False)  # fmt: skip
    def assess_report(self, *, report, worth, why):
        """All are of good faith until somebody says of one, with a reason, that it was not (DSA, art. 23)."""
        self.reports.filter(pk=report.pk).turned_out(worth, at=self.act.at)

    @step(*ANY, to=None, by=another_step, moves_basis=False)
    def take_in(self, *, joined):
        """What was reported in a case that is joined to this one; nothing against the person grows by it."""
        self.take_reports_of(joined)

    @step(*ANY, to=None, by=may("examine"), needs=[recusal_answered], moves_basis=False)
    def note(self, *, text, is_opinion):
        """Never shown to the person; an opinion disqualifies its author from deciding (Annexe I-6, art. 10)."""
        self.notes.write(self.act, text, is_opinion)
        if is_opinion:
            self.parts.record(self.act, "opined")

    @step(REPORTED, IN_REVIEW, HEARING, DELIBERATION, to=None, by=may("examine"),
          needs=[recusal_answered, not_finally_answered], accepts=[text_or_capture])  # fmt: skip
    def add_evidence(self, *, text="", capture=None, alt="", others_visible):
        """A text or a capture; what shows other people is disclosed only once it is redacted. It is to examine."""
        self.pieces.exhibit(self.act, capture or text, alt=alt, others_visible=others_visible)
        self.parts.record(self.act, "instructed")

    @step(REPORTED, IN_REVIEW, DELIBERATION, to=None, by=may("examine"), needs=[recusal_answered],
          accepts=[of_this_case, disclosed_in_one_way, made_of_this_piece, each_was_opened])  # fmt: skip
    def redact(self, *, piece, as_it_is=False, text="", capture=None, alt="", also=()):
        """The version that the person will read; the first one stays sealed beside it. Others go along as they are."""
        piece.disclose(self.act, capture or text, alt=alt)
        for one in also:
            one.disclose(self.act)
        self.parts.record(self.act, "instructed")

    @step(REPORTED, IN_REVIEW, to=None, by=may("examine") | clock,
          needs=[recusal_answered, author_known, not_informed_yet, clock_waits_for("inform")],
          tells={concerned: "examined"}, moves_basis=False)  # fmt: skip
    def inform(self):
        """That there is a case, and nothing more: within a month of its author being known, by the clock if nobody has.

        GDPR, art. 14.
        """
        self.informed_at = self.act.at

    @step(REPORTED, IN_REVIEW, to=None, by=may("examine"),
          needs=[recusal_answered, author_known, not_informed_yet, not_deferred_before],
          accepts=[still_to_come("until"), deferral_is_short], moves_basis=False)  # fmt: skip
    def defer_information(self, *, until, why):
        """Once, with a reason and an end: where telling now would undo what is examined (GDPR, art. 14, 5 b)."""
        self.agenda.start("inform", at=self.act.at, due_at=end_of(until, self.zone))

    @step(*REVIEWING, to=None, by=may("examine"), needs=[recusal_answered],
          accepts=[of_this_case, somebody_to_ask, still_to_come("answer_by")], tells={asked: "details_asked"},
          moves_basis=False)  # fmt: skip
    def ask_for_details(self, *, to_report, text, answer_by):
        """One question with a date, to a reporter or to the person once informed; no measure, no threat."""
        self.inquiries.ask(self.act, "details", text, answer_by, to_report=to_report)

    @step(*REVIEWING, to=None, by=may("examine"), needs=[recusal_answered, author_known],
          accepts=[still_to_come("answer_by")], tells={concerned: "removal_requested"},
          moves_basis=False)  # fmt: skip
    def request_removal(self, *, text, answer_by):
        """Asks, imposes nothing: not done, it is no fault by itself."""
        self.inquiries.ask(self.act, "removal", text, answer_by)

    @step(IN_REVIEW, DELIBERATION, *MEASURED, to=None, by=may("examine"), needs=[recusal_answered, author_known],
          accepts=[still_to_come("by_on"), session_or_day], tells={concerned: "workshop_ordered"},
          moves_basis=False)  # fmt: skip
    def order_workshop(self, *, by_on=None, session=None):
        """Education beside a measure or before one; no sanction, no antecedent, and to refuse it is no fault."""
        self.training.order(self.act, by_on, session)

    @step(*ANY, to=None, by=may("examine"), needs=[recusal_answered, training_ordered],
          accepts=[already_past("attended_on"), attended_somewhere], moves_basis=False)  # fmt: skip
    def confirm_attendance(self, *, attended_on=None, session=None):
        """Of a session in which the person had a place, or of a day."""
        self.training.attended(self.act, attended_on, session)

    @step(*ANY, to=None, by=may("examine"), needs=[recusal_answered, letter_waiting],
          accepts=[already_past("served_at"), served_after_it_was_sent],
          tells={informed: "served", appliers: "effect"}, moves_basis=False)  # fmt: skip
    def record_service(self, *, how, served_at, tracking):
        """The date on which a registered letter was handed over, or first presented (Annexe I-6, art. 9)."""
        self.serve(self.services.waiting(), at=served_at, how=how, tracking=tracking)

    @step(*ANY, to=None, by=may("examine"), needs=[recusal_answered, letters_to_post], moves_basis=False)
    def post_letters(self, *, tracking):
        """Printed and sent, by registered letter where it has legal effect; when it arrives is `record_service`."""
        self.mark_posted(tracking)

    @step(HEARING, to=None, by=may("examine"), needs=[recusal_answered, hearing_to_come], accepts=[slots_to_come],
          tells={concerned: "slots_offered"}, moves_basis=False)  # fmt: skip
    def offer_slots(self, *, slots, place, length):
        """Three dates, of which the person picks one; `length` in minutes."""
        self.hearings.offer(self.act, slots, place, length)

    @step(HEARING, to=None, by=may("examine"), needs=[recusal_answered, hearing_to_come],
          accepts=[already_past("held_at"), held_after_it_was_asked],
          tells={concerned: "minutes_recorded"})  # fmt: skip
    def record_minutes(self, *, held_at, minutes):
        """The person reads them, and has some days at least for the last word (Annexe I-6, art. 16)."""
        self.hearings.record(self.act, held_at, minutes)
        self.hearing_asked = False
        self.leave_time_to_comment()

    @step(*REVIEWING, *MEASURED, to=None, by=may("examine") | may("examine", in_=NATIONAL),
          needs=[recusal_asked, holder_answers_first], tells={concerned: "recusal_answered"},
          moves_basis=False)  # fmt: skip
    @step(UNDER_APPEAL, to=None, by=may("hear_appeals", in_=PANEL), needs=[recusal_asked],
          tells={concerned: "recusal_answered"}, moves_basis=False)  # fmt: skip
    def answer_recusal(self, *, granted, reason):
        """By somebody else than the person asked to step aside (Annexe I-6, art. 7); under appeal, by the panel.

        What the body that holds the case leaves unanswered, the national office answers.
        """
        person = self.recusals.answer(self.act, granted, reason)
        self.await_recusal()
        if granted:
            self.set_aside(person)

    @step(HEARING, DELIBERATION, IN_REVIEW, to=None, by=may("examine"), needs=[recusal_answered, account_disowned],
          tells={concerned: "disowning_answered"})  # fmt: skip
    def answer_disowning(self, *, is_so, reasons):
        """If the account is not theirs the case never goes on against them; if it is, the window gets its days back."""
        self.settle_disowning(is_so)

    @step(*OPEN, to=None, by=may("examine") | may("examine", in_=NATIONAL) | may("hear_appeals", in_=PANEL)
          | may("answer_identity", in_=PRIVACY), moves_basis=False)  # fmt: skip
    def declare_recusal(self, *, reason):
        """By anybody with a power, «as soon as he or she knows of it» (Code de procédure civile, art. 342)."""
        self.recusals.declare(self.act, reason)
        self.set_aside(self.act.by)

    @step(*OPEN, to=None, by=may("examine"), needs=[recusal_answered], accepts=[witness_works_here], moves_basis=False)
    def name_witness(self, *, person, why):
        """Who saw the facts, or is heard on them, does not judge them: out at once, whether he or she agrees or not.

        Code de l’organisation judiciaire, art. L. 111-6.
        """
        self.recusals.see_in(self.act, person, why)
        self.set_aside(person)

    @step(*OPEN, to=None, by=may("examine"), needs=[recusal_answered, not_shut_before], moves_basis=False)
    def restrict_case(self, *, why):
        """Only those already named on it, who has it in charge and the national office still open it."""
        self.named_only_at = self.act.at
        if self.claimed_by_id is None:
            self.charge(self.act.by)
            self.agenda.start("claim", at=self.act.at)
