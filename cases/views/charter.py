"""The charter, kept by the national office: the next wording of an article, compared before it is kept for its day."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from accounts.answers import SeeOther, refuse_others
from accounts.models import Body
from accounts.request import Request

from ..changes import Change, changes
from ..forms.settings import ArticleForm
from ..models import Article, ArticleVersion
from ..models.charter import wordings
from ..parties import NATIONAL


class Compared(NamedTuple):
    """One question of the form, as it stood and as it would."""

    label: Any
    language: str
    changes: list[Change]


@login_required
@require_GET
def articles(request: Request) -> HttpResponse:
    """Every article with the wording that counts today, and the one that is to come."""
    refuse_others(request)
    today = timezone.localdate(request.now)
    rows: dict[int, dict[str, Any]] = {}
    for one in wordings().values():
        row = rows.setdefault(one.article_id, {"article": one.article})
        if one.in_force_on(today):
            row["now"] = one
        elif one.valid_from > today:
            row["coming"] = one
    return render(request, "settings/articles.html", {"rows": list(rows.values())})


@login_required
@require_http_methods(["GET", "POST"])
def article(request: Request, code: str) -> HttpResponse:
    """One article: its next wording typed, compared with the last, then kept. 409 when there is another meanwhile."""
    refuse_others(request)
    with transaction.atomic():
        if request.method == "POST":
            Body.objects.select_for_update().get(code=NATIONAL)  # one at a time
        found = get_object_or_404(Article, code=code)
        versions = list(found.versions.select_related("by").order_by("-number"))
        return answered(request, found, versions)


def answered(request: Request, found: Article, versions: list[ArticleVersion]) -> HttpResponse:
    today, typed = timezone.localdate(request.now), request.POST if request.method == "POST" else None
    form = ArticleForm(typed, last=versions[0], today=today)
    page: dict[str, Any] = {"article": found, "versions": versions, "last": versions[0], "form": form, "today": today}
    if typed is None or "edit" in typed:
        return render(request, "settings/article.html", page)
    if not form.is_valid():
        return render(request, "settings/article.html", page, status=422)
    if form.is_stale:
        form.add_error(None, _("Quelqu’un vient d’écrire une autre version. Relisez-la en bas de cette page."))
        return render(request, "settings/article.html", page, status=409)
    compared = list(comparison(form))
    if not any(one.changes != [Change(same=one.changes[0].same)] for one in compared):
        form.add_error(None, _("C’est déjà le texte de la dernière version."))
        return render(request, "settings/article.html", page, status=422)
    if "save" not in typed:
        return render(request, "settings/article.html", page | {"compared": compared})
    kept = ArticleVersion.objects.write(versions[0], form.written, by=request.user, at=request.now)
    said = _("Version %(number)s enregistrée. Elle compte à partir de son jour.")
    messages.success(request, said % {"number": kept.number})
    return SeeOther(reverse("charter-article", args=[found.code]))


def comparison(form: ArticleForm) -> Any:
    for name, before in form.texts_of(form.last).items():
        language = name[-2:] if name[-2:] in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        yield Compared(form.fields[name].label, language, list(changes(before, form.cleaned_data[name])))
