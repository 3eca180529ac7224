"""The small moves that steps are made of: columns that change together, in one place each."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from notifications.models import Delivery, Notice
from notifications.post import put_on_paper

from .. import seal
from ..legal_time import last_moment
from ..parties import INTAKE, NATIONAL
from .decision import SANCTIONS
from .parts import ASIDE
from .report import Report

# What the reports of a case were worth, by how it was closed: without a sanction or help for it, all are of good faith
# until somebody says otherwise of one. Of a silence, and of what an appeal annulled, nothing is said.
WORTH = dict.fromkeys(("advice", "workshop", "completed", "lifted"), Report.Worth.FOUNDED) | dict.fromkeys(
    ("dismissed", "cleared", "withdrawn", "out_of_scope", "time_barred", "referred_out"), Report.Worth.GOOD_FAITH
)


# Closed without anybody having been heard; and how long after that lots are drawn.
DISMISSED, DRAWN_AFTER = ("dismissed", "out_of_scope", "withdrawn"), timedelta(days=1)


class Moves:
    if TYPE_CHECKING:
        held_by_id: str
        reference: str
        reports_count: int
        rank: int
        last_reported_at: datetime
        is_own_initiative: bool
        claimed_by: Any
        informed_at: datetime | None
        claimed_at: datetime | None
        served_at: datetime | None
        window_ends_at: datetime | None
        heard_at: datetime | None
        last_word_at: datetime | None
        disowned_at: datetime | None
        closed_at: datetime | None
        appeal_until: datetime | None

        def __getattr__(self, name: str) -> Any: ...

    def hand_to(self, code: str) -> None:
        """Another body holds the case from now on; who had claimed it in the old one has it no more."""
        if code != self.held_by_id:
            self.held_by_id = code
            self.drop_claim()

    def charge(self, person: Any) -> None:
        """This person looks after the case from now on; the lease is a deadline that the step starts."""
        self.claimed_by, self.claimed_at = person, self.act.at

    def drop_claim(self) -> None:
        self.claimed_by = self.claimed_at = None

    def take_member(self, member: Any) -> None:
        """Known at last: the member's federation examines, or the national office for who holds a mandate."""
        if self.member_id != member.pk:
            self.forget_author()
        self.member, self.federation = member, member.federation
        self.await_information()
        day = self.content_date or self.local_date(self.opened_at)
        if member.holds_mandate_on(day):
            self.hand_to(NATIONAL)
        elif self.state == "reported" and not self.other_body and self.held_by_id != member.federation_id:
            self.hand_to(member.federation_id)
            self.agenda.start("federation", at=self.act.at)

    def await_information(self) -> None:
        """Whose post it is is known from now on: within a month that person hears of the case (GDPR, art. 14)."""
        if self.member_id and self.informed_at is None and self.due("inform") is None:
            self.agenda.start("inform", at=self.act.at)

    def forget_author(self) -> None:
        """Somebody else's case after all: what one member learned, said or chose is nothing of the next one."""
        self.informed_at = self.disowned_at = None
        self.agenda.finish("inform")
        self.forget_hearing()
        self.stop_interim(self.act.at)
        self.parts.filter(role__in=["assists", "represents"]).delete()
        vars(self).pop("_named", None)  # whoever asks again is told of those who are left

    def forget_hearing(self) -> None:
        """Whoever takes the case over hears the person anew: nothing of an earlier window counts."""
        self.maximum = ""
        self.served_at = self.window_ends_at = self.heard_at = self.last_word_at = None
        self.hearing_asked = False

    def end(self, outcome: str, *, at: datetime, dismissal_reason: str = "") -> None:
        self.outcome, self.dismissal_reason, self.closed_at, self.state_now = outcome, dismissal_reason, at, "closed"
        self.settle_wish()
        self.draw_lot(at)
        if worth := WORTH.get(outcome):
            self.reports.turned_out(worth, at=at)

    def draw_lot(self, at: datetime) -> None:
        """Of dismissals, a share by chance: the clock hands these to the national office a day later, and once a case.

        Whoever dismisses cannot foresee it, and no page of the case shows it before.
        """
        falls = self.outcome in DISMISSED and seal.lot_of(self.reference) * 100 < self.parameter("REREAD_PERCENT")
        if falls and not self.is_exercise and not self.rereadings.exists():
            self.agenda.start("rereading", at=at, due_at=at + DRAWN_AFTER)

    def stop_interim(self, at: datetime) -> None:
        """What was provisional ends where something final begins."""
        if self.may_suspend:
            self.measures.cut_interim(at)
        self.agenda.finish("interim_end")
        self.settle_wish()

    def settle_wish(self, answer: str = "") -> None:
        """Whoever asked for a lifting is answered, in words or by the end of the measure."""
        if self.has_role("wishing"):
            self.inquiries.settle(answer, at=self.act.at)
            self.agenda.finish("lift_answer", "lift_silence")

    def start_over(self, evidence: str) -> None:
        """From the beginning, at the national office, with new limits."""
        act = self.act
        if act.standing.role == "reporter":
            self.second_look_at = act.at
        if evidence:
            self.pieces.exhibit(act, evidence)
        self.outcome, self.dismissal_reason, self.closed_at = "", "", None
        self.hand_to(NATIONAL)
        self.drop_claim()
        self.forget_hearing()
        self.await_information()

    def serve(self, service: Any, *, at: datetime, how: str, tracking: str = "") -> None:
        """A letter reached its person: whatever waited for that starts now."""
        service.serve(at=at, how=how, tracking=tracking)
        self.act.served = service
        self._settle_paper(service)
        if self.services.waiting() is None:
            self.agenda.finish("unopened")
        grievance = self.notice
        if grievance and grievance.occasion == service.occasion and self.state == "hearing":
            self._open_window(grievance, service.served_at)
        elif decision := self.decisions.filter(occasion=service.occasion).first():
            self._give_effect(decision, service.served_at)

    def put_on_paper(self) -> None:
        """What waits to be opened goes by registered letter too, to whom it is served on alone (Annexe I-6, art. 9)."""
        waiting = self.services.unopened().values("occasion")
        letters = Notice.objects.filter(letter__occasion__in=waiting, letter__audience="concerned")
        put_on_paper(letters.filter(recipient__in=self.addressees), at=self.act.at)

    def mark_posted(self, tracking: str) -> None:
        """Those that were shown as to be posted have left."""
        shown = [one.pk for one in self.letters_to_post]
        Delivery.objects.filter(pk__in=shown).posted(at=self.act.at, tracking=tracking)

    def _settle_paper(self, service: Any) -> None:
        """Handed over, it has left; opened, it need not leave any more, unless it goes by registered letter anyway."""
        paper = Delivery.objects.to_post().filter(notice__letter__occasion=service.occasion)
        if service.how == "opened":
            paper.added_later().delete()
        else:
            paper.posted(at=service.served_at, tracking=service.tracking)

    def _open_window(self, grievance: Any, at: datetime) -> None:
        window = last_moment(at, grievance.window_days, body=self.clock_body)
        self.served_at, self.window_ends_at = at, window.due_at
        self.agenda.start("reply", at=at, due_at=window.due_at)

    def _give_effect(self, decision: Any, at: datetime) -> None:
        if self.measures.begin(decision, at):
            self.agenda.finish("unserved")
        if decision.kind in SANCTIONS:
            self.appeal_until = last_moment(at, self.appeal_days, body=self.clock_body).due_at

    def settle_disowning(self, is_so: bool) -> None:
        """Theirs after all: the window gets back the days for which it stood still. Not theirs: nothing goes on."""
        if is_so:
            self.maximum = ""
            return
        if self.state == "deliberation" and self.heard_at is None:
            self.forget_hearing()
        stood_still = (self.act.at - self.disowned_at).days + 1
        self.prolong_window(stood_still)
        self.disowned_at = None

    def prolong_window(self, days: int) -> None:
        """More time to answer: the deadline moves, and with it the moment until which a reply is taken."""
        self.agenda.prolong("reply", days)
        self.window_ends_at = self.due("reply") or self.window_ends_at

    def leave_time_to_comment(self) -> None:
        """What was said in person is read, and commented on, before the window ends: the last word is the person's."""
        least = last_moment(self.act.at, self.parameter("COMMENT_DAYS"), body=self.clock_body).due_at
        if self.window_ends_at and self.window_ends_at < least:
            self.window_ends_at = least
            self.agenda.start("reply", at=self.served_at or self.act.at, due_at=least)

    def await_recusal(self) -> None:
        """An answer is due to whoever has waited longest for one; to nobody once all have theirs."""
        self.agenda.finish("recusal")
        if waiting := self.recusals.open_one():
            self.agenda.start("recusal", at=waiting.asked_at)

    def take_reports_of(self, joined: Any) -> None:
        """They follow, and so does who must stand apart because of them."""
        self.reports_count += joined.reports.update(case=self)
        self.last_reported_at = max(self.last_reported_at, joined.last_reported_at)
        self.rank = min(self.rank, joined.rank)
        self.is_own_initiative = not self.reports.by_people().standing().exists()
        vars(self).pop("_named", None)
        for part in joined.parts.filter(role__in=ASIDE).select_related("person"):
            self.set_aside(part.person, part.role)
        if self.claimed_by_id and self.is_closed_to(self.claimed_by):
            self.drop_claim()

    def note_who_brought_it(self) -> None:
        """Who wrote down what another reports knows who that is, and stands apart; who opened it has examined it."""
        if self.act.standing.role == INTAKE:
            self.set_aside(self.act.by, "took_down")
        elif self.act.report.is_of_the_office:
            self.parts.record(self.act, "instructed")

    def set_aside(self, person: Any, role: str = "recused") -> None:
        """Somebody stands apart from now on: no claim, no proposal and no seat of his or hers counts any more."""
        self.parts.record(self.act, role, person=person)
        if self.claimed_by_id == person.pk:
            self.drop_claim()
        proposal, appeal = self.open_proposal(), self.open_appeal()
        if proposal and proposal.by_id == person.pk:
            self.proposals.finish(self.act, "withdrawn")
        if appeal:
            appeal.seats.filter(person=person).delete()
