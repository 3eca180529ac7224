"""The map has four steps at most, nothing is the palest and the most is the most marked; the legend says each."""

import pytest

from cases.wording.national import Scale


@pytest.mark.parametrize(
    ("values", "legend"),
    [
        ([0, 0, 0], [(0, "0")]),
        ([], [(0, "0")]),
        ([None, None], [(0, "0")]),
        ([0, 67], [(0, "0"), (3, "1 et plus")]),
        ([1, 1, 1], [(0, "0"), (3, "1 et plus")]),
        ([0, 1, 2], [(0, "0"), (2, "1"), (3, "2 et plus")]),
        ([0, 1, 2, 3, 5, 8, 13, 21], [(0, "0"), (1, "1 à 2"), (2, "3 à 9"), (3, "10 et plus")]),
        ([0.4, 1.25, 3.1, 7.8], [(0, "0"), (1, "0,1 à 0,9"), (2, "1 à 4,6"), (3, "4,7 et plus")]),
    ],
)
def test_what_each_step_is_stands_in_the_legend(values, legend):
    assert Scale.of(values).legend == legend


@pytest.mark.parametrize("values", [[0, 1], [1, 2, 2, 3, 40], [0, 5, 5, 5, 6], list(range(30)), [0.1, 0.2, 12.5]])
def test_more_is_never_paler(values):
    scale = Scale.of(values)
    found = [scale.step(value) for value in sorted(values)]
    assert found == sorted(found) and found[-1] == 3
    assert set(found) <= {step for step, _words in scale.legend}
    assert all((step == 0) == (value == 0) for value, step in zip(sorted(values), found, strict=True))
