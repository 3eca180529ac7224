"""Whether two descriptions are alike, and what of them may be shown: never a word that its reader did not type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.likeness import ALIKE, RUN, in_common, likeness, repeated, words

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


# Words in a row -------------------------------------------------------------------------------------------------------

WORDS = "Je suis voisine de ce conseiller, il n’ose plus sortir."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Je suis voisine de ce conseiller.", ["Je suis voisine de ce conseiller"]),
        ("On lit : JE SUIS — voisine,\nde ce CONSEILLÈR… il a peur.", ["JE SUIS — voisine, de ce CONSEILLÈR… il"]),
        ("Elle dit : suis voisine de ce conseiller, il n’ose", ["suis voisine de ce conseiller, il n’ose"]),
        ("Je suis voisine de ce village.", []),  # five
        ("voisine je suis de conseiller ce il", []),  # the words, not in a row
        ("", []),
        ("…", []),
    ],
)
def test_six_words_in_a_row_are_found_however_they_are_written(text, found):
    assert repeated(text, ["Bonjour.", WORDS]) == found


def test_two_passages_are_two_and_one_that_runs_on_is_one():
    text = f"{WORDS} Entre les deux, autre chose encore. {WORDS}"
    assert repeated(text, [WORDS]) == [WORDS.removesuffix(".")] * 2


def test_what_the_post_itself_says_is_nobodys_own():
    assert repeated(POST, [f"Il a écrit : {POST}"], but=[POST]) == []
    both = "On te trouvera, on sait où tu gares ; je suis voisine de ce conseiller."
    assert repeated(both, [f"{POST} {WORDS}"], but=[POST]) == ["je suis voisine de ce conseiller"]


@given(TEXTS, TEXTS)
def test_no_passage_is_shown_that_does_not_stand_in_both(one, other):
    for passage in repeated(one, [other]):
        assert len(words(passage)) >= RUN
        assert " ".join(words(passage)) in " ".join(words(one))
