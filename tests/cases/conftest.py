"""The cast, and a case that begins with Camille's report of Jean's post."""

import pytest

from tests.beginnings import beginning

from .cast import Walk, assemble
from .tellings import ARCHIVE, tell_everything


@beginning
def cast():
    return assemble()


@beginning
def walk(cast):
    """A case just reported: `walk.in_review().in_hearing()` takes it on."""
    return Walk(cast)


@pytest.fixture
def drawn(walk, lot):
    """A dismissal on which the lot fell, and that waits for its second reading."""
    lot(0.0)
    return walk.in_review().dismissed().tick(2)


@pytest.fixture
def media(settings, tmp_path):
    """A storage of its own: its folder, where every file of this test lies."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture
def archive(db, language):
    """Everything that is ever told, to readers of one language; told once for all tests that look at it."""
    if language not in ARCHIVE:
        ARCHIVE[language] = tell_everything(language)
    return ARCHIVE[language]
