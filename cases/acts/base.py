"""What a mixin of steps may call on: shared by the acts of every actor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any


class Acts:
    """Columns, rows and `act` are those of Case."""

    if TYPE_CHECKING:
        reports_count: int

        def __getattr__(self, name: str) -> Any: ...
