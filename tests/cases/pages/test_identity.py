"""Who reported: read by the one person who asked and was granted it, whoever it is; each reading is written down."""

from uuid import uuid4

import pytest

from cases.account import Account
from cases.birth import receive
from cases.models import Outsider, Reading, ReporterIdentity
from notifications.models import Notice
from tests.beginnings import beginning

from ..cast import Walk, article
from .browsing import read

SECRET = {"name": "Sidonie Canari", "contact": "3 rue du Zèbre, 45000 Orléans"}
ASKED, ANSWERED = "Le parquet demande qui a signalé.", "La justice le demande par écrit."


@beginning
def ready(walk, cast):
    """Camille reported, and somebody without an account on paper; Nina asks for the one who did not sign in."""
    said = {"text": "On te trouvera.", "address": None, "network": "x", "article": article()}
    brought = Account(source="paper", reporter=Outsider(**SECRET), by_email=False, **said)
    outside = Walk(cast, begun=receive(brought, by=cast.alice, at=walk.at, token=uuid4()))
    return asked(outside)


def asked(walk):
    walk.do("ask_identity", walk.cast.nina, report=walk.report, reason=ASKED)
    return walk


def granted(walk):
    walk.do("answer_identity", walk.cast.dora, granted=True, reason=ANSWERED)
    return walk


def page(walk):
    return f"/dossiers/{walk.reference}/identite/{walk.report.identity_requests.latest('pk').pk}/"


@pytest.fixture
def look(visit):
    return lambda walk, who, path="": visit(getattr(walk.cast, who), path or page(walk), at=walk.at)


def test_nobody_else_reads_it_not_even_who_granted_it(ready, look):
    granted(ready)
    names = ["camille", "jean", "marie", "alice", "bob", "olga", "paul", "dora", "root", "noah", "nora"]
    assert {look(ready, name).status_code for name in names} == {404}
    assert not Reading.objects.filter(purpose__startswith="identity").exists()


def test_nothing_is_read_before_it_is_granted_nor_once_it_is_refused(ready, look):
    assert look(ready, "nina").status_code == 404
    ready.do("answer_identity", ready.cast.dora, granted=False, reason="Rien ne l’exige.")
    assert look(ready, "nina").status_code == 404


def test_whoever_left_the_national_office_reads_it_no_more(ready, look):
    granted(ready)
    ready.cast.nina.appointments.get().end(at=ready.at)
    assert look(ready, "nina").status_code == 404


def test_whoever_asked_reads_of_an_outsider_what_was_sealed(ready, look):
    answer = look(granted(ready), "nina")
    shown = read(answer)
    assert all(word in shown for word in (*SECRET.values(), ASKED, ANSWERED))
    assert answer["Cache-Control"] == "no-store"
    reading = Reading.objects.get(purpose__startswith="identity")
    assert (reading.person, reading.case, reading.role, reading.at) == (
        ready.cast.nina, ready.case, "national", ready.at,
    )  # fmt: skip


def test_whoever_asked_reads_who_a_member_is(walk, look):
    shown = read(look(granted(asked(walk)), "nina"))
    assert all(word in shown for word in ("Camille", "camille@example.org", "A-camille", ASKED, ANSWERED))
    assert Notice.objects.filter(recipient=walk.cast.camille, letter__act="identity_answered").count() == 1


def test_the_page_of_the_case_leads_there_for_who_asked_and_for_nobody_else(ready, look):
    granted(ready)
    case = f"/dossiers/{ready.reference}/"
    assert page(ready) in look(ready, "nina", case).content.decode()
    for who in ("noah", "nora"):
        shown = look(ready, who, case).content.decode()
        assert "/identite/" not in shown and "Sidonie" not in shown


def test_of_a_seal_that_is_gone_the_page_says_so(ready, look):
    granted(ready)
    ReporterIdentity.objects.all().delete()
    shown = read(look(ready, "nina"))
    assert "son nom est effacé" in shown and "Sidonie" not in shown


def test_a_request_of_another_case_leads_nowhere(ready, look, walk):
    granted(ready)
    granted(asked(walk))
    assert look(ready, "nina", page(ready).replace(ready.reference, walk.reference)).status_code == 404
