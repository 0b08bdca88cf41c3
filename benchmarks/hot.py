"""What one happening costs that everybody writes about: ``python -m benchmarks.hot [--documents 640]``. All reports tell of one place and day.

A batch of 64 is added when n are there; its seconds are fitted as 64 (writing + (n + 32) comparing) + (n + 64)² grouping anew.
"""

import argparse
import time
from itertools import islice

import numpy as np

from benchmarks.store import Maker
from lagebild import incidents
from lagebild.collect import BATCH
from lagebild.store import Store


def seconds(documents: int) -> list[float]:
    """Processor time of each batch, one after another."""
    maker, found = Maker(), list[float]()
    maker.places = maker.places[:1]
    made = maker.reports()
    with Store("sqlite://") as store:
        while len(found) * BATCH < documents:
            some = list(islice(made, BATCH))
            began = time.process_time()
            store.add(some, "bench", incidents.linker)
            found.append(time.process_time() - began)
            print(f"{(len(found) - 1) * BATCH} reports there: {1000 * found[-1] / BATCH:.1f} ms for each of {BATCH} more", flush=True)
    return found


def fitted(spent: list[float]) -> tuple[float, float, float]:
    """Seconds of writing a report, of comparing it with one that is there, of grouping anew (for the square of how many are there)."""
    there = np.arange(len(spent), dtype=float) * BATCH
    parts = np.stack([np.full(len(spent), float(BATCH)), BATCH * (there + BATCH / 2), (there + BATCH) ** 2], axis=1)
    writing, comparing, grouping = np.linalg.lstsq(parts, np.array(spent), rcond=None)[0].tolist()
    return writing, comparing, grouping


def main() -> None:
    """Measure and fit."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=640)
    writing, comparing, grouping = fitted(seconds(options.parse_args().documents))
    print(f"writing {1000 * writing:.1f} ms, comparing {1e6 * comparing:.1f} µs, grouping {1e6 * grouping:.2f} µs")


if __name__ == "__main__":
    main()
