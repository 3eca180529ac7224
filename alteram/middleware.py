"""What every request is told, and every answer tells: the time that it is, and who may keep a copy."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from accounts.revision import one_revision

GetResponse = Callable[[HttpRequest], HttpResponse]


def moment(get_response: GetResponse) -> GetResponse:
    """Set `request.now`, an aware time, read once: all that one request does happens at one moment, by one charter."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.now = timezone.now()  # type: ignore[attr-defined]
        with one_revision():
            return get_response(request)

    return middleware


def confidential(get_response: GetResponse) -> GetResponse:
    """What is shown to somebody who signed in is kept by no cache on the way, and asked for anew after signing out.

    Not `no-store`: going back to a half-written form would then lose what was typed.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response

    return middleware
