"""What a telephone installs, and what its share sheet sends here: the beginning of a report, never more."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from accounts.emblems import HOUSE
from accounts.identity import identity
from accounts.request import Request

from ..addresses import NotAPost, canonical, has_link, untraced
from ..captures import MOST, Capture, NotACapture, of_upload
from ..forms.captures import ACCEPTED, too_many
from ..forms.reporter import Publication
from .answers import SeeOther
from .draft import ABOUT_THE_POST, forget, kept, of_publication
from .pace import keeps_pace, may_describe, too_many_captures

FIELDS = ("url", "text", "title")  # where Android puts the link: often in the text, whatever the manifest says

GROUND = "#f7f6f3"  # of every page, while the application opens


@require_safe
def manifest(request: Request) -> HttpResponse:
    """The organisation as an application: its name, colour and icons, and what may be shared with it."""
    now = identity()
    files = {"name": "captures", "accept": ACCEPTED.split(",")}
    params = {"title": "title", "text": "text", "url": "url", "files": [files]}
    said = {
        "id": "/", "scope": "/", "start_url": reverse("home"), "lang": get_language(), "display": "standalone",
        "name": now.name, "short_name": now.name, "background_color": GROUND, "theme_color": now.colour or HOUSE,
        "icons": [
            icon(now.digest, "icone-192", 192), icon(now.digest, "icone-512", 512),
            icon(now.digest, "icone-pleine", 512, purpose="maskable"),
        ],
        "shortcuts": [
            {"name": _("Signaler"), "url": reverse("report")},
            {"name": _("Mes signalements"), "url": reverse("my-reports")},
        ],
        "share_target": {
            "action": reverse("report-share"), "method": "POST", "enctype": "multipart/form-data", "params": params,
        },
    }  # fmt: skip
    answer = JsonResponse(said, content_type="application/manifest+json")
    answer["Cache-Control"] = "public, max-age=3600"
    return answer


def icon(digest: str, which: str, size: int, **more: str) -> dict[str, str]:
    src = reverse("identity-image", args=[digest, which])
    return {"src": src, "sizes": f"{size}x{size}", "type": "image/png", **more}


@csrf_exempt
@require_POST
def share(request: Request) -> HttpResponse:
    """A link to a post skips the first step; anything else leads to it, with a sentence that says why.

    No page of ours sends this, so there is no token to ask for: it begins a draft, in this browser, and sends nothing.
    """
    typed, refusal = linked(request)
    if is_of_another_site(request):
        return led_to_the_first_step(request, typed, refusal)
    if not may_describe(request):
        return render(request, "429.html", status=429)
    form = Publication({"address": typed} if typed else {"text": words(request)})
    said = form.cleaned_data if form.is_valid() else None
    captures, refusals = images(request)
    if said or captures:
        begin(request, said or {"address": None}, captures)
    tell(request, refusal, *form.errors.get("text", []), *refusals)
    return SeeOther(reverse("report-rule" if typed and not refusals else "report"))


def led_to_the_first_step(request: Request, typed: str, refusal: str) -> HttpResponse:
    """With the address filled in and nothing begun: no image of another site's form is even looked at."""
    left = _("Les images n’ont pas suivi : choisissez-les ici.") if request.FILES else ""
    tell(request, refusal, left)
    return SeeOther(f"{reverse('report')}?{urlencode({'address': untraced(typed)})}")


def begin(request: Request, said: dict[str, Any], captures: list[Capture]) -> None:
    """Anew: words about one post never reach the report of another."""
    forget(request)
    draft = kept(request, **of_publication({}, **said), **ABOUT_THE_POST)
    for one in captures:
        draft.hold(one)


def tell(request: Request, *sentences: str) -> None:
    for one in filter(None, sentences):
        messages.warning(request, one)


# What was shared ------------------------------------------------------------------------------------------------------


def is_of_another_site(request: Request) -> bool:
    """Then our cookies were left out, and a session begun now would replace that of whoever is signed in.

    A share sheet belongs to no site. Browsers that do not say it in so many words say it by the origin, if they have
    one to tell.
    """
    site, origin = request.headers.get("Sec-Fetch-Site", ""), request.headers.get("Origin", "null")
    ours = f"{request.scheme}://{request.get_host()}"
    return site not in ("", "none", "same-origin") or (not site and origin not in ("null", ours))


def images(request: Request) -> tuple[list[Capture], list[str]]:
    """Those that can be kept, and a sentence for whatever cannot; the same as on the first step."""
    uploads = request.FILES.getlist("captures")
    if uploads and not keeps_pace(request, "captures"):
        return [], [str(too_many_captures(request))]
    captures, refusals = list[Capture](), list[str]()
    for upload in uploads[:MOST]:
        try:
            captures.append(of_upload(upload))
        except NotACapture as refusal:
            refusals.append(str(refusal))
    return captures, refusals + ([too_many(MOST)] if len(uploads) > MOST else [])


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
