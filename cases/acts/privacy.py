"""What follows in a case from what its person asked of the privacy officer; the request is the privacy officer's."""

from __future__ import annotations

from ..grammar import step
from ..lifecycle import ANY, CLOSED
from ..parties import another_step
from .base import Acts


class PrivacyActs(Acts):
    @step(*ANY, to=None, by=another_step, moves_basis=False)
    def attach_statement(self, *, request):
        """A disagreement stands beside the record, before whoever reads it (GDPR, art. 16)."""

    @step(CLOSED, to=None, by=another_step, moves_basis=False)
    def restrict_processing(self, *, request):
        """Read by the national office alone from now on, as if its day had come (GDPR, art. 18)."""
        self.shut_to_offices()
        self.take_along("restrict", "restrict_processing", request=request)
