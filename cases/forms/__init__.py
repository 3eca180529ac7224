"""One form a step, named like it: `Warn` asks what `Case.warn` takes. `checks.py` holds the two together."""

from __future__ import annotations

from . import concerned, deciding, holder, national, parties, reporter
from .base import StepForm

ROOMS = (holder, parties, deciding, national, concerned, reporter)
OWN_ROOMS = {"concerned": concerned, "reporter": reporter}


def form_named(step: str, side: str = "") -> type[StepForm] | None:
    """`open_review` → `OpenReview`; None for what no page asks (the clock's steps, the birth).

    A side whose own room words the step in its own way is asked in those words: who reported has a «second look».
    """
    rooms = (OWN_ROOMS[side], *ROOMS) if side in OWN_ROOMS else ROOMS
    named = (vars(room).get(step.title().replace("_", "")) for room in rooms)
    return next((one for one in named if isinstance(one, type) and issubclass(one, StepForm)), None)


__all__ = ["StepForm", "form_named"]
