"""Which counts a report withholds: small ones, and as many others as keep anybody from working the small ones out.

Pure, and knows no case. A count may be a sum of others that are published too; an attacker knows all that is shown,
every sum, and that what is withheld is at least one. The method is complementary suppression by elimination (Langsrud,
2024, doi:10.1007/978-3-031-69651-0_6).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from fractions import Fraction
from statistics import median, quantiles
from typing import NamedTuple, TypeVar

K = TypeVar("K", bound=Hashable)
Row = dict[int, Fraction]


def withheld(counts: Mapping[K, int], sums: Iterable[tuple[K, Sequence[K]]], *, least: int) -> frozenset[K]:
    """The names of the counts that are not shown: those from 1 to `least` − 1, and what would give them away.

    Each of `sums` is the name of a total and the names of its parts.

    Nothing is shown from which one of them follows, nor all but one value of it. Zeros are always shown. Raises
    ValueError where a sum does not add up: what is not true is not published.
    """
    lines = [(total, tuple(parts)) for total, parts in sums]
    for total, parts in lines:
        if counts[total] != sum(counts[part] for part in parts):
            raise ValueError(f"{total} is {counts[total]}, and its parts are {[counts[part] for part in parts]}.")
    first = one_of_each(counts, lines)
    distinct = {name: counts[name] for name in first.values()}
    sums_of_many = [(first[total], tuple(first[part] for part in parts)) for total, parts in lines if len(parts) > 1]
    hidden = enough(distinct, sums_of_many, least=least)
    return frozenset(name for name in counts if first[name] in hidden)


def one_of_each(names: Iterable[K], lines: Sequence[tuple[K, Sequence[K]]]) -> dict[K, K]:
    """Name → the one that stands for it: a sum of one part is the same number under two names."""
    first = {name: name for name in names}
    for total, parts in lines:
        if len(parts) == 1:
            one, other = first[total], first[parts[0]]
            first |= {name: one for name, known in first.items() if known == other}
    return first


def enough(counts: Mapping[K, int], sums: Sequence[tuple[K, Sequence[K]]], *, least: int) -> set[K]:
    small = {name for name, count in counts.items() if 0 < count < least}
    hidden = set(small)
    while (exposed := told_by_the_rest(counts, sums, hidden)) and (more := companion(counts, sums, hidden, exposed)):
        hidden |= more
    for name in sorted(hidden - small, key=lambda name: (-counts[name], str(name))):
        if not told_by_the_rest(counts, sums, hidden - {name}):
            hidden.remove(name)  # what came after it is enough
    return hidden


def told_by_the_rest(counts: Mapping[K, int], sums: Sequence[tuple[K, Sequence[K]]], hidden: Iterable[K]) -> list[K]:
    """Those of the hidden that what is shown pins down, in the order of their names.

    Each is safe if it can move, the others moving with it, without any sum that is shown changing. One that is 1 and no
    sum itself cannot shrink, so nothing may rely on its moving.
    """
    totals = {total for total, _parts in sums}
    names = sorted(hidden, key=str)
    tight = [name for name in names if counts[name] == 1 and name not in totals]
    order = [*(name for name in names if name not in set(tight)), *tight]
    column = {name: number for number, name in enumerate(order)}
    loose = len(order) - len(tight)
    rows = reduced([equation(line, column) for line in sums], loose)
    return [name for name in names if not moves(column[name], rows, loose)]


def equation(line: tuple[K, Sequence[K]], column: Mapping[K, int]) -> Row:
    """What a sum says of what is hidden: the total less its parts, shown ones left out."""
    total, parts = line
    row: Row = {column[part]: Fraction(-1) for part in parts if part in column}
    if total in column:
        row[column[total]] = row.get(column[total], Fraction(0)) + 1
    return row


def reduced(rows: Iterable[Row], pivots: int) -> dict[int | None, list[Row]]:
    """Reduced row echelon form, pivots among the first columns alone: pivot → its row; None → rows without any."""
    done: dict[int, Row] = {}
    rest: list[Row] = []
    for row in map(dict, rows):
        for known in [one for one in row if one in done]:
            add(row, done[known], -row[known])
        pivot = min((one for one in row if one < pivots), default=None)
        if pivot is None:
            rest.extend([row] if row else [])
            continue
        by = row[pivot]
        row = {one: value / by for one, value in row.items()}
        for other in done.values():
            if pivot in other:
                add(other, row, -other[pivot])
        done[pivot] = row
    return {**{pivot: [row] for pivot, row in done.items()}, None: rest}


def add(row: Row, other: Row, times: Fraction) -> None:
    """`row` + `times` · `other`, in place."""
    for column, value in other.items():
        if new := row.get(column, Fraction(0)) + times * value:
            row[column] = new
        else:
            row.pop(column, None)


def moves(column: int, rows: Mapping[int | None, list[Row]], loose: int) -> bool:
    """Can this one differ, while the loose ones follow, and of the tight ones at most one, which then grows?"""

    def grows_alone(tight: int) -> bool:
        return not any(tight in row for row in rows[None])

    if column >= loose:
        return grows_alone(column)
    if column not in rows:
        return True
    [row] = rows[column]
    return any(other < loose or grows_alone(other) for other in row if other != column)


def companion(
    counts: Mapping[K, int], sums: Sequence[tuple[K, Sequence[K]]], hidden: set[K], exposed: Sequence[K]
) -> set[K]:
    """What to withhold besides: the smallest count that stands in a sum with an exposed one, parts before totals.

    Where none is left there, one that stands with any hidden one; nothing once all that is not zero is hidden.
    """
    totals = {total for total, _parts in sums}
    for near in (exposed[:1], exposed, hidden):
        touched = [(total, *parts) for total, parts in sums if {total, *parts}.intersection(near)]
        shown = {name for line in touched for name in line if counts[name] and name not in hidden}
        if shown:
            return {min(shown, key=lambda name: (name in totals, counts[name], str(name)))}
    return set()


class Spread(NamedTuple):
    """Of durations: how many, the one in the middle, and the one that nine in ten do not exceed; None for too few."""

    number: int
    median: float | None
    ninth_decile: float | None


def spread(values: Sequence[float], *, least: int) -> Spread:
    """Of fewer than `least`, or of one, nothing but the number."""
    if len(values) < max(least, 2):
        return Spread(len(values), None, None)
    return Spread(len(values), median(values), quantiles(values, n=10, method="inclusive")[-1])
