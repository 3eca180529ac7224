"""Everybody, and a case in every state."""

import pytest

from tests.beginnings import beginning

from .worlds import WAYS, begun, everybody, worlds


@beginning
def cast():
    return everybody()


@pytest.fixture
def walk_to(cast):
    """`walk_to("D", "national")`: one case in deliberation that the national office holds."""
    return lambda letter, holder: WAYS[letter](begun(cast, holder))


@beginning
def walks(cast):
    """{(letter of the state, holder): walk}: all of them, for what is asked of every state."""
    return worlds(cast)


@beginning
def cases(walks):
    """(letter of the state, holder, case, moment), the case fetched as a page fetches it."""
    return [(letter, holder, walk.case, walk.at) for (letter, holder), walk in walks.items()]
