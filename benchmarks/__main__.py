"""What reading costs beside the bare encoder on the same pieces, in one run: ``python -m benchmarks``."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from lagebild.pipeline import read_document
from lagebild.reader import load_reader
from lagebild.reader.engine import batches
from lagebild.reader.windows import windows_of
from lagebild.text import Document

EXAMPLE = Path(__file__).parent.parent / "examples" / "hafenstadt.txt"
ROUNDS = 30


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    """Alternate both, and print the best of each, their ratio, time to the first statement and peak memory."""
    text = EXAMPLE.read_text(encoding="utf8")
    reader = load_reader()
    windows = list(windows_of(text, reader.model.pieces))
    groups = [[windows[n].ids for n in batch] for batch in batches([len(w.ids) for w in windows])]
    document = Document("example", text, language="de")
    read_document(document)
    pairs = [(seconds(lambda: [reader.model.encode(g) for g in groups]), seconds(lambda: read_document(document))) for _ in range(ROUNDS)]
    encoder, whole = (min(column) for column in zip(*pairs, strict=True))
    pieces = sum(len(w.ids) for w in windows)
    print(f"pieces {pieces}, encoder {pieces / encoder:.0f} pieces/s, reading {pieces / whole:.0f} pieces/s, ratio {whole / encoder:.2f}")
    command = [sys.executable, "-m", "lagebild", "read", str(EXAMPLE), "--format", "jsonl"]
    first = seconds(lambda: subprocess.run(command, check=True, capture_output=True))
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"first statement after {first:.2f} s from a cold start, peak memory {memory:.0f} MB")


if __name__ == "__main__":
    main()
