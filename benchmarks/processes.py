"""What a second process gains: ``python -m benchmarks.processes``.

Both runs read the same documents with one thread a process, one after the other; the clock starts when every process has read something.
"""

import itertools
import os
import time
from pathlib import Path

EXAMPLE = Path(__file__).parent.parent / "examples" / "hafenstadt.txt"
DOCUMENTS = 240
WARM = 40


def rate(count: int) -> float:
    """Documents a second on so many processes."""
    from lagebild.parallel import read_parallel
    from lagebild.text import Document

    text = EXAMPLE.read_text(encoding="utf8")
    readings = read_parallel((Document(str(n), f"{text}\n\nNummer {n}.", language="de") for n in range(DOCUMENTS)), count)
    for _ in itertools.islice(readings, WARM):
        pass
    began = time.perf_counter()
    left = sum(1 for _ in readings)
    return left / (time.perf_counter() - began)


def main() -> None:
    """Print both rates and their ratio."""
    os.environ["LAGEBILD_THREADS"] = "1"
    one, two = rate(1), rate(2)
    print(f"one process {one:.1f} documents/s, two {two:.1f}, ratio {two / one:.2f}")


if __name__ == "__main__":
    main()
