"""URL × role: every address of the resolver, asked by everybody, answers as the table says, and changes nothing."""

import re
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import URLResolver, get_resolver
from django.urls.resolvers import RoutePattern

from accounts.models import Person
from cases import subject_requests
from cases.bookings import book
from cases.models import Measure, Publication, Reading
from cases.transparency import year_in_numbers
from notifications.models import Notice

from .cases.cast import MONDAY, Walk, assemble, days
from .cases.images import held
from .cases.sessions import a_session
from .resolver import unmatched

ROLES = {
    "ano": None,  # nobody is signed in
    "mem": "marie",  # a member of the same federation
    "con": "jean",  # the person concerned
    "rep": "camille",  # who reported
    "exa": "alice",  # examiner of the member's federation
    "dec": "bob",  # decider of the member's federation
    "oth": "olga",  # decider of another federation
    "nat": "nora",  # national officer
    "pan": "paul",  # panellist
    "pri": "dora",  # privacy officer
    "sup": "root",  # superuser
    "sus": "parisa",  # a member who is suspended today
}
# `does`: G looks, P does, B both. {case} is in its hearing before the federation, a date to be heard is picked; {code}
# that of a report of it, {notice} a letter to the person concerned, {opened} one with legal effect that he has opened,
# {granted} the question who reported, granted to the national officer, {suspension} the case of the suspended member,
# held by the national office. Piece 1 of {case} is a capture that came with that report. {session}, of {workshop}, is
# one in which who reported has a place; {evidence} is a request of the national
# officer for a court, granted; {asked} is what the person concerned asked about his data.
TABLE = """
path                                     does  ano mem con rep exa dec oth nat pan pri sup sus

/                                        G     200 200 200 200 200 200 200 200 200 200 200 200
/charte/                                 G     200 200 200 200 200 200 200 200 200 200 200 200
/accessibilite/                          G     200 200 200 200 200 200 200 200 200 200 200 200
/donnees-personnelles/                   G     200 200 200 200 200 200 200 200 200 200 200 200
/aide/                                   G     200 200 200 200 200 200 200 200 200 200 200 200
/transparence/                           G     200 200 200 200 200 200 200 200 200 200 200 200
/transparence/2026/                      G     200 200 200 200 200 200 200 200 200 200 200 200
/transparence/2026.csv                   G     200 200 200 200 200 200 200 200 200 200 200 200
/transparence/2026.json                  G     200 200 200 200 200 200 200 200 200 200 200 200
/transparence/2019/                      G     404 404 404 404 404 404 404 404 404 404 404 404
/mes-preferences/                        B     200 200 200 200 200 200 200 200 200 200 200 200
/suivi/                                  P     405 405 405 405 405 405 405 405 405 405 405 405

/signaler/                               B     200 200 200 200 200 200 200 200 200 200 200 200
/signaler/regle/                         B     302 302 302 302 302 302 302 302 302 302 302 302
/signaler/meme-publication/              B     302 302 302 302 302 302 302 302 302 302 302 302
/signaler/verifier/                      B     303 303 303 303 303 303 303 303 303 303 303 303
/signaler/recommencer/                   P     405 405 405 405 405 405 405 405 405 405 405 405
/signaler/partage/                       P     405 405 405 405 405 405 405 405 405 405 405 405
/signaler/recu/{code}/                   G     302 404 404 200 404 404 404 404 404 404 404 404

/captures/none/                          G     404 404 404 404 404 404 404 404 404 404 404 404
/captures/none/vignette/                 G     404 404 404 404 404 404 404 404 404 404 404 404

/mes-signalements/                       G     302 200 200 200 200 200 200 200 200 200 200 200
/mes-signalements/{code}/                G     200 200 200 200 200 200 200 200 200 200 200 200
/mes-signalements/{code}/withdraw_report/ B    302 404 404 200 404 404 404 404 404 404 404 404
/mes-signalements/{code}/avis/           B     302 404 404 404 404 404 404 404 404 404 404 404
/mes-signalements/{code}/suspend/        B     302 404 404 403 404 404 404 404 404 404 404 404

/mes-signalements/{code}/captures/1/     G     302 404 404 200 404 404 404 404 404 404 404 404
/mes-signalements/{code}/captures/1/vignette/ G     302 404 404 200 404 404 404 404 404 404 404 404

/file/                                   G     302 403 403 403 200 200 200 200 200 403 403 403
/file/suivant/                           G     302 403 403 403 302 302 302 302 302 403 403 403
/file/vues/                              B     302 403 403 403 200 200 200 200 200 403 403 403
/file/ensemble/                          P     302 405 405 405 405 405 405 405 405 405 405 405
/file/signalement-recu/                  B     302 403 403 403 200 200 200 200 403 403 403 403
/file/signalement-recu/00000000-0000-0000-0000-000000000000/ G 302 404 404 404 404 404 404 404 404 404 404 404
/file/dossier-d-office/                  B     302 403 403 403 200 200 200 200 403 403 403 403
/file/cas-d-ecole/                       G     302 403 403 403 200 200 200 200 403 403 403 403
/file/cas-d-ecole/999999/                B     302 403 403 403 404 404 404 404 403 403 403 403
/dossiers/{case}/                        G     302 404 404 404 200 200 404 200 404 404 404 404
/dossiers/{case}/note/                   B     302 404 404 404 200 200 404 200 404 404 404 404
/dossiers/{case}/warn/                   B     302 404 404 404 403 200 404 200 404 404 404 404
/dossiers/{case}/suspend/                B     302 404 404 404 403 403 404 200 404 404 404 404
/dossiers/{case}/propose/                B     302 404 404 404 403 403 404 200 404 404 404 404
/dossiers/{case}/impose_interim/         B     302 404 404 404 403 403 404 200 404 404 404 404
/dossiers/{case}/lapse/                  B     302 404 404 404 404 404 404 404 404 404 404 404
/dossiers/{case}/no_such_step/           B     302 404 404 404 404 404 404 404 404 404 404 404
/dossiers/{case}/publication/            G     302 404 404 404 403 403 404 409 404 404 404 404
/dossiers/{case}/publication.txt         G     302 404 404 404 403 403 404 409 404 404 404 404
/dossiers/{case}/publication.json        G     302 404 404 404 403 403 404 409 404 404 404 404
/dossiers/{case}/cas-d-ecole/            B     302 404 404 404 403 403 404 409 404 404 404 404
/dossiers/{case}/decision.dsa.json       G     302 404 404 404 403 403 404 409 404 404 404 404
/dossiers/{case}/pieces/1/1/             G     302 404 404 404 200 200 404 200 404 404 404 404
/dossiers/{case}/pieces/1/1/vignette/    G     302 404 404 404 200 200 404 200 404 404 404 404
/dossiers/{case}/pieces/1/occulter/      B     302 404 404 404 200 200 404 200 404 404 404 404
/dossiers/{case}/pieces/1/occulter/image/ G    302 404 404 404 404 404 404 404 404 404 404 404
/dossiers/{case}/pieces/9/1/             G     302 404 404 404 404 404 404 404 404 404 404 404
/file/signalement-recu/00000000-0000-0000-0000-000000000000/pdf/ G 302 404 404 404 404 404 404 404 404 404 404 404
/dossiers/{case}/lettres/                G     302 404 404 404 200 200 404 200 404 404 404 404
/dossiers/{case}/lettres/{opened}/       G     302 404 404 404 200 200 404 200 404 404 404 404
/dossiers/{case}/lettres/{opened}/pdf/   G     302 404 404 404 200 200 404 200 404 404 404 404
/dossiers/{case}/lettres/{opened}/cle/   P     302 405 405 405 405 405 405 405 405 405 405 405
/dossiers/{case}/identite/{granted}/     G     302 404 404 404 404 404 404 200 404 404 404 404
/dossiers/{case}/justice/{evidence}.zip  G     302 404 404 404 404 404 404 200 404 404 404 404
/dossiers/{suspension}/                  G     302 404 404 404 404 404 200 200 404 404 404 404
/dossiers/{suspension}/note/             B     302 404 404 404 404 404 200 200 404 404 404 404
/dossiers/{suspension}/lift_measure/     B     302 404 404 404 404 404 403 200 404 404 404 404

/donnees/                                G     302 403 403 403 403 403 403 403 403 200 403 403
/donnees/demandes/{asked}/               B     302 403 403 403 403 403 403 403 403 200 403 403
/donnees/demandes/{asked}/prolonger/     B     302 403 403 403 403 403 403 403 403 200 403 403
/donnees/demandes/999999/                B     302 403 403 403 403 403 403 403 403 404 403 403
/mes-donnees/                            G     302 200 200 200 200 200 200 200 200 200 200 200
/mes-donnees/donnees.zip                 G     302 200 200 200 200 200 200 200 200 200 200 200
/mes-donnees/demander/erasure/           B     302 200 200 200 200 200 200 200 200 200 200 200
/mes-donnees/demander/revenge/           B     302 404 404 404 404 404 404 404 404 404 404 404
/national/                               G     302 403 403 403 403 403 403 200 403 403 403 403
/national/federations/                   G     302 403 403 403 403 403 403 200 403 403 403 403
/national/federations/45/                G     302 403 403 403 403 403 403 200 403 403 403 403
/national/federations/00/                G     302 403 403 403 403 403 403 404 403 403 403 403
/national/semaines.csv                   G     302 403 403 403 403 403 403 200 403 403 403 403
/national/federations.csv                G     302 403 403 403 403 403 403 200 403 403 403 403
/national/none.csv                       G     302 403 403 403 403 403 403 404 403 403 403 403
/national/qualite/                       G     302 403 403 403 403 403 403 200 403 403 403 403
/registre/                               G     302 403 403 403 403 403 403 200 403 403 403 403
/registre.csv                            G     302 403 403 403 403 403 403 200 403 403 403 403
/national/transparence/                  G     302 403 403 403 403 403 403 200 403 403 403 403
/national/transparence/2026/             B     302 403 403 403 403 403 403 200 403 403 403 403
/national/transparence/2019/             B     302 403 403 403 403 403 403 404 403 403 403 403
/reglages/                               G     302 403 403 403 403 403 403 200 403 403 403 403
/reglages/bandeau/                       B     302 403 403 403 403 403 403 200 403 403 403 403
/reglages/bandeau/999999/terminer/       P     302 405 405 405 405 405 405 405 405 405 405 405
/reglages/fonctions/                     G     302 403 403 403 403 403 403 200 403 403 403 403
/reglages/fonctions/45/                  B     302 403 403 403 403 403 403 200 403 403 403 403
/reglages/fonctions/45/999999/           B     302 403 403 403 403 403 403 404 403 403 403 403
/reglages/fonctions/none/                B     302 403 403 403 403 403 403 404 403 403 403 403
/mon-absence/                            B     302 403 403 403 200 200 200 200 200 200 403 403
/reglages/charte/                        G     302 403 403 403 403 403 403 200 403 403 403 403
/reglages/charte/respect/                B     302 403 403 403 403 403 403 200 403 403 403 403
/reglages/charte/none/                   B     302 403 403 403 403 403 403 404 403 403 403 403
/reglages/federations/                   G     302 403 403 403 403 403 403 200 403 403 403 403
/reglages/federations/45/                B     302 403 403 403 403 403 403 200 403 403 403 403
/reglages/federations/none/              B     302 403 403 403 403 403 403 404 403 403 403 403
/reglages/identite/                      B     302 403 403 403 403 403 403 200 403 403 403 403
/identite/0000/logo.png                  G     404 404 404 404 404 404 404 404 404 404 404 404
/identite/0000.css                       G     404 404 404 404 404 404 404 404 404 404 404 404
/app.webmanifest                         G     200 200 200 200 200 200 200 200 200 200 200 200
/reglages/delais/                        G     302 403 403 403 403 403 403 200 403 403 403 403
/reglages/reply-warning/                 B     302 403 403 403 403 403 403 200 403 403 403 403
/reglages/ateliers/                      G     302 403 403 403 403 403 403 200 403 403 403 403
/reglages/ateliers/nouveau/              B     302 403 403 403 403 403 403 200 403 403 403 403
/reglages/ateliers/{workshop}/           B     302 403 403 403 403 403 403 200 403 403 403 403
/reglages/ateliers/{workshop}/seance/    B     302 403 403 403 403 403 403 200 403 403 403 403
/reglages/ateliers/999999/               B     302 403 403 403 403 403 403 404 403 403 403 403
/reglages/seances/{session}/             B     302 403 403 403 403 403 403 200 403 403 403 403
/reglages/lettres/                       G     302 403 403 403 403 403 403 200 403 403 403 403
/reglages/lettres/reminder/concerned/fr/ B     302 403 403 403 403 403 403 200 403 403 403 403
/reglages/none/                          B     302 403 403 403 403 403 403 404 403 403 403 403

/ateliers/                               G     302 200 200 200 200 200 200 200 200 200 200 200
/ateliers/{session}/                     G     302 200 200 200 200 200 200 200 200 200 200 200
/ateliers/{session}/reserver/            P     302 405 405 405 405 405 405 405 405 405 405 405
/ateliers/{session}/annuler/             P     302 405 405 405 405 405 405 405 405 405 405 405
/ateliers/{session}/rendez-vous.ics      G     302 404 404 200 404 404 404 404 404 404 404 404
/ateliers/999999/                        G     302 404 404 404 404 404 404 404 404 404 404 404

/mon-dossier/                            G     302 200 200 200 200 200 200 200 200 200 200 200
/mon-dossier/{case}/                     G     302 404 200 404 404 404 404 404 404 404 404 404
/mon-dossier/{case}/reply/               B     302 404 200 404 404 404 404 404 404 404 404 404
/mon-dossier/{case}/warn/                B     302 404 403 404 404 404 404 404 404 404 404 404
/mon-dossier/{case}/dossier.zip          G     302 404 200 404 404 404 404 404 404 404 404 404
/mon-dossier/{suspension}/dossier.zip    G     302 404 404 404 404 404 404 404 404 404 404 200
/mon-dossier/{case}/avis/                B     302 404 404 404 404 404 404 404 404 404 404 404
/mon-dossier/{case}/rendez-vous.ics      G     302 404 200 404 404 404 404 404 404 404 404 404
/mon-dossier/{case}/lettres/{opened}/    G     302 404 200 404 404 404 404 404 404 404 404 404
/mon-dossier/{case}/lettres/{opened}/texte/ G  302 404 200 404 404 404 404 404 404 404 404 404
/mon-dossier/{case}/lettres/{opened}/pdf/ G    302 404 200 404 404 404 404 404 404 404 404 404
/mon-dossier/{case}/pieces/1/            G     302 404 200 404 404 404 404 404 404 404 404 404
/mon-dossier/{case}/pieces/1/vignette/   G     302 404 200 404 404 404 404 404 404 404 404 404
/mon-dossier/{suspension}/               G     302 404 404 404 404 404 404 404 404 404 404 200
/mon-dossier/{suspension}/appeal/        B     302 404 404 404 404 404 404 404 404 404 404 200

/notifications/                          G     302 200 200 200 200 200 200 200 200 200 200 200
/notifications/lues/                     P     302 405 405 405 405 405 405 405 405 405 405 405
/notifications/{notice}/                 G     302 404 200 404 404 404 404 404 404 404 404 404
/notifications/{notice}/texte/           G     302 404 200 404 404 404 404 404 404 404 404 404
/notifications/{notice}/pdf/             G     302 404 200 404 404 404 404 404 404 404 404 404
/notifications/{notice}/ouvrir/          P     302 405 405 405 405 405 405 405 405 405 405 405
/notifications/{notice}/lue/             P     302 405 405 405 405 405 405 405 405 405 405 405
/courrier-demo/                          G     404 404 404 404 404 404 404 404 404 404 404 404
/courrier-demo/premier/                  G     404 404 404 404 404 404 404 404 404 404 404 404

/premiere-visite/                        B     200 200 200 200 200 200 200 200 200 200 200 200
/premiere-visite/compte/                 B     302 302 302 302 302 302 302 302 302 302 302 302
/compte/login/                           B     200 302 302 302 302 302 302 302 302 302 302 302
/compte/logout/                          B     302 200 200 200 200 200 200 200 200 200 200 200
/compte/inactive/                        G     200 200 200 200 200 200 200 200 200 200 200 200
/compte/signup/                          B     200 302 302 302 302 302 302 302 302 302 302 302
/compte/reauthenticate/                  B     302 200 200 200 200 200 200 200 200 200 200 200
/compte/password/change/                 B     302 200 200 200 200 200 200 200 200 200 200 200
/compte/password/set/                    B     404 404 404 404 404 404 404 404 404 404 404 404
/compte/password/reset/                  B     200 200 200 200 200 200 200 200 200 200 200 200
/compte/password/reset/done/             G     200 200 200 200 200 200 200 200 200 200 200 200
/compte/password/reset/key/done/         G     200 200 200 200 200 200 200 200 200 200 200 200
/compte/password/reset/key/1-x/          B     200 200 200 200 200 200 200 200 200 200 200 200
/compte/email/                           B     404 404 404 404 404 404 404 404 404 404 404 404
/compte/confirm-email/                   G     404 404 404 404 404 404 404 404 404 404 404 404
/compte/confirm-email/x/                 G     404 404 404 404 404 404 404 404 404 404 404 404
/compte/login/code/confirm/              B     404 404 404 404 404 404 404 404 404 404 404 404
/compte/2fa/                             G     302 200 200 200 200 200 200 200 200 200 200 200
/compte/2fa/authenticate/                B     302 302 302 302 302 302 302 302 302 302 302 302
/compte/2fa/reauthenticate/              B     302 302 302 302 302 302 302 302 302 302 302 302
/compte/2fa/totp/activate/               B     302 302 302 302 302 302 302 302 302 302 302 302
/compte/2fa/totp/deactivate/             B     302 404 404 404 404 404 404 404 404 404 404 404
/compte/2fa/recovery-codes/              G     302 404 404 404 404 404 404 404 404 404 404 404
/compte/2fa/recovery-codes/generate/     B     302 302 302 302 302 302 302 302 302 302 302 302
/compte/2fa/recovery-codes/download/     G     302 404 404 404 404 404 404 404 404 404 404 404
"""
HEADER, *LINES = [line.split() for line in TABLE.strip().splitlines() if line]
ROWS = {path: (does, dict(zip(HEADER[2:], map(int, statuses), strict=True))) for path, does, *statuses in LINES}
OURS = [path for path in ROWS if not path.startswith("/compte/")]
ABSENT = {"case": "45-2026-ZZZZ", "suspension": "NAT-2026-ZZZZ", "code": "AAAA-AAAA-AAAA-AAAA", "notice": 10**9,
          "opened": 10**9, "granted": 10**9, "asked": 10**9, "evidence": 10**9, "session": 10**9,
          "workshop": 10**9}  # fmt: skip


@pytest.fixture
def known(db, monkeypatch, settings, tmp_path):
    """What stands in the addresses of the table, and `browsers`, one a role, all there at the moment of the hearing."""
    settings.MEDIA_ROOT = tmp_path
    cast = assemble()
    walk = Walk(cast, captures=held(at=MONDAY)).in_review()
    walk.do("redact", cast.alice, piece=walk.case.pieces.get(number=1), as_it_is=True)
    walk.do("ask_identity", cast.nora, later=0, report=walk.report, reason="Le parquet le demande.")
    walk.do("answer_identity", cast.dora, later=0, granted=True, reason="Il le demande par écrit.")
    said = {"ground": "court", "recipient": "Le tribunal", "names_reporter": False, "reason": "Il le demande."}
    walk.do("ask_evidence_file", cast.nora, later=0, **said)
    walk.do("answer_evidence_file", cast.nina, later=0, granted=True, reason="Sa demande est jointe.")
    walk.in_hearing().opened().do("ask_hearing", cast.jean, later=0)
    slots = ["2027-01-12T18:30", "2027-01-14T09:00", "2027-01-15T18:30"]
    walk.do("offer_slots", cast.alice, later=0, slots=slots, place="12 rue du Lac", length=60)
    walk.do("pick_slot", cast.jean, later=0, slot=slots[0])
    other = Walk(SimpleNamespace(**vars(cast) | {"jean": cast.parisa}), other_body=True).in_review(cast.nina)
    other.in_deliberation(cast.nina, "suspension").proposed().signed().opened()
    at = max(walk.at, other.at) + days(0.1)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    assert Measure.objects.restricting(cast.parisa.member, at).exists()
    Person.objects.update(password=make_password("a password that nobody guesses"))
    notice = Notice.objects.filter(recipient=cast.jean, is_legal=False).latest("pk")
    opened = Notice.objects.get(recipient=cast.jean, is_legal=True)
    Publication.objects.publish(year_in_numbers(2026, least=5), why="", by=cast.nora, at=at)
    session = a_session(at=at + days(9))
    book(session, cast.camille.member, at=at)
    here = {
        "session": session.pk,
        "workshop": session.workshop_id,
        "opened": opened.pk,
        "case": walk.reference,
        "code": walk.code,
        "notice": notice.pk,
        "suspension": other.reference,
        "granted": walk.report.identity_requests.get().pk,
        "evidence": walk.case.evidence_requests.get().pk,
        "asked": subject_requests.ask(cast.jean, "access", "Tout.", case=None, token=uuid4(), at=at).pk,
    }
    return SimpleNamespace(here=here, browsers={role: browser(cast, name) for role, name in ROLES.items()})


def browser(cast, name):
    client = Client()
    if name:
        client.force_login(Person.objects.get(pk=getattr(cast, name).pk))
    return client


def stored():
    """Every row of ours, but for the log of who read what, which reading is meant to grow."""
    rooms = [apps.get_app_config(room).get_models() for room in ("accounts", "notifications", "cases")]
    models = [model for room in rooms for model in room if model is not Reading]
    return {model._meta.label: sorted(map(repr, model._base_manager.values_list())) for model in models}


def test_every_address_has_its_row():
    keys = {"case": "45-2026-K7QM", "code": "K7QM", "suspension": "K7QM"}
    keys |= dict.fromkeys(("notice", "opened", "granted", "asked", "evidence", "session", "workshop"), 1)
    paths = [path.format(**keys).lstrip("/") for path in ROWS]
    assert list(unmatched(get_resolver(), [*paths, "healthz"])) == []


@pytest.mark.parametrize("language", ["", "/en"])
def test_everybody_is_answered_as_the_table_says_and_looking_changes_nothing(known, language):
    before = stored()
    differences = [
        f"{path}, {role}: {statuses[role]} in the table, {got} in the browser"
        for path, (_does, statuses) in ROWS.items()
        for role, client in known.browsers.items()
        for got in [client.get(language + path.format(**known.here)).status_code]
        if got != statuses[role]
    ]
    assert not differences, "\n".join(["", *differences])
    assert stored() == before


def test_what_only_shows_takes_no_form_and_what_only_takes_one_shows_nothing(known):
    """405 for everybody who is signed in, whether the page would exist for them or not."""
    before = stored()
    for path in OURS:
        does, _statuses = ROWS[path]
        for role, client in known.browsers.items():
            ask = {"G": client.post, "P": client.get}.get(does)
            status = ask(path.format(**known.here)).status_code if ask else 405
            assert status == 405 or (role == "ano" and status == 302), f"{path}, {role}: {status}"
    assert stored() == before


def bare(answer, path, values):
    """An answer without what differs from one request to the next: what was asked for, and tokens against forgery."""
    said = f"{answer.get('Location', '')}\n{answer.content.decode()}".replace(path, "PATH")
    for name, value in values.items():
        said = said.replace(value, name) if isinstance(value, str) else said
    return answer.status_code, re.sub(r'value="\w{64}"', "", said)


def test_what_is_hidden_looks_as_what_does_not_exist(known):
    """Byte by byte, looked at or sent a form, for everybody for whom the table says 404, and before signing in."""
    tried = 0
    for path, (_does, statuses) in ROWS.items():
        here, nowhere = path.format(**known.here), path.format(**ABSENT)
        for role, client in known.browsers.items() if here != nowhere else ():
            for ask in (client.get, client.post) if statuses[role] in (302, 404) else ():
                hidden, absent = bare(ask(here), here, known.here), bare(ask(nowhere), nowhere, ABSENT)
                assert hidden == absent, f"{path}, {role}"
                tried += 1
    assert tried > 300


def admin_paths(resolver, prefix="/"):
    """Every address of the admin, with a key where it wants one."""
    for pattern in resolver.url_patterns:
        path = prefix + re.sub(r"<[^>]+>", "1", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from admin_paths(pattern, path)
        elif isinstance(pattern.pattern, RoutePattern) and path.startswith("/admin/"):
            yield path


def test_the_admin_shows_nothing_to_anybody_but_technical_staff(known):
    before, paths = stored(), list(admin_paths(get_resolver()))
    assert "/admin/accounts/person/" in paths and "/admin/accounts/member/1/change/" in paths
    for path in paths:
        for role, client in known.browsers.items():
            status = client.get(path).status_code
            assert status in (302, 403) or role == "sup", f"{path}, {role}: {status}"
    assert known.browsers["sup"].get("/admin/accounts/person/").status_code == 200
    assert stored() == before


def test_healthz_says_the_same_to_everybody(known):
    answers = {client.get("/healthz").status_code for client in known.browsers.values()}
    assert len(answers) == 1 and answers <= {200, 503}
