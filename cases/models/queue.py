"""The queue: which cases stand in it, in which order, and which of them somebody asks for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any, NamedTuple, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan

from accounts.models import Body
from notifications.models import Delivery

from ..lifecycle import REVIEWING, State
from ..parties import PANEL
from .decision import Proposal
from .parts import Part
from .piece import PieceVersion
from .quality import Reread
from .record import Reading

IN_ORDER = ("rank", "due_at", "pk")  # danger first, then the nearest deadline
# The columns of a row of the queue.
SHOWN = (
    "reference", "state", "outcome", "basis", "rank", "due_at", "closed_at", "reports_count", "post__network",
    "post__handle", "post__text", "held_by__name", "claimed_by__name", "article_version__title_fr",
    "article_version__title_en",
)  # fmt: skip
IS_OPEN = ~Q(state=State.CLOSED)
BY_NOW, WITHIN_A_WEEK, NOBODY = "retard", "semaine", "personne"


class Counted(Subquery):
    """How many rows a query gives."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = models.IntegerField()


class Asked(NamedTuple):
    """What somebody looks for in the queue; what is empty is not asked.

    Words, rule, network, author and who has it in charge are those of the content: asked of cases that are read.
    """

    words: str = ""
    address: str = ""  # canonical
    articles: Collection[int] = ()  # keys of versions
    network: str = ""
    state: str = ""
    due: str = ""  # BY_NOW or WITHIN_A_WEEK
    federation: str = ""
    in_charge: str = ""  # the key of a person, or NOBODY
    author_of: str = ""  # the reference of a case: all those of whoever wrote its post

    def of_header(self, at: datetime) -> Q:
        until = {BY_NOW: at, WITHIN_A_WEEK: at + timedelta(days=7)}.get(self.due)
        return given(state=self.state, due_at__lt=until, federation=self.federation)

    def of_content(self) -> Q:
        nobody = self.in_charge == NOBODY
        return given(
            article_version__in=self.articles, post__network=self.network, post__address=self.address,
            claimed_by__isnull=nobody, claimed_by="" if nobody else self.in_charge,
        )  # fmt: skip


def given(**conditions: Any) -> Q:
    """Those that say something."""
    return Q(**{name: value for name, value in conditions.items() if value})


class Queued(models.QuerySet[Any]):
    """Cases as a queue has them. Whoever reads which is asked before: `is_read` says it of each (`marking_read_by`)."""

    def tab(self, name: str, bodies: Any, *, by: Any, at: datetime) -> Self:
        """One tab of the queue of these bodies, in its order: danger first, then the nearest deadline.

        Closed cases come in their own, the newest first, and so do those to read again, and those with letters to post,
        open or closed. Raises KeyError for no tab.
        """
        here = Q(held_by__in=bodies)
        if name == "closed":
            return self.filter(here, state=State.CLOSED).order_by("-pk")
        if name == "to_post":
            paper = Delivery.objects.to_post().filter(notice__letter__audience="concerned")
            return self.filter(here, reference__in=paper.values("notice__topic")).order_by("-pk")
        if name == "to_reread":
            return self.to_reread(by).order_by("-pk")
        if name == "to_sign":
            waits = Exists(Proposal.objects.filter(case=OuterRef("pk"), ended_at=None).exclude(by=by))
            return self.filter(waits, IS_OPEN, ~Q(state=State.UNDER_APPEAL)).order_by(*IN_ORDER)
        chosen = {
            "to_take": here & Q(state__in=REVIEWING, claimed_by=None),
            "mine": here & Q(claimed_by=by),
            "late": here & Q(due_at__lt=at),
            "heard": here & Q(state=State.DELIBERATION),
            "appeals": Q(state=State.UNDER_APPEAL),
            "all": here,
            "elsewhere": ~here,
        }
        return self.filter(chosen[name], IS_OPEN).order_by(*IN_ORDER)

    def to_reread(self, person: Any) -> Self:
        """Drawn by lot for a second reading, but for those whose end this person knows."""
        waits = Exists(Reread.objects.waiting().filter(case=OuterRef("pk")))
        took_part = Exists(Part.objects.filter(case=OuterRef("pk"), person=person))
        seen = Exists(Reading.objects.telling_of(OuterRef("closed_at")).filter(case=OuterRef("pk"), person=person))
        return self.filter(waits, ~took_part, ~seen, state=State.CLOSED)

    def matching(self, asked: Asked, *, at: datetime) -> Self:
        """Those that were asked for. A case of which only the header is known answers to no word of its content."""
        found = self.filter(asked.of_header(at))
        if inside := asked.of_content():
            found = found.filter(inside, is_read=True)
        if asked.author_of:
            found = found.filter(self.of_one_author(asked.author_of), is_read=True)
        if asked.words:
            said = Q(post__handle__icontains=asked.words) | Q(post__text__icontains=asked.words)
            found = found.filter(Q(reference__icontains=asked.words) | Q(is_read=True) & said)
        return found

    def of_one_author(self, reference: str) -> Q:
        """By the member who wrote the post of this case; while nobody knows who that is, of the account that did."""
        known = self.filter(is_read=True, reference=reference).order_by()
        account = Q(post__handle__gt="", **{
            f"post__{name}": Subquery(known.filter(member=None).values(f"post__{name}")[:1])
            for name in ("network", "handle")
        })  # fmt: skip
        return Q(member=Subquery(known.values("member")[:1])) | Q(member=None) & account

    def after(self, rank: int, due_at: datetime | None, pk: int) -> Self:
        """The rows of a tab behind this one: what follows a page costs what the first one did."""
        if due_at is None:
            return self.filter(pk__lt=pk)
        return self.filter(TupleGreaterThan(Tuple(*IN_ORDER), (rank, due_at, pk)))

    def for_queue(self, seen: Queued) -> Self:
        """With what a row of the queue shows, and nothing more.

        `beside`: how many other open cases of the same author there are among those that are `seen`.
        """
        rows = self.select_related("post", "held_by", "claimed_by", "article_version").only(*SHOWN)
        return rows.annotate(beside=others_by_its_author(seen), **PieceVersion.fixed())

    def counting(self, tabs: list[str], bodies: Any, *, by: Any, at: datetime, most: int) -> list[Any]:
        """The bodies whose queue this is, each with how many cases each tab has, `most` at most: one statement."""
        rows = {name: self.tab(name, bodies, by=by, at=at).order_by().values("pk")[:most] for name in tabs}
        counts = {f"count_{name}": Counted(row) for name, row in rows.items()}
        return list(Body.objects.filter(code__in=bodies or [PANEL]).order_by("code").annotate(**counts))


def others_by_its_author(seen: Queued) -> models.Case:
    """Of the member, where it is known who that is; else of the account that published."""
    others = seen.filter(IS_OPEN).order_by().exclude(pk=OuterRef("pk"))
    account = {f"post__{name}": OuterRef(f"post__{name}") for name in ("network", "handle")}
    by_member, by_account = others.filter(member=OuterRef("member")), others.filter(member=None, **account)
    return models.Case(
        models.When(is_read=False, then=0),
        models.When(member__isnull=False, then=Counted(by_member.values("pk"))),
        models.When(post__handle="", then=0),
        default=Counted(by_account.values("pk")),
    )
