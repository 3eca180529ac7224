"""How long a case is kept once it is closed, by how it ended; and the deadlines by which the clock forgets it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from ..legal_time import end_of, months_after

# Whatever else is there, a warning is not kept longer than this after it began (CGFP, art. L. 533-5).
LONGEST_WARNING = 36  # months
# Read by its federation no more once it is closed; everything else stays with it until nobody can have it looked at
# again, and a workshop until it was followed.
SHUT_AT_CLOSING = ("out_of_scope", "time_barred", "advice", "completed", "lifted")
KEPT = {"advice": "RETAIN_ADVICE", "workshop": "RETAIN_ADVICE"}  # the parameter in months; without a sanction otherwise
WITHOUT_SANCTION = "RETAIN_WITHOUT_SANCTION"
SANCTIONED = {"warning": "RETAIN_WARNING", "suspension": "RETAIN_SUSPENSION"}
STAGES = {"restrict": "restricted_at", "anonymise": "anonymised_at"}  # each the step of the clock: when it was done


class Retention:
    if TYPE_CHECKING:
        restricted_at: datetime | None

        def __getattr__(self, name: str) -> Any: ...

    def plan_forgetting(self) -> None:
        """Closed, its days are deadlines, which move with what they depend on; open again, nothing is restricted.

        What was joined to another case is forgotten with that one, and has no days of its own.
        """
        if self.state != "closed":
            self.restricted_at = None
            return
        for stage, done in STAGES.items():
            day = None if getattr(self, done) or self.outcome == "joined" else self.forgets_at(stage)
            if day is None:
                self.agenda.finish(stage)
            elif not self.agenda.is_due_at(stage, day):
                self.agenda.start(stage, at=self.act.at, due_at=max(day, self.act.at))

    def take_along(self, stage: str) -> None:
        """What was joined to this case goes the same way at the same moment."""
        done = STAGES[stage]
        for one in self.joined.select_for_update().filter(**{done: None}).order_by("pk"):
            self.act.follows.append((one, stage, {}))

    def forgets_at(self, stage: str) -> datetime | None:
        """When it is restricted, then anonymised: not while a court may ask for it. None while it is open."""
        if self.outcome == "joined":
            goes_with: Retention = self.joined_to
            return goes_with.forgets_at(stage)
        if self.state != "closed" or self.closed_at is None:
            return None
        day = self._shut_from() if stage == "restrict" else self._forgotten_from()
        return max(day, end_of(self.legal_hold_until, self.zone)) if self.legal_hold_until else day

    def _shut_from(self) -> datetime:
        """From when on the national office alone reads it."""
        closed_at: datetime = self.closed_at
        if self.outcome in SHUT_AT_CLOSING:
            return closed_at
        wait = timedelta(days=self.parameter("SECOND_LOOK_DAYS"))
        if self.outcome == "workshop":
            return max(closed_at, self.training.over_at(self.zone, wait) or closed_at)
        return max(end_of(self.local_date(closed_at) + wait, self.zone), self.remedies_until())

    def _forgotten_from(self) -> datetime:
        """Never before it was restricted, nor while anybody may still have it looked at again."""
        return max(self._kept_until(), self._shut_from(), self.remedies_until())

    def _kept_until(self) -> datetime:
        """So many months after what its outcome counts from: closing, attendance, the end of the measure."""
        key, since, most = KEPT.get(self.outcome, WITHOUT_SANCTION), self.closed_at, None
        if self.outcome == "workshop":
            since = max(since, self.training.over_at(self.zone) or since)
        elif self.outcome in ("completed", "lifted") and (measure := self.measures.final()):
            key, since = SANCTIONED[measure.kind], min(since, measure.over_at or since)
            if measure.kind == "warning" and measure.starts_at:
                most = months_after(measure.starts_at, LONGEST_WARNING, zone=self.zone)
        day = months_after(since, self.parameter(key), zone=self.zone)
        return min(day, most) if most else day
