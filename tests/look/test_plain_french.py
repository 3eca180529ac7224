"""What members read is plain: on every page of theirs, 25 words a sentence at most, and 12 on average."""

import re

import pytest

from .pages import CONCERNED, PUBLIC, REPORTER, TOLD_OF, WORKSHOPS
from .test_languages import AS_SENT, Texts
from .test_public_pages import BANNED

pytestmark = pytest.mark.django_db
OF_MEMBERS = [page for page in [*PUBLIC, *REPORTER, *CONCERNED, *TOLD_OF, *WORKSHOPS] if page.name not in AS_SENT]
MOST, MEAN = 25, 12
ENDS = re.compile(r"[.?!;:](?:\s|$)")


def sentences(page):
    """Of what the house wrote there: what people typed, letters and other languages stand in elements of their own."""
    texts = (" ".join(text.split()) for text in Texts(page.body.decode()).found)
    parts = (part for text in texts for part in ENDS.split(text))
    return [part for part in parts if any(map(str.isalpha, part))]


def length(sentence):
    return len(re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", sentence))


@pytest.mark.parametrize("page", OF_MEMBERS, ids=lambda page: page.name)
def test_a_page_of_members_is_plain(shown, page):
    said = sentences(shown[page.name, "fr"])
    assert [one for one in said if length(one) > MOST] == []
    assert sum(map(length, said)) / len(said) <= MEAN
    assert [one for one in said if BANNED.search(one)] == []
