"""The notice centre shows each person his or her own, and only a POST changes anything."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from django.utils.timezone import now

from notifications.context import bell
from notifications.models import Notice

pytestmark = pytest.mark.django_db
PAGES = ["/notifications/", "/notifications/?vue=non-lues", "/notifications/{}/"]
POSTS = ["/notifications/{}/ouvrir/", "/notifications/{}/lue/"]


@pytest.fixture
def client(client, jean):
    client.force_login(jean)
    return client


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode())


@pytest.mark.parametrize("address", ["", "1/", "1/ouvrir/", "1/lue/", "lues/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_stranger_signs_in_first(address, method):
    answer = getattr(Client(), method)(f"/notifications/{address}")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/compte/login/?next=")


@pytest.mark.parametrize("address", ["/notifications/{}/", *POSTS])
def test_a_notice_of_somebody_else_does_not_exist(client, tell, emma, address):
    [hers] = tell(emma)
    for key in (hers.pk, hers.pk + 1000, 10**30):
        assert client.get(address.format(key)).status_code in (404, 405)
        assert client.post(address.format(key)).status_code in (404, 405)
    assert not Notice.objects.exclude(read_at=None).exists()
    assert "News" not in text(client.get("/notifications/"))


@pytest.mark.parametrize("address", [*PAGES, *POSTS, "/notifications/lues/"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_changes_nothing(client, tell, jean, address, method):
    [notice] = tell(jean)
    getattr(client, method)(address.format(notice.pk))
    notice.refresh_from_db()
    assert notice.read_at is None


@pytest.mark.parametrize("address", [*POSTS, "/notifications/lues/"])
def test_what_changes_something_is_no_page(client, tell, jean, address):
    [notice] = tell(jean)
    assert client.get(address.format(notice.pk)).status_code == 405


def test_reading_all_is_for_one_s_own(client, tell, jean, emma):
    [his], [hers] = tell(jean), tell(emma)
    assert client.post("/notifications/lues/").status_code == 303
    his.refresh_from_db()
    hers.refresh_from_db()
    assert his.read_at is not None
    assert hers.read_at is None


@pytest.mark.parametrize(
    "query", ["avant=x", "avant=-1", "avant=", "avant=١", f"avant={'9' * 30}", f"avant={'9' * 5000}"]
)
def test_a_page_that_cannot_be_is_not_found(client, query):
    assert client.get(f"/notifications/?{query}").status_code == 404


def test_neither_text_nor_title_of_a_letter_with_effect_is_shown_here(client, tell, jean):
    [notice] = tell(jean, is_legal=True)
    shown = text(client.get("/notifications/"))
    assert "C’était" not in shown and notice.letter.title not in shown
    assert "Une lettre, à lire à la page de votre dossier" in shown
    answer = client.get(f"/notifications/{notice.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/mon-dossier/45-2026-K7QM/")
    answer = client.get(f"/en/notifications/{notice.pk}/")
    assert answer["Location"] == "/en/mon-dossier/45-2026-K7QM/"


def test_a_letter_is_shown_as_it_was_sent(client, tell, jean):
    [notice] = tell(jean)
    shown = text(client.get(f"/notifications/{notice.pk}/"))
    assert "<h2>Les faits</h2>" in shown
    assert "<blockquote><p>C’était<br>long.</p></blockquote>" in shown
    assert "Non lue" in shown


def test_an_erased_letter_says_so(client, tell, jean):
    [notice] = tell(jean)
    type(notice.letter).objects.update(title="", body="", erased_at=now())
    assert "a été effacé" in text(client.get(f"/notifications/{notice.pk}/"))
    assert client.get("/notifications/").status_code == 200


def test_opening_marks_as_read_and_leads_where_it_should(client, tell, jean):
    [notice] = tell(jean)
    answer = client.post(f"/notifications/{notice.pk}/ouvrir/")
    assert (answer.status_code, answer["Location"]) == (303, "/mon-dossier/45-2026-K7QM/")
    notice.refresh_from_db()
    first = notice.read_at
    assert abs(first - now()) < timedelta(minutes=1)
    assert client.post(f"/en/notifications/{notice.pk}/ouvrir/")["Location"] == "/en/mon-dossier/45-2026-K7QM/"
    notice.refresh_from_db()
    assert notice.read_at == first


def test_marking_as_read_stays_on_the_page(client, tell, jean):
    [notice] = tell(jean)
    answer = client.post(f"/notifications/{notice.pk}/lue/?vue=non-lues&avant=7&next=//elsewhere.example/")
    assert (answer.status_code, answer["Location"]) == (303, "/notifications/?vue=non-lues&avant=7")
    assert "Vous avez tout lu" in text(client.get("/notifications/?vue=non-lues"))


def test_what_came_after_the_page_stays_unread(client, tell, jean):
    tell(jean)
    newest = re.search(r'name="newest" value="(\d+)"', text(client.get("/notifications/")))[1]
    [unseen] = tell(jean)
    client.post("/notifications/lues/", {"newest": newest})
    assert list(Notice.objects.unread()) == [unseen]
    assert client.post("/notifications/lues/", {"newest": "x"}).status_code == 404


def test_notices_of_one_topic_stand_together_newest_first(client, tell, jean):
    for topic in ("A-1", "B-2", "A-1", "C-3"):
        tell(jean, topic=topic)
    answer = client.get("/notifications/")
    groups = [(topic, [notice.pk for notice in notices]) for topic, notices in answer.context["groups"]]
    assert [topic for topic, _ in groups] == ["C-3", "A-1", "B-2"]
    for _, keys in groups:
        assert keys == sorted(keys, reverse=True)
    assert text(answer).count("Non lue") - text(answer).count("Non lues") == 4


def test_every_page_costs_the_same_and_none_is_left_out(client, tell, jean, django_assert_num_queries):
    for number in range(2):
        tell(jean, topic=f"T-{number}")
    seen, address, costs = [], "/notifications/", set()
    for number in range(118):
        tell(jean, topic=f"T-{number % 7}")
    client.get("/aide/")  # what the organisation has set up is asked once, and kept
    while address:
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        costs.add(len(queries))
        seen.append([notice.pk for _, notices in answer.context["groups"] for notice in notices])
        older = answer.context["older"]
        address = f"/notifications/{older}" if older else ""
    assert [len(page) for page in seen] == [50, 50, 20]
    assert len({key for page in seen for key in page}) == 120
    assert len(costs) == 1
    assert costs.pop() <= 6  # session, person, notices, bell; powers and own cases, for the navigation


def test_nothing_to_read_is_said(client):
    assert "Aucune notification" in text(client.get("/notifications/"))
    assert "Vous avez tout lu" in text(client.get("/notifications/?vue=non-lues"))


def test_a_date_is_written_as_in_french(client, tell, jean):
    tell(jean)
    assert "7\u00a0décembre 2026 à 12\u00a0h" in client.get("/notifications/").content.decode()


def test_the_page_needs_no_script(client, tell, jean):
    tell(jean)
    page = client.get("/notifications/").content.decode()
    main = page[page.index("<main") : page.index("</main")]
    assert "<script" not in main
    assert main.count("csrfmiddlewaretoken") == main.count('method="post"') == 2


@pytest.mark.parametrize("is_legal", [False, True])
def test_what_is_unread_opens_in_one_way(client, tell, jean, is_legal):
    [notice] = tell(jean, is_legal=is_legal)
    page, name = client.get("/notifications/").content.decode(), f"/notifications/{notice.pk}/"
    assert (f'href="{name}"' in page, f'action="{name}ouvrir/"' in page) == (not is_legal, is_legal)
    assert re.search(r'Dossier <span class="ref">45-2026-K7QM</span>', page)


# The bell of every page -----------------------------------------------------------------------------------------------


def ring_for(person):
    request = RequestFactory().get("/")
    request.user = person
    return bell(request)


def test_the_bell_asks_nothing_until_it_is_shown(jean, django_assert_num_queries):
    with django_assert_num_queries(0):
        ring_for(jean)


def test_the_bell_asks_once_and_counts_to_99(tell, jean, emma, django_assert_num_queries):
    [first] = tell(jean)
    for _ in range(3):
        tell(jean)
        tell(emma)
    Notice.objects.filter(pk=first.pk).read(at=now())
    context = Context(ring_for(jean))
    counted = "{% blocktranslate count n=bell %}{{ n }} nouvelle{% plural %}{{ n }} nouvelles{% endblocktranslate %}"
    with django_assert_num_queries(1), translation.override("fr"):
        assert Template(f"{{% load i18n %}}{{{{ bell }}}} {counted}").render(context) == "3 3 nouvelles"


def test_the_bell_counts_no_further_than_99(tell, jean):
    for _ in range(101):
        tell(jean)
    assert Notice.objects.waiting_for(jean) == 99


def test_the_bell_is_silent_for_strangers(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert ring_for(AnonymousUser())["bell"]() == 0
        assert bell(RequestFactory().get("/"))["bell"]() == 0


def test_every_page_says_how_many_are_new(client, tell, jean):
    tell(jean)
    assert "Notifications, 1 nouvelle" in text(client.get("/notifications/"))
