"""How often one may ask: counted in the database for all processes, under digests that name nobody."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.core.internal import ratelimit
from django.http import HttpResponse
from django.utils.translation import gettext as _

from accounts.request import Request

from ..grammar import TooMany
from ..seal import owner_of, visitor_of

PER = timedelta(hours=1)
# By account for who is signed in, else by network address, behind which many people may stand.
PACE = {
    "by_code": "30/h/key",  # asking by a code alone: enough for many reports, of no use to guess one
    "captures": "60/h/key",  # forms with images, of reports and of steps: enough for a busy evening in one office
    "previews": "600/h/key",  # images on which boxes are drawn, anew after each click
    "publications": "60/h/key",  # describing posts, from which a member learns federations
    "unsent_of_strangers": "60/h/key",  # forms that came after their session had ended, of which each keeps a draft
    "publications_of_strangers": "300/h/key",  # from which a stranger learns nothing, but each keeps a draft
}


def keeps_pace(request: Request, action: str) -> bool:
    """Count this once more; False once it is too often."""
    usage = ratelimit.consume(request, app="cases", action=action, config=PACE, key=asker(request), limit_get=True)
    return usage is not None


def asker(request: Request) -> str:
    if request.user.is_authenticated:
        return owner_of(request.user.pk)
    return visitor_of(ratelimit.get_ip(request))


def too_many_captures(request: Request) -> TooMany:
    """To draw an image anew costs, so that nobody sends them without end."""
    return TooMany(_("Beaucoup d’images sont arrivées d’ici en une heure."), again_at=request.now + PER)


def put_off(answer: HttpResponse, refusal: TooMany, *, now: datetime) -> HttpResponse:
    """Say also to programs when it may go on."""
    answer["Retry-After"] = str(int((refusal.again_at - now).total_seconds()) + 1)
    return answer


def may_describe(request: Request) -> bool:
    if request.user.is_authenticated:
        return keeps_pace(request, "publications")
    return keeps_pace(request, "publications_of_strangers")
