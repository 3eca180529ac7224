"""Two who set a delay, or write a letter, at one moment: one does, the other reads what is new and has set nothing."""

from functools import partial

from cases.models import Parameter
from notifications.models import Template
from tests.at_once import at_once

ROUNDS, PATH = 20, "/reglages/reply-warning/"


def value():
    rows = Parameter.objects.in_force()
    return rows["REPLY_WARNING"].value if rows else 10


def test_of_two_who_set_one_delay_at_once_one_does_and_the_other_is_told(cast, browse):
    browsers = [browse(cast.nina), browse(cast.noah)]
    for number in range(1, ROUNDS + 1):
        seen = value()
        wanted = [10 + 2 * number, 11 + 2 * number]
        answers = at_once(*[
            partial(browser.post, PATH, {"value": one, "seen": seen, "save": "yes"})
            for browser, one in zip(browsers, wanted, strict=True)
        ])  # fmt: skip
        assert sorted(answer.status_code for answer in answers) == [303, 409]
        assert [one for one, answer in zip(wanted, answers, strict=True) if answer.status_code == 303] == [value()]
        assert Parameter.objects.count() == number


LETTER, WRITINGS = "/reglages/lettres/danger/national/fr/", 8


def test_of_two_who_write_one_letter_at_once_one_does_and_the_other_is_told(cast, browse):
    browsers = [browse(cast.nina), browse(cast.noah)]
    for number in range(1, WRITINGS + 1):
        wanted = [f"Ouvrez la file maintenant, {who} le demande ({number})." for who in ("Nina", "Noah")]
        answers = at_once(*[
            partial(browser.post, LETTER, {"title": "Un danger", "body": body, "seen": number, "save": "yes"})
            for browser, body in zip(browsers, wanted, strict=True)
        ])  # fmt: skip
        assert sorted(answer.status_code for answer in answers) == [303, 409]
        kept = Template.objects.versions_of(("danger", "national", "fr"))
        assert [body for body, answer in zip(wanted, answers, strict=True) if answer.status_code == 303] == [
            kept[0].body
        ]
        assert len(kept) == number + 1
