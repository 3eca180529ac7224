"""The catalogue of workshops: kept by the national office alone, and what members see of it."""

import pytest

from cases.bookings import book, call_off
from cases.models import Session, Workshop
from notifications.models import Notice
from tests.beginnings import beginning

from ..cast import MONDAY, days
from ..sessions import HOME, a_session, a_workshop
from .browsing import read, title

LIST = "/reglages/ateliers/"
NEW = f"{LIST}nouveau/"
NOBODY = ["alice", "bob", "olga", "jean", "camille", "marie", "paul", "dora", "carl", "root"]
WORDS = {"title_fr": "Répondre à chaud", "text_fr": "On attend dix minutes.", "title_en": "Answering in anger",
         "text_en": "We wait ten minutes."}  # fmt: skip
SAID = {"region": HOME, "place": "12 rue du Lac, Orléans", "at": "2027-01-14T18:30", "length": "90", "places": "12"}


@beginning
def session(cast):
    return a_session()


def of(session):
    return f"/reglages/seances/{session.pk}/"


def sessions_of(workshop):
    return f"{LIST}{workshop.pk}/seance/"


def anew(session):
    return Session.objects.get(pk=session.pk)


def typed(session, **changed):
    """What its form shows, with these answers changed."""
    at = session.at.astimezone(session.zone).strftime("%Y-%m-%dT%H:%M")
    shown = {name: getattr(session, name) for name in ("region", "place", "length", "places")}
    return {**shown, "at": at, "seen": session.edition(), **changed}


# Who may not ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", NOBODY)
def test_nobody_else_sees_or_keeps_it(session, cast, visit, who):
    person, shop = getattr(cast, who), session.workshop
    for path, sent in (
        (LIST, None), (NEW, None), (NEW, WORDS), (f"{LIST}{shop.pk}/", None), (f"{LIST}{shop.pk}/", WORDS),
        (sessions_of(shop), SAID), (of(session), None), (of(session), typed(session, places=9)),
        (of(session), {"call_off": "yes"}), ("/reglages/seances/999/", None),
    ):  # fmt: skip
        assert visit(person, path, sent).status_code == 403
    assert (Workshop.objects.count(), Session.objects.count()) == (1, 1)
    assert (anew(session).places, anew(session).called_off_at) == (2, None)


def test_a_stranger_signs_in_first(visit, db):
    assert visit(None, LIST).url == f"/compte/login/?next={LIST}"


def test_what_is_not_there_is_not_found(cast, visit):
    for path in (f"{LIST}999/", f"{LIST}999/seance/", "/reglages/seances/999/"):
        assert visit(cast.nina, path).status_code == 404


# What is refused ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"region": ""}, "obligatoire"), ({"region": "Atlantide"}, "choix valide"), ({"place": ""}, "obligatoire"),
        ({"place": "x" * 201}, "200"), ({"at": ""}, "obligatoire"), ({"at": "demain"}, "date"),
        ({"at": "2026-12-07T09:59"}, "Ce moment est passé"), ({"length": "5"}, "15"), ({"length": ""}, "obligatoire"),
        ({"places": "0"}, "1"), ({"places": "-1"}, "1"), ({"places": "501"}, "500"),
    ],
)  # fmt: skip
def test_a_session_that_cannot_be_is_422_with_a_sentence_and_what_was_typed(cast, visit, wrong, said):
    answer = visit(cast.nina, sessions_of(a_workshop()), SAID | wrong)
    assert answer.status_code == 422 and title(answer).startswith("Erreur : ") and said in read(answer)
    assert "12" in answer.content.decode() and not Session.objects.exists()


@pytest.mark.parametrize("name", WORDS)
def test_a_workshop_has_its_words_in_both_languages(cast, visit, name):
    answer = visit(cast.nina, NEW, WORDS | {name: ""})
    assert answer.status_code == 422 and not Workshop.objects.exists()
    assert "Répondre" in answer.content.decode() or name == "title_fr"


def test_two_workshops_have_two_names(cast, visit):
    a_workshop(WORDS["title_fr"])
    assert "déjà ce titre" in read(visit(cast.nina, NEW, WORDS))
    assert Workshop.objects.count() == 1


def test_fewer_places_than_are_taken_are_refused_beside_the_field(session, cast, visit):
    for person in (cast.jean, cast.marie):
        book(session, person.member, at=MONDAY)
    answer = visit(cast.nina, of(session), typed(session, places=1))
    assert answer.status_code == 422 and "donnez 2 au moins" in read(answer)


def test_whoever_read_an_older_page_is_told_and_keeps_what_was_typed(session, cast, visit):
    seen = session.edition()
    assert visit(cast.noah, of(session), typed(session, place="3 rue du Port")).status_code == 303
    late = visit(cast.nina, of(session), typed(session, place="4 rue du Port", seen=seen))
    assert late.status_code == 409 and "Quelqu’un d’autre" in read(late) and "4 rue du Port" in late.content.decode()
    assert anew(session).place == "3 rue du Port"
    again = typed(session, place="4 rue du Port", seen=anew(session).edition())
    assert visit(cast.nina, of(session), again).status_code == 303


def test_words_that_somebody_else_wrote_meanwhile_are_read_first(session, cast, visit):
    shop, seen = session.workshop, session.workshop.edition()
    assert visit(cast.noah, f"{LIST}{shop.pk}/", {**WORDS, "seen": seen}).status_code == 303
    late = visit(cast.nina, f"{LIST}{shop.pk}/", {**WORDS, "title_fr": "Encore", "seen": seen})
    assert late.status_code == 409 and Workshop.objects.get().title_fr == WORDS["title_fr"]


@pytest.mark.parametrize("sent", [{"places": 9}, {"call_off": "yes"}])
def test_what_has_begun_changes_no_more(session, cast, visit, sent):
    later = session.at + days(1)
    future = {} if "call_off" in sent else typed(session, at="2027-01-14T18:30")
    assert visit(cast.nina, of(session), {**future, **sent}, at=later).status_code == 409
    assert "elle ne change plus" in read(visit(cast.nina, of(session), at=later))
    assert (anew(session).places, anew(session).called_off_at) == (2, None)


# What is kept, and who sees it ----------------------------------------------------------------------------------------


def test_a_workshop_and_its_session_are_there_for_members_at_once(cast, visit):
    made = visit(cast.nina, NEW, WORDS)
    shop = Workshop.objects.get()
    assert (made.status_code, made.url) == (303, f"{LIST}{shop.pk}/")
    assert "Sans date pour l’instant Répondre à chaud" in read(visit(cast.jean, "/ateliers/"))
    assert visit(cast.nina, sessions_of(shop), SAID).status_code == 303
    session = Session.objects.get()
    assert (session.length, session.places, session.time_zone) == (90, 12, "Europe/Paris")
    assert session.at.isoformat() == "2027-01-14T17:30:00+00:00"
    assert "Jeudi 14 janvier 2027 à 18 h 30" in read(visit(cast.jean, "/ateliers/"))


def test_an_hour_is_typed_on_the_clocks_of_the_region(cast, visit):
    visit(cast.nina, sessions_of(a_workshop()), {**SAID, "region": "La Réunion"})
    session = Session.objects.get()
    assert (session.time_zone, session.at.isoformat()) == ("Indian/Reunion", "2027-01-14T14:30:00+00:00")
    assert 'value="2027-01-14T18:30"' in visit(cast.nina, of(session)).content.decode()


def test_whoever_has_a_place_hears_of_a_change_and_of_the_end(session, cast, visit):
    book(session, cast.jean.member, at=MONDAY)
    visit(cast.nina, of(session), typed(session, at="2026-12-18T18:30"))
    assert visit(cast.nina, of(session), {"call_off": "yes"}).status_code == 303
    told = Notice.objects.filter(recipient=cast.jean).order_by("pk").values_list("letter__act", flat=True)
    assert list(told) == ["session_booked", "session_changed", "session_called_off"]
    assert "Cette séance est annulée." in read(visit(cast.nina, of(session)))


def test_the_list_says_how_many_places_are_taken(session, cast, visit):
    book(session, cast.jean.member, at=MONDAY)
    page = read(visit(cast.nina, LIST))
    assert "1 sur 2" in page and "12 rue du Lac" in page
    call_off(session, at=MONDAY)
    assert "Annulée" in read(visit(cast.nina, f"{LIST}{session.workshop.pk}/"))
    assert "Aucune séance n’est prévue." in read(visit(cast.nina, LIST))


def test_an_empty_catalogue_leads_to_the_first(cast, visit):
    assert "Ajouter un premier atelier" in read(visit(cast.nina, LIST))


def test_the_settings_lead_there(cast, visit):
    assert f'href="{LIST}"' in visit(cast.nina, "/reglages/").content.decode()
