"""Many report one post, and one person presses twice: one case a post, one report a form, a receipt for everybody."""

from functools import partial
from itertools import count

import pytest
from django.test import Client

from cases.audit import faults
from cases.models import Case, Draft, Report
from notifications.models import Delivery, Letter
from tests.at_once import at_once, overtaken
from tests.cases.cast import Walk, a_report, article

ROUNDS = 50
CLICKS = 2
LINK = "https://x.com/jean_exemple45/status/17900000000000000{:02}"
PUBLICATION, RULE, CHECK = "/signaler/", "/signaler/regle/", "/signaler/verifier/"


@pytest.mark.parametrize("born", ["by the first of them", "long before"])
def test_eight_who_report_one_post_make_one_case_and_each_has_a_receipt(cast, born):
    people = [cast.camille, cast.marie, cast.parisa, cast.maire, cast.carl, cast.dora, cast.olga, cast.paul]
    for number in range(ROUNDS // 2):
        link, before = LINK.format(number), 0
        if born == "long before":
            before = bool(a_report(cast.jean, address=link))
        given = at_once(*(partial(a_report, person, address=link) for person in people))
        [case] = {one.case for one in given}
        assert len({one.code for one in given}) == case.reports.count() - before == len(people)
        assert Case.objects.get(pk=case.pk).reports_count == case.entries.count() == len(people) + before
    assert Case.objects.count() == ROUNDS // 2
    receipts = Letter.objects.filter(act="received_open")
    assert receipts.count() == Delivery.objects.filter(notice__letter__in=receipts).count() == Report.objects.count()
    assert list(faults()) == []


def written(person, link):
    """A browser with a report that is ready to be sent, and what its last page sends."""
    client = Client()
    client.force_login(person)
    client.post(PUBLICATION, {"address": link})
    client.post(RULE, {"article": article().pk})
    token = client.get(CHECK).context["form"]["token"].value()
    return client, {"token": token, "explanation": "C’est grave.", "federation": "45"}


def twin(client):
    """The same browser, in a second connection."""
    other = Client()
    other.cookies = client.cookies
    return other


def test_one_form_sent_twice_at_once_is_one_report_with_one_receipt(cast, clock):
    for number in range(ROUNDS):
        client, typed = written(cast.camille, LINK.format(number))
        given = at_once(*(partial(twin(client).post, CHECK, typed) for _click in range(CLICKS)))
        assert [one.status_code for one in given] == [303] * CLICKS
        [receipt] = {one.url for one in given}
        assert client.get(receipt).status_code == 200
        assert Report.objects.count() == Case.objects.count() == number + 1
        assert not Draft.objects.exists()
    assert list(faults()) == []


def test_a_click_that_another_overtakes_anywhere_is_shown_the_receipt_of_that_one(cast, clock):
    for number in count(1):
        client, typed = written(cast.camille, LINK.format(number))
        late, early = overtaken(*[partial(twin(client).post, CHECK, typed) for _click in range(2)], before=number)
        if early is None:
            break
        assert (late.status_code, early.status_code, late.url) == (303, 303, early.url), number
        assert (Report.objects.count(), Draft.objects.count()) == (number, 0)
    assert number > 3


def test_a_report_that_comes_while_the_case_is_closed_counts_too(cast):
    for number in range(ROUNDS // 5):
        walk = Walk(cast, address=LINK.format(number)).in_review()
        given = at_once(partial(walk.dismissed, cast.alice), partial(a_report, cast.marie, address=LINK.format(number)))
        assert given[1].case == walk.case
        assert (walk.case.state, walk.case.reports_count, walk.case.version) == ("closed", 2, walk.case.entries.count())
    assert list(faults()) == []
