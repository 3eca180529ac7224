"""What was refused is written down too: who asked for a case that he or she may not read, or not act on, and when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse

from .models import Case, Reading

REFUSED = (403, 404)


def refusals(get_response: Callable[[Any], HttpResponse]) -> Callable[[Any], HttpResponse]:
    """Middleware: an address with the reference of a case that there is, asked by somebody signed in, and refused.

    A reference that nobody has leaves nothing. The answer is the same as before: it was made already.
    """

    def middleware(request: Any) -> HttpResponse:
        response = get_response(request)
        if response.status_code in REFUSED and request.user.is_authenticated:
            write_down(request, response.status_code)
        return response

    return middleware


def write_down(request: Any, status: int) -> None:
    asked = getattr(request.resolver_match, "kwargs", {}).get("reference")
    case = Case.objects.filter(reference=asked).first() if asked else None
    if case:
        role = request.user.role_in(case.held_by_id, at=request.now)
        Reading.objects.create(person=request.user, role=role, case=case, purpose=f"refused {status}", at=request.now)
