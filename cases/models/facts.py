"""What guards ask of a case in hand: each question reads the locked row, or a few rows once."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.db.models import F, Q
from django.utils.functional import cached_property

from accounts.models import Body, Person
from notifications.models import Delivery

from .. import seal
from ..legal_time import end_of, months_after, working_days_after
from ..parameters import default
from ..parties import NATIONAL
from .deadline import Agenda
from .hearing import GrievanceNotice
from .measure import IS_SANCTION, Measure, final_at, restricts
from .named import NAMED, on_paper
from .parts import APART, Part
from .piece import Piece, PieceVersion
from .record import EntryContent
from .report import IdentityRequest, ReportingRestriction

if TYPE_CHECKING:
    from .appeal import Appeal
    from .decision import Decision, Proposal
    from .evidence_file import EvidenceRequest


class Facts:
    """A case is fetched, asked, and thrown away: what is read once here stays read."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any: ...

    # Time and place --------------------------------------------------------------------------------------------------

    @cached_property
    def agenda(self) -> Agenda:
        return Agenda(self)

    def due(self, kind: str) -> datetime | None:
        return self.agenda.due(kind)

    def parameter(self, key: str) -> int:
        """The organisation's value on the day this case was opened: later changes do not touch it."""
        return self.parameters.get(key, default(key))

    @property
    def appeal_days(self) -> int:
        """How long one may appeal: six months where the post stands on the organisation's own site (DSA, art. 20)."""
        return self.parameter("APPEAL_WINDOW_OWN_SITE" if self.post.network == "own" else "APPEAL_WINDOW_DAYS")

    @property
    def clock_body(self) -> Any:
        """The body whose days, holidays and time zone count for the member, whoever holds the case."""
        return self.member.federation if self.member_id else self.federation or self.held_by

    @property
    def is_exercise(self) -> bool:
        """In the federation in which people practise: it rings nobody, alarms no other office, counts in no figure."""
        return bool(self.federation_id == Body.PRACTICE)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.clock_body.time_zone)

    def local_date(self, at: datetime) -> date:
        return at.astimezone(self.zone).date()

    @property
    def published_on(self) -> date | None:
        """The day that the post's address tells, where the member lives; None where it tells none."""
        return self.local_date(self.post.published_at) if self.post.published_at else None

    # People ----------------------------------------------------------------------------------------------------------

    @cached_property
    def _named(self) -> set[tuple[str, str]]:
        """(who, as what) of everybody whom the case names: people by their key, who reported by a digest alone."""
        return set(NAMED.ask(self.pk, self.joined_to_id or self.pk, self.reference))

    def took_part(self, person: Any, role: str) -> bool:
        return (str(person.pk), role) in self._named

    def has_role(self, role: str) -> bool:
        return any(held == role for _, held in self._named)

    def name(self, person: Any, role: str) -> None:
        """Somebody takes part from now on: whoever asks the case in hand is told so."""
        self._named.add((str(person.pk), role))

    @property
    def assistants(self) -> list[Person]:
        """Who reads and answers beside the person concerned, or for him or her."""
        keys = [who for who, role in self._named if role in ("assists", "represents")]
        return list(Person.objects.filter(pk__in=keys).order_by("pk")) if keys else []

    @property
    def representatives(self) -> list[Person]:
        """Who represents a minor."""
        return [person for person in self.assistants if self.took_part(person, "represents")]

    @property
    def is_represented(self) -> bool:
        """Is the person a minor, for whom somebody answers?"""
        return bool(self.member_id) and self.member.is_minor and self.has_role("represents")

    @property
    def addressees(self) -> list[Person]:
        """On whom a letter with legal effect is served: the person, or whoever represents a minor, either of two."""
        return self.representatives if self.is_represented else [self.member.person] if self.member_id else []

    def opens_letters(self, person: Any) -> bool:
        return any(one.pk == person.pk for one in self.addressees)

    def is_closed_to(self, person: Any) -> bool:
        """No power reaches one's own case, one that one reported or wrote down, or from which one stepped aside."""
        own = self.has_party("concerned", person) or self.has_party("reporter", person)
        return own or any(self.took_part(person, role) for role in APART)

    def is_shut_to(self, person: Any, body: str) -> bool:
        """Restricted by its holder: there, only who is named on it or has it in charge opens it; by time: nobody."""
        if body == NATIONAL or body != self.held_by_id or not (self.named_only_at or self.restricted_at):
            return False
        if self.restricted_at:
            return True
        return self.claimed_by_id != person.pk and not any(self.took_part(person, role) for role in Part.Role.values)

    def has_party(self, role: str, person: Any) -> bool:
        if role == "concerned":
            return self.member_id is not None and self.member.person_id == person.pk
        if role == "representative":
            return self.is_represented and self.took_part(person, "represents")
        if role == "counsel":
            return self.took_part(person, "assists") or self.took_part(person, "represents")
        if role == "panel":
            sits = person.pk in self._seated if self.open_appeal() else self.took_part(person, "sat")
            return sits and not self.is_closed_to(person)
        return (seal.owner_of(person.pk), "reporter") in self._named

    @cached_property
    def _seated(self) -> set[int]:
        appeal = self.open_appeal()
        return set(appeal.seats.values_list("person_id", flat=True)) if appeal else set()

    def report_of(self, person: Any) -> Any:
        """This person's own standing report on the case, else the latest withdrawn one, else None."""
        if not self.has_party("reporter", person):
            return None
        mine = self.reports.filter(identity__owner=seal.owner_of(person.pk))
        return mine.order_by(F("withdrawn_at").desc(nulls_first=True), "pk").first()

    def claimant(self, at: datetime) -> Any:
        """Who has claimed it, if he or she still may examine it: a claim without the power counts for nothing."""
        person = self.claimed_by
        return person if person and person.holds("examine", self.held_by_id, at=at) else None

    @cached_property
    def letters_to_post(self) -> list[Delivery]:
        """On paper to the person concerned, or to who assists: still to be printed and sent, the oldest first."""
        letters = on_paper(self.reference).select_related("notice__letter", "notice__recipient")
        return list(letters.order_by("due_at", "pk")) if self.has_role("to_post") else []

    def versions_opened_by(self, person: Any) -> set[tuple[int, int]]:
        """(piece, version) of every image that this person has opened at full size."""
        read = self.readings.filter(person=person, purpose__startswith="piece ").values_list("purpose", flat=True)
        return {(int(piece), int(version)) for piece, version in (one.split()[1].split(".") for one in read)}

    # What was said and decided ---------------------------------------------------------------------------------------

    @cached_property
    def notice(self) -> Any:
        """The notice of grievances that counts, or None."""
        return self.grievances.latest()

    @cached_property
    def quote(self) -> str:
        """What officers fixed the post to say, of a case that was fetched with it; else nothing."""
        return PieceVersion.text_of(getattr(self, "fixed", None), getattr(self, "fixed_in", None))

    def said_by_reporters(self) -> list[str]:
        """What those who reported have typed, in their reports and afterwards."""
        later = EntryContent.objects.filter(entry__case=self.pk, entry__role="reporter")
        typed = [text for one in later for text in (one.why, *one.answers.values())]
        return [*self.reports.words(), *(text for text in typed if isinstance(text, str) and text)]

    def was_replied_to(self) -> bool:
        return self.notice is not None and self.notice.is_answered

    @cached_property
    def exhibits(self) -> list[Piece]:
        """The pieces that stand, in their order, each with its versions."""
        return list(self.pieces.standing().prefetch_related("versions"))

    @property
    def sealed(self) -> list[Piece]:
        """Those of them that have no version to be disclosed yet."""
        return [piece for piece in self.exhibits if piece.is_sealed]

    @cached_property
    def proposal_in_hand(self) -> Proposal | None:
        open_ones = self.proposals.filter(ended_at=None).select_related("by")
        return open_ones.first() if self.has_role("proposing") else None

    def open_proposal(self) -> Proposal | None:
        return self.proposal_in_hand

    @cached_property
    def _appeal(self) -> Appeal | None:
        return self.appeals.open().first()

    def open_appeal(self) -> Appeal | None:
        return self._appeal

    @property
    def may_suspend(self) -> bool:
        """Does anything that runs here suspend somebody? The national office hands no such case back."""
        return bool(self.held_by_id == NATIONAL)

    def running_interim(self, at: datetime) -> Measure | None:
        """An interim suspension in force, or signed and about to be."""
        still = self.measures.standing().interim().exclude(ends_at__lte=at)
        return still.order_by("-pk").first()

    def suspended_meanwhile(self, person: Any) -> bool:
        """Did this person propose or sign an interim suspension here?"""
        by = Q(proposed_by=person) | Q(signed_by=person)
        return bool(self.decisions_count) and self.decisions.filter(by, kind="interim").exists()

    def interim_in_force(self, at: datetime) -> Measure | None:
        """One that its person knows: its letter has been served."""
        return self.measures.effective(at).interim().first() if self.may_suspend else None

    def sanction(self) -> Decision | None:
        """The decision that an appeal is against: the last one that sanctions."""
        return self.decisions.sanctions().order_by("-number").first()

    def sanction_served_at(self) -> datetime | None:
        """When the letter of the last sanction reached the person: the first day of what it ordered."""
        last = self.decisions.sanctions().order_by("-number").values("occasion")[:1]
        served = self.services.filter(occasion__in=last, served_at__isnull=False).order_by("-sent_at").first()
        return served.served_at if served else None

    def is_sanctioned(self) -> bool:
        """A sanction was pronounced and no appeal has voided it; so also once it is over."""
        return self.state in ("warned", "suspended", "probation") or self.outcome in ("completed", "lifted")

    def elsewhere(self, at: datetime) -> Any:
        """Measures of this member in other cases: those that restrict him or her now, and antecedents, which `count`.

        Those are sanctions that stand and are final, since three years at most (Code du travail, art. L. 1332-5).
        """
        oldest = months_after(at, -12 * self.parameter("LOOKBACK_YEARS"), zone=self.zone) - timedelta(days=1)
        others = Measure.objects.filter(member=self.member_id).exclude(case=self.pk)
        known = others if self.member_id else others.none()
        counts = IS_SANCTION & Q(final_at__lte=at, final_at__gt=oldest)
        asked = known.annotate(restricts=restricts(at), final_at=final_at()).annotate(counts=counts)
        return asked.filter(Q(restricts=True) | Q(counts=True)).order_by("-decision__signed_at")

    def probations_broken(self, at: datetime) -> list[Measure]:
        """Deferred parts of other cases of this member that a sanction of these facts may make fall."""
        others = Measure.objects.standing().filter(member=self.member_id, probation_until__gt=at).exclude(case=self.pk)
        known = others if self.member_id else others.none()
        return [one for one in known.order_by("pk").select_related("case") if one.covers_probation(self.content_date)]

    def was_heard_on_revocation(self, reference: str) -> bool:
        """Did the grievances that count in that other case announce that the deferred part of this one may fall?"""
        notices = GrievanceNotice.objects.filter(case__reference=reference).order_by("-number")
        notice = notices.first()
        return notice is not None and self.reference in notice.may_revoke

    def proposable(self, at: datetime) -> list[str]:
        """Which proposals fit where the case stands, the likeliest first."""
        if self.state in ("warned", "suspended", "probation"):
            return ["lift", "revocation"] if self.state == "probation" and self.held_by_id == NATIONAL else ["lift"]
        if self.held_by_id != NATIONAL or self.member_id is None:
            return []
        kinds = ["suspension"] if self.state == "deliberation" and self.maximum == "suspension" else []
        taken = self.measures.interim()
        if running := self.running_interim(at):
            renewable = running.starts_at is not None and taken.count() == 1
            return [*kinds, "renewal", "lift"] if renewable else [*kinds, "lift"]
        return kinds if taken.exists() else [*kinds, "interim"]

    def longest(self, kind: str) -> int | None:
        """The most days that a proposal of this kind may ask for; None where it asks for none."""
        if kind == "revocation":
            return self.measures.final().suspended_days
        if kind == "renewal":
            served = sum(self.measures.interim().values_list("days", flat=True))
            return self.parameter("INTERIM_TOTAL") - served
        most = {"suspension": "SUSPENSION_MAX_DAYS", "interim": "INTERIM_FIRST"}
        return self.parameter(most[kind]) if kind in most else None

    def scope_kept(self, kind: str) -> dict[str, str]:
        """A renewal and a revocation go on with a measure and reach no further than it; nobody chooses that anew."""
        goes_on = {"renewal": self.measures.interim().order_by("pk").last, "revocation": self.measures.final}
        return {"scope": goes_on[kind]().scope} if kind in goes_on else {}

    def is_no_worse(
        self, *, result: str, kind: str = "", days: int | None = None, months: int | None = None, **_: Any
    ) -> bool:
        """Is the panel's result at most as hard as the measure appealed, in kind and in length?"""
        old = self.measures.final()
        if result != "reduced" or old is None:
            return True
        if kind == "warning":
            return (months or 0) > 0 and (old.kind == "suspension" or (months or 0) < (old.months or 0))
        return kind == old.kind == "suspension" and 0 < (days or 0) < (old.days or 0)

    def recusal_is_late(self, at: datetime) -> bool:
        """Has whoever waits longest for an answer waited longer than the body that holds the case may take?"""
        waiting, most = self.recusals.open_one(), self.parameter("RECUSAL_ANSWER_DAYS")
        return waiting is not None and working_days_after(waiting.asked_at, most, body=self.clock_body) < at

    def identity_request(self) -> IdentityRequest | None:
        from_reports = self.reports.filter(identity_requests__answered_at=None, identity_requests__isnull=False)
        report = from_reports.order_by("pk").first()
        return report.identity_requests.filter(answered_at=None).first() if report else None

    @cached_property
    def evidence_request(self) -> EvidenceRequest | None:
        """The one that waits for its answer."""
        waiting: EvidenceRequest | None = self.evidence_requests.waiting().first()
        return waiting

    def identities_granted(self, person: Any) -> Any:
        """What this very person asked of those who reported, and may read."""
        granted = IdentityRequest.objects.granted_to(person)
        return granted.filter(report__case_id=self.pk, report__identity__isnull=False)

    def limit_of(self, person: Any, at: datetime) -> ReportingRestriction | None:
        """What limits the reports of this person still, set in this case, contested or not."""
        return self._limits().binding(person, self.local_date(at)).last()

    @cached_property
    def contested_limit(self) -> ReportingRestriction | None:
        """The one that has waited longest for an answer."""
        return self._limits().contested().first() if self.has_role("contesting") else None

    def limits_answered(self, at: datetime) -> ReportingRestriction | None:
        return self._limits().filter(answered_at=at).first()

    def _limits(self) -> Any:
        return ReportingRestriction.objects.set_in(self)

    def time_bar_waiver(self) -> Any:
        """The entry by which the national office let an old post be examined all the same, or None."""
        return self.entries.filter(step="waive_time_bar").select_related("content").first()

    def second_look_until(self) -> datetime | None:
        """Until when whoever reported may ask, once, for a second look; None where there is none.

        After a dismissal by a federation before any hearing (DSA, art. 20, as a benchmark).
        """
        if self.outcome != "dismissed" or self.heard_at or self.second_look_at or self.held_by_id == NATIONAL:
            return None
        if self.closed_at is None:
            return None
        return end_of(self.local_date(self.closed_at) + timedelta(days=self.parameter("SECOND_LOOK_DAYS")), self.zone)

    def was_seen_closed(self, person: Any) -> bool:
        """Does this person know how it ended, having taken part in it or opened it since?"""
        took_part = any(self.took_part(person, role) for role in Part.Role.values)
        return took_part or self.readings.telling_of(self.closed_at).filter(person=person).exists()

    def remedies_until(self) -> datetime | None:
        """The last moment of every way to have it looked at again; None while it is open, or under appeal or revision.

        Whatever was decided on an appeal has closed it: left are the window to appeal and the second look.
        """
        if self.state != "closed" or self.closed_at is None:
            return None
        return max(filter(None, [self.closed_at, self.appeal_until, self.second_look_until()]))

    def is_over_for_good(self, at: datetime) -> bool:
        """Closed, with no appeal in time and no second look left, and not going on in another case."""
        until = self.remedies_until()
        return self.outcome != "joined" and until is not None and (until < at or until == self.closed_at)
