"""A year in numbers, as it is published: counted in the record, the figures and what stays of reports for ever.

`year_in_numbers` gives what a `Publication` freezes: tables of codes and counts, small ones withheld. Words and plots
are made from it where it is shown, so that one report has one content in two languages. What each table follows stands
in the official templates of Regulation (EU) 2024/2835 (DSA, art. 15), as a benchmark.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from operator import itemgetter
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet, Subquery, Sum

from accounts.models import Appointment, Body
from accounts.powers import in_force
from notifications.models import Letter

from .addresses import NETWORKS
from .guards.deciding import GROUNDS
from .lifecycle import REVIEWING
from .models import Article, Entry, Figure, Report, Session
from .models.charter import wordings_on
from .models.counting import month_of
from .small_cells import spread, withheld

ALL = "all"
GROUPS = {
    "no_action": ("dismissed", "cleared", "out_of_scope", "time_barred"),
    "education": ("advice", "workshop"),
    "sanction": ("warning", "suspension"),
    "other": ("lapsed", "withdrawn", "referred_out", "joined"),
}
GROUP_OF = {outcome: group for group, outcomes in GROUPS.items() for outcome in outcomes}
LEVELS = ("federation", "national")
RESULTS = ("upheld", "reduced", "annulled", "lapsed", "withdrawn")
CONTESTED = ("of_warning", "of_suspension", "revision")
SCOPES = ("functions", "online_tools", "full_membership")
BUCKETS = (7, 14, 28, 42, 56, 70, 100)  # days to a decision, each up to and with this one
# What is counted in the record by the name of its step; and by whom or from where, where that makes a difference.
STEPS: dict[str, tuple[str, dict[str, bool]]] = {
    "appeals_filed": ("appeal", {}),
    "second_looks_asked": ("reopen", {"reporter": True}),
    "reopened_on_evidence": ("reopen", {"reporter": False}),
    "interim_imposed": ("impose_interim", {}),
    "interim_renewed": ("renew_interim", {}),
    "interim_lifted": ("lift_interim", {}),
    "interim_ended_by_clock": ("end_interim", {}),
    "revoked": ("revoke_sursis", {}),
    "escalated": ("refer_to_national", {"clock": True}),
    "extended": ("extend_limit", {}),
    "lapsed": ("lapse", {"under_appeal": False}),
    "appeals_lapsed": ("lapse", {"under_appeal": True}),
    "recusals_declared": ("declare_recusal", {}),
    "recusals_asked": ("request_recusal", {}),
    "proposals_refused": ("refuse_proposal", {}),
    "proposals_sent_back": ("send_back_proposal", {}),
    "identities_asked": ("ask_identity", {}),
    "dangers_answered": ("answer_danger", {}),
    "rereadings_drawn": ("draw_for_rereading", {}),
    "workshops_followed": ("confirm_attendance", {}),
}
LIMITS = ("escalated", "extended", "lapsed", "appeals_lapsed")
INTERIM = ("interim_imposed", "interim_renewed", "interim_lifted", "interim_ended_by_clock")
ACCOUNTABILITY = (
    "recusals_declared", "recusals_asked", "proposals_refused", "proposals_sent_back", "dangers_answered",
    "reopened_on_evidence", "revoked", "workshops_followed", "identities_asked",
    "access_alerts",
)  # fmt: skip


class Sheet:
    """Tables on the way to being published: every count by (table, row, column), and the sums among them."""

    def __init__(self) -> None:
        self.counts: dict[Any, int] = {}
        self.sums: list[tuple[Any, Sequence[Any]]] = []
        self.shapes: dict[str, tuple[list[str], list[str]]] = {}

    def table(self, name: str, columns: Iterable[str], rows: dict[str, Any], *, total: bool, across: bool) -> None:
        """`rows`: row → column → count. `total` adds a row that sums the others, `across` such a column."""
        given = list(columns)
        wide = [*given, ALL] if across else given
        self.shapes[name] = (wide, [*rows, ALL] if total else list(rows))
        for row, cells in rows.items():
            self.counts |= {(name, row, column): cells.get(column, 0) for column in given}
            if across:
                self._add(name, (row, ALL), [(row, column) for column in given])
        for column in wide if total else ():
            self._add(name, (ALL, column), [(row, column) for row in rows])
        if total and across:
            self.sums.append(((name, ALL, ALL), [(name, ALL, column) for column in given]))

    def _add(self, name: str, total: tuple[str, str], parts: list[tuple[str, str]]) -> None:
        names = [(name, *part) for part in parts]
        self.counts[name, *total] = sum(self.counts[one] for one in names)
        self.sums.append(((name, *total), names))

    def same(self, one: tuple[str, str, str], *others: tuple[str, str, str]) -> None:
        """One number that several tables show, or that others add up to: what is withheld there is not told here."""
        self.sums.append((one, others))

    def shown(self, *, least: int) -> Iterator[dict[str, Any]]:
        hidden = withheld(self.counts, self.sums, least=least)
        for name, (columns, rows) in self.shapes.items():
            cells = [[self._cell((name, row, column), hidden) for column in columns] for row in rows]
            shown = [{"row": row, "values": values} for row, values in zip(rows, cells, strict=True)]
            yield {"name": name, "columns": columns, "rows": shown}

    def _cell(self, name: tuple[str, str, str], hidden: frozenset[Any]) -> int | None:
        return None if name in hidden else self.counts[name]


class Year(NamedTuple):
    """From its first moment to that of the next, as the seat's clock goes."""

    number: int
    start: datetime
    end: datetime

    @classmethod
    def of(cls, number: int) -> Year:
        zone = ZoneInfo(settings.TIME_ZONE)
        return cls(number, datetime(number, 1, 1, tzinfo=zone), datetime(number + 1, 1, 1, tzinfo=zone))

    def is_over(self, at: datetime) -> bool:
        return at >= self.end

    @property
    def months(self) -> list[str]:
        return [f"{self.number}-{month:02}" for month in range(1, 13)]

    def entries(self) -> QuerySet[Entry]:
        """The record of this year, exercises left out."""
        return Entry.objects.filter(at__gte=self.start, at__lt=self.end).exclude(case__federation=Body.PRACTICE)


def year_in_numbers(number: int, *, least: int) -> dict[str, Any]:
    """All that a report of this year shows, as JSON keeps it. Raises ValueError where tables contradict each other."""
    year, sheet = Year.of(number), Sheet()
    figures = Figure.objects.of_year(number).summed()
    cases = [row for row in figures if row["what"] == Figure.What.CASE]
    articles = list(Article.objects.order_by("number").values_list("code", flat=True))
    received(sheet, year, articles)
    decided(sheet, year, cases, articles)
    sanctions(sheet, cases)
    steps = counted(year)
    remedies(sheet, figures, steps)
    provisional(sheet, cases, steps)
    steps["access_alerts"] = alerts(year)
    for table, names in (("limits", LIMITS), ("accountability", ACCOUNTABILITY)):
        sheet.table(table, ["number"], {name: {"number": steps[name]} for name in names}, total=False, across=False)
    sheet.table("automated", ["number"], {"decisions": {}}, total=False, across=False)
    people(sheet, year)
    times = durations(year, figures, cases)
    timed(sheet, times)
    waiting(sheet, year)
    return {"year": number, "least": least, "tables": [*filled(sheet, times, least=least)], "articles": titles(year)}


def counted(year: Year) -> Counter[str]:
    """How often each of `STEPS` was taken."""
    taken = year.entries().order_by().values("step", "role", "came_from").annotate(n=Count("pk"))
    found: Counter[str] = Counter()
    for row in taken:
        for name, (step, told) in STEPS.items():
            fits = all((word in (row["role"], row["came_from"])) == wanted for word, wanted in told.items())
            found[name] += row["n"] if row["step"] == step and fits else 0
    return found


def tallied(rows: Iterable[dict[str, Any]], by: Callable[[dict[str, Any]], str], column: Callable[..., str]) -> Any:
    """Row → column → how many."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        found[by(row)][column(row)] += row["n"]
    return found


def group(row: dict[str, Any]) -> str:
    return GROUP_OF[row["outcome"]]


# Part 4 and 6 of the official template: what came in, and what became of it -------------------------------------------


def received(sheet: Sheet, year: Year, articles: list[str]) -> None:
    """Reports by month, by the article that each named and by network; and cases, by who had them opened.

    Of a report only its words are ever erased, so rows are counted where they lie.
    """
    reports = Report.objects.received(year.start, year.end)
    by_month = tallied(reports, lambda row: f"{row['month']:%Y-%m}", lambda row: "reports")
    sheet.table("received", ["reports"], {month: by_month[month] for month in year.months}, total=True, across=False)
    for name, column, keys in (
        ("received_articles", "category", [*articles, "none"]),
        ("received_networks", "network", NETWORKS),
    ):
        found = tallied(reports, itemgetter(column), lambda row: "reports")
        sheet.table(name, ["reports"], {key: found[key] for key in keys}, total=True, across=False)
        sheet.same(("received", ALL, "reports"), (name, ALL, "reports"))
    rows: dict[str, Counter[str]] = {month: Counter() for month in year.months}
    for at, role in year.entries().filter(step="receive").values_list("at", "role").iterator():
        rows[f"{month_of(at):%Y-%m}"]["own_initiative" if role in LEVELS else "reported"] += 1
    sheet.table("opened", ["reported", "own_initiative"], rows, total=True, across=True)


def decided(sheet: Sheet, year: Year, cases: list[dict[str, Any]], articles: list[str]) -> None:
    """Decided cases by month, outcome, article, network and region: never by federation, and no two of these at once.

    Each shows the same total, and months, articles and regions the same groups of outcomes.
    """
    by_month = tallied(cases, lambda row: f"{row['month']:%Y-%m}", group)
    sheet.table("months", GROUPS, {month: by_month[month] for month in year.months}, total=True, across=True)
    by_outcome = tallied(cases, lambda row: row["outcome"], lambda row: "cases")
    sheet.table("outcomes", ["cases"], {one: by_outcome[one] for one in GROUP_OF}, total=True, across=False)
    sheet.same(("months", ALL, ALL), ("outcomes", ALL, "cases"))
    for name, outcomes in GROUPS.items():
        sheet.same(("months", ALL, name), *(("outcomes", outcome, "cases") for outcome in outcomes))
    regions = Body.objects.filter(kind="federation").exclude(code=Body.PRACTICE).values_list("region", flat=True)
    for name, column, keys in (("articles", "category", articles), ("regions", "region", sorted(set(regions) - {""}))):
        found = tallied(cases, itemgetter(column), group)
        found["none"] = found.pop("", Counter())
        rows = {key: found[key] for key in dict.fromkeys([*keys, *sorted(found), "none"])}
        sheet.table(name, GROUPS, rows, total=True, across=True)
        for one in (*GROUPS, ALL):
            sheet.same(("months", ALL, one), (name, ALL, one))
    found = tallied(cases, lambda row: row["network"], lambda row: "cases")
    sheet.table("networks", ["cases"], {name: found[name] for name in NETWORKS}, total=True, across=False)
    sheet.same(("months", ALL, ALL), ("networks", ALL, "cases"))


def sanctions(sheet: Sheet, cases: list[dict[str, Any]]) -> None:
    suspended = [row for row in cases if row["measure"] == "suspension"]
    whole = tallied(suspended, lambda row: row["scope"], part_suspended)
    columns = ("served", "part_suspended", "all_suspended")
    sheet.table("suspensions", columns, {scope: whole[scope] for scope in SCOPES}, total=True, across=True)
    sheet.same(("suspensions", ALL, ALL), ("outcomes", "suspension", "cases"))


def part_suspended(row: dict[str, Any]) -> str:
    if not row["suspended_days"]:
        return "served"
    return "all_suspended" if row["suspended_days"] == row["days"] else "part_suspended"


def provisional(sheet: Sheet, cases: list[dict[str, Any]], steps: Counter[str]) -> None:
    """Interim suspensions: what was done this year, and what became of cases decided this year that had one."""
    sheet.table("interim", ["number"], {name: {"number": steps[name]} for name in INTERIM}, total=False, across=False)
    had = [row for row in cases if row["interim_days"] is not None]
    ends = tallied(had, lambda row: row["interim_ground"], lambda row: "sanction" if row["measure"] else "no_sanction")
    rows = {ground: ends[ground] for ground in GROUNDS}
    sheet.table("interim_ends", ["sanction", "no_sanction"], rows, total=True, across=True)
    spread_over(sheet, "interim_days", [row["interim_days"] for row in had for _ in range(row["n"])])
    sheet.same(("interim_ends", ALL, ALL), ("interim_days", ALL, "cases"))


# Part 7: remedies, misuse, and the rest -------------------------------------------------------------------------------


def remedies(sheet: Sheet, rows: list[dict[str, Any]], steps: Counter[str]) -> None:
    """What was filed, and how what was decided this year ended."""
    found = ended(rows)
    sheet.table("appeals", CONTESTED, {one: found[one] for one in RESULTS}, total=True, across=True)
    again = tallied([row for row in rows if row["what"] == "second_look"], group_of_result, lambda row: "number")
    sheet.table("second_looks", ["number"], {name: again[name] for name in GROUPS}, total=True, across=False)
    filed = {name: {"number": steps[name]} for name in ("appeals_filed", "second_looks_asked")}
    sheet.table("filed", ["number"], filed, total=False, across=False)
    for table, what, results in (
        ("misuse", "misuse", ("cautioned", "limited", "kept", "lifted")),
        ("identities", "identity", ("granted", "refused")),
        ("rereadings", "rereading", ("agrees", "otherwise")),
    ):
        found = tallied([row for row in rows if row["what"] == what], lambda row: row["result"], lambda row: "number")
        sheet.table(table, ["number"], {one: found[one] for one in results}, total=False, across=False)


def ended(rows: list[dict[str, Any]]) -> dict[str, Counter[str]]:
    """Of these figures the remedies: how they ended → what was contested → how many."""
    kinds = {"appeal": lambda row: f"of_{row['measure']}", "revision": lambda row: "revision"}
    asked = [row for row in rows if row["what"] in kinds]
    found: dict[str, Counter[str]] = tallied(asked, lambda row: row["result"], lambda row: kinds[row["what"]](row))
    return found


def group_of_result(row: dict[str, Any]) -> str:
    return GROUP_OF[row["result"]]


def alerts(year: Year) -> int:
    """How often the privacy officer was told of unusual readings: by the letters, which outlast the log itself."""
    sent = Letter.objects.filter(act="access_alert", sent_at__gte=year.start, sent_at__lt=year.end)
    return sent.values("occasion").distinct().count()


def people(sheet: Sheet, year: Year) -> None:
    """Who examined at the end of the year, and was trained; sessions held, and places booked in them: by region."""
    last = year.end - timedelta(seconds=1)
    rows: dict[str, Counter[str]] = defaultdict(Counter)
    officers = Appointment.objects.filter(in_force(last), body__kind="federation").exclude(body=Body.PRACTICE)
    trained = Count("person", filter=Q(trained_until__gte=date(year.number, 12, 31)), distinct=True)
    told = officers.order_by().values(region=F("body__region"))
    for row in told.annotate(all_of_them=Count("person", distinct=True), trained=trained):
        rows[row["region"] or "none"] += Counter(trained=row["trained"], untrained=row["all_of_them"] - row["trained"])
    held = Session.objects.filter(at__gte=year.start, at__lt=year.end, called_off_at=None).order_by().values("region")
    sheet.table("officers", ["trained", "untrained"], dict(sorted(rows.items())), total=True, across=True)
    found = held.order_by("region").annotate(sessions=Count("pk"), booked=Sum("taken"))
    sheet.table("workshops", ["sessions", "booked"], {row["region"]: row for row in found}, total=True, across=False)


# Times ----------------------------------------------------------------------------------------------------------------


def durations(year: Year, told: list[dict[str, Any]], cases: list[dict[str, Any]]) -> dict[str, list[float]]:
    """What → how many days each took."""
    every = {f"decision_{level}": in_days(row for row in cases if row["level"] == level) for level in LEVELS}
    return {
        "first_look": list(since_birth(year, "open_review")),
        "grievances": list(since_birth(year, "notify_grievances")),
        "decision": in_days(cases),
        **every,
        "appeal": in_days(row for row in told if row["what"] == "appeal" and row["result"] not in RESULTS[3:]),
        "second_look": in_days(row for row in told if row["what"] == "second_look"),
        "suspension": [row["days"] for row in cases if row["measure"] == "suspension" for _ in range(row["n"])],
        "interim": [row["interim_days"] for row in cases if row["interim_days"] is not None for _ in range(row["n"])],
    }


def in_days(rows: Iterable[dict[str, Any]]) -> list[float]:
    return [row["hours"] / 24 for row in rows for _ in range(row["n"])]


def since_birth(year: Year, step: str) -> Iterator[float]:
    """Days from the first report of a case to the first time that it took this step."""
    born = Entry.objects.filter(case=OuterRef("case"), number=1).values("at")[:1]
    firsts = Entry.objects.filter(step=step).exclude(case__federation=Body.PRACTICE).order_by().values("case")
    known = firsts.annotate(first=Min("at"), born=Subquery(born)).filter(first__gte=year.start, first__lt=year.end)
    for first, start in known.values_list("first", "born"):
        yield (first - start) / timedelta(days=1)


def spread_over(sheet: Sheet, table: str, days: Iterable[float]) -> None:
    """How many took up to so many days."""
    found = Counter(next((f"to_{most}" for most in BUCKETS if one <= most), "more") for one in days)
    rows = {name: {"cases": found[name]} for name in (*(f"to_{most}" for most in BUCKETS), "more")}
    sheet.table(table, ["cases"], rows, total=True, across=False)


def waiting(sheet: Sheet, year: Year) -> None:
    """What nobody had decided yet at the end of the year, by its days since the first report."""
    until = Entry.objects.filter(at__lt=year.end).exclude(case__federation=Body.PRACTICE)
    later = until.filter(case=OuterRef("case"), number__gt=OuterRef("number"))
    born = Entry.objects.filter(case=OuterRef("case"), number=1).values("at")[:1]
    last = until.filter(~Exists(later), went_to__in=REVIEWING).annotate(born=Subquery(born))
    spread_over(sheet, "waiting", [(year.end - one) / timedelta(days=1) for one in last.values_list("born", flat=True)])


def timed(sheet: Sheet, times: dict[str, list[float]]) -> None:
    """How many of each there were: counts like all others; and how the days to a decision are spread."""
    numbers = {name: {"number": len(days)} for name, days in times.items()}
    sheet.table("durations", ["number"], numbers, total=False, across=False)
    sheet.same(("outcomes", ALL, "cases"), ("durations", "decision", "number"))
    sheet.same(("outcomes", ALL, "cases"), *(("durations", f"decision_{level}", "number") for level in LEVELS))
    sheet.same(("suspensions", ALL, ALL), ("durations", "suspension", "number"))
    sheet.same(("interim_ends", ALL, ALL), ("durations", "interim", "number"))
    sheet.same(("second_looks", ALL, "number"), ("durations", "second_look", "number"))
    spread_over(sheet, "decision_days", times["decision"])
    sheet.same(("outcomes", ALL, "cases"), ("decision_days", ALL, "cases"))


def filled(sheet: Sheet, times: dict[str, list[float]], *, least: int) -> Iterator[dict[str, Any]]:
    """The tables as they are shown; durations with their median and ninth decile, in days with one decimal."""
    for table in sheet.shown(least=least):
        if table["name"] == "durations":
            table["columns"] = ["number", "median", "ninth_decile"]
            for row in table["rows"]:
                found = spread(times[row["row"]], least=least)
                row["values"] += [value if value is None else round(value, 1) for value in found[1:]]
        yield table


def titles(year: Year) -> dict[str, dict[str, str]]:
    """What the articles of that year were called, for whoever reads it later."""
    wordings = wordings_on(date(year.number, 12, 31))
    return {one.article.code: {"fr": one.title_fr, "en": one.title_en} for one in wordings}
