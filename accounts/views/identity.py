"""Name, colour and logo: set by the national office, and the files that they make of every page."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from ..answers import SeeOther, refuse_others
from ..colours import sheet_of
from ..emblems import DRAWINGS, drawn
from ..forms import IdentityForm
from ..identity import identities, identity
from ..models import Body, Identity
from ..request import Request

FOR_EVER = "public, max-age=31536000, immutable"  # the address has a digest of what it gives


@login_required
@require_http_methods(["GET", "POST"])
def edit(request: Request) -> HttpResponse:
    """The look in force, to be changed; every one that there was. 409 when somebody else has changed it meanwhile."""
    refuse_others(request)
    if request.method != "POST":
        return shown(request, IdentityForm(current=identity()))
    with transaction.atomic():
        Body.objects.select_for_update().get(code=Body.NATIONAL)  # one at a time
        return answered(request, IdentityForm(request.POST, request.FILES, current=newest()))


def newest() -> Identity:
    return Identity.objects.select_related("by").order_by("-valid_from", "-pk").first() or identity()


def answered(request: Request, form: IdentityForm) -> HttpResponse:
    if not form.is_valid():
        return shown(request, form, status=422)
    written = form.written
    if written.shows_what(form.current):
        return SeeOther(reverse("identity"))
    if form.is_stale:
        form.add_error(
            None, _("Quelqu’un vient de changer l’identité. Regardez ce qui compte maintenant, puis enregistrez.")
        )
        return shown(request, form, status=409)
    written.by, written.valid_from = request.user, request.now
    written.save()
    messages.success(request, _("Voici l’organisation, telle que tout le monde la voit maintenant."))
    return SeeOther(reverse("identity"))


def shown(request: Request, form: IdentityForm, *, status: int = 200) -> HttpResponse:
    page = {"form": form, "now": form.current, "versions": identities()}
    return render(request, "settings/organisation.html", page, status=status)


@require_safe
def sheet(request: HttpRequest, digest: str) -> HttpResponse:
    """The colour of the organisation, as a style sheet. 404 for one that is in force no more."""
    now = in_force(digest)
    if not now.colour:
        raise Http404
    return for_ever(sheet_of(now.colour).encode(), "text/css; charset=utf-8")


@require_safe
def image(request: HttpRequest, digest: str, which: str) -> HttpResponse:
    """The logo, or an icon made of it."""
    now = in_force(digest)
    if which not in DRAWINGS or (which == "logo" and not now.logo_sha256):
        raise Http404
    logo = bytes(Identity.objects.values_list("logo", flat=True).get(pk=now.pk)) if now.logo_sha256 else b""
    return for_ever(drawn(which, logo, now.colour), "image/png")


def in_force(digest: str) -> Identity:
    now = identity()
    if now.digest != digest:
        raise Http404
    return now


def for_ever(content: bytes, kind: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Cache-Control"] = FOR_EVER
    return answer
