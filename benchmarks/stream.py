"""Whether memory stays flat over a long stream: ``python -m benchmarks.stream [--documents 100000]``, through reading and everything behind it.

Documents are short, invented and all different; the second half must not need more than the first.
"""

import argparse
import random
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.cluster import TOWNS, WHAT
from lagebild.pipeline import read_many
from lagebild.text import Document

STAGES = 20


def documents(count: int) -> Iterator[Document]:
    """One sentence each, with a made-up name, so that no two are the same and no table of words can hold them all."""
    chance = random.Random(3)
    for n in range(count):
        name = "".join(chance.choice("bdfgklmnprst") + chance.choice("aeiou") for _ in range(4)).title()
        said = chance.choice(WHAT).format(town=chance.choice(TOWNS), day="Montag", n=n % 90 + 2)
        yield Document(f"r{n}", f"{name}: {said}", language="de")


def resident() -> float:
    """Megabytes of this process that are in memory now (Linux: ``/proc/self/statm``, pages of 4 kB)."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * 4096 / 1e6


def main() -> None:
    """Read, and print the memory after every twentieth."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--documents", type=int, default=100_000)
    count = options.parse_args().documents
    began, sizes = time.perf_counter(), list[float]()
    for n, _ in enumerate(read_many(documents(count)), 1):
        if n % max(count // STAGES, 1) == 0:
            sizes.append(resident())
            print(f"{n} documents, {sizes[-1]:.0f} MB, {n / (time.perf_counter() - began):.0f} documents a second", flush=True)
    half = len(sizes) // 2
    print(f"first half at most {max(sizes[:half]):.0f} MB, second half at most {max(sizes[half:]):.0f} MB")


if __name__ == "__main__":
    main()
