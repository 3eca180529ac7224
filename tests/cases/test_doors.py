"""What leaves by e-mail: every ring and digest that the tellings cause, read whole, as whoever carries it could."""

import re

import pytest

from .matrix.telling import OFFICERS
from .tellings import CAMILLE, HER_WORDS, HIS_WORDS


@pytest.fixture(params=["fr", "en"])
def language(request):
    return request.param


def test_every_notice_that_rings_left_one_e_mail(archive):
    assert all(len(one.mails) == len({"E", "D"} & set(one.by.split())) for one in archive)
    assert sum(len(one.mails) for one in archive) > 100


def test_whatever_is_announced_a_ring_is_the_same(archive):
    assert len({mail.said for one in archive for mail in one.mails if "D" not in one.by}) == 1


def test_nothing_of_anybody_is_in_them_not_even_in_a_header(archive):
    """Not in encoded form either: the parts are decoded before they are read."""
    names = "|".join(["Jean", "Carl", "Marie", *CAMILLE.values(), "Camille", *(one.title() for one in OFFICERS)])
    content = (
        rf"{HER_WORDS}|{HIS_WORDS}|Loiret|national|recours|dossier|avert|warn|suspen|sanction|signal|charte|x\.com"
    )
    for one in archive:
        own = "|".join(filter(None, [one.topic, one.reference, one.code])) or "-nothing-"
        for mail in one.mails:
            assert not re.search(rf"{names}|{content}|{own}", mail.whole, re.IGNORECASE), mail.whole


def test_no_two_have_a_name_in_common(archive):
    """A Message-ID that two readers shared would tie them to one case."""
    names = [mail.name for one in archive for mail in one.mails]
    assert len(set(names)) == len(names)
