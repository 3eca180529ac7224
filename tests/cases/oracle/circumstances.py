"""What dates and persons allow today: all that the model leaves out, read from the rows in the procedure's own words.

Nothing here asks a guard of the house, which would only agree with itself.
"""

from copy import copy
from datetime import UTC, datetime, timedelta

from django.utils.functional import cached_property

from cases.models import Deadline, Decision, Part

from ..cast import OFFICES
from .model import STEPS, UNDER_APPEAL, WAYS

NEVER = datetime.max.replace(tzinfo=UTC)
OF_NO_RETURN = ("time_barred", "referred_out")  # closed for a reason that no new evidence takes away
SECOND_LOOK = timedelta(days=30)
DUE = {
    "untriaged": {"triage"}, "overdue": {"federation"}, "answer": {"reply"}, "lapse": {"first_instance"},
    "end": {"measure_end", "probation_end", "unserved"}, "end_suspension": {"measure_end", "unserved"},
    "appeal_lapses": {"appeal_limit"}, "revision_lapses": {"appeal_limit"},
}  # fmt: skip


class Circumstances:
    """One case at one moment, and the people of the cast by their `names`."""

    def __init__(self, case, names, *, at):
        self.case, self.at, self.is_the_end = case, at, False
        self.parts = {(names[one.person_id], one.role) for one in Part.objects.filter(case=case)}
        self.pending = {names[one.person_id] for one in case.recusals.filter(answered_at=None)}
        self.concerned = names[case.member.person_id] if case.member else None
        known = case.reports.exclude(identity=None).select_related("identity")
        reports = {names[one.identity.opened()["person"]]: one for one in known}
        self.reporters, self.withdrew = reports.keys(), {who for who, one in reports.items() if one.withdrawn_at}
        proposal = case.proposals.filter(ended_at=None).first()
        self.proposer = names[proposal.by_id] if proposal else None
        self.proposal = proposal if proposal and proposal.basis == case.basis else None
        appeal = case.appeals.filter(result="", withdrawn_at=None).first() if case.state == UNDER_APPEAL else None
        self.seats = {names[one.person_id]: one for one in appeal.seats.all()} if appeal else {}
        self.deadlines = dict(Deadline.objects.filter(case=case, done_at=None).values_list("kind", "due_at"))

    def at_the_end(self):
        """The same case once every deadline is over: where the clock, left alone, may still go."""
        later = copy(self)
        later.is_the_end = True
        return later

    def expected(self, stand, who):
        """The steps open to this person (or «clock») where the case stands, as (step, name of the way).

        None of a case that is anonymous.
        """
        if self.case.anonymised_at:
            return set()
        ways = [way for way in WAYS if way.step in STEPS and way.is_open(stand)]
        ways = [way for way in ways if any(PARTIES[party](self, who) for party in way.by)]
        return {(way.step, way.name) for way in ways if self.allows(way, who)}

    def allows(self, way, who):
        rule = ALLOWS.get(way.name)
        return self.is_due(way) if who == "clock" else rule is None or rule(self, who)

    def kind_of(self, who):
        """What this person is to the case: people of one kind may stand for one another; nobody's kind is None."""
        place = OFFICES.get(who, ("",))[0]
        bodies = {"national", self.case.held_by_id, "recours" if self.case.state == UNDER_APPEAL else ""}
        roles = frozenset(role for name, role in self.parts if name == who)
        own = (who == self.concerned, who == self.proposer, who in self.reporters, who in self.withdrew)
        if place not in bodies - {""} and not any(own) and not self.is_counsel(who):
            return None
        return OFFICES.get(who), roles, own, who in self.pending, who in self.seats, self.has_agreed(who)

    # Who somebody is to the case -------------------------------------------------------------------------------------

    def took_part(self, who, *roles):
        return any((who, role) in self.parts for role in roles)

    def is_counsel(self, who):
        return self.took_part(who, "assists", "represents")

    def stands_aside(self, who):
        """A party, somebody recused, or somebody whose recusal is asked and not answered."""
        is_party = who == self.concerned or who in self.reporters or self.is_counsel(who)
        return is_party or self.took_part(who, "recused") or who in self.pending

    def works_at(self, who, body, *offices):
        place, office = OFFICES.get(who, ("", ""))
        return place == body and (not offices or office in offices) and not self.stands_aside(who)

    def sits(self, who):
        return who in self.seats and not self.stands_aside(who)

    def is_fresh(self, who):
        return not self.took_part(who, "instructed", "opined")

    # What the moment allows ------------------------------------------------------------------------------------------

    def is_due(self, way):
        """Has the moment come for which the clock waits? At the end it has, but of a window that stands still."""
        if way.name == "answer" and not self.may_end_by_itself():
            return False
        return self.is_the_end or any(self.deadlines.get(kind, NEVER) <= self.at for kind in DUE[way.name])

    def may_end_by_itself(self):
        """The reply window: opened by service, not while the account is disowned or a hearing asked is to come."""
        return self.case.served_at and not self.case.disowned_at and not self.case.hearing_asked

    def may_be_returned(self, who):
        """To a federation that is known, no mandate being held and no interim suspension running."""
        return self.case.federation_id and not self.has_a_mandate and not self.interim_runs

    @cached_property
    def has_a_mandate(self):
        return self.case.member is not None and self.case.member.mandates.exists()

    @cached_property
    def interim_runs(self):
        interim = self.case.measures.filter(kind="interim", lifted_at=None, void_at=None)
        return any(one.ends_at is None or one.ends_at > self.at for one in interim)

    def may_be_notified(self, who):
        """To a known author who does not disown the account, on pieces that he or she may read."""
        return self.concerned and not self.case.disowned_at and self.all_is_shown

    @cached_property
    def all_is_shown(self):
        pieces = self.case.pieces.filter(withdrawn_at=None)
        return 0 < pieces.count() == pieces.filter(versions__use="disclosed").distinct().count()

    def may_be_decided(self, who):
        """By fresh eyes, on what the person could read."""
        return self.is_fresh(who) and not self.case.disowned_at and not self.something_was_added

    @cached_property
    def something_was_added(self):
        notified_at = self.case.grievances.order_by("number").last().notified_at
        return self.case.pieces.filter(withdrawn_at=None, added_at__gt=notified_at).exists()

    def may_be_warned(self, who):
        return self.works_at(who, self.case.held_by_id, "decider", "national_officer") and self.may_be_decided(who)

    def may_be_suspended(self, who):
        """As announced, and on the proposal of somebody who did not examine either."""
        announced = self.case.maximum == "suspension" and not self.case.hearing_asked
        return announced and self.may_be_decided(who) and self.signs(who, "suspension") and self.is_fresh(self.proposer)

    def signs(self, who, kind):
        return self.proposal is not None and self.proposal.kind == kind and self.proposer != who

    def was_never_served(self):
        return self.case.outcome == "lapsed"

    def may_appeal(self, who):
        """Once a decision, in its window: which opens with the letter."""
        in_time = self.case.appeal_until is not None and self.at <= self.case.appeal_until
        return in_time and not self.was_appealed and not self.was_never_served()

    @cached_property
    def was_appealed(self):
        kinds = ["warning", "suspension", "revocation"]
        sanction = Decision.objects.filter(case=self.case, kind__in=kinds).order_by("number").last()
        return self.case.appeals.filter(kind="appeal", decision=sanction).exists()

    def may_judge(self, who):
        """Three sit at least; whose agreement makes the majority decides."""
        sitting = [name for name in self.seats if not self.took_part(name, "recused")]
        agreed = [name for name in sitting if self.has_agreed(name)]
        is_proposed = self.proposal is not None and self.proposal.kind == "appeal"
        return is_proposed and len(sitting) >= 3 and who not in agreed and 2 * (len(agreed) + 1) > len(sitting)

    def has_agreed(self, who):
        return who in self.seats and self.proposal is not None and self.seats[who].agreed_sha256 == self.proposal.sha256

    def may_look_twice(self, who):
        in_time = self.at <= self.case.closed_at + SECOND_LOOK
        return self.case.outcome == "dismissed" and in_time and who not in self.withdrew

    def may_reopen(self, who):
        return self.case.outcome not in OF_NO_RETURN and not self.took_part(who, "signed")


# Who a party of the model is; then what a way asks of dates and persons beside.
PARTIES = {
    "holder": lambda now, who: now.works_at(who, now.case.held_by_id),
    "national": lambda now, who: now.works_at(who, "national"),
    "concerned": lambda now, who: who == now.concerned or now.is_counsel(who),
    "reporter": lambda now, who: who in now.reporters,
    "panel": Circumstances.sits,
    "clock": lambda now, who: who == "clock",
}
ALLOWS = {
    "open_review": lambda now, who: now.concerned is not None,
    "return": Circumstances.may_be_returned,
    "notify": Circumstances.may_be_notified,
    "answer": lambda now, who: now.case.served_at is not None,
    "disown": lambda now, who: now.case.disowned_at is not None,
    "warn": Circumstances.may_be_warned,
    "suspend": Circumstances.may_be_suspended,
    "lift": lambda now, who: now.signs(who, "lift"),
    "revoke": lambda now, who: now.is_fresh(who) and now.signs(who, "revocation"),
    "appeal": Circumstances.may_appeal,
    "revision": lambda now, who: not now.was_never_served(),
    "withdraw": lambda now, who: who == now.concerned,
    "judge": Circumstances.may_judge,
    "second_look": Circumstances.may_look_twice,
    "new_evidence": Circumstances.may_reopen,
}
