"""The digest of one decision, for the national office: read in both languages, and taken as text or JSON."""

from __future__ import annotations

import json

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET

from accounts.request import Request

from ..models import Case, Reading
from ..parties import NATIONAL
from ..wording import statement
from ..wording.published import LABELS, as_text, digests, objection


@login_required
@require_GET
def publication(request: Request, reference: str, form: str = "") -> HttpResponse:
    """409 with a sentence before every remedy is over, whatever is asked for. What is taken is written down."""
    case = get_object_or_404(Case.objects.known_to(request.user, at=request.now).for_page(), reference=reference)
    if not request.user.holds("read_all", NATIONAL, at=request.now):
        raise PermissionDenied
    with timezone.override(case.zone):
        if refusal := objection(case, request.now) or (statement.objection(case) if form == "dsa" else None):
            return render(request, "cases/publication.html", {"case": case, "refusal": refusal}, status=refusal.status)
        said = digests(case)
        Reading.objects.create(person=request.user, role="national", case=case, purpose="digest", at=request.now)
        if form:
            return stated(case) if form == "dsa" else WRITTEN[form](said)
        rows = [(language, [(LABELS[key], words) for key, words in one.items()]) for language, one in said.items()]
        page = {"case": case, "rows": rows, "is_sanction": statement.objection(case) is None}
        return render(request, "cases/publication.html", page)


def text(said: dict[str, dict[str, str]]) -> HttpResponse:
    body = "\n".join(as_text(one, language) for language, one in said.items())
    return taken(body, "text/plain; charset=utf-8", "decision.txt")


def plain(said: dict[str, dict[str, str]]) -> HttpResponse:
    return taken(json.dumps(said, ensure_ascii=False, indent=1), "application/json", "decision.json")


def stated(case: Case) -> HttpResponse:
    """In the schema of the DSA's Transparency Database."""
    body = json.dumps(statement.statement(case), ensure_ascii=False, indent=1)
    return taken(body, "application/json", "decision.dsa.json")


WRITTEN = {"txt": text, "json": plain}


def taken(body: str, kind: str, name: str) -> HttpResponse:
    """A file whose name tells no more than what is in it."""
    answer = HttpResponse(body, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
