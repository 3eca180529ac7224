"""Who stands where: the parties that may act on a case, and the audiences that are told of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from .grammar import CLOCK, Act, Standing

NATIONAL, PANEL, PRIVACY = "national", "recours", "donnees"
ROLES = {NATIONAL: "national", PANEL: "panel", PRIVACY: "privacy"}
INTAKE = "intake"  # the role of who writes down what somebody else reports


def role_of(body: str) -> str:
    """As what somebody acts there: every body but three is a federation."""
    return ROLES.get(body, "federation")


class Word:
    """A party that can be joined to another: `may("examine") | clock`."""

    def __or__(self, other: Any) -> Either:
        return Either(self, other)

    def standing(self, act: Act) -> Standing | None:
        raise TypeError(f"{self!r} only listens.")

    def told_of(self, act: Act) -> bool:
        """Are those whom this word names told of this act, when its step tells them?"""
        return True

    def stands_elsewhere(self, act: Act) -> bool:
        """Would this author stand there if another of the case's bodies held it? Then the case moved: no stranger."""
        return False


@dataclass(frozen=True)
class Either(Word):
    one: Any
    other: Any

    def standing(self, act: Act) -> Standing | None:
        return self.one.standing(act) or self.other.standing(act)

    def stands_elsewhere(self, act: Act) -> bool:
        return self.one.stands_elsewhere(act) or self.other.stands_elsewhere(act)


def each_of(word: Any) -> Iterator[Any]:
    """The single words of a party: two, of `may("warn") | clock`."""
    if isinstance(word, Either):
        yield from (*each_of(word.one), *each_of(word.other))
    else:
        yield word


@dataclass(frozen=True)
class may(Word):  # noqa: N801  (a word of the grammar: by=may("warn"))
    """Holds this power in the body that holds the case, or in the body named by `in_`; and is no party to the case.

    Never `user.has_perm`: it says yes to every superuser.
    """

    power: str
    in_: str | None = None

    def standing(self, act: Act) -> Standing | None:
        body = self.in_ or act.case.held_by_id
        if act.by is CLOCK or not act.by.holds(self.power, body, at=act.at) or act.case.is_closed_to(act.by):
            return None
        if act.case.is_shut_to(act.by, body):
            return None
        return Standing(role_of(body), body)

    def stands_elsewhere(self, act: Act) -> bool:
        if self.in_ or act.by is CLOCK or act.case.is_closed_to(act.by):
            return False
        if act.case.is_shut_to(act.by, act.case.held_by_id):
            return False
        return bool({act.case.federation_id, NATIONAL} & act.by.bodies_where(self.power, at=act.at))


@dataclass(frozen=True)
class Named(Word):
    """A party by its own link to the case, which no body lends and no power replaces."""

    role: str

    def standing(self, act: Act) -> Standing | None:
        return Standing(self.role) if act.by is not CLOCK and act.case.has_party(self.role, act.by) else None


@dataclass(frozen=True)
class Told(Named):
    """Such a party once it is told of the case: until then not even trying teaches that there is one."""

    def standing(self, act: Act) -> Standing | None:
        return super().standing(act) if act.case.informed_at else None


@dataclass(frozen=True)
class Represents(Told):
    """Of those who stand there, whoever represents a minor: not who is only asked to assist."""

    def standing(self, act: Act) -> Standing | None:
        represents = act.by is not CLOCK and act.case.has_party("representative", act.by)
        return super().standing(act) if represents else None


@dataclass(frozen=True)
class Seated(Word):
    """Sits on the appeal that is open, and is still of the panel."""

    def standing(self, act: Act) -> Standing | None:
        if act.by is CLOCK or not act.by.holds("hear_appeals", PANEL, at=act.at):
            return None
        return Standing("panel", PANEL) if act.case.has_party("panel", act.by) else None


@dataclass(frozen=True)
class TheClock(Word):
    def standing(self, act: Act) -> Standing | None:
        return Standing("clock") if act.by is CLOCK else None


@dataclass(frozen=True)
class AnyMember(Word):
    """Anybody: reporting needs no power. The person concerned too, who would else learn that a case exists."""

    def standing(self, act: Act) -> Standing | None:
        return None if act.by is CLOCK else Standing("reporter")


@dataclass(frozen=True)
class AnotherStep(Word):
    """Nobody by him- or herself: it follows from a step of another case, or from an answer of the privacy officer."""

    def standing(self, act: Act) -> Standing | None:
        return None


concerned = Told("concerned")
counsel = Told("counsel")
representative = Represents("counsel")
reporter = Named("reporter")
seated = Seated()
clock = TheClock()
any_member = AnyMember()
another_step = AnotherStep()


@dataclass(frozen=True)
class Audience(Word):
    """People who are told and do not act by that name. `letters.py` knows who they are today.

    With `when`, they are told only of an act of which it is true.
    """

    role: str
    when: Callable[[Act], bool] | None = None

    def told_of(self, act: Act) -> bool:
        return self.when is None or self.when(act)


def works_on_cases(person: Any, *, at: datetime) -> bool:
    """Does an office give this person cases to work on, to examine them or on appeal?"""
    return bool(person.bodies_where("examine", at=at)) or person.holds("hear_appeals", PANEL, at=at)


def sees_the_country(person: Any, *, at: datetime) -> bool:
    """Does this person read the cases of all federations?"""
    return bool(person.holds("read_all", NATIONAL, at=at))


def reads_figures(person: Any, *, at: datetime) -> bool:
    """May this person read the figures of the whole organisation, and publish them?"""
    return bool(person.holds("view_figures", NATIONAL, at=at))


def reads_the_log(person: Any, *, at: datetime) -> bool:
    """May this person read who has read what?"""
    return bool(person.holds("view_access_log", PRIVACY, at=at))


def answers_subjects(person: Any, *, at: datetime) -> bool:
    """May this person answer what people ask about their own data?"""
    return bool(person.holds("run_subject_request", PRIVACY, at=at))


def another_body_holds_it(act: Act) -> bool:
    return bool(act.case.held_by_id != act.held_before)


def what_is_applied_changes(act: Act) -> bool:
    return bool(act.case.may_suspend and act.case.measures.moved_by(act).exists())


def another_body_decided_it(act: Act) -> bool:
    """The member's federation learns what the national office decided; what it decided itself it knows."""
    return bool(act.case.held_by_id == NATIONAL or what_is_applied_changes(act))


def nothing_of_it_stays(act: Act) -> bool:
    """An appeal turns «acted» into «not acted»."""
    return bool(act.case.outcome == "annulled")


def a_life_may_be_in_danger(act: Act) -> bool:
    """DSA, art. 18, as a benchmark."""
    return bool(act.report.threat_to_life)


def another_office_is_asked_for(act: Act) -> bool:
    """Of a case that a federation has: whoever is told of a danger opens it anyway."""
    is_local = act.case.state != "closed" and act.case.held_by_id != NATIONAL
    return is_local and act.report.other_body and not a_life_may_be_in_danger(act)


def is_only_warned(act: Act) -> bool:
    return act.data.get("until") is None


def is_restricted(act: Act) -> bool:
    return not is_only_warned(act)


informed = Audience("informed")  # the person concerned, once he or she knows of the case
reporters = Audience("reporter")  # everybody whose report stands, one letter each
this_reporter = Audience("this_reporter")  # the reporter of the one report that the act is about
asked = Audience("asked")  # the one person of whom something is asked
federation = Audience("federation")  # officers of the member's federation: the effect, never the reasons
national_office = Audience("national")
the_panel = Audience("panel")
privacy_office = Audience("privacy")
earlier_actors = Audience("actors")  # who instructed and decided, told of the appeal's result to learn from it
in_charge = Audience("in_charge")  # the one officer who looks after the case; everybody else has the queue
proposer = Audience("proposer")  # of the proposal that the act answered
other_signers = Audience("signers")  # whoever else could have signed it
# Those of them whom only some acts of a step concern
moved_reporters = Audience("reporter", when=another_body_holds_it)
undone_reporters = Audience("reporter", when=nothing_of_it_stays)
alarmed_office = Audience("national", when=a_life_may_be_in_danger)
called_office = Audience("national", when=another_office_is_asked_for)
warned_reporter = Audience("this_reporter", when=is_only_warned)
restricted_reporter = Audience("this_reporter", when=is_restricted)
appliers = Audience("federation", when=what_is_applied_changes)
home_federation = Audience("federation", when=another_body_decided_it)
