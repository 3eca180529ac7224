"""Measured in turn, ours and the floor's, and said in ratios: a machine that is slow today is slow for both."""

from __future__ import annotations

import statistics
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import NamedTuple

from .jobs import Job, rate, read, seconds

CLIENTS = 8


class Work(NamedTuple):
    """One kind of request, that of the floor which it is held against, and the goals: p50 at most, rate at least."""

    name: str
    ours: str
    floor: str
    slowest: float
    rate: float = 0.0


WORKS = (
    Work("Report a post", "report", "report", 1.6, 0.6),
    Work("Queue, 50 rows", "queue", "queue", 1.0),
    Work("Case, 20 reports, 40 entries", "page", "queue", 2.0),
    Work("Decide: warn", "decide", "decide", 1.8, 0.55),
)


class Round(NamedTuple):
    """Median seconds of one client, and requests a second of eight, of both sides."""

    ours: float
    floor: float
    our_rate: float
    floor_rate: float


class Figure(NamedTuple):
    work: Work
    statements: tuple[int, int]
    rounds: Sequence[Round]

    def line(self) -> str:
        """A row of the table."""
        work, one = self.work, statistics.median
        slower = spread([a.ours / a.floor for a in self.rounds])
        rates = spread([a.our_rate / a.floor_rate for a in self.rounds])
        cells = [
            work.name, f"{self.statements[0]} / {self.statements[1]}",
            f"{one(a.ours for a in self.rounds) * 1000:.1f} / {one(a.floor for a in self.rounds) * 1000:.1f} ms",
            slower, f"≤ {work.slowest}",
            f"{one(a.our_rate for a in self.rounds):.0f} / {one(a.floor_rate for a in self.rounds):.0f}",
            rates, f"≥ {work.rate}" if work.rate else "—",
        ]  # fmt: skip
        return f"| {' | '.join(cells)} |"


HEAD = (
    "| work | statements, ours / floor | p50, 1 client | ratio (min–max) | goal | a second, 8 clients "
    "| ratio (min–max) | goal |\n" + "| --- " * 8 + "|"
)


def spread(ratios: Sequence[float]) -> str:
    return f"**{statistics.median(ratios):.2f}** ({min(ratios):.2f}–{max(ratios):.2f})"


def table(figures: Sequence[Figure]) -> str:
    return "\n".join([HEAD, *(figure.line() for figure in figures)])


def needed(rounds: int, samples: int) -> int:
    """How many jobs of a kind that cannot be asked twice: each round's, one to warm up each process, one to count."""
    return rounds * samples * (1 + CLIENTS // 2) + 2 * CLIENTS + 1


def measured(work: Work, folder: Path, ports: tuple[int, int], *, rounds: int, samples: int) -> Figure:
    """`samples` requests a round and side by one client, request by request in turn; then half as many by each of 8."""
    (our_count, ours), (floor_count, floor) = read(folder, f"product-{work.ours}"), read(folder, f"floor-{work.floor}")
    pairs = (cycle(ours) if len(ours) == 1 else iter(ours), cycle(floor) if len(floor) == 1 else iter(floor))
    for jobs, port in zip(pairs, ports, strict=True):
        rate(port, list(islice(jobs, 2 * CLIENTS)), clients=CLIENTS)
    return Figure(work, (our_count, floor_count), [one_round(pairs, ports, samples) for _ in range(rounds)])


def one_round(pairs: tuple[Iterator[Job], Iterator[Job]], ports: tuple[int, int], samples: int) -> Round:
    taken: list[tuple[float, ...]] = [
        tuple(seconds(port, next(jobs)) for jobs, port in zip(pairs, ports, strict=True)) for _ in range(samples)
    ]
    crowd = samples * CLIENTS // 2
    rates = [rate(port, list(islice(jobs, crowd)), clients=CLIENTS) for jobs, port in zip(pairs, ports, strict=True)]
    ours, floor = (statistics.median(side) for side in zip(*taken, strict=True))
    return Round(ours, floor, *rates)
