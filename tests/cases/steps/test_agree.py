"""agree: a member of the panel agrees to the text; the agreement that makes the majority is the decision."""

from accounts.models import Appointment, Body, Person
from tests.beginnings import beginning

from .promises import entry, forbidden, refused, says, told_by

TEXT = {"result": "annulled", "kind": "", "days": None, "months": None, "text": "Les faits manquent."}


@beginning
def ready(walk, cast):
    """Five sit; Paul has proposed: two more make the majority."""
    for name in ("perle", "pablo"):
        setattr(cast, name, Person.objects.create_user(f"{name}@example.org", name=name.capitalize()))
        Appointment.objects.appoint(
            getattr(cast, name), Body.objects.get(code="recours"), "panellist", starts_on=walk.at
        )
    walk.in_review().in_deliberation().warned().opened().appealed().seated()
    walk.do("seat", cast.paul, people=[cast.perle, cast.pablo])
    walk.do("propose_result", cast.paul, **TEXT)
    return walk


def text(walk):
    return {"sha256": walk.case.open_proposal().sha256}


def test_only_who_sits_agrees(ready):
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "nina", "dora", "carl", "root"]
    forbidden(ready, "agree", *names, **text(ready))


def test_nobody_agrees_twice(ready, cast):
    assert "déjà" in refused(ready, "agree", cast.paul, **text(ready))


def test_nobody_agrees_to_another_text(ready, cast):
    assert "relisez" in refused(ready, "agree", cast.pia, sha256="0" * 64)


def test_whoever_is_asked_to_step_aside_does_not_agree(ready, cast):
    ready.asked_aside(cast.pia)
    refused(ready, "agree", cast.pia, **text(ready))


def test_an_agreement_is_kept_and_decides_nothing_yet(ready, cast):
    basis = ready.case.basis
    case = ready.do("agree", cast.pia, **text(ready))
    assert case.open_appeal().seats.exclude(agreed_sha256="").count() == 2
    assert (case.state, case.basis, entry(ready).role) == ("under_appeal", basis, "panel")
    assert told_by(ready) == {}


def test_the_agreement_that_makes_the_majority_is_the_decision(ready, cast):
    refused(ready, "decide_appeal", cast.pia, **text(ready))
    ready.do("agree", cast.pia, **text(ready))
    assert "majorité" in refused(ready, "agree", cast.petra, **text(ready))
    case = ready.do("decide_appeal", cast.petra, **text(ready))
    assert case.outcome == "annulled"


def test_there_is_nothing_to_agree_to_once_the_text_is_set_aside(ready, cast):
    sha256 = text(ready)
    ready.do("set_aside_result", cast.pia, why="Trop court.")
    refused(ready, "agree", cast.petra, **sha256)


def test_the_form_carries_the_digest(ready, cast):
    assert says(ready, "agree", cast.pia, text(ready)) == {}
    assert list(says(ready, "agree", cast.pia, {"sha256": "x" * 65})) == ["sha256"]
