"""What one happening costs that everybody writes about: ``python -m benchmarks.hot [--documents 256]``. All reports tell of one place and day.

A batch of 64 is added, then one alone, and so on. The seconds of adding m reports where n are there are fitted as
m (writing + (n + m / 2) comparing) + (n + m) grouping anew.
"""

import argparse
import time
from dataclasses import dataclass
from itertools import islice

import numpy as np
from scipy.optimize import nnls

from benchmarks.store import Maker
from lagebild import incidents
from lagebild.collect import BATCH
from lagebild.store import Store


@dataclass(frozen=True, slots=True)
class Added:
    """How many were added to how many, and in how many seconds of processor time."""

    new: int
    there: int
    spent: float


def added(documents: int) -> list[Added]:
    """Batches and single reports by turns."""
    maker, found, there = Maker(), list[Added](), 0
    maker.places = maker.places[:1]
    made = maker.reports()
    with Store("sqlite://") as store:
        while there < documents:
            some = list(islice(made, 1 if len(found) % 2 else BATCH))
            began = time.process_time()
            store.add(some, "bench", incidents.linker)
            found.append(Added(len(some), there, time.process_time() - began))
            there += len(some)
            print(f"{len(some)} more where {there - len(some)} are: {1000 * found[-1].spent:.0f} ms", flush=True)
    return found


def fitted(found: list[Added]) -> tuple[float, float, float]:
    """Seconds of writing a report, of comparing it with one that is there, of grouping anew (for each that is there then)."""
    parts = [(f.new, f.new * (f.there + f.new / 2), f.there + f.new) for f in found]
    writing, comparing, grouping = nnls(np.array(parts, float), np.array([f.spent for f in found]))[0].tolist()
    return writing, comparing, grouping


def main() -> None:
    """Measure and fit."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=256)
    writing, comparing, grouping = fitted(added(options.parse_args().documents))
    print(f"writing {1000 * writing:.1f} ms, comparing {1e6 * comparing:.1f} µs, grouping {1e6 * grouping:.1f} µs")


if __name__ == "__main__":
    main()
