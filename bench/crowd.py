"""Cases of which somebody made the first report, in bulk: built by the door's own functions, past no trigger."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain, cycle
from typing import Any
from uuid import uuid4

from accounts.codes import new_code
from cases.addresses import canonical, published_at
from cases.birth import begun
from cases.demo.people import Cast
from cases.demo.posts import TEXTS, link
from cases.grammar import Act, Standing
from cases.letters import mailings
from cases.models import ArticleVersion, Case, Deadline, Entry, EntryContent, Post, Report, ReporterIdentity
from cases.models.case import reference_for
from cases.parties import this_reporter
from notifications.post import send_out

BATCH = 1000
OLDEST = 13  # days: after fourteen the clock would take a case to the national office


def reported(cast: Cast, count: int, *, now: datetime) -> None:
    """So many cases over the federations of the cast, each a batch's post, report, identity, record and receipt."""
    acts = acts_of_reporting(cast, now=now)
    for start in range(0, count, BATCH):
        keep([next(acts) for _ in range(min(BATCH, count - start))])


def acts_of_reporting(cast: Cast, *, now: datetime) -> Iterator[Act]:
    """Acts of reporting, endless and always the same but for their secrets; no reference comes twice."""
    chance, known = random.Random("crowd"), set(Case.objects.values_list("reference", flat=True))
    reporters = cycle(member.person for member in cast.members())
    articles = {one.article.number: one for one in ArticleVersion.objects.in_force(now.date())}
    for branch, text in zip(cycle(cast.branches.values()), cycle(TEXTS), strict=False):
        at = now - timedelta(days=OLDEST * chance.random())
        while (reference := reference_for(branch.body.pk, at)) in known:
            pass
        known.add(reference)
        address = canonical(link("x", f"auteur_{chance.randrange(1000)}", chance, at=at - timedelta(days=1)))
        post = Post(network="x", post_id=address.post_id or "", address=address.address, handle=address.handle or "",
                    text=text.words, published_at=published_at(address, at=at))  # fmt: skip
        case = Case(reference=reference, post=post, federation=branch.body, held_by=branch.body, version=1, basis=1,
                    article_version=articles[text.article], opened_at=at, last_reported_at=at)  # fmt: skip
        report = Report(case=case, form_token=uuid4(), article_version=articles[text.article], received_at=at)
        yield Act(case, next(reporters), at, "receive", {}, Standing("reporter"), report)


def keep(acts: list[Act]) -> None:
    """All rows of a batch, in the order in which the door writes those of one case."""
    Post.objects.bulk_create(act.case.post for act in acts)
    records = [begun(act) for act in acts]
    Case.objects.bulk_create(act.case for act in acts)
    Report.objects.bulk_create(act.report for act in acts)
    ReporterIdentity.objects.bulk_create(ReporterIdentity.of(act.report, act.by, new_code()) for act in acts)
    for act, (entry, content) in zip(acts, records, strict=True):
        entry.case, content.entry = act.case, entry
    Entry.objects.bulk_create(entry for entry, _ in records)
    EntryContent.objects.bulk_create(content for _, content in records)
    Deadline.objects.bulk_create(chain.from_iterable(act.case.agenda.new for act in acts))
    letters: list[Any] = [one for act in acts for one in mailings(act, {this_reporter: "received_open"})]
    send_out(letters, at=max(act.at for act in acts))
