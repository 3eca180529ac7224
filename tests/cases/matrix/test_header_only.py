"""Whose case went up sees its header, state and effect on every page, and none of its content, whatever is tried."""

from uuid import uuid4

import pytest
from django.test import Client

from cases.door import steps

from ..cast import REASONS

WORDS = ["On te trouvera.", "Je plaisantais.", "Une menace.", "Elle vise une personne nommée.", *REASONS.values()]
NAMES = ["Nina", "Noah", "Nora", "Paul"]


@pytest.fixture
def pages(monkeypatch, cast, walk_to):
    """Everything that Bob is answered on a case that his federation had to hand over: page and steps, both ways."""

    def opened(letter):
        walk = walk_to(letter, "national")
        monkeypatch.setattr("django.utils.timezone.now", lambda: walk.at)
        client, path = Client(), f"/dossiers/{walk.reference}/"
        client.force_login(cast.bob)
        yield client.get(path)
        for name in steps():
            yield client.get(f"{path}{name}/")
            yield client.post(f"{path}{name}/", {"basis": 1, "token": uuid4(), "why": "?", "text": "?", "sha256": ""})

    return opened


@pytest.mark.parametrize("letter", "HDSA")
def test_the_federation_reads_no_word_of_a_case_that_the_national_office_holds(pages, letter):
    answers = list(pages(letter))
    assert {answer.status_code for answer in answers} == {200, 403, 404, 409}
    said = {answer.request["PATH_INFO"]: answer.content.decode() for answer in answers}
    assert {(path, word) for path, text in said.items() for word in [*WORDS, *NAMES] if word and word in text} == set()
