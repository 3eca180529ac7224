"""Too much in a short time is 429, with everything typed, a time and a telephone; nobody else is slowed."""

import hashlib
from datetime import timedelta

from cases.models import Draft, Report
from cases.models.report import MOST_IN_SPAN
from cases.views.pace import PACE
from tests.beginnings import beginning

from ..cast import MONDAY, a_report
from .browsing import is_shown, read, title
from .reporting import FIRST, LINK, SHARED, describe, ready, send, stored


@beginning
def flooded(cast):
    """Camille has sent all that one account may, in a minute."""
    for second in range(MOST_IN_SPAN):
        a_report(cast.camille, at=MONDAY + timedelta(seconds=2 * second))
    return MONDAY + timedelta(minutes=1)


def test_one_report_too_many_is_put_off_and_keeps_what_was_typed(browse, cast, flooded):
    client = ready(browse(cast.camille, at=flooded))
    answer = send(client, explanation="Mes mots à moi.", federation="75", other_body="on")
    assert answer.status_code == 429 and title(answer).startswith("Erreur : ")
    assert int(answer["Retry-After"]) == 59 * 60 + 1
    shown = read(answer).replace("\xa0", " ").replace("\u202f", " ")
    assert f"Vous avez envoyé {MOST_IN_SPAN} signalements en une heure" in shown
    assert "Réessayez à partir de 11 h" in shown
    assert "01 00 00 00 00" in shown and "papier" in shown
    form = answer.context["form"]
    assert (form["explanation"].value(), form["federation"].value()) == ("Mes mots à moi.", "75")
    assert is_shown(answer, "Mes mots à moi.") and Draft.objects.get().answers["explanation"] == "Mes mots à moi."
    assert Report.objects.count() == MOST_IN_SPAN


def test_nobody_waits_longer_than_that_hour(browse, cast):
    """Where clocks differ, a report may bear a later time than the one that is put off."""
    for _ in range(MOST_IN_SPAN):
        a_report(cast.camille, at=MONDAY + timedelta(days=90))
    assert int(send(ready(browse(cast.camille, at=MONDAY)))["Retry-After"]) == 3601


def test_a_thousand_in_a_minute_are_put_off_and_nobody_else_is(browse, cast, flooded):
    client = ready(browse(cast.camille, at=flooded))
    token = Draft.objects.get().answers["token"]
    answers = {client.post("/signaler/verifier/", {"token": token}).status_code for _ in range(20)}
    assert answers == {429} and Report.objects.count() == MOST_IN_SPAN
    assert send(ready(browse(cast.marie, at=flooded))).status_code == 303


def test_the_hour_over_what_waited_goes_on(browse, cast, flooded):
    client = ready(browse(cast.camille, at=flooded))
    assert send(client, explanation="Plus tard.").status_code == 429
    browse(at=MONDAY + timedelta(hours=1))
    assert send(client, explanation="Plus tard.").status_code == 303
    assert Report.objects.made_by(cast.camille).latest("pk").explanation == "Plus tard."


def test_a_second_click_is_no_report_more(browse, cast, flooded):
    typed = {"token": str(Report.objects.made_by(cast.camille).last().form_token)}
    first, second = (ready(browse(cast.camille, at=flooded)).post("/signaler/verifier/", typed) for _ in range(2))
    assert first.status_code == second.status_code == 303 and first["Location"] == second["Location"]


def test_a_member_describes_so_many_posts_and_no_more(browse, cast, monkeypatch):
    """Each may show a federation: whoever tries many accounts learns little."""
    monkeypatch.setitem(PACE, "publications", "3/h/key")
    client = browse(cast.camille)
    for number in range(3):
        assert describe(client, address=f"https://x.com/compte{number}/status/1").status_code == 303
    answer = describe(client, address=LINK, text="Mes mots.")
    assert answer.status_code == 429 and is_shown(answer, LINK) and is_shown(answer, "Mes mots.")
    assert "Réessayez à partir de" in read(answer) and "01 00 00 00 00" in read(answer).replace("\xa0", " ")
    assert client.post(SHARED, {"url": LINK}).status_code == 429
    same = client.get(FIRST).context["form"]["address"].value()
    assert describe(client, address=same).status_code == 303  # going back and on describes nothing new
    assert describe(browse(cast.marie)).status_code == 303


def test_strangers_behind_one_address_fill_no_table(browse, db, monkeypatch):
    monkeypatch.setitem(PACE, "publications_of_strangers", "3/h/key")
    answers = [describe(browse()).status_code for _ in range(5)]
    assert answers == [303, 303, 303, 429, 429] and Draft.objects.count() == 3


def test_the_counters_name_nobody(browse, cast):
    client = browse(cast.camille)
    describe(client)
    describe(browse())
    for name in ("127.0.0.1", str(cast.camille.pk)):
        assert stored(hashlib.sha256(name.encode()).hexdigest()) == set()
    assert stored("127.0.0.1") == stored(f"user:{cast.camille.pk}") == set()
