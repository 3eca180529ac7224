"""The receipt: one click, one report, by when it is examined, what was told to whom, and what is still possible."""

from datetime import timedelta

import pytest

from cases.models import Case, Report
from notifications.models import Notice

from ..cast import a_report
from .browsing import read
from .reporting import LINK, SECOND, THIRD, choose, describe, ready, send


def test_the_same_form_twice_is_one_report(browse, cast):
    client = ready(browse(cast.camille))
    typed = {"token": client.get(THIRD).context["form"]["token"].value(), "explanation": "Une fois."}
    first, second = client.post(THIRD, typed), client.post(THIRD, typed)
    assert first.status_code == second.status_code == 303
    assert first["Location"] == second["Location"]
    assert Report.objects.count() == 1
    assert client.get(first["Location"]).status_code == 200


def test_the_same_post_by_two_people_is_one_case_and_two_receipts(browse, cast):
    codes = []
    for person, link in [(cast.camille, LINK), (cast.marie, LINK.replace("x.com", "mobile.twitter.com") + "?s=09")]:
        answer = send(ready(browse(person), address=link))
        codes.append(answer["Location"])
        assert "Signalement reçu" in read(browse(person).get(answer["Location"]))
    assert len(set(codes)) == 2
    assert (Case.objects.count(), Report.objects.count(), Case.objects.get().reports_count) == (1, 2, 2)


def test_the_receipt_says_by_when_and_is_found_again(browse, cast, clock):
    client = ready(browse(cast.camille))
    address = send(client)["Location"]
    clock.at += timedelta(days=3)
    shown = client.get(address)
    code = Report.objects.get().identity.opened()["code"]
    assert code in read(shown) and "Examiné au plus tard le 21 décembre 2026" in read(shown)
    assert '<h1 tabindex="-1" autofocus>Signalement reçu</h1>' in shown.content.decode()
    assert 'href="/mes-signalements/"' in shown.content.decode()


def test_a_post_examined_before_is_answered_at_once(browse, cast, walk, clock):
    walk.in_review().dismissed()
    clock.at = walk.at
    client = ready(browse(cast.marie), address=walk.case.post.address)
    shown = read(client.get(send(client)["Location"]))
    assert "Cette publication a déjà été examinée" in shown and "pas de suite" in shown
    assert "s’est terminé le 9 décembre 2026" in shown
    assert "demander une fois un second regard, jusqu’au 8 janvier 2027" in shown
    assert walk.code not in shown and walk.reference not in shown
    assert Case.objects.count() == 1


def test_long_after_a_closed_post_is_answered_by_what_is_still_possible(browse, cast, walk):
    walk.in_review().dismissed()
    client = ready(browse(cast.marie, at=walk.at + timedelta(days=40)), address=walk.case.post.address)
    shown = read(client.get(send(client)["Location"]))
    assert "second regard" not in shown and "un élément nouveau" in shown


@pytest.mark.parametrize("joins", [False, True])
def test_danger_and_another_office_are_told_at_once_and_the_reporter_reads_it(browse, cast, joins):
    if joins:
        a_report(cast.marie, address=LINK)
    client = browse(cast.camille)
    describe(client)
    assert "Appelez le 17 ou le 112" in read(client.get(SECOND))
    choose(client, threat_to_life="on")
    assert "Appelez le 17 ou le 112" in read(client.get(THIRD))
    shown = read(client.get(send(client, federation="45", other_body="on")["Location"]))
    assert shown.count("Le bureau national a été prévenu") == 1 and "Appelez le 17 ou le 112" in shown
    assert "un lien avec votre fédération : le bureau national a été prévenu" in shown.replace("\u202f", " ")
    told = Notice.objects.filter(letter__act="danger").values_list("recipient__name", flat=True)
    assert set(told) == {"Nina", "Noah", "Nora"}


def test_an_ordinary_receipt_alarms_nobody(browse, cast):
    client = ready(browse(cast.camille))
    shown = read(client.get(send(client)["Location"]))
    assert "prévenu" not in shown and "112" not in shown


def test_email_is_wanted_unless_one_says_no(browse, cast):
    client = ready(browse(cast.camille))
    assert client.get(THIRD).context["form"]["by_email"].value() is True
    send(client)
    assert Report.objects.get().by_email is False
    send(ready(client, address="https://x.com/inconnu/status/5"), by_email="on")
    assert Report.objects.latest("pk").by_email is True


def test_who_is_suspended_reports_like_anybody(browse, cast, walk, clock):
    walk.in_review().suspended().opened()
    clock.at = walk.at
    assert send(ready(browse(cast.jean), address="https://x.com/autre/status/7")).status_code == 303
    assert Report.objects.made_by(cast.jean).count() == 1


def test_in_english_one_stays_in_english(browse, cast):
    client = browse(cast.camille)
    assert client.post("/en/signaler/", {"address": LINK})["Location"] == "/en/signaler/regle/"


def test_a_later_report_does_not_show_what_the_first_one_wrote(browse, cast, clock):
    first = a_report(cast.camille, address=LINK, text="Ce que Camille a copié.")
    client = ready(browse(cast.marie), address=LINK)
    send(client)
    code = Report.objects.made_by(cast.marie).get().identity.opened()["code"]
    shown = read(client.get(f"/mes-signalements/{code}/"))
    assert "Ce que Camille a copié" not in shown and first.code not in shown
