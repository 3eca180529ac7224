"""What anybody may read: the landing page, the charter, and the pages at the foot."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts.request import Request

from ..forms.reporter import Code
from ..models.charter import wordings_on
from .answers import SeeOther


@require_GET
def home(request: Request) -> HttpResponse:
    return render(request, "public/home.html")


@require_GET
def charter(request: Request) -> HttpResponse:
    """The articles in force today, each as a version that is never overwritten."""
    articles = wordings_on(timezone.localdate(request.now))
    return render(request, "public/charter.html", {"articles": articles})


@require_GET
def footer_page(request: Request, page: str) -> HttpResponse:
    return render(request, f"public/{page}.html")


@require_POST
def track(request: Request) -> HttpResponse:
    """From the code typed on the landing page to the page of that report."""
    form = Code(request.POST, label_suffix="")
    if not form.is_valid():
        return render(request, "public/home.html", {"form": form}, status=422)
    return SeeOther(reverse("my-report", args=[form.cleaned_data["code"]]))
