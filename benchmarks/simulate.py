"""From a report's arrival to the picture, simulated: ``python -m benchmarks.simulate [REPORTS A DAY ...]``. Prints the table of docs/scale.md.

Three days: a quiet one, one with a crisis, the day after. Reports come by the hours of a day; in the crisis half as many again come within hours of
nine o'clock, and some of these tell of one happening. Readers take what came first; one writer takes up to 64 that are read, writes and links them.
"""

import argparse
from dataclasses import dataclass
from heapq import heapreplace

import numpy as np
from numpy.typing import NDArray

Times = NDArray[np.float64]
HOUR, DAY, DAYS = 3600.0, 86400.0, 3
HOURS = (2, 1, 1, 1, 2, 3, 5, 7, 8, 8, 8, 8, 7, 7, 7, 7, 8, 8, 7, 6, 5, 4, 3, 2)  # shares of a day
SIZES = (1_000, 10_000, 100_000, 1_000_000)


@dataclass(frozen=True, slots=True)
class Costs:
    """What was measured (docs/scale.md, benchmarks.hot), in seconds and bytes."""

    document: float = 0.036
    word: float = 0.00195
    writing: float = 0.013
    comparing: float = 0.0874e-3
    grouping: float = 0.617e-3
    batch: int = 64
    memory: float = 0.45e9
    store: float = 25e3
    parquet: float = 29.1e3


@dataclass(frozen=True, slots=True)
class World:
    """How reports come. ``crisis``: what it adds to a day, as a share of the day; ``same``: the share of that about one happening."""

    words: float = 300.0
    spread: float = 0.6
    crisis: float = 0.5
    same: float = 0.05
    begins: float = 9.0
    fades: float = 6.0


@dataclass(frozen=True, slots=True)
class Reports:
    """When reports come, in order; how long reading each takes; which tell of the one happening."""

    arrived: Times
    reading: Times
    same: NDArray[np.bool_]


def reports(a_day: int, world: World, costs: Costs, seed: int = 1) -> Reports:
    """Three days of reports."""
    chance = np.random.default_rng(seed)
    bounds = np.concatenate([[0.0], np.cumsum(HOURS) / sum(HOURS)])
    quiet = [d * DAY + np.interp(chance.random(a_day), bounds, np.arange(25) * HOUR) for d in range(DAYS)]
    more = int(a_day * world.crisis)
    crisis = DAY + world.begins * HOUR - world.fades * HOUR * np.log(1 - chance.random(more))
    arrived = np.concatenate([*quiet, crisis])
    same = np.concatenate([np.zeros(DAYS * a_day, bool), chance.random(more) < world.same])
    words = world.words * np.exp(world.spread * chance.standard_normal(len(arrived)) - world.spread**2 / 2)
    order = np.argsort(arrived, kind="stable")
    return Reports(arrived[order], costs.document + costs.word * words, same[order])


def read(arrived: Times, spent: Times, readers: int) -> Times:
    """When each is read: what comes first is taken first, by whoever is free."""
    free, done = [0.0] * readers, np.empty(len(arrived))
    for n, (at, needs) in enumerate(zip(arrived.tolist(), spent.tolist(), strict=True)):
        done[n] = end = max(at, free[0]) + needs
        heapreplace(free, end)
    return done


def link(ready: Times, same: NDArray[np.bool_], costs: Costs) -> Times:
    """When each is in the picture: one writer takes all that is ready, up to a batch; the reports of one happening cost more the more there are."""
    order = np.argsort(ready, kind="stable")
    times, hot = ready[order].tolist(), np.concatenate([[0], np.cumsum(same[order])]).tolist()
    done, free, n = np.empty(len(times)), 0.0, 0
    while n < len(times):
        begins, end = max(free, times[n]), n + 1
        while end < len(times) and end - n < costs.batch and times[end] <= begins:
            end += 1
        new, there = hot[end] - hot[n], hot[n]
        grouping = costs.grouping * (there + new) if new else 0.0
        free = begins + costs.writing * (end - n) + costs.comparing * new * (there + new / 2) + grouping
        done[order[n:end]] = free
        n = end
    return done


def enough(found: Reports, within: float) -> int:
    """The fewest readers that have read 95 of 100 reports of the crisis within so many seconds."""
    on = (found.arrived >= DAY) & (found.arrived < 2 * DAY)
    low, high = 0, 1
    while _late(found, high, on) > within:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _late(found, middle, on) > within else (low, middle)
    return high


def _late(found: Reports, readers: int, on: NDArray[np.bool_]) -> float:
    return float(np.quantile((read(found.arrived, found.reading, readers) - found.arrived)[on], 0.95))


def backlog(arrived: Times, done: Times) -> int:
    """The most reports that had come and were not in the picture yet."""
    return int((np.arange(1, len(arrived) + 1) - np.searchsorted(np.sort(done), arrived, side="right")).max())


def delays(arrived: Times, done: Times, day: int) -> tuple[float, float]:
    """The median and the 95th percentile of the seconds from arrival to picture on a day."""
    on = (arrived >= day * DAY) & (arrived < (day + 1) * DAY)
    half, most = np.quantile((done - arrived)[on], (0.5, 0.95))
    return float(half), float(most)


def row(a_day: int, world: World, costs: Costs, within: float) -> str:
    """A line of the table."""
    found = reports(a_day, world, costs)
    readers = enough(found, within)
    done = link(read(found.arrived, found.reading, readers), found.same, costs)
    quiet, crisis = (" / ".join(map(spoken, delays(found.arrived, done, day))) for day in (0, 1))
    years = 10 * 365 * a_day * (costs.store + costs.parquet)
    cells = (f"{a_day:,}", str(readers), quiet, crisis, f"{backlog(found.arrived, done):,}", f"{int(found.same.sum()):,}",
             f"{readers * costs.memory / 1e9:.2g} GB", f"{years / 1e12:,.{0 if years > 1e13 else 1}f} TB")  # fmt: skip
    return f"| {' | '.join(cells)} |"


def spoken(seconds: float) -> str:
    """A time as people say it; what takes longer than a month never comes."""
    if seconds > 30 * DAY:
        return "over a month"
    for size, name in ((DAY, "d"), (HOUR, "h"), (60.0, "min")):
        if seconds >= size:
            return f"{seconds / size:.1f} {name}"
    return f"{seconds:.1f} s"


HEAD = ("reports a day", "readers (cores)", "quiet day: median / 95th", "crisis: median / 95th", "longest backlog", "reports of one happening",
        "memory of readers", "ten years")  # fmt: skip


def main() -> None:
    """The table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("sizes", type=int, nargs="*", default=list(SIZES))
    options.add_argument("--within", type=float, default=600.0, help="seconds in which 95 of 100 reports of the crisis are to be read")
    options.add_argument("--same", type=float, default=World().same, help="which share of what a crisis adds tells of one happening")
    asked = options.parse_args()
    print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}")
    for size in asked.sizes:
        print(row(size, World(same=asked.same), Costs(), asked.within), flush=True)


if __name__ == "__main__":
    main()
