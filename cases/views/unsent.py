"""What somebody typed into the form of a step and has not sent: kept a week for that person alone, on any device.

Whoever is signed out while writing loses nothing either: it waits an hour in this browser for who signs in again.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Any, NamedTuple

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from accounts.request import Request

from ..addresses import untraced
from ..models import Draft
from ..models.draft import KEPT
from ..seal import writer_of
from .draft import digest_of
from .pace import keeps_pace

KEPT_FOR_SOMEBODY = timedelta(days=7)
LONGEST = 100_000  # characters, of all answers together
OF_THE_FORM = {"csrfmiddlewaretoken", "basis", "token", "preview", "edit", "keep", "kept"}
SECRET = "unsent"  # under which name the session has what leads back to it


class Unsent(NamedTuple):
    """What was typed, name by name as a browser sends it, and when."""

    typed: MultiValueDict[str, str]
    at: datetime


def keep(request: Request) -> bool:
    """Write down what this form says, or that it says nothing any more; False for more than anybody writes."""
    typed = {name: [untraced(one) for one in all_of_it] for name, all_of_it in request.POST.lists()
             if name not in OF_THE_FORM}  # fmt: skip
    size = sum(len(one.strip()) for all_of_it in typed.values() for one in all_of_it)
    if size > LONGEST:
        return False
    if size == 0:
        sent(request)
        return True
    kept_for = KEPT_FOR_SOMEBODY
    if not request.user.is_authenticated:
        kept_for = KEPT
        request.session.setdefault(SECRET, secrets.token_urlsafe(32))
    answers = {"typed": typed, "at": request.now.isoformat()}
    columns = {"answers": answers, "expires_at": request.now + kept_for}
    Draft.objects.update_or_create(key_digest=keys_of(request)[0], defaults=columns)
    return True


def unsent(request: Request) -> Unsent | None:
    """What was last typed into the form of this address, by whoever asks."""
    found = Draft.objects.filter(key_digest__in=keys_of(request), expires_at__gt=request.now)
    latest = max((one.answers for one in found), key=lambda answers: answers["at"], default=None)
    return latest and Unsent(MultiValueDict(latest["typed"]), datetime.fromisoformat(latest["at"]))


def sent(request: Request) -> None:
    Draft.objects.filter(key_digest__in=keys_of(request)).delete()


def keys_of(request: Request) -> list[str]:
    """Under which it is found: by the person, then by this browser. Neither tells whose it is, or about what."""
    match, keys = request.resolver_match, []
    about = " ".join([match.url_name or "", *match.kwargs.values()]) if match else ""
    if request.user.is_authenticated:
        keys.append(writer_of(request.user.pk, about))
    if secret := request.session.get(SECRET):
        keys.append(digest_of(f"{secret} {about}"))
    return keys


def signed_in(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Only for who is signed in, as everywhere; what a form sends too late for that waits until one is again."""

    @wraps(view)
    def asked(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        is_late = request.method == "POST" and not request.user.is_authenticated
        if is_late and keeps_pace(request, "unsent_of_strangers") and keep(request):
            messages.warning(
                request, _("Vous n’étiez plus connecté. Votre texte est gardé : connectez-vous pour le revoir.")
            )
        return login_required(view)(request, *args, **kwargs)

    asked.keeps_what_is_typed = True  # type: ignore[attr-defined]
    return asked
