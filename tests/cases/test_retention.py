"""How long a case is kept, for each outcome: before its day nothing, then for the national office alone, then gone.

Days counted by hand, each over at midnight where the member lives: first that of the restriction, then of the end.
"""

from datetime import UTC, date, datetime

import pytest

from accounts.models import Body
from cases.legal_time import local_day
from cases.models import Case, Parameter, Reading, ReportingRestriction
from cases.mornings import make_round
from cases.parameters import PROCEDURE

from .cast import MONDAY, Walk, days
from .sessions import a_session

END = {"dismissal_reason": "", "reasons": "Les raisons.", "by_on": None}


def closed(outcome, **more):
    """From a review, on 9 December 2026."""
    return lambda walk: walk.in_review().do(
        "close_without_sanction", walk.cast.alice, later=1, **{**END, "outcome": outcome, **more}
    )


def cleared(walk):
    walk.in_review().in_deliberation().do("close_without_sanction", walk.cast.bob, **{**END, "outcome": "cleared"})


def lapsed(walk):
    walk.in_review().referred().tick(100)


def annulled(walk):
    walk.in_review().in_deliberation().warned().opened().appealed().tick(91)


def attended(walk):
    closed("workshop", by_on=date(2027, 1, 20))(walk)
    walk.do("confirm_attendance", walk.cast.alice, later=30, attended_on=date(2027, 1, 5))


def warned(months):
    return lambda walk: walk.in_review().in_deliberation().warned(months).opened()


def lifted(walk):
    warned(12)(walk)
    walk.proposed("lift", walk.cast.nina, days=None).signed("lift_measure")


def suspended(**content):
    return lambda walk: walk.in_review().suspended(**content).opened()


def without_sanction_after_interim(walk):
    """Thirty days of it; cleared meanwhile, on 16 December."""
    walk.in_review().referred().interim().opened().in_deliberation(walk.cast.nina)
    walk.do("close_without_sanction", walk.cast.noah, **{**END, "outcome": "cleared"})


def revised(walk):
    """Suspended until 22 December, served on the 15th; a revision, which nobody decides, ends after Easter."""
    suspended(days=7)(walk)
    said = {"kind": "revision", "grounds": "x", "new_evidence": "Une vidéo.", "stay_asked": False}
    walk.do("appeal", walk.cast.jean, later=12, **said)


# outcome → how it came to it; the local day on which it is restricted; that after which it is anonymous
TABLE = {
    "out of scope": (closed("out_of_scope"), "2026-12-09", "2027-01-08"),
    "time-barred": (closed("time_barred"), "2026-12-09", "2027-02-09"),
    "dismissed": (closed("dismissed"), "2027-01-08", "2027-02-09"),
    "referred out": (closed("referred_out"), "2027-01-08", "2027-02-09"),
    "withdrawn": (closed("withdrawn"), "2027-01-08", "2027-02-09"),
    "cleared": (cleared, "2027-01-11", "2027-02-12"),
    "lapsed": (lapsed, "2027-03-17", "2027-04-15"),
    "annulled": (annulled, "2027-04-14", "2027-05-15"),
    "advice": (closed("advice"), "2026-12-09", "2027-06-09"),
    "workshop, followed": (attended, "2027-01-08", "2027-07-05"),
    "workshop, never followed": (closed("workshop", by_on=date(2027, 1, 20)), "2027-02-19", "2027-07-20"),
    "warning": (warned(12), "2027-12-13", "2028-03-13"),
    "the longest warning": (warned(36), "2029-12-13", "2029-12-13"),
    "warning, lifted": (lifted, "2026-12-15", "2027-03-15"),
    "suspension": (suspended(days=20), "2027-01-04", "2030-01-04"),
    "suspended part": (suspended(days=20, suspended_days=20, probation_months=12), "2027-12-15", "2030-12-15"),
    "suspension without a sanction": (without_sanction_after_interim, "2027-01-15", "2027-02-16"),
    "suspension, revised": (revised, "2027-03-30", "2029-12-22"),
}


@pytest.mark.parametrize(("way", "restricted_on", "anonymous_on"), TABLE.values(), ids=TABLE)
def test_it_is_restricted_and_then_forgotten_at_its_day(cast, way, restricted_on, anonymous_on):
    walk = Walk(cast)
    way(walk)
    walk.tick(5 * 366)
    case = Case.objects.get(reference=walk.reference)
    done = [local_day(at, case.zone).isoformat() for at in (case.restricted_at, case.anonymised_at)]
    assert done == [restricted_on, anonymous_on]


def test_before_its_day_nothing_is_done(cast):
    walk = Walk(cast).in_review().dismissed()
    due = dict(walk.case.deadlines.open().values_list("kind", "due_at"))
    walk.at = due["restrict"] - days(1 / 86400)
    assert walk.tick(0).case.restricted_at is None
    walk.at = due["restrict"]
    assert walk.tick(0).case.restricted_at == due["restrict"]
    walk.at = due["anonymise"] - days(1 / 86400)
    assert walk.tick(0).case.anonymised_at is None
    walk.at = due["anonymise"]
    assert walk.tick(0).case.anonymised_at == due["anonymise"]


def test_nobody_is_forgotten_while_a_second_look_may_be_asked_for(cast):
    Parameter.objects.set("SECOND_LOOK_DAYS", 183, by=cast.nina, at=MONDAY - days(1))
    walk = Walk(cast).in_review().dismissed().tick(183)
    assert walk.case.restricted_at is None
    assert walk.do("reopen", cast.camille, later=0, why="Relisez.", evidence="").state == "in_review"
    assert not walk.case.deadlines.open().filter(kind__in=["restrict", "anonymise"]).exists()


def test_an_organisation_forgets_sooner_and_not_later():
    """Except what no text bounds, and who read what: that helps against misuse."""
    own = {key: bound for key, bound in PROCEDURE.items() if key.startswith("RETAIN_")}
    longer = {key for key, bound in own.items() if bound.basis and bound.most > bound.default}
    assert longer == {"RETAIN_WARNING", "RETAIN_READINGS"}
    assert all(bound.unit == "months" for bound in own.values())


# Who reads it ---------------------------------------------------------------------------------------------------------


def readers(walk):
    """Name → what of the case: «content», «header», «own», «letters»."""
    at, found = walk.at, {}
    for name in ("alice", "bob", "olga", "nina", "paul", "dora", "jean", "camille", "root"):
        person = getattr(walk.cast, name)
        reached = {
            "content": Case.objects.seen_by(person, at=at), "header": Case.objects.known_to(person, at=at),
            "own": Case.objects.concerning(person),
        }  # fmt: skip
        ways = [way for way, cases in reached.items() if cases.filter(pk=walk.case.pk).exists()]
        found[name] = " ".join(ways)
    return {name: ways for name, ways in found.items() if ways}


def test_a_restricted_case_is_read_by_the_national_office_and_known_to_the_privacy_officer(cast):
    """And by the person whom it concerns, who keeps page and letters until all is gone."""
    walk = Walk(cast).in_review().informed().dismissed()
    assert readers(walk) == {
        "alice": "content header", "bob": "content header", "nina": "content header", "jean": "own",
    }  # fmt: skip
    walk.tick(31)
    assert readers(walk) == {"nina": "content header", "dora": "header", "jean": "own"}
    walk.tick(40)
    assert readers(walk) == {}


def test_no_list_of_the_federation_shows_it(cast):
    walk = Walk(cast).in_review().dismissed()
    body = Body.objects.get(code="45")
    listed = {}
    for waited in (0, 31):
        known = Case.objects.known_to(cast.alice, at=walk.tick(waited).at)
        listed[waited] = known.tab("closed", [body], by=cast.alice, at=walk.at).count()
    assert listed == {0: 1, 31: 0}


def test_a_place_in_a_workshop_is_not_what_it_waits_for(cast):
    """A workshop that was ordered in passing, before a dismissal, keeps nothing longer."""
    walk = Walk(cast).in_review()
    session = a_session(at=walk.at + days(90))
    walk.do("order_workshop", cast.alice, session=session)
    assert walk.dismissed().tick(70).case.anonymised_at


# What has a time of its own -------------------------------------------------------------------------------------------


def read_on(walk, *moments):
    for at in moments:
        Reading.objects.create(person=walk.cast.alice, role="federation", case=walk.case, purpose="page", at=at)


def moments_left():
    return list(Reading.objects.order_by("at").values_list("at", flat=True))


def test_who_read_what_goes_by_whole_months_a_year_later(cast):
    walk = Walk(cast)
    last_of_the_month, first_of_the_next = datetime(2026, 12, 31, 23, tzinfo=UTC), datetime(2027, 1, 1, 9, tzinfo=UTC)
    read_on(walk, MONDAY, last_of_the_month, first_of_the_next)
    make_round(at=datetime(2027, 12, 31, 12, tzinfo=UTC))
    assert len(moments_left()) == 3
    make_round(at=datetime(2028, 1, 1, 12, tzinfo=UTC))
    assert moments_left() == [first_of_the_next]


def test_an_organisation_keeps_the_access_log_for_up_to_three_years(cast):
    Parameter.objects.set("RETAIN_READINGS", 36, by=cast.nina, at=MONDAY)
    read_on(Walk(cast), MONDAY)
    make_round(at=datetime(2029, 12, 31, 12, tzinfo=UTC))
    assert moments_left() == [MONDAY]
    make_round(at=datetime(2030, 1, 1, 12, tzinfo=UTC))
    assert moments_left() == []


def test_a_limit_of_reports_is_forgotten_six_months_after_its_end_and_a_caution_after_its_year(cast):
    said = {"owner": "x", "warned_at": MONDAY, **dict.fromkeys(("number", "proportion", "gravity", "intent"), "Trop.")}
    ReportingRestriction.objects.create(until=None, **said)
    ReportingRestriction.objects.create(until=date(2027, 7, 1), **said)
    left = {}
    for day in (date(2027, 11, 30), date(2028, 1, 1), date(2028, 1, 3)):
        make_round(at=datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
        left[day.isoformat()] = list(ReportingRestriction.objects.values_list("until", flat=True))
    assert left == {"2027-11-30": [None, date(2027, 7, 1)], "2028-01-01": [date(2027, 7, 1)], "2028-01-03": []}
