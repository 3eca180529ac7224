"""The round of each morning: people hear of a date that comes, officers of what is new. It changes no case.

A round that comes late does what is still of use: nobody is told of a date that has passed, and of two reminders that
an outage has joined only the nearer one is sent. Each letter has an occasion made of what it is about, which the
database keeps single: two rounds at once tell nothing twice.
"""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, InterfaceError, OperationalError, transaction
from django.db.models import Exists, F, OuterRef, Q

from accounts.models import Person
from notifications.models import Delivery, Heartbeat, Letter, Notice
from notifications.post import Mailing, put_on_paper, send_out

from . import bookings, calibrations, subject_requests, watch
from .digest import digest
from .grammar import CLOCK, Act
from .letters import mailings
from .lifecycle import CLOSED, EXAMINED, HEARING, MEASURED, REVIEWING
from .limits import LIMITS
from .models import Case, Checkpoint, Deadline, Inquiry, Parameter, Reading, Reply, ReportingRestriction, Service
from .models.strays import sweep_files
from .officers import letter, today
from .parties import NATIONAL, Audience, asked, federation, in_charge, informed, national_office
from .wording.phrases import days_between

ROUND, HOUR, DAY = "morning round", 7, timedelta(days=1)  # seven o'clock where the installation is
REMINDED = (1, 3)  # days before a date, the nearer first
FORETOLD = (7,)  # days before a measure ends
REVIEWED = (3, 14)  # days before a case is kept for a court no more
OCCASIONS = uuid.UUID("b0c1a5a6-0d0b-4f0c-8a44-6a7a0c9f7c52")  # the name space of those made here
log = logging.getLogger(__name__)
Write = Callable[[], list[Mailing]]


class Unfinished(Exception):
    """Some of what was due could not be done. All the rest was; the log says why."""


def make_round(*, at: datetime) -> int:
    """The round of this morning, unless it was made; returns how many things were told."""
    morning = latest_morning(at)
    since = Heartbeat.last(ROUND) or morning - DAY
    if since >= morning:
        return 0
    Checkpoint.objects.make(day=morning.date(), at=at)
    put_on_paper(unreached(), at=at)
    forget_past(at)
    coming = (*announcements(at), *bookings.reminders(at), *calibrations.reminders(at), *subject_requests.reminders(at))
    writes = (*coming, *watch.alarms(since=since, at=at), *unsent(at), *digests(since=since, at=at))
    told = [tell(write, at=at) for write in writes]
    Heartbeat.beat(ROUND, at=at)
    if failed := told.count(None):
        raise Unfinished(f"{failed} of {len(told)} letters of the morning could not be written: the log says why.")
    return told.count(True)


def forget_past(at: datetime) -> None:
    """What has its own time, whatever becomes of any case: readings, cautions, limits, requests; stray files too."""
    months = Parameter.objects.value_at
    Reading.objects.past(at, months=months("RETAIN_READINGS", at)).delete()
    ReportingRestriction.objects.past(at, months=months("RETAIN_MISUSE", at)).delete()
    subject_requests.forget_past(at)
    try:
        sweep_files(at=at)
    except OSError:
        log.exception("Files that belong to no row could not be swept; they are tomorrow.")


def latest_morning(at: datetime) -> datetime:
    zone = ZoneInfo(settings.TIME_ZONE)
    today = datetime.combine(at.astimezone(zone).date(), time(HOUR), tzinfo=zone)
    return today if today <= at else datetime.combine(today.date() - DAY, time(HOUR), tzinfo=zone)


def tell(write: Write, *, at: datetime) -> bool | None:
    """Write these letters unless they were written before; None if that failed. A database that is gone is raised."""
    try:
        with transaction.atomic(durable=True):
            sendings = write()
            if not sendings or Letter.objects.filter(occasion__in=[one.occasion for one in sendings]).exists():
                return False
            send_out(sendings, at=at)
    except (OperationalError, InterfaceError):
        raise
    except IntegrityError:
        return False  # another round was quicker by a breath
    except Exception:
        log.exception("A letter of the morning could not be written; the round goes on with the others.")
        return None
    return True


# To officers ----------------------------------------------------------------------------------------------------------


def digests(*, since: datetime, at: datetime) -> Iterator[Write]:
    """One for each officer on duty who has something new; none for who is away."""
    for officer in Person.objects.on_duty(at=at).exclude(email=None):
        yield partial(digest, officer, since=since, at=at, day=today(at))


# When the post stands still ----------------------------------------------------------------------------------------


def unsent(at: datetime) -> Iterator[Write]:
    """The national office hears each morning how many receipts have not left for a day, or for as long as it has set.

    Whoever has read one in the application has it; one that was given up is told of once.
    """
    hours = Parameter.objects.value_at("ACK_ALERT_HOURS", at)
    given_up_before = Q(failed_at__lte=at - DAY)
    receipts = {"notice__letter__act__startswith": "received_", "notice__letter__audience": "reporter"}
    rings = Delivery.objects.filter(**receipts, channel=Delivery.Channel.EMAIL, sent_at=None, notice__read_at=None)
    late = rings.exclude(given_up_before).filter(notice__created_at__lte=at - timedelta(hours=hours)).count()
    if late:
        yield partial(alarm, late, at=at)


def alarm(late: int, *, at: datetime) -> list[Mailing]:
    people = list(Person.objects.holding("suspend", NATIONAL, at=at))
    return letter("receipts_unsent", people, str(today(at)), path="/file/", count=late)


# On paper, instead of an e-mail that did not arrive -------------------------------------------------------------------


def unreached() -> Iterator[Notice]:
    """Letters to a person concerned, or who assists, not read yet, whose e-mail was given up and that nobody posts."""
    rings = Delivery.objects.filter(notice=OuterRef("pk"))
    lost = Exists(rings.filter(channel=Delivery.Channel.EMAIL, failed_at__isnull=False))
    served = Exists(Service.objects.filter(occasion=OuterRef("letter__occasion"), served_at__isnull=False))
    unread = Notice.objects.unread().filter(lost, ~served, letter__audience="concerned")
    yield from unread.exclude(Exists(rings.filter(channel=Delivery.Channel.POST)))


# Of a date that comes -------------------------------------------------------------------------------------------------


class Coming(NamedTuple):
    """A date of a case, of which `kind`, when it is `due`, of which `row`; whom to tell by which letter, how early."""

    case: int
    kind: str
    due: date
    row: str
    tells: dict[Audience, str]
    days: tuple[int, ...] = REMINDED
    report: Any = None
    since: datetime | None = None


def announcements(at: datetime) -> Iterator[Write]:
    """Whatever comes soon enough, each in time for the nearest of its days that is reached."""
    found = [*replies(at), *appeals(at), *inquiries(at), *endings(at), *idle_claims(at), *dangers(at),
             *wishes(at), *holds(at)]  # fmt: skip
    cases = Case.objects.for_page().in_bulk({one.case for one in found})
    for one in found:
        case = cases[one.case]
        left = days_between(at, one.due, case.zone)
        if reached := [days for days in one.days if left <= days]:
            yield partial(letters, case, one, reached[0], at=at)


def letters(case: Case, coming: Coming, days: int, *, at: datetime) -> list[Mailing]:
    occasion = uuid.uuid5(OCCASIONS, f"{coming.row} {coming.due.isoformat()} {days}")
    said = {"kind": coming.kind, "due": coming.due, "since": coming.since}
    return mailings(Act(case, CLOCK, at, "remind", said, report=coming.report, occasion=occasion), coming.tells)


def within(days: int, at: datetime) -> dict[str, datetime]:
    """Not passed, and at most so many days of any calendar ahead."""
    return {"due_at__gt": at, "due_at__lt": at + (days + 2) * DAY}


def replies(at: datetime) -> Iterator[Coming]:
    """Windows to reply that run, to whoever has not answered yet."""
    answered = Reply.objects.filter(grievance__case=OuterRef("case"), received_at__gte=OuterRef("case__served_at"))
    running = Deadline.objects.open().filter(kind="reply", case__state=HEARING, case__disowned_at=None)
    for one in running.filter(**within(max(REMINDED), at)).exclude(Exists(answered)):
        yield Coming(one.case_id, "reply", one.due_at, f"deadline {one.pk}", {informed: "deadline_near"})


def appeals(at: datetime) -> Iterator[Coming]:
    """Windows to appeal that run, against a sanction that nobody appealed yet."""
    stands = Q(state__in=MEASURED) | Q(state=CLOSED, outcome__in=["completed", "lifted"])
    ends = {f"appeal_until{name.removeprefix('due_at')}": moment for name, moment in within(max(REMINDED), at).items()}
    for case in Case.objects.filter(stands, **ends):
        sanction, until = case.sanction(), case.appeal_until
        if sanction and until and not case.appeals.ordinary().filter(decision=sanction).exists():
            yield Coming(case.pk, "appeal", until, f"decision {sanction.pk}", {informed: "deadline_near"})


def inquiries(at: datetime) -> Iterator[Coming]:
    """Questions and requests that wait for an answer, while the case is examined."""
    asked_of = Q(to_report=None) | Q(to_report__withdrawn_at=None)
    waiting = Inquiry.objects.filter(asked_of, answered_at=None, case__state__in=REVIEWING)
    soon = waiting.filter(answer_by__gte=(at - DAY).date(), answer_by__lte=(at + (max(REMINDED) + 2) * DAY).date())
    for one in soon.select_related("to_report__identity", "case__member__federation", "case__federation"):
        if one.answer_by and one.answer_by >= one.case.local_date(at):
            yield Coming(one.case_id, one.kind, one.answer_by, f"inquiry {one.pk}", {asked: "deadline_near"},
                         report=one.to_report)  # fmt: skip


def endings(at: datetime) -> Iterator[Coming]:
    """Measures that end soon, unless an appeal holds them: the person, and the federation, which has to apply it."""
    told = {informed: "measure_ends_soon", federation: "measure_ends_soon"}
    for kind in ("measure_end", "probation_end", "interim_end"):
        running = Deadline.objects.open().filter(kind=kind, case__state__in=LIMITS[kind].runs_in)
        for one in running.filter(**within(max(FORETOLD), at)):
            yield Coming(one.case_id, kind, one.due_at, f"deadline {one.pk}", told, FORETOLD)


def wishes(at: datetime) -> Iterator[Coming]:
    """An interim suspension is asked to be lifted: the date of an answer, and that on which silence ends it."""
    running = Deadline.objects.open().filter(kind__in=["lift_answer", "lift_silence"], case__state__in=EXAMINED)
    for one in running.filter(**within(max(REMINDED), at)):
        yield Coming(one.case_id, one.kind, one.due_at, f"deadline {one.pk}", {national_office: "lift_due"})


def holds(at: datetime) -> Iterator[Coming]:
    """Cases kept for a court, in time to look whether it still needs them."""
    last = (at + (max(REVIEWED) + 2) * DAY).date()
    soon = Case.objects.filter(legal_hold_until__gte=(at - DAY).date(), legal_hold_until__lte=last)
    for one in soon.select_related("member__federation", "federation", "held_by"):
        if one.legal_hold_until and one.legal_hold_until >= one.local_date(at):
            yield Coming(one.pk, "legal_hold", one.legal_hold_until, f"hold {one.pk}", {national_office: "hold_review"},
                         REVIEWED)  # fmt: skip


def idle_claims(at: datetime) -> Iterator[Coming]:
    """Cases in somebody's charge for so many days that they soon go back to all."""
    claims = Deadline.objects.open().filter(kind="claim", from_at__lte=at - DAY, due_at__gt=at)
    for one in claims.select_related("case"):
        if at >= one.from_at + one.case.parameter("CLAIM_REMIND") * DAY:
            yield Coming(one.case_id, "claim", one.due_at, f"deadline {one.pk}", {in_charge: "claim_idle"},
                         (one.case.parameter("CLAIM_RETURN"),), since=one.from_at)  # fmt: skip


def dangers(at: datetime) -> Iterator[Coming]:
    """A danger to a life that nobody has answered: the alarm rings each morning, also of one signalled once closed."""
    waits = ~Q(state=CLOSED) | Q(last_reported_at__gte=F("closed_at"))
    alarmed = Case.objects.filter(waits, rank=0, last_reported_at__lte=at - DAY / 2)
    for one in alarmed.select_related("member__federation", "federation", "held_by"):
        yield Coming(one.pk, "danger", one.local_date(at), f"danger {one.pk}", {national_office: "danger"}, (0,))
