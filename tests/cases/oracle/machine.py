"""A case at the mercy of chance: after every step, house and model are asked for the same set of open steps."""

from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from types import SimpleNamespace

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import Count, Sum
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from cases.audit import Kept, broken, faults, tables
from cases.clock import sweep
from cases.door import catch_up, offers, perform
from cases.grammar import CLOCK, Refused
from cases.lifecycle import REVIEWING
from cases.models import Case, Figure

from ..cast import Walk, days
from .answers import STEP_OF, Answers
from .circumstances import Circumstances
from .dates import Dates
from .model import (
    ANNULLED,
    BIRTHS,
    CLEARED,
    CLOSED,
    DISMISSED,
    FEDERATION,
    LAPSED,
    NATIONAL,
    SANCTIONED,
    STEPS,
    WAYS,
    open_ways,
)

PREPARATIONS = {  # steps that keep the state, each as often as it leads on
    "open_letter": 12, "propose": 8, "seat": 6, "propose_result": 16, "agree": 16, "impose_interim": 6, "redact": 6,
    "record_minutes": 6, "answer_disowning": 6, "answer_recusal": 4, "renew_interim": 4, "lift_interim": 4,
    "add_evidence": 2, "reply": 2, "ask_hearing": 2, "postpone_hearing": 2, "disown_account": 2, "identify_author": 3,
    "set_aside_result": 2, "stay_effect": 2, "refuse_proposal": 1, "send_back_proposal": 1, "withdraw_proposal": 1,
    "extend_limit": 1, "ask_to_lift": 2, "refuse_to_lift": 1, "withdraw_report": 1, "name_counsel": 1,
    "request_recusal": 1, "declare_recusal": 1, "claim": 1, "note": 1,
}  # fmt: skip
ROUNDABOUT = ("dismiss", "clear", "withdraw", "revision", "new_evidence", "lift")  # ways that lead little further
LIKELY = {**PREPARATIONS, **dict.fromkeys(ROUNDABOUT, 2), "judge": 20, "suspend": 30, "revoke": 30}
OUTCOMES = {  # the model's, and those of the house that it sums up
    "": {""},
    DISMISSED: {"dismissed", "advice", "workshop", "withdrawn", "out_of_scope", "time_barred", "referred_out"},
    CLEARED: {"cleared", "advice", "workshop"},
    LAPSED: {"lapsed"},
    SANCTIONED: {"", "completed", "lifted", "lapsed"},  # «lapsed» of a measure that nobody could serve
    ANNULLED: {"annulled"},
}
ROLES = {
    "holder": {"federation", "national"}, "national": {"national"}, "concerned": {"concerned", "counsel"},
    "reporter": {"reporter"}, "panel": {"panel"}, "clock": {"clock"},
}  # fmt: skip
STARTS = {
    "reported": lambda walk: walk,
    "known": lambda walk: walk.identified(),
    "in review": lambda walk: walk.in_review(),
    "dismissed": lambda walk: walk.in_review().dismissed(),
    "in hearing": lambda walk: walk.in_review().in_hearing().opened(),
    "deliberated": lambda walk: walk.in_review().in_deliberation(),
    "proposed": lambda walk: walk.in_review().referred().in_deliberation(walk.cast.nina, "suspension").proposed(),
    "suspended meanwhile": lambda walk: (
        walk.in_review().referred().interim().opened().in_deliberation(walk.cast.nina, "suspension").proposed()
    ),
    "warned": lambda walk: walk.in_review().in_deliberation().warned().opened(),
    "suspended": lambda walk: walk.in_review().suspended(suspended_days=30, probation_months=12).opened(),
    "on probation": lambda walk: warned_again(walk),
    "revocation proposed": lambda walk: warned_again(walk).proposed(
        "revocation", days=20, other_case=walk.cast.other_case
    ),
    "warned and appealed": lambda walk: walk.in_review().in_deliberation().warned().opened().appealed().seated(),
    "suspended and appealed": lambda walk: walk.in_review().suspended().opened().appealed().seated(),
}


def warned_again(walk):
    """On probation, then warned for a second post, whose grievances said that the suspended part may fall."""
    walk.in_review().suspended(suspended_days=90, probation_months=12).opened()
    walk.cast = SimpleNamespace(**{**vars(walk.cast), "other_case": walk.warned_again()})
    return walk


def run_machine(cast, starts, *, examples, steps):
    """The same run every time: nothing is left to the day, nor to what an earlier run found."""
    tally, begun = Tally(), {start: STARTS[start] for start in starts}
    chance = settings(max_examples=examples, stateful_step_count=steps, derandomize=True, database=None, deadline=None,
                      phases=[Phase.generate], suppress_health_check=list(HealthCheck))  # fmt: skip
    run_state_machine_as_test(lambda: CaseMachine(cast, begun, tally), settings=chance)
    return tally


def drawn(data, label, some):
    return data.draw(st.sampled_from(list(some)), label=label)


def level_of(body):
    return NATIONAL if body == "national" else FEDERATION


@dataclass
class Tally:
    """What a run has seen: steps taken, by name, tries refused, and how often house and model were compared."""

    taken: Counter = field(default_factory=Counter)
    refused: int = 0
    compared: int = 0


class CaseMachine(RuleBasedStateMachine):
    """One case after another, all of them undone at the end."""

    case, turn = None, 0

    def __init__(self, cast, starts, tally):
        super().__init__()
        self.cast, self.starts, self.tally = cast, starts, tally
        self.people = {name: one for name, one in vars(cast).items() if hasattr(one, "email")}
        self.names = {one.pk: name for name, one in self.people.items()}
        self.example = transaction.atomic()
        self.example._from_testcase = True  # what the door commits durably stays inside, as inside Django's TestCase
        self.example.__enter__()

    def teardown(self):
        """The whole record is sound and every constraint kept, also those that wait for a commit."""
        try:
            connection.check_constraints()
            assert list(faults()) == []
            assert_each_case_counts_once()
        finally:
            transaction.set_rollback(True)
            self.example.__exit__(None, None, None)

    # What happens ----------------------------------------------------------------------------------------------------

    @initialize(data=st.data())
    def a_case_begins(self, data):
        report = drawn(data, "report", [{}, {}, {"federation": None}, {"other_body": True}])
        start = drawn(data, "start", self.starts)
        self.begin(self.starts[start](Walk(self.cast, **(report if start == "reported" else {}))))

    @rule(data=st.data())
    def something_happens(self, data):
        """Somebody takes one of the seventeen steps, or one that changes what is allowed; or time passes."""
        able = {way.name: self.whoever(way.step, way.name) for way in reversed(WAYS) if way.step in STEPS}
        able |= {step: self.whoever(step) for step in PREPARATIONS if step != "seat" or not self.now.seats}
        likely = {name: LIKELY.get(name, 8) for name, people in able.items() if people}
        likely |= {"time": 4, **({"another case": 6} if self.case.state == CLOSED else {})}
        # What leads on comes first: so the simplest run of all is a whole procedure.
        what = drawn(data, "what", Counter(dict(Counter(likely).most_common())).elements())
        if what == "another case":
            self.a_case_begins(data)
        elif what == "time":
            self.time_passes(data)
        else:
            self.refuses_what_is_closed(data)
            self.take(what, drawn(data, "who", able[what]), data)

    def time_passes(self, data):
        wait = drawn(data, "days", [1, 5, "the next deadline", 12, 45])
        until = self.case.due_at if wait == "the next deadline" else self.at + days(wait)
        self.at = max(self.at, until or self.at)
        sweep(at=self.at)
        self.follow()

    def refuses_what_is_closed(self, data):
        """Whoever tries it, with whatever answers: and nothing is written."""
        who = drawn(data, "who tries", self.open)
        way = drawn(data, "what is closed", [way.name for way in WAYS if self.is_closed(way, who)])
        before = self.written()
        with suppress(Refused, PermissionDenied):
            self.fire(way, who, data)
            raise AssertionError(f"{who} took the way «{way}», which is closed.")
        assert self.written() == before
        self.tally.refused += 1

    # How it is done --------------------------------------------------------------------------------------------------

    def begin(self, walk):
        self.cast = walk.cast
        self.reference, self.at, self.stands, self.seen, self.open = walk.reference, walk.at, set(BIRTHS), 0, {}
        self.follow()

    def whoever(self, step, way=None):
        """All but the clock who may take it; for a step with several ways, who may go this one."""
        people = [who for who in self.open if who != "clock" and step in self.open[who]]
        return [who for who in people if way is None or (step, way) in self.ways[who]]

    def is_closed(self, way, who):
        """An appeal and a revision are one step, and only what is typed tells them apart."""
        open_now = (self.ways if way.step == "appeal" else self.open)[who]
        return way.step in STEPS and not {way.step, (way.step, way.name)}.intersection(open_now)

    def take(self, way, who, data):
        """What is open is taken. Then an hour goes by, in which the clock does its own."""
        with suppress(*[Refused] if way in PREPARATIONS else []):  # by a rule on what is typed, unknown to the model
            self.fire(way, who, data)
        self.at += days(1 / 24)
        self.follow()
        if catch_up(self.case, at=self.at):
            self.follow()

    def fire(self, way, who, data):
        """Through the door, with answers that fit; `way` is one of the model's, or a step that keeps the state."""
        answers = Answers(self.case, self.cast, at=self.at, draw=lambda some: drawn(data, "answer", some)).to(way)()
        if answers is not None:
            perform(self.case, STEP_OF.get(way, way), by=self.people.get(who, CLOCK), at=self.at, **answers)

    def written(self):
        return Case.objects.filter(pk=self.case.pk).values_list("version", "head", Count("entries")).get()

    def follow(self):
        """Let the model go the ways that the record tells; it must end where the case stands, and know every way."""
        self.case = Case.objects.for_page().get(reference=self.reference)
        for entry in self.case.entries.order_by("number")[self.seen :]:
            self.stands = {end for stand in self.stands for end in self.ends(stand, entry)}
            assert self.stands, f"The model knows no way for {entry.step} by {entry.role} from {entry.came_from}."
            self.tally.taken.update([entry.step] if self.open else [])
        self.seen = self.case.version
        self.stands = {stand for stand in self.stands if self.is_where(stand)}
        assert len(self.stands) == 1, "The case does not stand where the model says."

    def ends(self, stand, entry):
        """Where this entry may have led from here, as far as the entry itself tells."""
        ways = [way for way in open_ways(stand) if way.step == entry.step]
        ends = [end for way in ways if self.is_by(way, entry) for end in way.ends(stand)]
        if entry.step not in STEPS:
            ends.append(stand)
        if entry.step == "identify_author" and entry.held_by == "national":
            ends.append(stand._replace(level=NATIONAL))  # whoever holds a mandate is a matter for the national office
        return [end for end in ends if (end.state, end.level) == (entry.went_to, level_of(entry.held_by))]

    def is_by(self, way, entry):
        return any(entry.role in ROLES[party] for party in way.by)

    def is_where(self, stand):
        case, appeal = self.case, self.case.open_appeal()
        told = stand._replace(
            state=case.state, level=level_of(case.held_by_id), heard=case.heard_at is not None,
            found=case.appealed_from, revises=appeal is not None and appeal.kind == "revision",
            looked_twice=case.second_look_at is not None, returned=case.returned_at is not None,
        )  # fmt: skip
        return told == stand and case.outcome in OUTCOMES[stand.outcome]

    # What must hold --------------------------------------------------------------------------------------------------

    @invariant()
    def house_and_model_agree(self):
        if self.case is None:
            return
        [stand] = self.stands
        self.tally.compared += 1
        self.turn += 1
        self.now = Circumstances(self.case, self.names, at=self.at)
        self.open = {who: self.offered(who) for who in [*self.one_of_each_kind(), "clock"]}
        self.ways = {who: self.now.expected(stand, who) for who in self.open}
        for who, found in self.open.items():
            agree(who, found & STEPS, self.ways[who])
        found = self.offered("clock", at=self.at + days(4000))
        agree("time", found & STEPS, self.now.at_the_end().expected(stand, "clock"))
        wrong = [] if self.case.anonymised_at else Dates(self.case).differences()
        assert not wrong, "; ".join(wrong)
        assert list(broken(Kept(self.case, *(list(rows.filter(case_id=self.case.pk)) for rows in tables())))) == []

    def one_of_each_kind(self):
        """Of people who are the same to the case one, in turn: also of those to whom it is nothing."""
        groups = {}
        for who in sorted(self.people):
            groups.setdefault(self.now.kind_of(who), []).append(who)
        return [group[self.turn % len(group)] for group in groups.values()]

    def offered(self, who, at=None):
        person = self.people.get(who, CLOCK)
        return {one.name for one in offers(self.case, by=person, at=at or self.at).values() if one.refusal is None}


def assert_each_case_counts_once():
    """Whatever happened to it: once from its first decision on, and not at all while it is looked at."""
    decided = Case.objects.exclude(state__in=REVIEWING)
    assert not decided.filter(counted_as=None).exists()
    assert not Case.objects.filter(state__in=REVIEWING, counted_as__isnull=False).exists()
    counted = Figure.objects.filter(what="case").aggregate(cases=Sum("count", default=0))
    assert counted["cases"] == decided.count()


def agree(who, found, expected):
    told = {step for step, _ in expected}
    assert found == told, f"{who}: only the house opens {sorted(found - told)}, only the model {sorted(told - found)}."
