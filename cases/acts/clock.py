"""What time does by itself. It reminds, returns, ends and restricts; it never imposes."""

from __future__ import annotations

from ..grammar import step
from ..guards import clock_waits_for, erasure_due, never_sanctioned, not_drawn_before
from ..lifecycle import ANY, CLOSED, EXAMINED, MEASURED, REVIEWING, UNDER_APPEAL
from ..parties import clock, concerned, federation, in_charge, informed, national_office, the_panel
from .base import Acts


class ClockActs(Acts):
    @step(*ANY, to=None, by=clock, needs=[clock_waits_for("unopened")], tells={informed: "reminder"},
          moves_basis=False)  # fmt: skip
    def remind(self):
        """A letter that stays unopened is announced again, and goes on paper (Annexe I-6, art. 9)."""
        self.put_on_paper()
        self.agenda.finish("unopened")

    @step(*REVIEWING, to=None, by=clock, needs=[clock_waits_for("claim")], tells={in_charge: "claim_returned"},
          moves_basis=False)  # fmt: skip
    def return_claim(self):
        self.drop_claim()
        self.agenda.finish("claim")

    @step(*REVIEWING, *MEASURED, to=None, by=clock, needs=[clock_waits_for("recusal")],
          tells={national_office: "recusal_late"}, moves_basis=False)  # fmt: skip
    @step(UNDER_APPEAL, to=None, by=clock, needs=[clock_waits_for("recusal")], tells={the_panel: "recusal_late"},
          moves_basis=False)  # fmt: skip
    def pass_on_recusal(self):
        """Not answered in time: the national office may answer too, and hears of it again until somebody has."""
        self.agenda.start("recusal", at=self.act.at)

    @step(*EXAMINED, *MEASURED, to=None, by=clock, needs=[clock_waits_for("interim_end", "lift_silence")],
          tells={concerned: "interim_ended", federation: "effect"})  # fmt: skip
    def end_interim(self):
        """Its dates have ended it already; or nobody has answered who asked for it to be lifted, and that ends it."""
        silence = self.due("lift_silence")
        if silence and silence <= self.act.at:
            self.stop_interim(self.act.at)
        self.agenda.finish("interim_end")
        self.settle_wish()

    @step(CLOSED, to=None, by=clock, needs=[never_sanctioned, not_drawn_before], moves_basis=False)
    def draw_for_rereading(self):
        """A sample of dismissals is read again by the national office without seeing the outcome."""
        self.rereadings.create(drawn_at=self.act.at)
        self.agenda.finish("rereading")

    @step(CLOSED, to=None, by=clock, needs=[erasure_due("restrict")], moves_basis=False)
    def restrict(self):
        """First step of forgetting: readable by the national office only."""
        self.shut_to_offices()
        self.take_along("restrict")

    @step(CLOSED, to=None, by=clock, needs=[clock_waits_for("identity")], moves_basis=False)
    def forget_reporters(self):
        """Who reported is known no more, though the case is kept longer; that somebody did stays counted."""
        self.unseal_nobody()

    @step(CLOSED, to=None, by=clock, needs=[erasure_due("anonymise")], moves_basis=False)
    def anonymise(self):
        """Second step: persons and texts go, the figures and the proof stay. Nobody erases alone."""
        self.anonymised_at = self.act.at
        self.anonymous()
        self.take_along("anonymise")
