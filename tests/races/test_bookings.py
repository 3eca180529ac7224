"""Many who want the last places at one moment: no place is given twice, and none is lost."""

from functools import partial

from cases.bookings import book, give_back
from cases.grammar import Refused
from cases.models import Booking, Session
from notifications.models import Letter
from tests.at_once import at_once
from tests.cases.cast import MONDAY
from tests.cases.sessions import a_session

ROUNDS = 20
NAMES = ("camille", "jean", "marie", "parisa", "maire")


def members(cast):
    return [getattr(cast, name).member for name in NAMES]


def anew(session):
    row = Session.objects.get(pk=session.pk)
    return row.taken, row.bookings.count()


def test_of_five_who_want_two_places_two_have_one_and_three_are_told(cast):
    for number in range(1, ROUNDS + 1):
        session = a_session(places=2)
        given = at_once(*(partial(book, session, member, at=MONDAY) for member in members(cast)))
        assert sorted(type(one).__name__ for one in given) == ["Booking", "Booking", "Refused", "Refused", "Refused"]
        assert anew(session) == (2, 2)
        assert Letter.objects.filter(act="session_booked").count() == 2 * number


def test_one_form_sent_twice_at_once_is_one_place(cast):
    for _round in range(ROUNDS):
        session = a_session(places=2)
        one, other = at_once(*[partial(book, session, cast.jean.member, at=MONDAY)] * 2)
        assert one == other and anew(session) == (1, 1)


def test_a_place_given_back_goes_to_whoever_comes_or_is_free(cast):
    for _round in range(ROUNDS):
        session = a_session(places=1)
        book(session, cast.jean.member, at=MONDAY)
        gone, came = at_once(partial(give_back, session, cast.jean.member, at=MONDAY),
                             partial(book, session, cast.marie.member, at=MONDAY))  # fmt: skip
        assert gone is None and isinstance(came, Booking | Refused)
        assert anew(session) == ((1, 1) if isinstance(came, Booking) else (0, 0))


def test_booked_and_given_back_by_one_person_at_once_the_count_is_right(cast):
    for _round in range(ROUNDS):
        session = a_session(places=1)
        book(session, cast.jean.member, at=MONDAY)
        given = at_once(*(partial(do, session, cast.jean.member, at=MONDAY) for do in (give_back, book, give_back)))
        assert not [one for one in given if isinstance(one, Exception)]
        assert anew(session) in ((0, 0), (1, 1))


def test_over_http_the_last_place_is_one_persons_and_the_other_reads_why(cast, browse):
    for _round in range(ROUNDS // 2):
        session = a_session(places=1)
        browsers = [browse(cast.jean), browse(cast.marie)]
        answers = at_once(*(partial(one.post, f"/ateliers/{session.pk}/reserver/") for one in browsers))
        assert sorted(one.status_code for one in answers) == [303, 409]
        assert anew(session) == (1, 1)
