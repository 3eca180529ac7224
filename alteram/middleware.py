"""The one place where a request learns what time it is."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone


def moment(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Set `request.now`, an aware time, read once: all that one request does happens at one moment."""

    def middleware(request: HttpRequest) -> HttpResponse:
        request.now = timezone.now()  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
