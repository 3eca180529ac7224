"""Two who decide one case: one does, the other is told who did what and when, and loses no word of what was written."""

from functools import partial
from html import unescape
from itertools import count
from uuid import uuid4

import pytest

from cases.audit import faults
from cases.models import Decision, Entry, Measure
from tests.at_once import at_once, overtaken
from tests.cases.cast import REASONS, Walk, days

ROUNDS = 50


@pytest.fixture
def decide(cast, browse, clock):
    """Ready to be decided; each of two deciders has read the case and written a warning, in words of her or his own."""
    browsers = {name: browse(getattr(cast, name)) for name in ("bob", "bea")}

    def ready():
        walk = Walk(cast).in_review().in_deliberation()
        clock.at = walk.at + days(1)
        form = {"basis": walk.case.basis, "months": 12, **REASONS}
        posts = [partial(browser.post, f"/dossiers/{walk.reference}/warn/",
                         {**form, "token": uuid4(), "facts": f"Les faits selon {name}."})
                 for name, browser in browsers.items()]  # fmt: skip
        return walk, posts

    return ready


def one_decided(walk, answers):
    """And which of the two: the other reads that it is done, by whom and when, above the text that he or she wrote."""
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    quick, slow = sorted(zip(("bob", "bea"), answers, strict=True), key=lambda one: one[1].status_code)
    page = " ".join(unescape(slow[1].content.decode()).split())
    assert f"<strong>Avertissement notifié</strong>, 12 décembre 2026 à 10 h, {quick[0].capitalize()}" in page
    assert f"Les faits selon {slow[0]}.</textarea>" in page and "Votre texte est conservé" in page
    [decision], [_measure] = Decision.objects.filter(case=walk.case), Measure.objects.filter(case=walk.case)
    assert decision.facts == f"Les faits selon {quick[0]}."
    assert walk.case.version == walk.case.entries.count()
    return quick[0]


def test_of_two_who_decide_at_once_one_does_and_the_other_reads_who_did_what_and_when(decide):
    for _round in range(ROUNDS):
        walk, posts = decide()
        one_decided(walk, at_once(*posts))
    assert list(faults()) == []


def test_whoever_is_overtaken_anywhere_by_another_decision_is_told_so(decide):
    for number in count(1):
        walk, posts = decide()
        answers = overtaken(*posts, before=number)
        if answers[1] is None:
            break
        assert one_decided(walk, answers) == "bea"
    assert number > 3
    assert list(faults()) == []


def test_one_decision_sent_twice_at_once_is_taken_once_and_both_see_it_done(decide):
    for _round in range(ROUNDS // 5):
        walk, [post, _] = decide()
        answers = at_once(post, post)
        assert {(answer.status_code, answer.url) for answer in answers} == {(303, f"/dossiers/{walk.reference}/")}
        assert Entry.objects.filter(case=walk.case, step="warn").count() == 1
    assert list(faults()) == []
