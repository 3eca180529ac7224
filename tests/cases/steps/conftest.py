"""Promises are asked in both languages: what a letter lacks in one shows at once."""

import pytest

from .promises import everybody_reads


@pytest.fixture(params=["fr", "en"])
def language(request, cast):
    """Everybody reads this one."""
    everybody_reads(request.param)
    for person in vars(cast).values():
        person.language = request.param
    return request.param
