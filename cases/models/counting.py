"""What a step leaves in the figures: rows that outlive the case, and lead to nobody.

The door asks once a step (`count`), after its body. A case counts from its first decision on, whatever ends later: its
columns are then on its row too (`counted_as`), so that a reopening takes back exactly what was counted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings

from ..lifecycle import REVIEWING, State
from ..parties import NATIONAL
from .charter import wordings
from .quality import Figure

HOUR = timedelta(hours=1)
What = Figure.What
# What the answers to a step tell that its entry does not: entries stay for ever, answers are forgotten.
ANSWERED: dict[str, tuple[str, Callable[[dict[str, Any]], str]]] = {
    "answer_identity": (What.IDENTITY, lambda said: "granted" if said["granted"] else "refused"),
    "restrict_reporting": (What.MISUSE, lambda said: "limited" if said["until"] else "cautioned"),
    "answer_restriction": (What.MISUSE, lambda said: "lifted" if said["lifted"] else "kept"),
    "reread": (What.REREADING, lambda said: "agrees" if said["would_dismiss"] else "otherwise"),
}


def month_of(at: datetime) -> date:
    """The first day of the month that it is at the organisation's seat."""
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date().replace(day=1)


class Counting:
    if TYPE_CHECKING:
        counted_as: dict[str, Any] | None

        def __getattr__(self, name: str) -> Any: ...

    def count(self, came_from: str) -> None:
        """Write down what this step changes in the figures; of an exercise nothing."""
        if self.is_exercise:
            return
        if rows := [*self._decided(came_from), *self._after_appeal(came_from), *self._answered()]:
            Figure.objects.bulk_create(rows)

    def _decided(self, came_from: str) -> Iterator[Figure]:
        was_examined, is_examined = came_from in REVIEWING, self.state in REVIEWING
        if was_examined and not is_examined:
            self.counted_as = self._columns()
            yield Figure(**self.counted_as)
            if self._is_second_look():
                yield self._told(What.SECOND_LOOK, self.counted_as["outcome"], since=self.second_look_at)
        elif is_examined and not was_examined and self.counted_as:
            yield Figure(**self.counted_as, count=-1)
            self.counted_as = None

    def _after_appeal(self, came_from: str) -> Iterator[Figure]:
        """What became of a remedy; what was decided before it stays counted as it was decided."""
        if came_from == State.UNDER_APPEAL != self.state:
            results = {"lapse": "lapsed", "withdraw_appeal": "withdrawn"}
            remedy, result = self.open_appeal() or self.appeals.latest("pk"), results.get(self.act.name)
            yield self._told(remedy.kind, result or self.act.proposal.content["result"], since=remedy.filed_at)

    def _answered(self) -> Iterator[Figure]:
        if self.act.name in ANSWERED:
            what, result = ANSWERED[self.act.name]
            yield self._told(what, result(self.act.data))

    def _columns(self) -> dict[str, Any]:
        """What this case counts as from now on: as it is kept on its row, dates as texts."""
        act, decision = self.act, self.act.decision
        is_measure = self.state != State.CLOSED
        return {
            "what": What.CASE, **self._place(), "outcome": self.outcome or decision.kind,
            "measure": decision.kind if is_measure else "", "scope": decision.scope if is_measure else "",
            "days": decision.days if is_measure else None,
            "suspended_days": decision.suspended_days if is_measure else None,
            "hours": (act.at - self.opened_at) // HOUR, **self._interim(),
        }  # fmt: skip

    def _place(self) -> dict[str, Any]:
        """When, where and about what."""
        version = wordings().get(self.article_version_id)
        return {
            "month": month_of(self.act.at).isoformat(),
            "region": self.federation.region if self.federation else "",
            "category": version.article.code if version else "", "network": self.post.network,
            "level": "national" if self.held_by_id == NATIONAL else "federation",
        }  # fmt: skip

    def _interim(self) -> dict[str, Any]:
        """The days of interim suspension served by the decision, and the ground. Asked only of who had one."""
        decided_before = self.decisions_count - bool(self.act.decision)
        first = self.measures.interim().order_by("pk").select_related("decision").first() if decided_before else None
        if first is None:
            return {}
        served = self.measures.interim_days(self.act.at, self.zone)
        return {"interim_ground": first.decision.ground, "interim_days": served}

    def _told(self, what: str, result: str, *, since: datetime | None = None) -> Figure:
        """One more of what is no decision on a case, in the month of this act; of a remedy, against which measure."""
        counted = self.counted_as or {}
        return Figure(
            what=what, result=result, month=month_of(self.act.at), measure=counted.get("measure", ""),
            hours=(self.act.at - since) // HOUR if since else None,
        )  # fmt: skip

    def _is_second_look(self) -> bool:
        """Did who reported have it looked at again, and not new evidence since?"""
        asked = self.second_look_at
        return asked is not None and not self.entries.filter(step="reopen", at__gt=asked).exists()
