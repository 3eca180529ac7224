"""What the person concerned does: read, answer, be heard, be assisted, ask for another decider."""

from __future__ import annotations

from ..grammar import step
from ..guards import (
    account_not_in_question,
    free_to_assist,
    hearing_to_come,
    inquiry_waiting,
    interim_in_force,
    letter_waiting,
    no_hearing_asked,
    no_lift_asked,
    not_disowned_before,
    not_postponed_before,
    recusal_not_asked_before,
    served,
    served_on_who_represents,
    slot_offered,
    slots_to_pick,
    two_days_ahead,
    window_open,
)
from ..lifecycle import ANY, DELIBERATION, EXAMINED, HEARING, IN_REVIEW, MEASURED, OPEN
from ..parties import appliers, concerned, counsel, in_charge, national_office, reporter, representative
from .base import Acts


class ConcernedActs(Acts):
    @step(*ANY, to=None, by=concerned | representative, needs=[letter_waiting, served_on_who_represents],
          tells={concerned: "served", appliers: "effect"}, moves_basis=False)  # fmt: skip
    def open_letter(self):
        """The one act that serves a letter: from this moment windows, measures and appeal periods run."""
        self.serve(self.services.waiting(self.member.person), at=self.act.at, how="opened")

    @step(HEARING, to=None, by=concerned | counsel, needs=[served, window_open],
          tells={concerned: "reply_received", in_charge: "reply_received"})  # fmt: skip
    def reply(self, *, text):
        """As often as one likes until the window ends; `close_hearing` is the last word."""
        self.grievances.latest_reply(self.act, text)

    @step(HEARING, to=None, by=concerned | counsel, needs=[served, window_open, no_hearing_asked])
    def ask_hearing(self):
        """To be heard in person is asked for, then held (Annexe I-6, art. 16)."""
        self.hearings.ask(self.act)
        self.hearing_asked = True

    @step(HEARING, to=None, by=concerned | counsel, needs=[hearing_to_come, slots_to_pick], accepts=[slot_offered],
          moves_basis=False)  # fmt: skip
    def pick_slot(self, *, slot):
        self.hearings.pick(self.act, slot)

    @step(HEARING, to=None, by=concerned | counsel, needs=[hearing_to_come, not_postponed_before, two_days_ahead],
          moves_basis=False)  # fmt: skip
    def postpone_hearing(self, *, days, why):
        """Once, for a serious reason; every limit moves with it (Annexe I-6, art. 14)."""
        self.hearings.postpone(self.act, days, why)
        self.prolong_window(days)
        for kind in ("federation", "first_instance"):
            self.agenda.prolong(kind, days)

    @step(IN_REVIEW, HEARING, DELIBERATION, to=None, by=concerned, accepts=[free_to_assist], moves_basis=False)
    def name_counsel(self, *, person):
        """Somebody of one's choice reads this file and no other, and answers for one (CRPA, art. L. 122-1)."""
        self.parts.record(self.act, "assists", person=person)

    @step(*OPEN, to=None, by=concerned | counsel, accepts=[recusal_not_asked_before], moves_basis=False)
    def request_recusal(self, *, person, reason, why):
        """Whoever is asked to step aside does nothing until another has answered, within five working days."""
        self.recusals.ask(self.act, person, reason, why)
        if self.due("recusal") is None:
            self.await_recusal()

    @step(*ANY, to=None, by=concerned | reporter, needs=[inquiry_waiting], moves_basis=False)
    def answer_inquiry(self, *, answer):
        self.inquiries.answer(self.act, answer)

    @step(*EXAMINED, to=None, by=concerned | counsel, needs=[interim_in_force, no_lift_asked],
          tells={national_office: "lift_asked"}, starts=["lift_answer", "lift_silence"], moves_basis=False)  # fmt: skip
    @step(*MEASURED, to=None, by=concerned | counsel, needs=[no_lift_asked], tells={national_office: "lift_asked"},
          moves_basis=False)  # fmt: skip
    def ask_to_lift(self, *, why):
        """A wish to the national office, which refuses it or lifts; of what is provisional, within five working days.

        Twice as many without a word, and an interim suspension ends by itself (Annexe I-6, art. 12).
        """
        self.inquiries.wish(self.act, why)

    @step(IN_REVIEW, HEARING, DELIBERATION, to=None, by=concerned, needs=[account_not_in_question, not_disowned_before])
    def disown_account(self, *, why):
        """«This account is not, or no longer, mine»: recorded, and the window stands still until it is answered."""
        self.disowned_at = self.act.at
