"""«99 Exercice»: whoever practises there rings nobody, alarms no other office, and counts in no figure."""

import pytest

from accounts.models import Appointment, Body
from cases.models import Measure
from cases.models.similar import similar
from notifications.models import Delivery, Notice
from tests.beginnings import beginning

from .cast import Walk, days


@beginning
def practice(cast):
    """Alice examines and Bob decides there too, and Jean is a member of it for the day."""
    body = Body.objects.get(code=Body.PRACTICE)
    for person, office in ((cast.alice, "examiner"), (cast.bob, "decider")):
        Appointment.objects.appoint(person, body, office, starts_on=cast.jean.member.joined_on)
        person.forget_powers()
    cast.jean.member.federation = body
    cast.jean.member.save()
    return Walk(cast, federation=Body.PRACTICE).in_review()


def test_it_stays_there_and_says_what_it_is(practice, cast, browse, clock):
    clock.at = practice.at
    assert practice.case.held_by_id == Body.PRACTICE
    assert "Exercice" in browse(cast.alice).get(f"/dossiers/{practice.reference}/").content.decode()


def test_nobody_is_rung_at_and_everybody_reads_in_the_application(practice, cast):
    practice.in_deliberation().warned().opened().tick(12)
    told = set(Notice.objects.values_list("recipient__name", flat=True))
    assert {"Camille", "Jean"} <= told
    assert not Delivery.objects.exists()


def test_a_real_case_rings(cast):
    Walk(cast).in_review().in_deliberation().warned()
    assert Delivery.objects.filter(channel="email").exists()


@pytest.mark.parametrize("wish", ["threat_to_life", "other_body"])
def test_no_other_office_is_alarmed(practice, cast, wish):
    Walk(cast, federation=Body.PRACTICE, at=practice.at, **{wish: True})
    assert not Notice.objects.filter(letter__audience__in=["national", "panel", "privacy"]).exists()


def test_no_lot_falls_on_it(practice, lot):
    lot(0.0)
    assert not practice.dismissed().tick(3).case.rereadings.exists()


def test_it_is_like_no_real_decision(practice, cast):
    practice.in_deliberation().warned(6).opened().tick(40)
    Walk(cast, federation=Body.PRACTICE).identified().dismissed()
    real = Walk(cast, at=practice.at + days(60)).identified(cast.marie.member).in_review()
    assert Measure.objects.exists() and similar(real.case, at=real.at) == []


def test_neither_side_is_asked_how_it_was(practice, cast, browse, clock):
    said = {"outcome": "cleared", "dismissal_reason": "", "reasons": "La réponse convainc.", "by_on": None}
    practice.in_deliberation().do("close_without_sanction", cast.bob, **said)
    clock.at = practice.at
    assert practice.case.is_over_for_good(practice.at)
    his, hers = f"/mon-dossier/{practice.reference}/avis/", f"/mes-signalements/{practice.code}/avis/"
    for person, path in ((cast.jean, his), (cast.camille, hers)):
        assert browse(person).get(path).status_code == 404


def test_nothing_of_it_is_published_or_told_to_others(practice, cast, browse, clock):
    clock.at = practice.dismissed().at + days(400)
    for page in ("publication", "cas-d-ecole"):
        answer = browse(cast.nora).get(f"/dossiers/{practice.reference}/{page}/")
        assert answer.status_code == 409 and "est un exercice" in answer.content.decode(), page
