"""The report of a year: published for everybody, as a page, CSV and JSON; before that, read by the national office."""

from __future__ import annotations

import csv
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.models import Body
from accounts.request import Request

from ..forms.transparency import Publish
from ..models import Entry, Parameter, Publication
from ..parties import NATIONAL, reads_figures
from ..transparency import Year, year_in_numbers
from ..wording.yearly import CAPTIONS, SECTIONS, WORDS, official_rows, plots, row_label, shown_tables, value_label
from .answers import SeeOther


@require_GET
def reports(request: Request) -> HttpResponse:
    """The years of which a report is published."""
    return render(request, "public/transparency_reports.html", {"published": Publication.objects.current().values()})


@require_GET
def report(request: Request, year: int, form: str = "") -> HttpResponse:
    """As it was published; an earlier revision by its number (`?revision=1`)."""
    revisions = {one.revision: one for one in Publication.objects.filter(year=year).order_by("revision")}
    newest = max(revisions, default=0)
    number = request.GET.get("revision") or str(newest)
    publication = revisions.get(int(number)) if number.isdecimal() else None
    if publication is None:
        raise Http404
    if form:
        return {"csv": as_csv, "json": as_json}[form](publication)
    page = {"publication": publication, "revisions": list(revisions), "newest": newest,
            "corrections": corrections(publication.data)}  # fmt: skip
    return render(request, "public/transparency.html", page | shown(publication.data))


def shown(data: dict[str, Any]) -> dict[str, Any]:
    """The numbers in sections, each with its plots and tables, in the language in force."""
    tables, drawn = shown_tables(data), plots(data)
    return {"year": data["year"], "least": data["least"], "sections": [
        {"key": key, "title": title, "plots": drawn.get(key, []),
         "tables": [tables[name] for name in names if name in tables]}
        for key, title, names in SECTIONS
    ]}  # fmt: skip


def corrections(data: dict[str, Any]) -> list[dict[str, str]]:
    """What a revision shows otherwise than the one before."""
    return [
        {"table": str(CAPTIONS[one["table"]]), "row": row_label(one["table"], one["row"], data),
         "column": str(WORDS[one["column"]]), "before": value_label(one["before"]), "after": value_label(one["after"])}
        for one in data.get("corrections", ())
    ]  # fmt: skip


def as_csv(publication: Publication) -> HttpResponse:
    """In the columns of the official templates, a line a number."""
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    csv.writer(answer).writerows(official_rows(publication.data))
    return attached(answer, publication, "csv")


def as_json(publication: Publication) -> HttpResponse:
    told = {"revision": publication.revision, "published_at": publication.published_at.isoformat()}
    said = told | {"why": publication.why} | publication.data
    return attached(JsonResponse(said, json_dumps_params={"ensure_ascii": False}), publication, "json")


def attached(answer: HttpResponse, publication: Publication, form: str) -> HttpResponse:
    name = f"transparence-{publication.year}-{publication.revision}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


# The national office --------------------------------------------------------------------------------------------------


@login_required
@require_GET
def years(request: Request) -> HttpResponse:
    """Every year of which there is something to count, and what was published of it."""
    refuse_others(request)
    published = Publication.objects.current()
    rows = [{"year": year, "publication": published.get(year), "is_over": Year.of(year).is_over(request.now)}
            for year in known_years(request.now)]  # fmt: skip
    return render(request, "national/transparency_years.html", {"years": rows})


@login_required
@require_http_methods(["GET", "POST"])
def preview(request: Request, year: int) -> HttpResponse:
    """The report as it would be published; a POST publishes it, or a correction of it. 409 before the year is over."""
    refuse_others(request)
    if year not in known_years(request.now):
        raise Http404
    with transaction.atomic():
        if request.method == "POST":
            Body.objects.select_for_update().get(code=NATIONAL)  # one at a time: revisions are numbered
        return answered(request, year)


def refuse_others(request: Request) -> None:
    if not reads_figures(request.user, at=request.now):
        raise PermissionDenied


def known_years(at: datetime) -> list[int]:
    """The latest first, down to that of the first report, or of the first publication."""
    begun = [timezone.localtime(one).year for one in Entry.objects.order_by("pk").values_list("at", flat=True)[:1]]
    first = min([timezone.localtime(at).year, *begun, *Publication.objects.current()])
    return list(range(timezone.localtime(at).year, first - 1, -1))


def answered(request: Request, year: int) -> HttpResponse:
    data = year_in_numbers(year, least=Parameter.objects.value_at("MIN_CELL", request.now))
    before, is_over = Publication.objects.last_of(year), Year.of(year).is_over(request.now)
    typed = request.POST if request.method == "POST" else None
    form = Publish(typed, numbers=data, corrects=before is not None)
    is_published = before is not None and before.shows(data)
    page = {"form": form, "publication": before, "is_over": is_over, "is_published": is_published, **shown(data)}
    if typed is None:
        return render(request, "national/transparency.html", page)
    if is_published:
        return SeeOther(reverse("transparency", args=[year]))
    if objection := objections(form, is_over=is_over):
        form.add_error(None, objection)
        return render(request, "national/transparency.html", page, status=409)
    if not form.is_valid():
        return render(request, "national/transparency.html", page, status=422)
    made = Publication.objects.publish(data, why=form.cleaned_data.get("why", ""), by=request.user, at=request.now)
    messages.success(request, _("Le rapport de %(year)s est publié, version %(number)s.") % {
        "year": year, "number": made.revision})  # fmt: skip
    return SeeOther(reverse("transparency", args=[year]))


def objections(form: Publish, *, is_over: bool) -> str:
    """What stands in the way whatever was typed, as a sentence; empty for nothing."""
    if not is_over:
        return _("L’année n’est pas finie : son rapport se publie à partir du 1er janvier.")
    if form.is_stale:
        return _("Des chiffres ont changé depuis votre lecture. Relisez ceux d’aujourd’hui, puis publiez.")
    return ""
