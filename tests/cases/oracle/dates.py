"""What the record says of dates: when each limit must end and each measure run, counted on the wall.

Read from entries, letters served and decisions, in the procedure's own words. No guard, no agenda and no method of the
house is asked, which would only agree with itself.
"""

from itertools import pairwise
from zoneinfo import ZoneInfo

from ..wall import DAY, last_instant, same_day_later, working

PARIS, CALENDAR = ZoneInfo("Europe/Paris"), ""  # where everybody of the cast lives
EXAMINED = ("in_review", "hearing", "deliberation")
RUNS_IN = {
    "triage": ("reported",), "first_look": ("reported",), "federation": ("reported", *EXAMINED),
    "first_instance": ("reported", *EXAMINED), "appeal": ("under_appeal",), "appeal_limit": ("under_appeal",),
}  # fmt: skip
LENGTHS = {"triage": 14, "first_look": 7, "federation": 42, "first_instance": 70, "appeal": 60, "appeal_limit": 90}
BEGINS = {"receive": ("triage", "first_look", "first_instance", "federation"), "reopen": ("first_instance",),
          "return_to_federation": ("federation",), "appeal": ("appeal", "appeal_limit")}  # fmt: skip
FORGOTTEN = {"restrict": "restrict", "identity": "forget_reporters", "anonymise": "anonymise"}  # deadline: step
TO_ANSWER = {"warning": 10, "suspension": 15}
TO_APPEAL, TO_COMMENT = 30, 5


def day_of(moment):
    return moment.astimezone(PARIS).date()


def in_days(moment, days):
    """The end of the day that so many follow."""
    return last_instant(day_of(moment) + DAY * days, PARIS)


def by_law(moment, days):
    """As a window of the law ends: on a working day (Code de procédure civile, arts. 641 and 642)."""
    return last_instant(working(day_of(moment) + DAY * days, CALENDAR), PARIS)


def in_months(moment, months):
    return last_instant(same_day_later(day_of(moment), months), PARIS)


class Dates:
    """One case, its record read from the beginning."""

    def __init__(self, case):
        self.case = case
        self.entries = list(case.entries.select_related("content").order_by("number"))
        self.served = dict(case.services.exclude(served_at=None).values_list("occasion", "served_at"))
        self.open = dict(case.deadlines.filter(done_at=None).values_list("kind", "due_at"))
        self.measures = list(case.measures.select_related("decision").order_by("pk"))

    def differences(self):
        """Sentences, one for each date that is not as the record has it."""
        wrong = [f"{kind} ends {self.open.get(kind)} and should {due}" for kind, due in self.limits().items()
                 if self.open.get(kind) != due]  # fmt: skip
        wrong += [f"{kind} runs and should not" for kind in RUNS_IN if kind in self.open and kind not in self.limits()]
        wrong += self.wrong_windows() + [text for one in self.measures for text in self.wrong_measure(one)]
        if self.case.state == "closed":
            wrong += [f"{kind} outlives the case" for kind in self.open if kind not in FORGOTTEN]
        return wrong + self.wrong_forgetting()

    # Limits of the offices -------------------------------------------------------------------------------------------

    def limits(self):
        """{kind: when it must end} of those that run now: every entry may begin, prolong and end some."""
        running, held_by = {}, ""
        for entry in self.entries:
            for kind in self.begun_by(entry, held_by):
                running[kind] = by_law(entry.at, LENGTHS[kind])
            for kind, days in self.prolonged_by(entry):
                running |= {kind: by_law(running[kind], days)} if kind in running else {}
            if "federation" in running and "first_instance" in running and entry.step != "extend_limit":
                running["federation"] = min(running["federation"], running["first_instance"])
            held_by = entry.held_by
            running = {kind: due for kind, due in running.items() if self.runs(kind, entry)}
        return running

    def begun_by(self, entry, held_by):
        if entry.step == "identify_author" and held_by != entry.held_by:
            return ("federation",)
        if entry.step == "stay_effect":
            return ()
        return BEGINS.get(entry.step, ())

    def prolonged_by(self, entry):
        days = entry.content.answers.get("days", 0)
        kinds = {"extend_limit": ("first_instance",), "postpone_hearing": ("first_instance", "federation")}
        return [(kind, days) for kind in kinds.get(entry.step, ())]

    def runs(self, kind, entry):
        at_home = kind != "federation" or entry.held_by != "national"
        stayed = kind == "appeal" and entry.step == "stay_effect"
        return entry.went_to in RUNS_IN[kind] and at_home and not stayed

    # Windows of the person concerned ---------------------------------------------------------------------------------

    def wrong_windows(self):
        expected = {"window_ends_at": self.reply_ends(), "appeal_until": self.appeal_ends()}
        found = {name: getattr(self.case, name) for name in expected}
        return [f"{name} is {found[name]} and should be {due}" for name, due in expected.items()
                if due is not None and found[name] != due]  # fmt: skip

    def reply_ends(self):
        """From service; it gets back the days of a postponement, and those for which it stood still."""
        notice = self.case.grievances.order_by("number").last()
        served_at = self.served.get(notice.occasion) if notice else None
        if served_at is None or self.case.state != "hearing":
            return None
        due, disowned_at = by_law(served_at, TO_ANSWER[notice.maximum]), None
        for entry in self.entries:
            disowned_at = entry.at if entry.step == "disown_account" else disowned_at
            due = self.moved(due, entry, disowned_at) if entry.at >= served_at else due
        return due

    def moved(self, due, entry, disowned_at):
        """The open window after this entry."""
        said = entry.content.answers
        if entry.step == "postpone_hearing":
            return by_law(due, said["days"])
        if entry.step == "answer_disowning" and not said["is_so"]:
            return by_law(due, (entry.at - disowned_at) // DAY + 1)
        return max(due, by_law(entry.at, TO_COMMENT)) if entry.step == "record_minutes" else due

    def appeal_ends(self):
        """From service of the last sanction."""
        kinds = ("warning", "suspension", "revocation")
        sanction = self.case.decisions.filter(kind__in=kinds).order_by("number").last()
        served_at = self.served.get(sanction.occasion) if sanction else None
        return by_law(served_at, TO_APPEAL) if served_at else None

    # Once it is closed -----------------------------------------------------------------------------------------------

    def wrong_forgetting(self):
        """What is not done yet of forgetting is to be done at its day, and nothing of it is while the case is open."""
        due = self.forgetting() if self.case.state == "closed" else {}
        return [f"{kind} ends {self.open.get(kind)} and should {due.get(kind)}" for kind in FORGOTTEN
                if self.open.get(kind) != due.get(kind)]  # fmt: skip

    def forgetting(self):
        """{kind: when}: never before the case was closed, nor while an appeal is in time."""
        since = [entry for entry in self.entries if entry.came_from != "closed" and entry.went_to == "closed"][-1]
        later = [entry.step for entry in self.entries if entry.number > since.number]
        shut, gone = self.kept_since(since.at)
        gone = max(gone, shut, self.appeal_ends() or gone)
        due = {"restrict": max(shut, since.at), "anonymise": max(gone, since.at)}
        unknown = max(in_months(since.at, 2), self.appeal_ends() or since.at)  # who reported, whatever the outcome
        ever = {entry.step for entry in self.entries}  # nobody is sealed in again
        due |= {"identity": unknown} if unknown < gone and "forget_reporters" not in ever else {}
        return {kind: moment for kind, moment in due.items() if FORGOTTEN[kind] not in later}

    def kept_since(self, closed_at):
        """Restricted from when on, and forgotten: by how it ended."""
        outcome = self.case.outcome
        if outcome in ("completed", "lifted"):
            return closed_at, self.sanction_forgotten(closed_at)
        if outcome == "advice":
            return closed_at, in_months(closed_at, 6)
        if outcome == "workshop":
            until = max(self.case.training.values_list("by_on", flat=True))
            return max(closed_at, last_instant(until + DAY * 30, PARIS)), in_months(last_instant(until, PARIS), 6)
        at_once = outcome in ("out_of_scope", "time_barred")
        shut = closed_at if at_once else max(in_days(closed_at, 30), self.appeal_ends() or closed_at)
        return shut, in_days(closed_at, 30) if outcome == "out_of_scope" else in_months(closed_at, 2)

    def sanction_forgotten(self, closed_at):
        """Three years after its end; a warning three months, and never later than three years after it began."""
        last = [one for one in self.measures if one.kind != "interim" and not one.void_at][-1]
        over_at = min(filter(None, [last.lifted_at or last.probation_until or last.ends_at, closed_at]))
        if last.kind == "suspension":
            return in_months(over_at, 36)
        gone = in_months(over_at, 3)
        return min(gone, in_months(last.starts_at, 36)) if last.starts_at else gone

    # Measures --------------------------------------------------------------------------------------------------------

    def wrong_measure(self, measure):
        served_at = self.began(measure)
        if served_at is None:
            return [f"{measure.kind} runs, never served"] if measure.starts_at else []
        starts, ends = {"warning": self.warned, "interim": self.provisional, "suspension": self.suspended}[
            measure.kind](measure, served_at)  # fmt: skip
        wrong = (measure.starts_at, measure.ends_at) != (starts, ends)
        found = f"{measure.kind} runs from {measure.starts_at} to {measure.ends_at}"
        return [f"{found} and should from {starts} to {ends}"] if wrong else []

    def began(self, measure):
        """When its letter was served; what a panel put in its place began with the sanction appealed, if that one had.

        What was lifted or void by then never begins.
        """
        if measure.decision.kind != "appeal":
            served_at = self.served.get(measure.decision.occasion)
            over = [at for at in (measure.lifted_at, measure.void_at) if at and served_at and at <= served_at]
            return None if over else served_at
        [appealed] = [one for one in self.measures if one.pk < measure.pk and one.void_at == measure.decision.signed_at]
        return self.began(appealed) or self.served.get(measure.decision.occasion)

    def warned(self, measure, served_at):
        return served_at, in_months(served_at, measure.months)

    def provisional(self, measure, served_at):
        """A renewal follows what it renews; both last whole days."""
        before = [one for one in self.measures if one.kind == "interim" and one.pk < measure.pk and one.ends_at]
        running = [one.ends_at for one in before if one.ends_at > served_at and not self.was_cut(one, served_at)]
        starts = max(running, default=served_at)
        return starts, in_days(starts, measure.days)

    def suspended(self, measure, served_at):
        """What is suspended of it is not served, and days of interim suspension are served already."""
        if measure.suspended_days == measure.days:
            return None, None
        served = measure.days - measure.suspended_days - self.credit(measure, served_at)
        return served_at, in_days(served_at, served)

    def credit(self, measure, served_at):
        """Every day of interim suspension until then counts once: not again in a revocation."""
        whole = measure.days - measure.suspended_days
        before = [one for one in self.measures if one.kind == "suspension" and one.pk < measure.pk]
        if measure.decision.kind == "appeal":
            return self.credit(before[-1], served_at) if before else 0
        used = self.credit(before[-1], self.began(before[-1])) if before and self.began(before[-1]) else 0
        return min(sum(self.days_served(one, served_at) for one in self.measures) - used, whole)

    def days_served(self, measure, until):
        if measure.kind != "interim" or measure.starts_at is None or measure.starts_at >= until:
            return 0
        end = min(measure.ends_at, self.cut_at(measure) or until, until)
        return max((day_of(end) - day_of(measure.starts_at)).days, 0)

    def cut_at(self, measure):
        """Lifted, ended by the silence of those who were asked to lift it, or somebody else's case after all."""
        lifted = [one.at for one in self.entries if one.step in ("lift_interim", "end_interim")]
        ends = [*lifted, *self.changes_of_author()]
        return next((at for at in ends if at > measure.decision.signed_at and at < measure.ends_at), None)

    def changes_of_author(self):
        """Whoever is named once more stays who he or she was."""
        named = [(one.at, one.content.answers["member"]) for one in self.entries if one.step == "identify_author"]
        return [at for (_, before), (at, now) in pairwise(named) if before != now]

    def was_cut(self, measure, at):
        cut_at = self.cut_at(measure)
        return cut_at is not None and cut_at <= at
