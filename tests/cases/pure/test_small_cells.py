"""Small counts are withheld, and nothing that is shown gives one away: asked of solvers that know nothing of ours."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.small_cells import spread, withheld

LEAST = 5
PRIME = 2**61 - 1


def crossed(cells):
    """Counts and sums of a table with both margins and a total; `cells` by row and column."""
    rows, columns = range(len(cells)), range(len(cells[0]))
    counts = {(r, c): cells[r][c] for r in rows for c in columns}
    counts |= {("row", r): sum(cells[r]) for r in rows} | {("column", c): sum(one[c] for one in cells) for c in columns}
    counts["all"] = sum(map(sum, cells))
    sums = [(("row", r), [(r, c) for c in columns]) for r in rows]
    sums += [(("column", c), [(r, c) for r in rows]) for c in columns]
    return counts, [*sums, ("all", [("row", r) for r in rows]), ("all", [("column", c) for c in columns])]


def tables(most_rows, most_columns, most):
    sizes = st.tuples(st.integers(1, most_rows), st.integers(1, most_columns))
    counts = st.one_of(st.integers(0, 6), st.integers(0, most))
    return sizes.flatmap(lambda size: st.lists(st.lists(counts, min_size=size[1], max_size=size[1]),
                                               min_size=size[0], max_size=size[0]))  # fmt: skip


def rank(rows):
    """Of a matrix, by plain elimination modulo a great prime."""
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        at = next((i for i in range(found, len(rows)) if rows[i][column] % PRIME), None)
        if at is None:
            continue
        rows[found], rows[at] = rows[at], rows[found]
        inverse = pow(rows[found][column], PRIME - 2, PRIME)
        rows[found] = [value * inverse % PRIME for value in rows[found]]
        for i, row in enumerate(rows):
            if i != found and row[column]:
                rows[i] = [(a - row[column] * b) % PRIME for a, b in zip(row, rows[found], strict=True)]
        found += 1
    return found


def derivable(sums, hidden):
    """The hidden counts that are a linear combination of what is shown: adding them to the sums adds no rank."""
    names = sorted(hidden, key=str)
    matrix = [[(name == total) - (name in parts) for name in names] for total, parts in sums] or [[0] * len(names)]
    before = rank(matrix)
    return [name for i, name in enumerate(names) if rank([*matrix, [int(i == j) for j in range(len(names))]]) == before]


@given(tables(6, 6, 60))
@settings(max_examples=300, deadline=None)
def test_no_small_count_is_shown_and_none_follows_from_what_is(cells):
    counts, sums = crossed(cells)
    hidden = withheld(counts, sums, least=LEAST)
    assert {name for name, count in counts.items() if 0 < count < LEAST} <= hidden
    assert derivable(sums, hidden) == []
    assert all(counts[name] for name in hidden)


def neighbours(counts, sums, hidden):
    """Every other table that fits what is shown, with cells one more, one less or the same, none withheld below one."""
    cells = [name for name in counts if isinstance(name, tuple) and isinstance(name[0], int)]
    for steps in product((-1, 0, 1), repeat=len(set(cells) & hidden)):
        moved = iter(steps)
        other = {name: counts[name] + (next(moved) if name in hidden else 0) for name in cells}
        for total, parts in sums:
            other[total] = sum(other[part] for part in parts)
        shown = all(other[name] == counts[name] for name in counts if name not in hidden)
        if shown and all(other[name] > 0 for name in hidden):
            yield other


@given(tables(3, 2, 9))
@settings(max_examples=100, deadline=None)
def test_whoever_tries_every_table_is_left_with_a_choice(cells):
    """Also who reckons that what is withheld is at least one: two cells that add up to two would both be one."""
    counts, sums = crossed(cells)
    hidden = withheld(counts, sums, least=LEAST)
    undecided = {name for other in neighbours(counts, sums, hidden) for name in hidden if other[name] != counts[name]}
    assert hidden == undecided


def test_one_small_count_takes_another_with_it():
    counts = {"all": 100, "a": 3, "b": 40, "c": 57}
    assert withheld(counts, [("all", "abc")], least=LEAST) == {"a", "b"}


def test_two_small_counts_keep_one_another_unless_they_add_up_to_two():
    assert withheld({"all": 47, "a": 3, "b": 4, "c": 40}, [("all", "abc")], least=LEAST) == {"a", "b"}
    assert withheld({"all": 42, "a": 1, "b": 1, "c": 40}, [("all", "abc")], least=LEAST) == {"a", "b", "c"}


def test_where_all_else_is_nothing_the_total_goes_too():
    assert withheld({"all": 3, "a": 3, "b": 0}, [("all", "ab")], least=LEAST) == {"all", "a"}
    assert withheld({"all": 30, "a": 30, "b": 0}, [("all", "ab")], least=LEAST) == set()


def test_a_count_in_two_tables_is_protected_in_both():
    """The row that one table withholds is not worked out from the other."""
    counts = {"all": 60, "a": 3, "b": 57, "c": 20, "d": 40}
    sums = [("all", "ab"), ("all", "cd")]
    hidden = withheld(counts, sums, least=LEAST)
    assert hidden == {"a", "b"} and derivable(sums, hidden) == []


def test_one_number_under_two_names_is_withheld_under_both_or_under_none():
    counts = {"all": 60, "a": 3, "b": 57, "again": 57, "total": 60}
    sums = [("all", "ab"), ("again", ["b"]), ("total", ["all"])]
    assert withheld(counts, sums, least=LEAST) == {"a", "b", "again"}


def test_what_does_not_add_up_is_not_published():
    with pytest.raises(ValueError, match="all is 9"):
        withheld({"all": 9, "a": 3, "b": 5}, [("all", "ab")], least=LEAST)


@given(st.lists(st.integers(0, 2000), max_size=40))
def test_of_few_durations_nothing_is_said_but_how_many(values):
    found = spread(values, least=LEAST)
    assert found.number == len(values)
    assert (found.median is None) == (found.ninth_decile is None) == (len(values) < LEAST)
    assert found.median is None or min(values) <= found.median <= found.ninth_decile <= max(values)
