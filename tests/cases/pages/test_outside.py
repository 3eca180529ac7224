"""What did not arrive is never silent, on the case and in the queue; and of who reported it tells next to nothing."""

import re

from accounts.models import Person
from cases.mornings import make_round
from notifications.models import Delivery, Notice
from tests.beginnings import beginning

from ..cast import Walk, a_report, days
from .browsing import read

NOT_DELIVERED, A_RECEIPT = "Non remis", "Un accusé n’a pas pu être remis."


def path(walk):
    return f"/dossiers/{walk.reference}/"


def lose(**whose):
    """These e-mails were tried sixty times."""
    now = Notice.objects.latest("pk").created_at
    Delivery.objects.filter(channel="email", **whose).update(failed_at=now, attempts=60)


@beginning
def silent(cast):
    """Camille has no e-mail: an officer may have typed her report."""
    cast.camille.email = None
    cast.camille.save()
    return cast


# The person concerned -------------------------------------------------------------------------------------------------


def test_nothing_is_said_while_everything_arrives(walk, cast, visit):
    page = read(visit(cast.alice, path(walk.in_review().in_hearing()), at=walk.at))
    assert NOT_DELIVERED not in page and "à envoyer" not in page


def test_an_e_mail_that_was_given_up_is_said_at_once_and_in_the_history(walk, cast, visit):
    walk.in_review().in_hearing()
    lose(notice__recipient=cast.jean)
    answer = visit(cast.alice, path(walk), at=walk.at)
    assert NOT_DELIVERED in read(answer) and "Prévenez-la autrement." in read(answer)
    assert answer.content.decode().count("<strong>non remis</strong>") == 1


def test_the_next_morning_it_is_something_to_do_in_the_queue(walk, cast, visit):
    walk.in_review().in_hearing()
    lose(notice__recipient=cast.jean)
    make_round(at=walk.at + days(1))
    page = read(visit(cast.alice, path(walk), at=walk.at + days(1)))
    assert "1 lettre est à envoyer par la poste. Imprimer et envoyer" in page and NOT_DELIVERED not in page
    queue = visit(cast.alice, "/file/?vue=a-poster", at=walk.at + days(1))
    assert [row.case.reference for row in queue.context["rows"]] == [walk.reference]
    assert "À poster (1)" in read(queue)
    walk.at += days(1)
    walk.do("post_letters", cast.alice, tracking="RK 1")
    assert "Aucune lettre à envoyer" in read(visit(cast.alice, "/file/?vue=a-poster", at=walk.at))
    assert NOT_DELIVERED not in read(visit(cast.alice, path(walk), at=walk.at))


def test_what_was_opened_or_read_here_arrived(walk, cast, visit):
    walk.in_review().in_hearing().opened()
    lose(notice__recipient=cast.jean)
    assert NOT_DELIVERED not in read(visit(cast.alice, path(walk), at=walk.at))


def test_who_has_no_e_mail_is_written_to_and_that_is_something_to_do(walk, cast, visit):
    cast.jean.email = None
    cast.jean.save()
    walk.in_review().in_hearing()
    page = read(visit(cast.alice, path(walk), at=walk.at))
    assert "1 lettre est à envoyer par la poste." in page and "Courrier à envoyer" in page


def test_only_who_may_post_it_is_led_there(walk, cast, visit):
    cast.jean.email = None
    cast.jean.save()
    walk.in_review().in_hearing()
    assert f'href="{path(walk)}post_letters/"' in visit(cast.alice, path(walk), at=walk.at).content.decode()
    page = visit(cast.nina, path(walk), at=walk.at).content.decode()
    assert "par la poste" in page and f'href="{path(walk)}post_letters/"' not in page


def test_the_letters_to_post_are_printed_whole_each_on_its_sheet(walk, cast, visit):
    cast.jean.email = None
    cast.jean.save()
    walk.in_review().in_hearing()
    answer = visit(cast.alice, f"{path(walk)}post_letters/", at=walk.at)
    assert "Jean" in read(answer) and "Adhésion A-jean" in read(answer)
    assert "Voici les faits." in read(answer) and "Une menace." in read(answer)
    sent = visit(cast.alice, f"{path(walk)}post_letters/", {"tracking": "RK 1"}, at=walk.at)
    assert sent.status_code == 303
    assert not Delivery.objects.to_post().exists()


# Offices --------------------------------------------------------------------------------------------------------------


def test_an_office_that_was_not_reached_is_said_without_a_name(walk, cast, visit):
    walk.in_review().in_deliberation().warned().opened().appealed()
    lose(notice__recipient=cast.paul)
    page = read(visit(cast.nina, path(walk), at=walk.at))
    assert "1 e-mail n’est pas arrivé à une instance." in page and "Paul" not in page


# Who reported ---------------------------------------------------------------------------------------------------------


def outside_of(answer):
    """The box itself."""
    return re.search(r'<div class="notice-box tone-attention">.*?</div>', answer.content.decode(), re.DOTALL)[0]


def test_of_who_reported_it_says_that_a_receipt_was_not_delivered_and_no_more(walk, cast, visit):
    a_report(cast.marie, at=walk.at, address=walk.case.post.address)
    walk.in_review()
    for lost in ({"notice__recipient": cast.camille}, {"notice__letter__audience": "reporter"}):
        lose(**lost)
        answer = visit(cast.alice, path(walk), at=walk.at)
        assert re.sub(r"<[^>]+>|\s+", " ", outside_of(answer)).split() == f"{NOT_DELIVERED} {A_RECEIPT}".split()
        assert "<strong>non remis</strong>" not in answer.content.decode()
        for canary in (cast.camille.name, cast.camille.email, walk.code, cast.marie.name):
            assert canary not in read(answer)


def test_it_is_the_same_for_who_has_no_e_mail_at_all(silent, visit, clock):
    walk = Walk(silent)
    lose(notice__recipient=silent.camille)
    assert A_RECEIPT in read(visit(silent.alice, path(walk.in_review()), at=walk.at))
    assert not Delivery.objects.to_post().exists()


def test_a_receipt_never_becomes_something_to_do(walk, cast, visit):
    """The office could do it only if it knew for whom."""
    lose(notice__letter__audience="reporter")
    make_round(at=walk.at + days(1))
    queue = visit(cast.alice, "/file/?vue=a-poster", at=walk.at + days(1))
    assert "À poster (0)" in read(queue)
    assert not Delivery.objects.to_post().exists()


def test_what_she_read_here_was_delivered(walk, cast, visit):
    lose(notice__letter__audience="reporter")
    Notice.objects.update(read_at=walk.at)
    assert A_RECEIPT not in read(visit(cast.alice, path(walk), at=walk.at))


def test_nobody_else_learns_even_that(walk, cast, visit):
    walk.in_review().in_hearing().opened()
    lose(notice__letter__audience="reporter")
    assert "accusé" not in read(visit(cast.jean, f"/mon-dossier/{walk.reference}/", at=walk.at))
    assert Person.objects.filter(pk=cast.jean.pk).exists()
