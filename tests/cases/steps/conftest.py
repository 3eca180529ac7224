"""Promises are asked in both languages: what a letter lacks in one shows at once."""

import pytest

from ..cast import Walk, a_report
from .promises import everybody_reads


@pytest.fixture(params=["fr", "en"])
def language(request, cast):
    """Everybody reads this one."""
    everybody_reads(request.param)
    for person in vars(cast).values():
        person.language = request.param
    return request.param


@pytest.fixture
def joined(walk, cast):
    """Another case, joined to the walk's, which is examined."""
    other = Walk(cast, begun=a_report(cast.marie, at=walk.at, explanation="Encore lui."))
    walk.in_review()
    other.do("join_case", cast.alice, other=walk.case, kin="same_post", why="La même photographie.")
    walk.at = other.at
    return other.case
