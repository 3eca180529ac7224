"""What changed between two texts, as somebody reads it."""

import pytest

from cases.changes import Change, changes


def test_what_stands_in_both_is_not_told_as_changed():
    told = [Change(same="On "), Change(gone="critique", come="discute"), Change(same=" une idée.")]
    assert list(changes("On critique une idée.", "On discute une idée.")) == told


def test_changes_that_only_blanks_part_are_one():
    assert list(changes("Injure ou menace", "Le premier décembre")) == [
        Change(gone="Injure ou menace", come="Le premier décembre")
    ]


@pytest.mark.parametrize("before", ["", "Un mot", "Un, deux ; trois", "  Un\n\nmot. "])
@pytest.mark.parametrize("after", ["", "Un mot", "Deux, trois", "Un\nmot, et un autre."])
def test_nothing_is_lost_of_either(before, after):
    told = list(changes(before, after))
    assert "".join(one.same + one.gone for one in told) == before
    assert "".join(one.same + one.come for one in told) == after
