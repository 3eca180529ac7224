"""A screen that nobody sits before: who holds an office says who it is after minutes, and signs in after hours.

Whatever was typed on a case is kept meanwhile. Members stay signed in on their own device for as long as the session.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from allauth.account.signals import authentication_step_completed
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout, user_logged_in
from django.core.signing import BadSignature, Signer
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.views.unsent import keep

IDLE = timedelta(minutes=15)
OFFICE_LASTS = timedelta(hours=12)
SEEN = "seen"  # the cookie: when this browser last asked for anything, signed; no row is written for it
SIGNED_IN, CONFIRMED = "signed in", "confirmed"  # under which names the session keeps the two moments
ALWAYS = {"account_login", "account_logout", "account_reauthenticate", "mfa_reauthenticate"}


@receiver(user_logged_in)
def begun(sender: Any, request: HttpRequest, **more: Any) -> None:
    if hasattr(request, "now"):  # a request that came through our middleware
        request.session[SIGNED_IN] = request.session[CONFIRMED] = request.now.timestamp()


@receiver(authentication_step_completed)
def confirmed(sender: Any, request: HttpRequest, **more: Any) -> None:
    if request.user.is_authenticated and hasattr(request, "now"):
        request.session[CONFIRMED] = request.now.timestamp()


class Unattended:
    """Looks at requests of who holds an office or is technical staff, and has signed in here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        answer = self.get_response(request)
        if getattr(request, "is_attended", False) and is_watched(request):
            answer.set_cookie(SEEN, signer(request).sign(str(int(request.now.timestamp()))), max_age=OFFICE_LASTS,
                              httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)  # fmt: skip
        return answer

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        if request.resolver_match.url_name in ALWAYS or not is_watched(request):
            return None
        now = request.now.timestamp()
        if now - request.session[SIGNED_IN] >= OFFICE_LASTS.total_seconds():
            why = _("Douze heures ont passé depuis votre connexion.")
            return self.stopped(request, view, "account_login", why)
        if now - last_seen(request) >= IDLE.total_seconds():
            why = _("Rien ne s’est passé ici depuis quinze minutes.")
            return self.stopped(request, view, "account_reauthenticate", why)
        request.is_attended = True
        return None

    def stopped(self, request: Any, view: Any, door: str, why: str) -> HttpResponse:
        """Led to the door and back; what a step was sent waits on its page. A script is only refused."""
        writes = getattr(view, "keeps_what_is_typed", False)
        is_kept = request.method == "POST" and writes and keep(request)
        if door == "account_login":
            logout(request)
        if "text/html" in request.headers.get("Accept", "text/html"):
            messages.warning(request, f"{why} {_('Votre texte est gardé.')}" if is_kept else why)
        back = request.get_full_path() if request.method == "GET" or writes else ""
        return redirect(f"{reverse(door)}?{urlencode({'next': back})}" if back else reverse(door))


def is_watched(request: Any) -> bool:
    if SIGNED_IN not in getattr(request, "session", ()) or not request.user.is_authenticated:
        return False
    return bool(request.user.is_staff or getattr(request.user, "has_office", False))


def last_seen(request: Any) -> float:
    """By the cookie that only this session's browser has, or by the last time that somebody said who he or she is."""
    try:
        seen = float(signer(request).unsign(request.COOKIES.get(SEEN, "")))
    except BadSignature:
        seen = 0
    return max(seen, request.session[CONFIRMED])


def signer(request: Any) -> Signer:
    return Signer(salt=f"{SEEN} {request.session.session_key}")


def idle(request: Any) -> dict[str, Any]:
    """`idle`: after how many seconds a page asks again by itself, for whom this is about; else nothing."""
    return {"idle": lambda: int(IDLE.total_seconds()) if is_watched(request) else ""}
