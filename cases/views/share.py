"""What a telephone's share sheet sends here: the beginning of a report, never more."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts.request import Request

from ..addresses import NotAPost, canonical, has_link, untraced
from ..forms.reporter import Publication
from .answers import SeeOther
from .draft import ABOUT_THE_POST, forget, kept, of_publication
from .pace import may_describe

FIELDS = ("url", "text", "title")  # where Android puts the link: often in the text, whatever the manifest says


@csrf_exempt
@require_POST
def share(request: Request) -> HttpResponse:
    """A link to a post skips the first step; anything else leads to it, with a sentence that says why.

    No page of ours sends this, so there is no token to ask for: it begins a draft, in this browser, and sends nothing.
    """
    if not may_describe(request):
        return render(request, "429.html", status=429)
    typed, refusal = linked(request)
    if refusal:
        messages.warning(request, refusal)
    if is_of_another_site(request):
        return SeeOther(f"{reverse('report')}?{urlencode({'address': untraced(typed)})}")
    form = Publication({"address": typed} if typed else {"text": words(request)})
    if form.is_valid():
        forget(request)
        kept(request, **of_publication({}, **form.cleaned_data), **ABOUT_THE_POST)
    return SeeOther(reverse("report-rule" if typed else "report"))


def is_of_another_site(request: Request) -> bool:
    """Then our cookies were left out, and a session begun now would replace that of whoever is signed in."""
    return request.headers.get("Sec-Fetch-Site") == "cross-site"


def linked(request: Request) -> tuple[str, str]:
    """The first field that links to one post, as it was shared; else an empty one, and why the first was refused."""
    refusals = []
    for typed in filter(None, (request.POST.get(name, "").strip() for name in FIELDS)):
        try:
            canonical(typed)
        except NotAPost as refusal:
            refusals.append(str(refusal))
        else:
            return typed, ""
    return "", next(iter(refusals), "")


def words(request: Request) -> str:
    """The words of a post that were selected and shared; not what a telephone writes around a link."""
    text = request.POST.get("text", "")
    return "" if has_link(text) else text
