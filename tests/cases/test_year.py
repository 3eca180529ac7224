"""A year of the clock: every day, once at the end, or twice a day, the same steps at the moments when they were due.

Cases of one organisation stand in different places when the year begins; people act in some of them meanwhile.
"""

from zoneinfo import ZoneInfo

from cases.clock import sweep
from cases.limits import LIMITS
from cases.wording.phrases import days_between
from tests.beginnings import beginning

from .cast import MONDAY, Walk, assemble, days
from .years import CLOCKS, YEAR, after_a_year

BEGIN = MONDAY + days(10)  # ten steps, a day each, are the longest way to where a case stands then
PARIS = ZoneInfo("Europe/Paris")
REDUCED = {"result": "reduced", "kind": "suspension", "days": 20, "months": None, "text": "Les motifs."}
REVISION = {"kind": "revision", "grounds": "x", "new_evidence": "Un témoin.", "stay_asked": False}


def claimed(walk):
    walk.do("claim", walk.cast.alice)


def renewed(walk):
    walk.in_review().referred().interim().opened()
    walk.proposed("renewal", days=40, ground="risk").signed("renew_interim").opened()


def asked_to_be_heard(walk):
    walk.in_review().in_hearing().opened().do("ask_hearing", walk.cast.jean)


def postponed(walk):
    asked_to_be_heard(walk)
    walk.do("postpone_hearing", walk.cast.jean, days=20, why="Une opération.")


def disowned(walk):
    walk.in_review().in_hearing().opened().do("disown_account", walk.cast.jean, why="Ce n’est pas moi.")


def revised(walk):
    walk.in_review().suspended(days=20).opened().do("appeal", walk.cast.jean, **REVISION)


def revised_unread(walk):
    walk.in_review().suspended(days=20).do("appeal", walk.cast.jean, **REVISION)


def agreed(walk):
    walk.do("decide_appeal", walk.cast.pia, later=0, sha256=walk.case.open_proposal().sha256)


# What it is → how it came, in so many days, to stand where the year finds it; what people do on which day of the year;
# how it ends.
STORIES = {
    "nobody looks at it": (0, lambda walk: walk, {}, "closed lapsed"),
    "somebody claims it and forgets it": (1, claimed, {}, "closed lapsed"),
    "reopened": (
        1, lambda walk: walk.dismissed(), {20: ("reopen", "camille", {"why": "Relisez.", "evidence": ""})},
        "closed lapsed",
    ),
    "suspended meanwhile, twice": (8, renewed, {}, "closed lapsed"),
    "grievances opened late": (
        2, lambda walk: walk.in_review().in_hearing(), {25: ("open_letter", "jean", {})}, "closed lapsed",
    ),
    "a hearing held late": (
        4, asked_to_be_heard,
        {33: ("record_minutes", "alice", {"held_at": BEGIN + days(33), "minutes": "Il regrette."})}, "closed lapsed",
    ),
    "a hearing postponed": (5, postponed, {}, "closed lapsed"),
    "an account disowned, and theirs": (
        4, disowned, {16: ("answer_disowning", "alice", {"is_so": False, "reasons": "Il est déclaré."})},
        "closed lapsed",
    ),
    "a warning opened late": (
        5, lambda walk: walk.in_review().in_deliberation().warned(6), {80: ("open_letter", "jean", {})},
        "closed completed",
    ),
    "a warning appealed": (
        7, lambda walk: walk.in_review().in_deliberation().warned(6).opened().appealed(), {}, "closed annulled",
    ),
    "a suspension never opened": (7, lambda walk: walk.in_review().suspended(days=90), {}, "closed lapsed"),
    "a suspended part": (
        8, lambda walk: walk.in_review().suspended(days=90, suspended_days=60, probation_months=12).opened(), {},
        "probation ",
    ),
    "an appeal withdrawn after it was stayed": (
        9, lambda walk: walk.in_review().suspended(days=90).opened().appealed(), {75: ("withdraw_appeal", "jean", {})},
        "closed completed",
    ),
    "an appeal that shortens it": (
        10, lambda walk: walk.in_review().suspended(days=90).opened().appealed().seated(),
        {40: ("propose_result", "paul", REDUCED), 41: agreed}, "closed completed",
    ),
    "a revision that nobody decides": (9, revised, {}, "closed completed"),
    "a revision of what was never opened": (8, revised_unread, {}, "closed lapsed"),
}  # fmt: skip

# Counted by hand, in days of the year: what the clock does on the day on which a limit is over.
BY_HAND = {
    "nobody looks at it": [("refer_to_national", 14), ("lapse", 70)],
    "somebody claims it and forgets it": [("return_claim", 10), ("refer_to_national", 13), ("lapse", 69)],
    "reopened": [("lapse", 90)],
    "a warning appealed": [("stay_effect", 60), ("lapse", 90)],
    "a suspension never opened": [("remind", 7), ("end_measure", 90)],
    "an appeal withdrawn after it was stayed": [("stay_effect", 60)],
}


@beginning
def years():
    """{how the clock went: {story: picture at the end}}: the same beginning three times, told once."""
    walks = begun(assemble())
    ends = {name: after_a_year(BEGIN, times, acting_in(walks)) for name, times in CLOCKS.items()}
    return {name: {story: end[walk.reference] for story, walk in walks.items()} for name, end in ends.items()}


def begun(cast):
    """{story: walk}: each took its last step when the year begins, and nothing is due."""
    found = {}
    for name, (so_far, way, _acts, _end) in STORIES.items():
        found[name] = Walk(cast, at=BEGIN - days(so_far))
        way(found[name])
    assert {walk.at for walk in found.values()} == {BEGIN}
    assert sweep(at=BEGIN) == 0
    return found


def acting_in(walks):
    """What people do on each day of the year."""

    def act_on(day):
        for name, walk in walks.items():
            act, walk.at = STORIES[name][2].get(day), BEGIN + days(day)
            if callable(act):
                act(walk)
            elif act:
                step, who, answers = act
                walk.do(step, getattr(walk.cast, who), later=0, **answers)

    return act_on


def test_a_year_ends_the_same_however_often_the_clock_goes(years):
    for name, found in years["daily"].items():
        assert years["once"][name] == found, name
        assert years["twice a day"][name] == found, name


def test_what_falls_due_in_a_year_is_done_at_its_date(years):
    """Even by a clock that goes once, at the end."""
    for name, found in years["once"].items():
        assert f"{found['case']['state']} {found['case']['outcome']}" == STORIES[name][3], name
        due = {(LIMITS[kind].clock, due_at) for kind, _from, due_at, *_rest in found["deadlines"]}
        assert {(step, at) for step, role, at in found["record"] if role == "clock"} <= due, name
        counted = BY_HAND.get(name, [])
        in_days = [(step, days_between(BEGIN, at, PARIS)) for step, role, at in found["record"] if role == "clock"]
        assert [one for one in in_days if one[0] in dict(counted)] == counted, name
        late = [kind for kind, _from, due_at, done_at, *_rest in found["deadlines"]
                if not done_at and due_at <= BEGIN + days(YEAR)]  # fmt: skip
        assert late == [], name
