"""redact: the version that the person will read; the first one stays sealed beside it."""

import pytest

from ..cast import Walk
from .promises import forbidden, form, refused, says, stale, told_by


@pytest.fixture
def ready(walk, cast):
    walk.in_review().do("add_evidence", cast.alice, text="Marie a répondu.", others_visible=True)
    return walk


@pytest.fixture
def said(ready):
    return {"piece": ready.case.pieces.latest("number"), "text": "[Une personne] a répondu."}


def test_who_does_not_examine_the_case_redacts_nothing(ready, said):
    forbidden(ready, "redact", "camille", "jean", "marie", "olga", "paul", "dora", "carl", "root", **said)


def test_a_piece_of_another_case_is_not_reached(ready, cast, said):
    other = Walk(cast).in_review()
    said["piece"] = other.case.pieces.get()
    assert "pas de ce dossier" in refused(ready, "redact", cast.alice, field="piece", **said)


def test_nothing_is_redacted_while_the_person_reads_it(ready, cast, said):
    ready.do("redact", cast.alice, **said)
    ready.in_hearing()
    stale(ready, "redact", cast.alice, **said)


def test_the_redacted_version_is_read_and_the_first_one_stays(ready, cast, said):
    case = ready.do("redact", cast.alice, **said)
    versions = [(one.number, one.use, one.text) for one in said["piece"].versions.order_by("number")]
    assert versions == [(1, "sealed", "Marie a répondu."), (2, "disclosed", "[Une personne] a répondu.")]
    assert not any(one.is_sealed for one in case.exhibits)
    assert told_by(ready) == {}
    ready.in_hearing()
    shown = [one.version.text for one in ready.case.grievances.get().disclosures.all()]
    assert sorted(shown) == ["On te trouvera.", "[Une personne] a répondu."]


def test_a_second_redaction_is_the_one_that_is_read(ready, cast, said):
    ready.do("redact", cast.alice, **said)
    ready.do("redact", cast.alice, piece=said["piece"], text="[…]")
    ready.in_hearing()
    assert "[…]" in [one.version.text for one in ready.case.grievances.get().disclosures.all()]


def test_the_form_offers_pieces_of_this_case_only(ready, cast, said):
    other = Walk(cast).in_review()
    typed = {"piece": str(said["piece"].pk), "text": "[…]"}
    assert says(ready, "redact", cast.alice, typed) == {}
    assert set(form(ready, "redact", cast.alice, None).fields["piece"].queryset) == set(ready.case.pieces.all())
    assert list(says(ready, "redact", cast.alice, typed, piece=str(other.case.pieces.get().pk))) == ["piece"]
    assert list(says(ready, "redact", cast.alice, typed, text="")) == ["text"]
