"""A preview of letters to reporters tells their reader nothing of any of them."""

import pytest

from cases.door import rehearse
from cases.models import Entry
from notifications.models import Letter, Notice

from ..cast import REASONS, a_report


def preview(walk, cast):
    walk.in_review().in_deliberation()
    return rehearse(walk.case, "warn", by=cast.bob, at=walk.at, months=12, **REASONS)


def test_reporters_are_one_letter_without_a_code(walk, cast):
    code = a_report(cast.marie, address=walk.case.post.address, at=walk.at).code
    [sample] = [letter for letter in preview(walk, cast) if letter.audience == "reporter"]
    assert "XXXX-XXXX-XXXX-XXXX" in sample.body
    assert walk.code not in sample.body and code not in sample.body


def test_not_even_the_language_of_a_reporter_is_told(walk, cast):
    cast.camille.language = "en"
    cast.camille.save()
    [sample] = [letter for letter in preview(walk, cast) if letter.audience == "reporter"]
    assert sample.language == "fr"


def test_what_the_person_concerned_gets_is_shown_word_for_word(walk, cast):
    """But for the fingerprint of the decision, which exists only once it is signed."""
    [shown] = [letter for letter in preview(walk, cast) if letter.audience == "concerned"]
    walk.do("warn", cast.bob, later=0, months=12, **REASONS)
    sent = Letter.objects.get(act="decision_warning").body.splitlines()
    other = [line for line in shown.body.splitlines() if line not in sent]
    assert len(other) == 1 and other[0].startswith("Empreinte de la décision")


def test_a_preview_leaves_nothing_behind(walk, cast):
    walk.in_review().in_deliberation()
    before = Entry.objects.count(), Letter.objects.count(), Notice.objects.count()
    rehearse(walk.case, "warn", by=cast.bob, at=walk.at, months=12, **REASONS)
    assert (Entry.objects.count(), Letter.objects.count(), Notice.objects.count()) == before
    assert walk.case.state == "deliberation"


@pytest.mark.parametrize(("address", "said"), [("jean@example.org", "Un e-mail sans contenu"), (None, "par la poste")])
def test_the_way_by_which_the_letter_reaches_the_person_is_said(walk, cast, visit, address, said):
    walk.in_review().in_deliberation()
    cast.jean.email = address
    cast.jean.save()
    sent = {**REASONS, "months": 12, "basis": walk.case.basis, "preview": "yes"}
    page = visit(cast.bob, f"/dossiers/{walk.reference}/warn/", sent, at=walk.at).content.decode()
    assert said in page
    assert ("par la poste" in page) != ("Un e-mail sans contenu" in page)
