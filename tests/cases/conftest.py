"""The cast, and a case that begins with Camille's report of Jean's post."""

import pytest

from .cast import Walk, assemble


@pytest.fixture
def cast(db):
    return assemble()


@pytest.fixture
def walk(cast):
    """A case just reported: `walk.in_review().in_hearing()` takes it on."""
    return Walk(cast)
