"""What was begun on a step and not sent is there again, for its author alone, until it is sent or a week has passed."""

import pytest
from django.db import connection
from django.utils.html import escape

from cases.clock import tick
from cases.models import Draft
from cases.views import pace

from ..cast import REASONS, days

BEGUN = "Je voudrais dire ceci & cela, mais je n’ai pas fini."
SCRIPT = {"headers": {"Accept": "text/plain"}}


@pytest.fixture
def reply(walk, clock):
    walk.in_review().in_hearing().opened()
    clock.at = walk.at
    return f"/mon-dossier/{walk.reference}/reply/"


@pytest.fixture
def warn(walk, clock):
    walk.in_review().in_deliberation()
    clock.at = walk.at
    return f"/dossiers/{walk.reference}/warn/"


def text(answer):
    return answer.content.decode()


def kept(client, page, how=None, **typed):
    return client.post(page, {"text": BEGUN, **typed, "keep": "yes"}, **(how or {}))


def shows(client, page):
    return escape(BEGUN) in text(client.get(page))


# For nobody else ------------------------------------------------------------------------------------------------------


def test_nobody_keeps_anything_where_there_is_no_case_for_him_or_her(browse, cast, reply):
    for who in (cast.marie, cast.camille, cast.bob):
        assert kept(browse(who), reply).status_code == 404
    assert not Draft.objects.exists()


def test_without_the_power_nothing_is_kept(browse, cast, warn):
    assert browse(cast.alice).post(warn, {"reasons": BEGUN, "keep": "yes"}).status_code == 403
    assert not Draft.objects.exists()


def test_another_who_may_take_the_same_step_reads_nothing_of_it(browse, cast, reply, walk):
    walk.do("name_counsel", cast.jean, later=0, person=cast.carl)
    kept(browse(cast.jean), reply)
    assert not shows(browse(cast.carl), reply)
    kept(browse(cast.carl), reply, text="Autre chose.")
    assert shows(browse(cast.jean), reply)


def test_it_lies_encrypted_and_its_row_names_neither_author_nor_case(browse, cast, reply, walk):
    kept(browse(cast.jean), reply)
    with connection.cursor() as cursor:
        cursor.execute("SELECT key_digest, answers FROM cases_draft")
        [(digest, answers)] = cursor.fetchall()
    assert len(digest) == 64 and b"voudrais" not in bytes(answers) and b"reply" not in bytes(answers)
    assert Draft.objects.get().answers["typed"]["text"] == [BEGUN]


# For its author -------------------------------------------------------------------------------------------------------


def test_the_button_keeps_it_and_sends_nothing(browse, cast, reply, walk):
    client, entries = browse(cast.jean), walk.case.entries.count()
    answer = client.post(reply, {"text": BEGUN, "keep": "yes"}, follow=True)
    assert answer.status_code == 200 and "Rien n’est envoyé." in text(answer)
    assert escape(BEGUN) in text(answer) and "Repris de votre brouillon" in text(answer)
    assert walk.case.entries.count() == entries


def test_a_script_is_told_when_in_a_word(browse, cast, reply):
    answer = kept(browse(cast.jean), reply, SCRIPT)
    assert (answer.status_code, text(answer)) == (200, "Gardé à 10\u00a0h")
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_it_waits_on_every_device_and_after_signing_in_again(browse, cast, reply):
    kept(browse(cast.jean), reply)
    assert shows(browse(cast.jean), reply)


def test_every_answer_comes_back_a_choice_too(browse, cast, warn):
    browse(cast.bob).post(warn, {**REASONS, "months": "6", "facts": BEGUN, "keep": "yes"})
    page = text(browse(cast.bob).get(warn))
    assert 'name="months" value="6"' in page or 'value="6" selected' in page or 'value="6" checked' in page
    assert escape(BEGUN) in page


def test_whoever_clears_the_text_finds_an_empty_form(browse, cast, reply):
    client = browse(cast.jean)
    kept(client, reply)
    kept(client, reply, SCRIPT, text=" ")
    assert not shows(client, reply) and not Draft.objects.exists()


def test_what_is_sent_is_begun_no_more(browse, cast, reply):
    client = browse(cast.jean)
    kept(client, reply)
    assert client.post(reply, {"text": BEGUN, "kept": "yes"}).status_code == 303
    assert not Draft.objects.exists()


def test_what_a_script_keeps_after_it_was_sent_is_not_kept(browse, cast, reply, walk):
    client = browse(cast.jean)
    token = "5b9a0f6e-0000-4000-8000-000000000001"
    assert client.post(reply, {"text": BEGUN, "token": token}).status_code == 303
    assert kept(client, reply, SCRIPT, token=token).status_code == 303
    assert not Draft.objects.exists()


def test_more_than_anybody_writes_is_refused_with_its_sentence(browse, cast, reply):
    answer = kept(browse(cast.jean), reply, text="a" * 100_001)
    assert answer.status_code == 422 and not Draft.objects.exists()


def test_on_a_step_that_closed_meanwhile_it_can_still_be_copied(browse, cast, reply, walk, clock):
    kept(browse(cast.jean), reply)
    clock.at = walk.at + days(3)
    walk.do("close_hearing", cast.jean, text="Rien d’autre.")
    page = text(browse(cast.jean).get(reply))
    assert "Votre brouillon, pas envoyé" in page and escape(BEGUN) in page


def test_after_a_week_it_is_gone_by_the_clock(browse, cast, reply, clock):
    kept(browse(cast.jean), reply)
    clock.at += days(7)
    assert not shows(browse(cast.jean), reply)
    tick(at=clock.at)
    assert not Draft.objects.exists()


def test_who_shared_a_link_is_not_kept_with_it(browse, cast, reply):
    kept(browse(cast.jean), reply, text="https://x.com/a/status/1790000000000000001?s=20&t=WhoSharedThis")
    assert "WhoSharedThis" not in text(browse(cast.jean).get(reply))


# Signed out meanwhile -------------------------------------------------------------------------------------------------


def test_what_comes_after_the_session_ended_is_there_after_signing_in(browse, cast, reply, walk):
    client = browse()
    answer = client.post(reply, {"text": BEGUN, "token": ""})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/compte/login/?next={reply}")
    assert "Votre texte est gardé" in text(client.get(answer.headers["Location"]))
    client.force_login(cast.jean)
    assert shows(client, reply)
    assert not shows(browse(cast.jean), reply)


def test_the_session_then_names_no_case(browse, reply, walk):
    client = browse()
    client.post(reply, {"text": BEGUN})
    assert walk.reference not in str(dict(client.session))


def test_it_waits_an_hour_there_and_is_gone_after_signing_out(browse, cast, reply, clock):
    client = browse()
    client.post(reply, {"text": BEGUN})
    client.force_login(cast.jean)
    client.logout()
    client.force_login(cast.jean)
    assert not shows(client, reply)
    client = browse()
    client.post(reply, {"text": BEGUN})
    clock.at += days(1 / 24)
    client.force_login(cast.jean)
    assert not shows(client, reply)


def test_strangers_keep_so_many_an_hour_and_no_more(browse, reply, monkeypatch):
    monkeypatch.setitem(pace.PACE, "unsent_of_strangers", "2/h/key")
    for number in range(3):
        assert browse().post(f"{reply}?{number}", {"text": BEGUN}).status_code == 302
    assert Draft.objects.count() == 2
