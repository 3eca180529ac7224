"""What is held about whoever is signed in, to take home: one archive, made anew each time and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.models import Person
from accounts.request import Request
from notifications.models import Notice

from ..models import Reading
from ..models.subject_request import clock
from ..wording import own_data
from ..wording.known import Known
from ..wording.phrases import on_day
from . import own_file
from .packing import Packed, as_json, both, handed_over, sheet

MINE = ("reporter", "member", "subject")  # letters to this person alone; those of cases lie with their case


@login_required
@require_GET
def export(request: Request) -> FileResponse:
    """Nobody else's: there is no address of another person's. Of own cases it is written down like a reading."""
    person, at = request.user, request.now
    with timezone.override(clock()):
        packed = list(files(person, at=at))
        answer = handed_over(packed, "mes-donnees")
    mine = [Reading(person=person, role="concerned", case=one, purpose="own file", at=at)
            for one in own_data.own_cases(person)]  # fmt: skip
    Reading.objects.bulk_create(mine)
    return answer


def files(person: Person, *, at: Any) -> Iterator[Packed]:
    letters = [(f"lettres/{number:02}", one) for number, one in enumerate(letters_of(person), start=1)]
    found = own_data.sections(person, letters=letters, at=at)
    whole = sheet(own_data.title(), own_data.body(found, at), dateline=on_day(at, clock()), at=at)
    yield as_json("donnees.json", own_data.record(found, at), at=at)
    yield from both("donnees", whole, to=person.name, topic="")
    for path, notice in letters:
        yield from both(path, notice.letter, to=person.name, topic="")
    for number, report in enumerate(own_data.own_reports(person), start=1):
        yield from captures(f"signalements/{number}", report)
    for case in own_data.own_cases(person):
        for one in own_file.files(Known(case, person, at=at)):
            yield one._replace(path=f"dossiers/{case.reference}/{one.path}")


def letters_of(person: Person) -> list[Notice]:
    """The oldest first; what was erased is not there any more."""
    mine = Notice.objects.filter(recipient=person, letter__audience__in=MINE, letter__erased_at=None)
    return list(mine.select_related("letter").order_by("pk"))


def captures(path: str, report: Any) -> Iterator[Packed]:
    """As they were drawn anew when they were sent."""
    for number, version in enumerate(report.captures(), start=1):
        if content := own_file.content_of(version):
            yield Packed(f"{path}/capture-{number}.jpg", content, version.made_at)
