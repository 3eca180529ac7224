"""How often one may ask: counted in the database for all processes, under digests that name nobody."""

from __future__ import annotations

from datetime import timedelta

from allauth.core.internal import ratelimit

from accounts.request import Request

from ..seal import owner_of, visitor_of

PER = timedelta(hours=1)
# By account for who is signed in, else by network address, behind which many people may stand.
PACE = {
    "by_code": "30/h/key",  # asking by a code alone: enough for many reports, of no use to guess one
    "captures": "60/h/key",  # forms with images: enough for a busy evening in one office
    "publications": "60/h/key",  # describing posts, from which a member learns federations
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


def may_describe(request: Request) -> bool:
    if request.user.is_authenticated:
        return keeps_pace(request, "publications")
    return keeps_pace(request, "publications_of_strangers")
