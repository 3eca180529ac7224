"""The reporter's pages, seen by a browser: axe finds nothing, nothing runs over a narrow screen or large letters."""

from datetime import timedelta
from uuid import uuid4

import pytest

from cases.door import Account, receive

from ...look.test_in_a_browser import complete
from ..cast import MONDAY, Walk, a_report
from .reporting import ASKED, FIRST, SECOND, THIRD, choose, describe, ready, send
from .test_officers_in_a_browser import (  # noqa: F401  (its browser starts once these pages are rendered)
    browser,
    test_axe_finds_nothing_and_nothing_runs_over,
    test_large_letters_and_wide_spaces_fit_and_targets_are_large_enough,
)

SAID = "On te trouvera, on sait où tu gares ta voiture. " * 4


def unfolded(html):
    """With what a reader may open: nothing is hidden from the test."""
    return complete(html).replace("<details>", "<details open>")


@pytest.fixture
def pages(cast, browse):
    """Each step full, empty and refused; receipts of an alarm and of a closed post; a second look still open."""
    receive(Account(network="x", handle="jean", text=SAID), by=cast.camille, at=MONDAY, token=uuid4())
    alike = {"address": "", "network": "x", "handle": "@jean", "text": SAID + "Demain."}
    closed = Walk(cast).in_review().dismissed()
    asked = ready(browse(cast.marie), **alike)
    alarmed = browse(cast.marie)
    describe(alarmed, text="Un texte " * 30)
    choose(alarmed, threat_to_life="on")
    check = alarmed.get(THIRD)
    for second in range(30):
        a_report(cast.parisa, at=MONDAY + timedelta(seconds=second))
    late = browse(cast.marie, at=closed.at)
    answers = {
        "first step": browse().get(FIRST),
        "first step refused": browse().post(FIRST, {"address": "https://x.com/jean", "handle": "x" * 200}),
        "first step in English": browse().get(f"/en{FIRST}"),
        "second step refused": alarmed.post(SECOND, {}),
        "question": asked.get(ASKED),
        "question refused": asked.post(ASKED, {}),
        "question in English": asked.get(f"/en{ASKED}"),
        "last step": check,
        "last step too soon": send(ready(browse(cast.parisa)), explanation="Un mot."),
        "receipt of an alarm": alarmed.get(send(alarmed, federation="45", other_body="on")["Location"]),
        "receipt of a closed post": late.get(send(ready(late, address=closed.case.post.address))["Location"]),
        "my reports": late.get("/mes-signalements/"),
        "my report": browse(cast.camille, at=closed.at).get(f"/mes-signalements/{closed.code}/"),
    }
    assert {answers[name].status_code for name in answers if "refused" in name} == {422}
    assert answers["last step too soon"].status_code == 429
    return {name: unfolded(answer.content.decode()) for name, answer in answers.items()}
