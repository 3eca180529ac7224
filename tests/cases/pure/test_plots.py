"""What a plot draws stands where its numbers are; a funnel calls unusual what chance does not explain."""

import math
import re

import pytest

from cases.plots import HEIGHT, WIDTH, ceiling, columns, funnel, is_outside, share_of


def test_a_column_is_as_high_as_its_number_and_what_is_withheld_has_none():
    plot = columns("x", "t", "u", ["a", "b", "c"], [("one", [10, None, 5]), ("two", [10, 4, 0])])
    heights = sorted(box.height for box in plot.boxes)
    assert len(plot.boxes) == 4 and plot.has_something
    assert (
        heights[3] == heights[2] == pytest.approx(2 * heights[1], abs=0.2) == pytest.approx(2.5 * heights[0], abs=0.3)
    )


def test_nothing_to_draw_is_said():
    assert not columns("x", "t", "u", ["a"], [("one", [None])]).has_something
    assert not funnel("x", "t", "u", [], "a region").has_something


@pytest.mark.parametrize(("hits", "outside"), [(10, False), (13, False), (20, True), (1, True)])
def test_chance_explains_a_share_that_is_near_that_of_all(hits, outside):
    """Of 100 at a mean of a tenth: between 4.1 and 15.9 in 95 of 100."""
    others = [(10_000, 1_000 - (hits - 10)), (100, hits)]
    assert share_of(others) == pytest.approx(0.1, abs=0.001)
    assert is_outside(100, hits, others) is outside


def test_the_fewer_there_are_the_further_chance_may_carry_them():
    told = [(1000, 200), (10, 4), (500, 200)]
    assert not is_outside(10, 4, told) and is_outside(500, 200, told)


def test_a_funnel_stays_inside_its_frame():
    plot = funnel("x", "t", "u", [(6, 6), (40, 0), (140, 20)], "a region")
    numbers = [tuple(map(float, pair.split())) for pair in re.findall(r"[\d.]+ [\d.]+", " ".join(plot.curves))]
    assert len(plot.curves) == 3 and len(plot.dots) == 3
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in numbers)
    assert all(0 <= dot.x <= WIDTH and 0 <= dot.y <= HEIGHT for dot in plot.dots)


def test_limits_of_a_mean_of_nothing_or_of_all_are_the_mean():
    for told in ([(10, 0), (20, 0)], [(10, 10), (20, 20)]):
        assert not any(is_outside(*one, told) for one in told)
        assert not any(math.isnan(dot.y) for dot in funnel("x", "t", "u", told, "a").dots)


def test_a_scale_ends_at_a_round_number():
    assert [ceiling(one) for one in (0, 1, 3, 11, 21, 139)] == [2, 2, 4, 12, 40, 140]


def test_a_limit_lies_across_its_column_at_its_height():
    plot = columns("x", "t", "u", ["a", "b"], [("one", [10, None])], limits=("Limit", [20, 10]))
    [high, low] = [list(map(float, re.findall(r"[\d.]+", bar))) for bar in plot.bars]
    assert low[0] == pytest.approx(high[0] + high[2], abs=0.2)
    assert low[1] == pytest.approx(plot.boxes[0].y, abs=0.1) and high[1] < low[1]
    assert plot.barred == "Limit"


def test_a_column_without_a_word_has_no_label():
    assert [one.word for one in columns("x", "t", "u", ["a", "", "c"], [("one", [1, 2, 3])]).labels] == ["a", "c"]
