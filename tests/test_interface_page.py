"""docs/interface.md and the suite: every goal has its row, and every test that is named there exists."""

import pytest

from tests import promises

ROWS = promises.rows(promises.page("interface.md"), "U")
GOALS = [f"U{number}" for number in range(1, 22)]


def test_every_goal_has_its_row_in_order():
    assert list(ROWS) == GOALS
    assert {len(cells) for cells in ROWS.values()} == {3}
    assert all(cell.strip() for cells in ROWS.values() for cell in cells)


@pytest.mark.parametrize("goal", GOALS)
def test_what_measures_a_goal_exists(goal):
    promises.is_proved(ROWS[goal][-1])
