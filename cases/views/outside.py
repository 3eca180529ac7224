"""What of a case's letters has not reached its reader outside: e-mails given up, and paper that waits to be posted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from notifications.models import Delivery

from ..models import Case, Report


class Outside(NamedTuple):
    """Was an e-mail to the person lost, how many to offices, was one to somebody who reported; letters to post."""

    to_person: bool
    to_offices: int
    to_reporter: bool
    on_paper: int
    may_post: bool
    moments: list[datetime]  # of the letters to the person and to offices, for the history

    @property
    def is_lost(self) -> bool:
        return bool(self.to_person or self.to_offices or self.to_reporter)

    @property
    def is_anything(self) -> bool:
        return bool(self.is_lost or self.on_paper)


def outside(case: Case, reports: Iterable[Report], *, may_post: bool) -> Outside:
    """Of who reported nothing but that somebody was not reached: neither who, nor how many, nor when."""
    codes = [report.identity.opened()["code"] for report in reports if hasattr(report, "identity")]
    opened = case.services.filter(served_at__isnull=False).values("occasion")
    lost = Delivery.objects.failed_for(case.reference, *codes).exclude(notice__letter__occasion__in=opened)
    letters = [one.notice.letter for one in lost.select_related("notice__letter")]
    ours = [letter for letter in letters if letter.audience != "reporter"]
    to_person = [letter for letter in ours if letter.audience == "concerned"]
    return Outside(
        to_person=bool(to_person), to_offices=len(ours) - len(to_person), to_reporter=len(letters) > len(ours),
        on_paper=len(case.letters_to_post), may_post=may_post, moments=[letter.sent_at for letter in ours],
    )  # fmt: skip
