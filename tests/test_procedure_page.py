"""docs/procedure.md and the suite: every promise has its row, and every test that is named there exists."""

import pytest

from tests import promises

PAGE = promises.page("procedure.md")
ROWS = promises.rows(PAGE, "P")
PROMISES = [f"P{number}" for number in range(1, 38)]
HABITS = dict(line.strip("| ").split(" | ") for line in PAGE.partition("## Habits")[2].splitlines()[6:] if line)


def test_every_promise_has_its_row_in_order():
    assert list(ROWS) == PROMISES
    assert {len(cells) for cells in ROWS.values()} == {3}
    assert all(cell.strip() for cells in ROWS.values() for cell in cells)


@pytest.mark.parametrize("promise", [*PROMISES, *HABITS])
def test_what_proves_a_promise_exists(promise):
    promises.is_proved(HABITS.get(promise) or ROWS[promise][-1])
