"""How long a case is kept once it is closed, by how it ended; and the deadlines by which the clock forgets it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from accounts.models import Person
from notifications.models import Notice

from ..legal_time import end_of, months_after
from ..parties import NATIONAL

# Whatever else is there, a warning is not kept longer than this after it began (CGFP, art. L. 533-5).
LONGEST_WARNING = 36  # months
# Read by its federation no more once it is closed; everything else stays with it until nobody can have it looked at
# again, and a workshop until it was followed.
SHUT_AT_CLOSING = ("out_of_scope", "time_barred", "advice", "completed", "lifted")
KEPT = {"advice": "RETAIN_ADVICE", "workshop": "RETAIN_ADVICE"}  # the parameter in months; without a sanction otherwise
WITHOUT_SANCTION = "RETAIN_WITHOUT_SANCTION"
SANCTIONED = {"warning": "RETAIN_WARNING", "suspension": "RETAIN_SUSPENSION"}
STAGES = ("restrict", "identity", "anonymise")  # kinds of deadline, in the order in which they may fall on one moment


class Retention:
    if TYPE_CHECKING:
        restricted_at: datetime | None

        def __getattr__(self, name: str) -> Any: ...

    def plan_forgetting(self) -> None:
        """Closed, its days are deadlines, which move with what they depend on; open again, nothing is restricted.

        What was joined to another case is forgotten with that one, and has no days of its own.
        """
        if self.state != "closed":
            if self.restricted_at:
                self._letters_to_offices().update(withheld_at=None)
            self.restricted_at = None
            return
        for stage in STAGES:
            day = self.forgets_at(stage)
            if day is None or self.outcome == "joined" or self.has_forgotten(stage):
                self.agenda.finish(stage)
            elif not self.agenda.is_due_at(stage, day):
                self.agenda.start(stage, at=self.act.at, due_at=max(day, self.act.at))

    def shut_to_offices(self) -> None:
        """Who does not read the case any more has no letter about it either, but for the national office."""
        self.restricted_at = self.act.at
        reading = Person.objects.holding("read_all", NATIONAL, at=self.act.at)
        self._letters_to_offices().exclude(recipient__in=reading.order_by().values("pk")).update(
            withheld_at=self.act.at
        )

    def _letters_to_offices(self) -> Any:
        return Notice.objects.filter(topic=self.reference).exclude(letter__audience="concerned")

    def take_along(self, stage: str, step: str = "", **answers: Any) -> None:
        """What was joined to this case goes the same way at the same moment: by the clock's step, or by this one."""
        for one in self.joined.select_for_update().order_by("pk"):
            if not one.has_forgotten(stage):
                self.act.follows.append((one, step or stage, answers))

    def has_forgotten(self, stage: str) -> bool:
        """Is that done? Of who reported: is nobody known behind a seal?"""
        if stage == "identity":
            return not any(who and role == "reporter" for who, role in self._named)
        return bool(self.restricted_at if stage == "restrict" else self.anonymised_at)

    def forgets_at(self, stage: str) -> datetime | None:
        """When it is restricted, who reported forgotten, all anonymised; not while a court may ask. None while open."""
        if self.outcome == "joined":
            goes_with: Retention = self.joined_to
            return goes_with.forgets_at(stage)
        if self.state != "closed" or self.closed_at is None:
            return None
        ways = {"restrict": self._shut_from, "identity": self._unsealed_from, "anonymise": self._forgotten_from}
        day = ways[stage]()
        if stage == "identity" and day >= self._forgotten_from():
            return None  # all goes at once then
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

    def _unsealed_from(self) -> datetime:
        """Whatever the outcome, once who reported was told, and may not ask for a second look any more."""
        told_at = max(self.closed_at, self.last_reported_at)
        return max(months_after(told_at, self.parameter("RETAIN_IDENTITY"), zone=self.zone), self.remedies_until())

    def _forgotten_from(self) -> datetime:
        """Never before it was restricted, nor while anybody may still have it looked at again."""
        return max(self._kept_until(), self._shut_from(), self.remedies_until())

    def _kept_until(self) -> datetime:
        """So many months after what its outcome counts from: closing, attendance, the end of the measure."""
        key, since, most = KEPT.get(self.outcome, WITHOUT_SANCTION), self.closed_at, None
        if self.outcome == "out_of_scope":  # it has nothing to do here, and stays no longer than a second look is open
            days = timedelta(days=self.parameter("SECOND_LOOK_DAYS"))
            most = end_of(self.local_date(self.closed_at) + days, self.zone)
        if self.outcome == "workshop":
            since = max(since, self.training.over_at(self.zone) or since)
        elif self.outcome in ("completed", "lifted") and (measure := self.measures.final()):
            key, since = SANCTIONED[measure.kind], min(since, measure.over_at or since)
            if measure.kind == "warning" and measure.starts_at:
                most = months_after(measure.starts_at, LONGEST_WARNING, zone=self.zone)
        day = months_after(since, self.parameter(key), zone=self.zone)
        return min(day, most) if most else day
