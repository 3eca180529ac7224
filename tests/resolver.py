"""What the resolver knows, compared with a list that somebody keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.urls import URLResolver


def unmatched(resolver: Any, paths: Iterable[str]) -> Iterator[str]:
    """The patterns below `resolver` that none of these paths reaches; the admin has a rule of its own."""
    for pattern in resolver.url_patterns:
        rest = [found[0] for path in paths if (found := pattern.pattern.match(path))]
        if isinstance(pattern, URLResolver):
            yield from [] if pattern.app_name == "admin" else unmatched(pattern, rest)
        elif not rest:
            yield str(pattern.pattern)
