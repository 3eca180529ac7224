"""What the person concerned knows of a case: a letter that waits to be opened hides, everywhere, what it says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from notifications.models import Notice

from ..lifecycle import CLOSED, DELIBERATION, HEARING, MEASURED, REVIEWING, UNDER_APPEAL
from ..models import Case, Decision, GrievanceNotice, Hearing, Measure, Service, SubjectRequest
from .phrases import in_days, on_day
from .verdict import Verdict, verdict

# What may be done without telling what the letter says.
BLIND = {"open_letter", "name_counsel", "answer_inquiry"}
# A closed step of which it helps to read why; of all others the silence is calmer.
WORTH_SAYING = {"reply", "close_hearing", "ask_hearing"}
# The order in which one thinks of them; the rest comes after.
FIRST = ["appeal", "reply", "close_hearing", "ask_hearing", "pick_slot", "postpone_hearing", "name_counsel"]


def antecedents(measures: Iterable[Any]) -> list[tuple[str, int]]:
    """How many sanctions of each kind count here, of those that `Case.elsewhere` gave."""
    return sorted(Counter(one.get_kind_display() for one in measures if one.counts).items())


class Known:
    """One case as somebody may read it who is concerned, or assists. Asks each thing of the database once."""

    def __init__(self, case: Case, person: Any, *, at: datetime):
        self.case, self.person, self.at = case, person, at
        self.is_own = case.has_party("concerned", person)
        self.represents = case.has_party("representative", person)

    @cached_property
    def _sealed(self) -> set[Any]:
        return set(self.case.services.filter(served_at=None).values_list("occasion", flat=True))

    @property
    def is_waited_for(self) -> bool:
        """Is there a letter to open?"""
        return bool(self._sealed)

    @cached_property
    def to_open(self) -> Service | None:
        """The letter that this person may open; who assists may not, for that is what serves it."""
        member = self.case.member
        return self.case.services.waiting(member.person) if member and self.case.opens_letters(self.person) else None

    # What it says -----------------------------------------------------------------------------------------------------

    @cached_property
    def _notice(self) -> GrievanceNotice | None:
        rows = self.case.grievances.select_related("hearing").prefetch_related(
            "rules__article_version__article", "replies", "disclosures__version__piece"
        )
        return rows.latest() if self.case.maximum else None

    @cached_property
    def _decision(self) -> Decision | None:
        """The last word on the case; an interim suspension is none."""
        if self.case.state in REVIEWING:
            return None
        return self.case.decisions.exclude(kind=Decision.Kind.INTERIM).order_by("-number").first()

    @property
    def is_veiled(self) -> bool:
        """Would the state of the case tell what stands in a letter that is not open yet?"""
        return any(one is not None and one.occasion in self._sealed for one in (self._notice, self._decision))

    @property
    def notice(self) -> GrievanceNotice | None:
        return None if self.is_veiled else self._notice

    @property
    def hearing(self) -> Hearing | None:
        """That of the grievances which are answered now, asked for or held."""
        hearing = getattr(self.notice, "hearing", None)
        return hearing if hearing and (hearing.held_at or self.case.hearing_asked) else None

    @property
    def quote(self) -> str:
        """What the post says, as it was fixed: the first text among the pieces."""
        disclosed = self.notice.disclosures.all() if self.notice else []
        return next((one.version.text for one in disclosed if one.version.piece.kind == "text"), "")

    @property
    def decision(self) -> Decision | None:
        return None if self.is_veiled else self._decision

    @cached_property
    def measure(self) -> Measure | None:
        """The measure that the decision ordered, or that took its place on appeal."""
        last = self.case.measures.exclude(kind=Measure.Kind.INTERIM).order_by("-pk").first()
        return None if self.is_veiled else last

    @cached_property
    def verdict(self) -> Verdict | None:
        """What was decided, in one sentence and what follows; None before, and while its letter waits."""
        return None if self.is_veiled or self.no_decision_yet else verdict(self.case, self.measure)

    @cached_property
    def interim(self) -> list[Measure]:
        """What suspends the person meanwhile."""
        return list(self.case.measures.effective(self.at).interim())

    @cached_property
    def antecedents(self) -> list[tuple[str, int]]:
        """What whoever decides reads of other cases of this member: the same, and no more."""
        return antecedents(self.case.elsewhere(self.at))

    @cached_property
    def letters(self) -> list[Notice]:
        """This person's letters of this case, the newest first, without those that wait."""
        mine = Notice.objects.filter(recipient=self.person, topic=self.case.reference).select_related("letter")
        return [one for one in mine.order_by("-pk") if one.letter.occasion not in self._sealed]

    @cached_property
    def statements(self) -> list[SubjectRequest]:
        """What the person says against what stands in the record, as whoever reads the case reads it."""
        return list(self.case.subject_requests.statements())

    # What comes next --------------------------------------------------------------------------------------------------

    @property
    def no_decision_yet(self) -> bool:
        return self.case.state in REVIEWING

    @property
    def may_appeal_until(self) -> datetime | None:
        """The end of the window, while an appeal in it is still possible."""
        until = None if self.is_veiled or self.case.state == UNDER_APPEAL else self.case.appeal_until
        is_open = until and self.at <= until and self.case.is_sanctioned()
        return until if is_open and not self.case.appeals.ordinary().exists() else None

    @property
    def next_date(self) -> datetime | None:
        """The date that counts now."""
        return self._next[0]

    @property
    def next_words(self) -> str:
        """That date, and what it is the last day of."""
        at, said = self._next
        return said % {"day": on_day(at, self.case.zone)} if at else ""

    @cached_property
    def _next(self) -> tuple[datetime | None, str]:
        """To reply or to appeal, else by when something is decided or ends."""
        case = self.case
        if self.is_veiled or case.state == CLOSED:
            return None, ""
        if case.state == HEARING and case.window_ends_at and not self.is_over:
            return case.window_ends_at, _("Répondre jusqu’au %(day)s.")
        if case.state in MEASURED:
            if until := self.may_appeal_until:
                return until, _("Recours possible jusqu’au %(day)s.")
            return case.due("measure_end") or case.due("probation_end"), _("La mesure prend fin le %(day)s.")
        decided = case.due("appeal") or case.due("appeal_limit") or case.due("first_instance")
        return decided, _("Décision attendue au plus tard le %(day)s.")

    @property
    def days_left(self) -> str:
        """«10 jours», whole days of the member's own calendar, until the date that counts now."""
        if self.next_date is None:
            return ""
        left = (self.case.local_date(self.next_date) - self.case.local_date(self.at)).days
        return in_days(left) if left > 0 else _("aujourd’hui")

    @property
    def is_over(self) -> bool:
        """Has the window to reply ended, though the clock has not come by yet?"""
        ends = self.case.window_ends_at
        return ends is not None and self.at > ends

    def offered(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """The steps to show, in their order, without the opening of a letter, which stands above all else."""
        shown = [row for row in rows if row["name"] != "open_letter" and self._shows(row)]
        place = {name: number for number, name in enumerate(FIRST)}
        return sorted(shown, key=lambda row: (row["refusal"] is not None, place.get(row["name"], len(FIRST))))

    def _shows(self, row: dict[str, Any]) -> bool:
        """While a letter waits, only what does not tell what it says."""
        if self.is_veiled and row["name"] not in BLIND:
            return False
        return row["refusal"] is None or (row["name"] in WORTH_SAYING and self.case.state in (HEARING, DELIBERATION))
