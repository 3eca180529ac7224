"""How a case begins: `receive` keeps a report, and the first of a post bears its case.

What it shares with every step, the record, the deadlines and the letters, is the door's.
"""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, NamedTuple

from django.db import IntegrityError, transaction
from django.db.models import Exists, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from accounts.codes import new_code
from accounts.models import DeclaredAccount, Person
from notifications.post import send_out

from . import seal
from .account import Account, brought_as, post_of, reporter_of
from .door import chained, keep, take
from .grammar import Act, Refused, TooMany
from .letters import mailings
from .models import (
    Case,
    Entry,
    EntryContent,
    Outsider,
    Parameter,
    Post,
    Report,
    ReporterIdentity,
    ReportingRestriction,
)
from .models.case import JoinedMeanwhile, reference_for
from .models.report import MOST_IN_SPAN, SPAN
from .parties import NATIONAL, alarmed_office, this_reporter

# A body has 923,521 references a year: one that is drawn is seldom taken, and ten in a row never are.
MOST_DRAWS = 10


class Receipt(NamedTuple):
    code: str
    report: Report
    case: Case


def receive(account: Account, *, by: Any, at: datetime, token: uuid.UUID) -> Receipt:
    """Keep a report: it bears a case, or joins the one case of its post, open or closed. Returned means on disk.

    The same `token` again gives the same receipt: a double click is one report. Raises TooMany for an account that has
    sent too much, PermissionDenied for who brings what only an office may, Refused for a capture not held any more.
    """
    draws = 0
    while True:
        try:
            return kept(account, by=by, at=at, token=token)
        except (IntegrityError, Refused, JoinedMeanwhile) as refusal:
            if again := receipt_of(token, by):  # a second click: the first has the token, the captures, the last place
                return again
            draws += 1
            if isinstance(refusal, Refused) or draws == MOST_DRAWS:  # else another case has the reference drawn here
                raise


def receipt_of(token: uuid.UUID, by: Any) -> Receipt | None:
    """What this very person got for this very form, as who reported or as who wrote it down."""
    wrote = Q(case__entries__form_token=token, case__entries__content__by=by)
    mine = Report.objects.filter(Q(identity__owner=seal.owner_of(by.pk)) | wrote, form_token=token)
    again = mine.select_related("identity", "case").first()
    return Receipt(again.tracking_code, again, again.case) if again else None


def kept(account: Account, *, by: Any, at: datetime, token: uuid.UUID) -> Receipt:
    standing, who = brought_as(account, by=by, at=at), reporter_of(account, by)
    with transaction.atomic(durable=True):
        post = post_of(account, at=at)
        key, again_at, restricted = before(post, by=by, who=who, at=at)
        if again_at and account.source == Report.Source.APP:
            raise too_many(min(again_at, at + SPAN))  # by clocks that differ, a report may bear a later time
        case = Case.objects.ours(key) if key else None
        report = Report(form_token=token, article_version=account.article, text=account.text,
                        explanation=account.explanation, source=account.source, received_at=at,
                        other_body=account.other_body, threat_to_life=account.threat_to_life,
                        by_email=account.by_email, is_processed=not restricted)  # fmt: skip
        born = case is None
        if case is None:
            case = conceived(post, account, at=at, elsewhere=restricted)
        came = {"captures": account.captures} if account.captures else {}
        act = Act(case, by, at, "receive" if born else "attach_report", came, standing, report)
        code = bear(act, who) if born else attach(act, who)
    return Receipt(code, report, case)


def before(post: Post, *, by: Any, who: Any, at: datetime) -> tuple[int | None, datetime | None, bool]:
    """What counts for one more report, in one statement: the case of its post, and how `who` reports may report.

    The post is ours, so no case of it is born meanwhile; joined, it is the other. The time is when `by` is free again
    to report.
    """
    limits = ReportingRestriction.objects
    limit = limits.binding(who, at.date()) if isinstance(who, Person) else limits.none()
    case = Coalesce("case__joined_to", "case")
    columns = case, Report.objects.free_again_at(by, at), Exists(limit)
    return Post.objects.filter(pk=post.pk).values_list(*columns).get()


def too_many(again_at: datetime) -> TooMany:
    said = _("Vous avez envoyé %(most)s signalements en une heure : c’est le plus que nous acceptons d’un compte.")
    return TooMany(said % {"most": MOST_IN_SPAN}, again_at=again_at)


def conceived(post: Post, account: Account, *, at: datetime, elsewhere: bool) -> Case:
    """A case as it will be born: whose it is as far as accounts tell, and held by whom; for a mandate nationally."""
    claims = list(DeclaredAccount.objects.matching(post.network, post.handle, on=at.date())) if post.handle else []
    sure = {claim.member for claim in claims if claim.confirmed_at}
    member = sure.pop() if len(sure) == 1 else None
    federation = member.federation if member else account.federation
    goes_up = account.other_body or elsewhere or (member and member.holds_mandate_on(at.date()))
    case = Case(
        post=post, member=member, federation=federation,
        **({"held_by_id": NATIONAL} if goes_up or federation is None else {"held_by": federation}),
        article_version=account.article, parameters=Parameter.objects.values_at(at), version=1, basis=1, opened_at=at,
        last_reported_at=at, rank=0 if account.threat_to_life else 1, other_body=account.other_body,
        is_own_initiative=account.source == Report.Source.OFFICE,
    )  # fmt: skip
    case.reference = reference_for(case.held_by_id, at)
    return case


def begun(act: Act) -> tuple[Entry, EntryContent]:
    """The first deadlines of a case about to be born, and the first link of its chain."""
    case = act.case
    for kind in ("first_look", "triage", "first_instance", *(() if case.held_by_id == NATIONAL else ("federation",))):
        case.agenda.start(kind, at=act.at)
    case.await_information()
    case.due_at = case.agenda.settle()
    return chained(act, "", token=act.report.form_token, written_at=act.at)


def bear(act: Act, who: Person | Outsider | None) -> str:
    case = act.case
    case.act = act
    entry, content = begun(act)
    case.save(force_insert=True)
    code = identified(act, who)
    case.pieces.exhibit(act, *act.data.get("captures", ()))
    case.note_who_brought_it()
    keep(case, entry, content)
    case.agenda.write(at=act.at, how=act.name)
    del case.act
    send_out(mailings(act, {this_reporter: "received_{stage}", alarmed_office: "danger"}), at=act.at)
    return code


def identified(act: Act, who: Person | Outsider | None) -> str:
    """Store the report, and its author under a seal; return the code, which no table of `cases` holds in clear."""
    act.report.case = act.case
    act.report.save(force_insert=True)
    if who is None:
        return ""
    code = new_code()
    ReporterIdentity.of(act.report, who, code).save(force_insert=True)
    return code


def attach(act: Act, who: Person | Outsider | None) -> str:
    code = identified(act, who)
    take(act, token=act.report.form_token)
    return code
