"""What the appeals panel does before it decides. It never holds a case: it sits on an appeal."""

from __future__ import annotations

from ..grammar import step
from ..guards import (
    agreement,
    clock_waits_for,
    effect_runs,
    no_open_proposal,
    none_an_earlier_actor,
    not_worse,
    panel_complete,
    proposed,
    recusal_answered,
    signs_what_was_read,
)
from ..lifecycle import UNDER_APPEAL
from ..parties import PANEL, clock, concerned, federation, may, proposer, seated
from .base import Acts


class PanelActs(Acts):
    @step(UNDER_APPEAL, to=None, by=may("hear_appeals", in_=PANEL), needs=[recusal_answered],
          accepts=[none_an_earlier_actor],
          tells={concerned: "panel_seated"}, moves_basis=False)  # fmt: skip
    def seat(self, *, people):
        """Three at least, and none who took part before (Annexe I-6, arts. 5 and 19)."""
        self.appeals.seat(self.act, people)

    @step(UNDER_APPEAL, to=None, by=seated | clock, needs=[recusal_answered, clock_waits_for("appeal"), effect_runs],
          tells={concerned: "effect_stayed", federation: "effect"}, moves_basis=False)  # fmt: skip
    def stay_effect(self, *, why=""):
        """After sixty days without a decision the clock stays the effect by itself."""
        self.measures.stay(self.act)
        self.agenda.finish("appeal")

    @step(UNDER_APPEAL, to=None, by=seated, needs=[recusal_answered, panel_complete, no_open_proposal],
          accepts=[not_worse])  # fmt: skip
    def propose_result(self, *, result, kind, days, months, text):
        """The first voice of the panel: a text for the others to agree to."""
        content = {"result": result, "kind": kind, "days": days, "months": months, "text": text}
        self.proposals.make(self.act, "appeal", content)
        self.appeals.agree(self.act)

    @step(UNDER_APPEAL, to=None, by=seated,
          needs=[recusal_answered, panel_complete, proposed("appeal"), agreement(completes=False)],
          accepts=[signs_what_was_read], moves_basis=False)  # fmt: skip
    def agree(self, *, sha256):
        self.appeals.agree(self.act)

    @step(UNDER_APPEAL, to=None, by=seated, needs=[recusal_answered, proposed("appeal")],
          tells={proposer: "proposal_answered"})  # fmt: skip
    def set_aside_result(self, *, why):
        """A text that finds no majority makes way for another."""
        self.proposals.finish(self.act, "sent back")
