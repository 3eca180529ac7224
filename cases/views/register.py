"""The register of sanctions, for the national office: what was imposed where, for what, and whether it is in force.

Of dismissals it says nothing: whoever reads one again must not know how it ended.
"""

from __future__ import annotations

import csv
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.request import Request

from ..models import Article, Case, Measure, Reading
from ..models.charter import wordings
from ..parties import reads_figures
from ..wording.published import measured

PAGE = 50
KINDS = (Measure.Kind.WARNING, Measure.Kind.SUSPENSION)


class Line(NamedTuple):
    """One sanction, and nothing that names anybody."""

    reference: str
    signed_on: Any
    body: str
    measure: str
    article: str
    federation: str
    appeal: str
    effect: str


@login_required
@require_GET
def register(request: Request, form: str = "") -> HttpResponse:
    """Fifty of them, the newest first; all of them as CSV, which is written down as a reading of each case."""
    if not reads_figures(request.user, at=request.now):
        raise PermissionDenied
    chosen = {"mesure": request.GET.get("mesure", ""), "article": request.GET.get("article", "")}
    found = sanctions(request, **chosen)
    if form:
        return as_csv(request, list(found))
    after = request.GET.get("apres", "")
    if after and not after.isdecimal():
        raise Http404
    page = list((found.filter(pk__lt=int(after)) if after else found)[: PAGE + 1])
    last = page[PAGE - 1].pk if len(page) > PAGE else None
    kept = {name: value for name, value in chosen.items() if value}
    return render(request, "national/register.html", {
        "lines": [line(one, request.now) for one in page[:PAGE]], "kinds": [(kind.value, kind.label) for kind in KINDS],
        "articles": articles(), "chosen": chosen, "is_filtered": bool(kept), "query": urlencode(kept),
        "next_url": f"?{urlencode({**kept, 'apres': last})}" if last else "",
    })  # fmt: skip


def sanctions(request: Request, *, mesure: str, article: str) -> QuerySet[Measure]:
    """Those of cases that this person reads. Raises Http404 for a filter that does not exist."""
    read = Case.objects.seen_by(request.user, at=request.now)
    found = Measure.objects.filter(case__in=read, kind__in=KINDS).order_by("-pk")
    if (mesure and mesure not in KINDS) or (article and not Article.objects.filter(code=article).exists()):
        raise Http404
    found = found.filter(kind=mesure) if mesure else found
    found = found.filter(case__article_version__article__code=article) if article else found
    return found.select_related("decision", "body", "case__federation").prefetch_related("decision__appeals")


def articles() -> list[tuple[str, str]]:
    """Code and title of each, in the charter's order, as it was worded last."""
    return list({one.article.code: (one.article.code, str(one)) for one in wordings().values()}.values())


def line(one: Measure, at: datetime) -> Line:
    case, appeals = one.case, [appeal for appeal in one.decision.appeals.all() if appeal.result]
    version = wordings().get(case.article_version_id or 0)
    return Line(
        case.reference, localdate(one.decision.signed_at), one.body.title, measured(one), str(version or "—"),
        str(case.federation or "—"), str(appeals[-1].get_result_display()) if appeals else "—", effect(one, at),
    )  # fmt: skip


def effect(one: Measure, at: datetime) -> str:
    """In one word: whether it has effect at `at`, and why not."""
    if one.void_at:
        return _("annulée")
    if one.lifted_at:
        return _("levée")
    if one.probation_until and at < one.probation_until:
        return _("sursis en cours")
    if one.starts_at is None or one.ends_at is None:
        return _("pas encore remise") if one.probation_until is None else _("terminée")
    if at >= one.ends_at:
        return _("terminée")
    return _("sans effet pendant le recours") if one.stayed_from else _("en cours")


def as_csv(request: Request, found: list[Measure]) -> HttpResponse:
    cases = {one.case_id for one in found}
    Reading.objects.bulk_create(
        Reading(person=request.user, role="national", case_id=key, purpose="register", at=request.now) for key in cases
    )
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="registre-{localdate(request.now)}.csv"'
    writer = csv.writer(answer)
    writer.writerow(Line._fields)
    writer.writerows(line(one, request.now) for one in found)
    return answer
