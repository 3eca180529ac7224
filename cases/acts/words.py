"""The states in groups, and what a mixin of steps may call on: shared by the acts of every actor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..lifecycle import CLOSED, DELIBERATION, HEARING, IN_REVIEW, MEASURED, REPORTED, UNDER_APPEAL

REVIEWING = [REPORTED, IN_REVIEW, HEARING, DELIBERATION]
OPEN = [*REVIEWING, *MEASURED, UNDER_APPEAL]
ANY = [*OPEN, CLOSED]


class Acts:
    """Columns, rows and `act` are those of Case."""

    if TYPE_CHECKING:
        reports_count: int

        def __getattr__(self, name: str) -> Any: ...
