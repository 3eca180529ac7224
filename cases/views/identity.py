"""Who reported, for the one person who asked and was granted it: each reading is written down."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.models import Person
from accounts.request import Request

from ..models import Case, IdentityRequest, Reading
from ..parties import NATIONAL


@login_required
@require_GET
def identity(request: Request, reference: str, pk: int) -> HttpResponse:
    """Name and where to reach somebody with an account, a member or neither; 404 for whoever did not ask, or refused.

    Of a seal that is gone the page says so: who it was is known to nobody any more.
    """
    person, at = request.user, request.now
    case = get_object_or_404(Case.objects.seen_by(person, at=at).for_page(), reference=reference)
    granted = get_object_or_404(IdentityRequest.objects.granted_to(person), pk=pk, report__case=case)
    if not person.holds("ask_identity", NATIONAL, at=at):
        raise Http404
    Reading.objects.create(person=person, role=person.role_in(NATIONAL, at=at), case=case, purpose=f"identity {pk}",
                           at=at)  # fmt: skip
    with timezone.override(case.zone):
        answer = render(request, "cases/identity.html", {"case": case, "granted": granted, **known_of(granted.report)})
    answer["Cache-Control"] = "no-store"  # it is not to be gone back to
    return answer


def known_of(report: Any) -> dict[str, Any]:
    """What the seal says: of somebody with a row here, as it now is; of anybody else, as it was written down."""
    if not hasattr(report, "identity"):
        return {}
    box = report.identity.opened()
    if box["person"] is None:
        return {"name": box["name"], "contact": box["contact"]}
    who = Person.objects.select_related("member").get(pk=box["person"])
    member = getattr(who, "member", None)
    return {"name": who.name, "contact": who.email or "", "number": member.number if member else ""}
