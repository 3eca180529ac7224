"""refuse_proposal: the second person does not sign; the proposal ends and its trace stays."""

import pytest

from .answered import *  # noqa: F403
from .answered import Answer


@pytest.fixture
def answer():
    return Answer("refuse_proposal", "refused")
