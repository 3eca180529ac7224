"""Where the country needs help, and how the last months went: counted now, for one reader of the national office.

What is open is counted among the cases that the reader may know of; what is past, in the record and the figures. What
he or she stands apart from, and exercises, are in no number of the record; figures lead to no case.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import TruncWeek
from django.utils.functional import cached_property

from accounts.days import WholeDays
from accounts.models import Appointment, Body, Member
from accounts.powers import in_force

from .legal_time import months_after
from .lifecycle import REVIEWING, State
from .models import Case, Entry, Figure
from .models.case import apart_from
from .models.counting import month_of
from .models.queue import IN_ORDER, IS_OPEN
from .parties import NATIONAL
from .small_cells import Spread, spread
from .transparency import ended, group, tallied

ENOUGH = 20  # below, neither a median nor a share: what few cases took says little of the next one
WEEKS, YEAR = 26, timedelta(days=365)
Days = Counter[int]  # how many took so many whole days


class Load(NamedTuple):
    """What lies with one federation, or with the national office."""

    open: int = 0
    late: int = 0
    days: Spread = Spread(0, None, None)  # from the first report to its decisions of a year
    members: int = 0

    @property
    def median(self) -> float | None:
        return self.days.median

    @property
    def decided(self) -> int:
        return self.days.number

    @property
    def per_thousand(self) -> float | None:
        """Open cases for a thousand members, where enough are known."""
        return round(1000 * self.open / self.members, 1) if self.members >= ENOUGH else None


class Officer(NamedTuple):
    """Somebody who examines; without a name, nobody."""

    name: str
    load: Load
    absent_until: date | None = None
    delegate: Any = None


class Country:
    """Asked once each, and only for what a page shows."""

    def __init__(self, person: Any, at: datetime) -> None:
        self.at, self.zone = at, ZoneInfo(settings.TIME_ZONE)
        self.apart = list(apart_from(person))
        known = Case.objects.known_to(person, at=at, apart=self.apart)
        self.open: QuerySet[Case] = known.filter(IS_OPEN).exclude(federation=Body.PRACTICE)
        entries = Entry.objects.exclude(case__federation=Body.PRACTICE).exclude(case__in=self.apart).order_by()
        self.entries = entries.filter(at__lt=at)

    # Now --------------------------------------------------------------------------------------------------------------

    @cached_property
    def standing(self) -> list[dict[str, Any]]:
        """Open cases by federation, whether the national office has them (`here`) and state: `n`, of them `late`."""
        rows: Any = self.open.order_by().values("federation", "state", here=Q(held_by=NATIONAL))
        return list(rows.annotate(n=Count("pk"), late=Count("pk", filter=Q(due_at__lt=self.at))))

    def lying(self, *, here: bool, **where: str) -> Load:
        """What lies there, times aside: with the national office, or not; `federation` or `state`, if given."""
        rows = [row for row in self.standing if row["here"] is here and where.items() <= row.items()]
        return Load(sum(row["n"] for row in rows), sum(row["late"] for row in rows))

    @cached_property
    def by_state(self) -> dict[str, Load]:
        found: dict[str, Load] = defaultdict(Load)
        for row in self.standing:
            one = found[row["state"]]
            found[row["state"]] = Load(one.open + row["n"], one.late + row["late"])
        return found

    @cached_property
    def members(self) -> dict[str, int]:
        """Federation → how many are members of it today."""
        today = self.at.astimezone(self.zone).date()
        there = Member.objects.filter(Q(left_on=None) | Q(left_on__gte=today), joined_on__lte=today)
        return dict(there.order_by().values_list("federation").annotate(n=Count("pk")))

    def loads(self, codes: Iterable[str]) -> dict[str, Load]:
        """Federation → all that is compared."""
        lying: dict[str, Load] = defaultdict(Load)
        for row in self.standing:
            if not row["here"]:
                one = lying[row["federation"]]
                lying[row["federation"]] = Load(one.open + row["n"], one.late + row["late"])
        return {
            code: lying[code]._replace(days=spread_of(self.decided[code]), members=self.members.get(code, 0))
            for code in codes
        }

    # The last months --------------------------------------------------------------------------------------------------

    @cached_property
    def decided(self) -> dict[str, Days]:
        """Who decided → days from the first report, of a year: each case once, by the decision that counts."""
        left = Q(came_from__in=REVIEWING) & ~Q(went_to__in=REVIEWING)
        again = Entry.objects.filter(left, case=OuterRef("case"), number__gt=OuterRef("number"))
        counts = self.entries.filter(left, ~Exists(again), at__gte=self.at - YEAR).exclude(case__state__in=REVIEWING)
        found: dict[str, Days] = defaultdict(Counter)
        for body, days, n in in_days(counts, "held_by"):
            found[body][days] += n
        return found

    @property
    def decided_anywhere(self) -> Days:
        return sum(self.decided.values(), Counter())

    @cached_property
    def looked_at(self) -> Days:
        """Days from the first report to the first look of a case, of a year."""
        before = Entry.objects.filter(step="open_review", case=OuterRef("case"), number__lt=OuterRef("number"))
        looks = self.entries.filter(~Exists(before), step="open_review", at__gte=self.at - YEAR)
        return Counter(dict(in_days(looks)))

    @cached_property
    def weeks(self) -> dict[date, dict[str, int]]:
        """Monday of each of the last whole weeks → how many cases were opened in it, and how many closed."""
        day = self.at.astimezone(self.zone)
        ends = (day - timedelta(days=day.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)
        mondays = [ends - timedelta(weeks=ago) for ago in range(WEEKS, 0, -1)]
        found = {monday.date(): {"opened": 0, "closed": 0} for monday in mondays}
        moved = Q(step="receive") | Q(went_to=State.CLOSED) & ~Q(came_from=State.CLOSED)
        rows: Any = self.entries.filter(moved, at__gte=mondays[0], at__lt=ends)
        told = rows.values(week=TruncWeek("at", tzinfo=self.zone), is_end=Q(went_to=State.CLOSED))
        for row in told.annotate(n=Count("pk")):
            found[row["week"].date()]["closed" if row["is_end"] else "opened"] += row["n"]
        return found

    @cached_property
    def figures(self) -> list[dict[str, Any]]:
        """Those of this month and of the eleven before."""
        first = month_of(months_after(self.at, -11, zone=self.zone))
        return Figure.objects.filter(month__gte=first).summed()

    @property
    def by_article(self) -> dict[str, Counter[str]]:
        """Article → group of outcomes → how many cases were decided so."""
        cases = [row for row in self.figures if row["what"] == Figure.What.CASE]
        found: dict[str, Counter[str]] = tallied(cases, lambda row: row["category"], group)
        return found

    @property
    def by_result(self) -> dict[str, Counter[str]]:
        """How remedies ended → against what they were → how many."""
        return ended(self.figures)

    # One federation ---------------------------------------------------------------------------------------------------

    def held_in(self, code: str) -> QuerySet[Case]:
        """Open cases of this federation that the national office does not have: danger first, then the nearest date."""
        cases: QuerySet[Case] = self.open.filter(federation=code).exclude(held_by=NATIONAL).order_by(*IN_ORDER)
        return cases.select_related("claimed_by")

    def officers(self, code: str) -> list[Officer]:
        """Who examines there today, by name, with what each has in charge; last, what nobody has."""
        rows: Any = self.held_in(code).order_by().values("claimed_by")
        told = rows.annotate(n=Count("pk"), late=Count("pk", filter=Q(due_at__lt=self.at)))
        loads = {row["claimed_by"]: Load(row["n"], row["late"]) for row in told}
        serving = Appointment.objects.filter(in_force(self.at), body=code).select_related("person", "delegate")
        found: dict[int, Officer] = {}
        for one in serving.order_by("person__name", "person", "absent_until"):
            load = loads.pop(one.person_id, Load())
            found.setdefault(one.person_id, Officer(one.person.name, load, one.absent_until, one.delegate))
        rest = sum(one.open for one in loads.values()), sum(one.late for one in loads.values())
        return [*found.values(), Officer("", Load(*rest))]


def in_days(entries: QuerySet[Entry], *columns: str) -> Iterator[tuple[Any, ...]]:
    """Of these entries by these columns: whole days since the first report of their case, and how many took so long."""
    days = WholeDays(F("case__opened_at"), F("at"))
    rows: Any = entries.annotate(days=days).values_list(*columns, "days")
    yield from rows.annotate(n=Count("pk"))


def spread_of(days: Days) -> Spread:
    return spread(list(days.elements()), least=ENOUGH)
