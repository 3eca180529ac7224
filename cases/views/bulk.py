"""Several cases of the queue at once: taken in charge, assigned, joined or exported. Never decided."""

from __future__ import annotations

import csv
import re
import uuid
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.request import Request

from ..door import perform
from ..forms import form_named
from ..grammar import Refused, Stale
from ..models import Case, Reading
from ..models.case import JoinedMeanwhile
from ..wording import history
from .queue import EXPORT, PAGE, PICKS, Look, row

ACTS = PICKS.keys() - {EXPORT}
PICKED = re.compile(r"(?P<reference>[\w-]{1,20}):(?P<basis>\d{1,9})", re.ASCII)


class Result(NamedTuple):
    """What became of one of them: done, or the sentence that says why not."""

    case: Case
    is_done: bool
    sentence: str


@login_required
@require_POST
def bulk(request: Request) -> HttpResponse:
    """One page asks what the act needs to know, the next says of each case what became of it.

    Each is taken through the door by itself: what one is refused keeps none of the others back. Nothing ticked is 422.
    """
    looked, name = Look(request), request.POST.get("acte", "")
    ask = form_named(name) if name in ACTS else None
    if ask is None and name != EXPORT:
        raise Http404
    chosen = picked(looked)
    if not chosen or ask is None:
        return as_csv(looked, [case for case, _basis in chosen]) if chosen else nothing_picked(looked)
    token = request.POST.get("token") or uuid.uuid4()
    first, _basis = chosen[0]
    is_sent = "sent" in request.POST or not asks_anything(ask)
    form = ask(request.POST if is_sent else None, case=first, by=request.user, at=request.now)
    page = {"back": looked.address(), "chosen": chosen, "name": name, "ask": ask, "form": form, "token": token}
    if is_sent and form.is_valid():
        page["results"] = [one for case, seen in chosen if (one := taken(looked, case, name, form, seen, token))]
        return render(request, "cases/bulk_done.html", page)
    return render(request, "cases/bulk.html", page, status=422 if is_sent else 200)


def asks_anything(ask: Any) -> bool:
    return bool(ask.base_fields.keys() - {"basis", "token"})


def picked(looked: Look) -> list[tuple[Case, int]]:
    """The cases ticked, in their order, each with what it rested on as it was seen; none that is not read."""
    ticked = [found for one in looked.request.POST.getlist("dossier")[:PAGE] if (found := PICKED.fullmatch(one))]
    seen = {found["reference"]: int(found["basis"]) for found in ticked}
    read = looked.reached.filter(is_read=True, reference__in=seen).for_page()
    by_reference = {case.reference: case for case in read}
    return [(by_reference[one], basis) for one, basis in seen.items() if one in by_reference]


def taken(looked: Look, case: Case, name: str, form: Any, seen: int, token: Any) -> Result | None:
    """None for the case into which the others are joined: nothing is done to it here."""
    answers, mine = form.answers, uuid.uuid5(uuid.UUID(str(token)), case.reference)
    if answers.get("other") == case:
        return None
    try:
        perform(case, name, by=looked.request.user, at=looked.at, seen=seen, token=mine, **answers)
    except (Stale, JoinedMeanwhile):
        return Result(case, False, _("Il a changé depuis que vous l’avez vu ici. Ouvrez-le avant d’agir."))
    except Refused as refusal:
        return Result(case, False, str(refusal))
    except PermissionDenied:
        return Result(case, False, _("Ce dossier n’est pas tenu par votre instance : cet acte ne vous revient pas."))
    return Result(case, True, history.done(name))


def nothing_picked(looked: Look) -> HttpResponse:
    return render(looked.request, "cases/bulk.html", {"back": looked.address()}, status=422)


def as_csv(looked: Look, chosen: list[Any]) -> HttpResponse:
    """What the rows say of each, less the words and the account; written down as a reading of each."""
    request, keys = looked.request, [case.pk for case in chosen]
    Reading.objects.bulk_create(
        Reading(person=request.user, role=request.user.role_in(case.held_by_id, at=looked.at), case=case,
                purpose="queue", at=looked.at)
        for case in chosen
    )  # fmt: skip
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="file-{localdate(looked.at)}.csv"'
    answer["Cache-Control"] = "private, no-store"
    writer = csv.writer(answer)
    writer.writerow(
        [_("Dossier"), _("État"), _("Échéance"), _("Règle"), _("Réseau"), _("Signalements"), _("En charge")]
    )
    for case in looked.reached.filter(pk__in=keys).for_queue(looked.seen).order_by("pk"):
        shown, due = row(case, looked), localdate(case.due_at) if case.due_at else ""
        writer.writerow([case, case.get_state_display(), due, shown.rule, case.post.get_network_display(),
                         case.reports_count, shown.who])  # fmt: skip
    return answer
