"""What a browser is shown: one page, at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple


class Page(NamedTuple):
    """What a browser is shown. `{…}` in a path or an answer is one of the world's cases, codes or letters."""

    name: str
    who: str  # of the cast; empty for nobody
    path: str
    sent: Mapping[str, Any] | None = None  # the form that this page answers to
    status: int = 200
    before: tuple[tuple[str, Mapping[str, Any] | None], ...] = ()  # forms sent on the way here, by the same browser
