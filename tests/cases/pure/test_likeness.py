"""Whether two descriptions are alike, and what of them may be shown: never a word that its reader did not type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.likeness import ALIKE, in_common, likeness, words

POST = "On te trouvera, on sait où tu gares ta voiture."
NEAR = [
    POST,
    "on te trouvera on sait ou tu gares ta voiture",
    "ON TE TROUVERA !!! On sait où tu gares ta voiture",
    "« On te trouvera, on sait où tu gares ta voiture » (sic)",
    "On te trouvera, on sait où tu gares ta moto.",
]
FAR = ["", "…", "voiture", "On te trouvera.", "On sait où", "Une tout autre phrase sur un tout autre sujet."]
TEXTS = st.lists(st.sampled_from(["on", "Te", "trouvera,", "où", "ou", "…", "!", "voiture."]), max_size=12).map(
    " ".join
)


@pytest.mark.parametrize("text", NEAR)
def test_the_same_words_are_alike_however_they_are_written(text):
    assert likeness(text, POST) >= ALIKE


@pytest.mark.parametrize("text", FAR)
def test_other_words_and_too_few_of_them_are_not(text):
    assert likeness(text, POST) < ALIKE


def test_no_words_are_like_nothing_not_even_like_no_words():
    assert likeness("", "") == likeness("…", "!") == 0


def test_a_word_that_the_other_lacks_is_left_out():
    other = "On te trouvera, moi Camille on sait où tu gares ta moto."
    assert in_common(POST, other) == "On te trouvera, on sait où tu gares ta …"
    assert in_common("a b c d", "a d") == "a … d"


def test_a_word_is_found_as_often_as_the_other_has_it():
    assert in_common("non non non", "non non") == "non non …"


@given(TEXTS, TEXTS)
def test_likeness_is_mutual_and_nothing_is_shown_that_was_not_typed(one, other):
    assert likeness(one, other) == likeness(other, one) <= 1
    shown = in_common(one, other)
    assert set(words(shown)) <= set(words(one)) & set(words(other))
