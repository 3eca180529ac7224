"""Offices: given and ended by the national office, to whoever's exact address is known, and written down; absences."""

import re
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Appointment

from ..cast import MONDAY, Walk, days
from .browsing import is_shown, read, title

ROOM, LOIRET, MINE = "/reglages/fonctions/", "/reglages/fonctions/45/", "/mon-absence/"
TODAY = MONDAY.date()
NOBODY = ["alice", "bob", "olga", "jean", "camille", "marie", "paul", "dora", "carl", "root"]


def typed(person="marie", office="examiner", **more):
    address = person if "@" in person else f"{person}@example.org"
    return {"person": address, "office": office, "starts_on": str(TODAY), "ends_on": ""} | more


def of(person, body="45"):
    return Appointment.objects.filter(body=body).get(person=person)


def page_of(one):
    return f"{ROOM}{one.body_id}/{one.pk}/"


def spaced(answer):
    return re.sub("[\u202f\xa0]", " ", read(answer))


# Who may not, and what is refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", NOBODY)
def test_nobody_else_sees_gives_or_ends_an_office(cast, visit, who):
    here = page_of(of(cast.bob))
    for path, sent in ((ROOM, None), (LOIRET, None), (LOIRET, typed()), (here, None), (here, {"end": "yes"})):
        assert visit(getattr(cast, who), path, sent).status_code == 403
    assert not Appointment.objects.filter(person=cast.marie).exists() and of(cast.bob).ended_at is None


def test_nobody_appoints_oneself_by_the_page_or_past_it(cast, visit):
    answer = visit(cast.nina, LOIRET, typed("nina", "decider"))
    assert answer.status_code == 422 and "Personne ne se nomme soi-même." in read(answer)
    given = of(cast.bob)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(
            person=cast.nina, by=cast.nina, body=given.body, office="decider", group=given.group, starts_on=TODAY
        )


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"person": "personne@example.org"}, "Aucun compte ouvert n’a cette adresse."),
        ({"person": "marie@"}, "adresse e-mail complète"),
        ({"office": "national_officer"}, "choix valide"), ({"starts_on": "2026-12-06"}, "Ce jour est passé."),
        ({"starts_on": "2026-12-20", "ends_on": "2026-12-19"}, "se termine avant de commencer"),
        ({"person": "alice@example.org"}, "a déjà cette fonction ici"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_422_with_a_sentence_and_what_was_typed(cast, visit, sent, said):
    before = Appointment.objects.count()
    answer = visit(cast.nina, LOIRET, typed(**sent))
    assert answer.status_code == 422 and title(answer).startswith("Erreur : ") and said in read(answer)
    assert all(is_shown(answer, value) for name, value in sent.items() if name != "office")
    assert Appointment.objects.count() == before


def test_whoever_has_no_account_any_more_is_not_appointed(cast, visit):
    cast.marie.is_active = False
    cast.marie.save()
    assert visit(cast.nina, LOIRET, typed()).status_code == 422


def test_the_last_of_the_national_office_stays(cast, visit):
    for one in (cast.noah, cast.nora):
        assert visit(cast.nina, page_of(of(one, "national")), {"end": "yes"}).status_code == 303
    last = visit(cast.nina, page_of(of(cast.nina, "national")), {"end": "yes"})
    assert last.status_code == 422 and "C’est la dernière personne du bureau national." in read(last)
    assert of(cast.nina, "national").ended_at is None


# What it does ---------------------------------------------------------------------------------------------------------


def test_an_office_gives_its_powers_from_its_first_day_and_says_who_gave_it(cast, visit):
    assert visit(cast.nina, LOIRET, typed(starts_on="2026-12-09", ends_on="2026-12-31")).status_code == 303
    given = of(cast.marie)
    assert (given.by, given.given_at, given.office) == (cast.nina, MONDAY, "examiner")
    assert [visit(cast.marie, "/file/", at=MONDAY + days(day)).status_code for day in (1, 2, 24, 26)] == [
        403, 200, 200, 403,
    ]  # fmt: skip
    page = spaced(visit(cast.noah, LOIRET))
    assert "Marie – instruction Du 9 décembre 2026 au 31 décembre 2026 · donnée par Nina le 7 décembre 2026" in page
    assert "Bob – décision Depuis le 1er janvier 2026 · donnée à l’installation" in page


def test_who_gave_it_and_when_is_never_changed(cast, visit):
    visit(cast.nina, LOIRET, typed())
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.filter(person=cast.marie).update(by=cast.noah)


def test_an_office_is_ended_at_once_and_the_page_says_by_whom(cast, visit):
    assert visit(cast.nina, page_of(of(cast.bob)), {"end": "yes", "end-ends_on": ""}).status_code == 303
    assert visit(cast.bob, "/file/").status_code == 403
    assert (of(cast.bob).ended_at, of(cast.bob).ended_by) == (MONDAY, cast.nina)
    assert "terminée par Nina le 7 décembre 2026" in spaced(visit(cast.nina, LOIRET, at=MONDAY + days(1)))
    assert visit(cast.nina, page_of(of(cast.bob)), at=MONDAY + days(1)).status_code == 404


def test_an_office_is_ended_with_a_day_to_come(cast, visit):
    here = page_of(of(cast.bob))
    assert visit(cast.nina, here, {"end": "yes", "end-ends_on": "2026-12-06"}).status_code == 422
    assert visit(cast.nina, here, {"end": "yes", "end-ends_on": "2026-12-08"}).status_code == 303
    assert [visit(cast.bob, "/file/", at=MONDAY + days(day)).status_code for day in (1, 2)] == [200, 403]
    assert "fin fixée par Nina" in spaced(visit(cast.nina, LOIRET))


def test_nobody_prolongs_an_office_not_even_ones_own_and_another_follows_it(cast, visit):
    here = page_of(of(cast.nina, "national"))
    assert visit(cast.noah, here, {"end": "yes", "end-ends_on": "2026-12-20"}).status_code == 303
    longer = visit(cast.nina, here, {"end": "yes", "end-ends_on": "2027-12-20"})
    assert longer.status_code == 422 and "Une fonction ne se prolonge pas" in read(longer)
    again = typed("nina", "national_officer", starts_on="2026-12-21")
    assert visit(cast.nina, f"{ROOM}national/", again).status_code == 422
    assert visit(cast.noah, f"{ROOM}national/", again | {"starts_on": "2026-12-20"}).status_code == 422
    assert visit(cast.noah, f"{ROOM}national/", again).status_code == 303


def test_the_list_counts_people_and_names_nobody(cast, visit):
    page = spaced(visit(cast.nina, ROOM))
    assert "Loiret (45) Instruction : 1 · Décision : 1" in page and "Commission des recours : 3" in page
    assert "Alice" not in page and "@" not in page


# Absences -------------------------------------------------------------------------------------------------------------


def away(cast, visit, person="alice", until="2026-12-21", delegate=None):
    sent = {"absence-1-absent_until": until, "absence-1-delegate": delegate.pk if delegate else ""}
    return visit(getattr(cast, person), MINE, sent)


@pytest.mark.parametrize("who", ["jean", "marie", "carl", "root"])
def test_whoever_holds_no_office_has_no_absence_to_note(cast, visit, who):
    assert visit(getattr(cast, who), MINE).status_code == 403


def test_an_absence_is_noted_by_oneself_and_takes_no_power(cast, visit):
    assert away(cast, visit, delegate=cast.bob).status_code == 303
    assert (of(cast.alice).absent_until, of(cast.alice).delegate) == (TODAY + timedelta(days=14), cast.bob)
    assert visit(cast.alice, "/file/").status_code == 200
    assert "s’adresser à Bob" in spaced(visit(cast.nina, LOIRET))
    assert away(cast, visit, until="", delegate=cast.bob).status_code == 303
    assert (of(cast.alice).absent_until, of(cast.alice).delegate) == (None, None)


def test_an_absence_that_is_over_or_a_stranger_to_stand_in_is_refused(cast, visit):
    assert away(cast, visit, until="2026-12-06").status_code == 422
    assert away(cast, visit, delegate=cast.olga).status_code == 422
    assert of(cast.alice).absent_until is None


def test_the_national_office_notes_it_for_somebody(cast, visit):
    one = of(cast.alice)
    sent = {"absence": "yes", "absence-absent_until": "2026-12-21"}
    assert visit(cast.nina, page_of(one), sent).status_code == 303
    assert of(cast.alice).absent_until == TODAY + timedelta(days=14)


def test_the_case_says_that_whoever_has_it_is_away_and_so_does_the_choice_of_a_colleague(cast, visit):
    walk = Walk(cast).in_review()
    away(cast, visit, delegate=cast.bob)
    said = "Alice (absence jusqu’au 21 décembre 2026 ; s’adresser à Bob)"
    assert said in spaced(visit(cast.bob, f"/dossiers/{walk.reference}/", at=walk.at))
    assert said in spaced(visit(cast.bob, f"/dossiers/{walk.reference}/assign/", at=walk.at))
    assert "absence jusqu’au" not in spaced(visit(cast.bob, f"/dossiers/{walk.reference}/", at=MONDAY + days(20)))


# What the settings say ------------------------------------------------------------------------------------------------


def test_offices_are_to_be_done_while_a_body_lacks_people(cast, visit):
    assert "Fonctions 10 fonctions sont exercées. Fait" in spaced(visit(cast.nina, "/reglages/"))
    for one, body in ((cast.noah, "national"), (cast.nora, "national"), (cast.pia, "recours"), (cast.dora, "donnees"),
                      (cast.olga, "75")):  # fmt: skip
        of(one, body).end(at=MONDAY)
    page = spaced(visit(cast.nina, "/reglages/", at=MONDAY + days(1)))
    assert "il faut deux personnes" in page and "il faut trois personnes" in page and "personne ne répond" in page
    assert "1 fédération a des adhérents et personne pour instruire. À faire" in page
