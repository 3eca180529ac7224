"""All stories at once, in the order of time, the clock going every day: what stands at the end is today's work."""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F

from accounts.models import Body
from notifications.models import Heartbeat, Notice
from notifications.post import without_ringing

from ..clock import sweep
from ..grammar import Refused
from ..mornings import ROUND
from .people import CAPITAL, HOME, Cast, populate
from .plan import LEADING, MEMBER, Plan, plans
from .story import Days, Moment, Story
from .workshops import offer_workshops, take_places

DAY, BREATH = timedelta(days=1), timedelta(minutes=10)
READ_AFTER, UNREAD_SINCE = timedelta(hours=5), timedelta(days=4)
Passing = Callable[[float], None]


def tell(cases: int, federations: int, *, now: datetime, passing: Passing = lambda share: None) -> list[str]:
    """Load the demo into a database without people. `passing` hears which part of the time has gone by, from 0 to 1.

    The same `now` gives the same people, posts, steps and moments; codes and keys are secrets, and new each time.
    Returns what the procedure said to stories that it ended early, as a public holiday may.
    """
    codes = places(federations)
    cast = populate(codes, now=now)
    told = [begun(cast, one, number, now=now) for number, one in enumerate(plans(cases, codes))]
    with without_ringing():
        sessions = offer_workshops(now=now)
        live(told, now=now, passing=passing)
        take_places(sessions, cast.members(), first=cast.accounts[MEMBER].member, now=now)
    read_what_is_old(now=now)
    Heartbeat.beat(ROUND, at=now)  # what is new to officers is what comes after
    return [one.ended_by for one in told if one.ended_by]


def places(count: int) -> list[str]:
    """Codes of so many federations: those of the demo accounts, then others across the country, always the same."""
    others = Body.objects.filter(kind="federation").exclude(code__in=[HOME, CAPITAL, Body.PRACTICE])
    codes = list(others.order_by("code").values_list("code", flat=True))
    random.Random("places").shuffle(codes)
    return [HOME, CAPITAL, *codes][: max(count, 2)]


@dataclass
class Told:
    story: Story
    rest: Days
    pace: float
    ended_by: str = ""

    def go_on(self) -> datetime | None:
        """Take the step that is due; when the next one is, or None at the end.

        Where the procedure says no the story ends, and the case stays where it stands.
        """
        try:
            pause = next(self.rest, None)
        except Refused as no:
            self.ended_by = f"{self.story.case}: {no}"
            return None
        if pause is None:
            return None
        later = self.story.at + DAY * pause * self.pace
        return max(by_day(later), self.story.at + BREATH) if pause >= 0.5 else later


def begun(cast: Cast, plan: Plan, number: int, *, now: datetime) -> Told:
    """A story at its first moment; those past the leading ones take their time, each its own."""
    at = now - timedelta(days=plan.age)
    story = Story(cast, 10 * number, Moment(by_day(at) if plan.age >= 1 else at), code=plan.code, weight=plan.weight,
                  **plan.told)  # fmt: skip
    pace = story.chance.uniform(1, 1.25) if number >= len(LEADING) else 1
    return Told(story, plan.telling(story), pace)


def by_day(at: datetime) -> datetime:
    """The same day between seven and twenty: hardly anybody writes at night."""
    return at.replace(hour=7 + at.hour % 13)


def live(told: Sequence[Told], *, now: datetime, passing: Passing) -> None:
    """Until now: what a story would do later has not happened."""
    queue = [(one.story.at, place) for place, one in enumerate(told)]
    heapq.heapify(queue)
    start = clock = min(queue, default=(now, 0))[0]
    while queue and queue[0][0] <= now:
        at, place = heapq.heappop(queue)
        clock = wound(clock, until=at)
        told[place].story.moment.at = at
        if (later := told[place].go_on()) is not None:
            heapq.heappush(queue, (later, place))
        passing((at - start) / (now - start))
    wound(clock, until=now)
    sweep(at=now)


def wound(clock: datetime, *, until: datetime) -> datetime:
    """The clock goes once a day; returns when it last did."""
    while clock + DAY <= until:
        clock += DAY
        sweep(at=clock)
    return clock


def read_what_is_old(*, now: datetime) -> None:
    """People read what they were sent, but for the last days; a letter with legal effect waits where it leads."""
    old = Notice.objects.filter(is_legal=False, read_at=None, created_at__lt=now - UNREAD_SINCE)
    old.update(read_at=F("created_at") + READ_AFTER)
