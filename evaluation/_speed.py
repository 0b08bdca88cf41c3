"""How fast the whole reader is beside its encoder alone, on the same pieces in one run."""

import time
from collections.abc import Callable
from pathlib import Path

from lagebild.reader import Reader
from lagebild.reader.engine import batches
from lagebild.reader.windows import windows_of
from training.trees import read_conllu

ROUNDS = 7
PARAGRAPH = 5


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def speed(reader: Reader, data: Path) -> dict[str, float]:
    """Pieces a second of the whole reader, and its throughput over the encoder's: best of alternating rounds."""
    path = data / "ud/de/de_gsd-ud-test.conllu"
    sentences = [s.text for s in read_conllu(path)][:200] if path.exists() else []
    text = "\n\n".join(" ".join(sentences[n : n + PARAGRAPH]) for n in range(0, len(sentences), PARAGRAPH))
    windows = list(windows_of(text, reader.model.pieces))
    groups = [[windows[n].ids for n in batch] for batch in batches([len(w.ids) for w in windows])]
    reader(text, "de")
    bare, whole = [], []
    for _ in range(ROUNDS):
        bare.append(seconds(lambda: [reader.model.encode(group) for group in groups]))
        whole.append(seconds(lambda: reader(text, "de")))
    pieces = sum(len(w.ids) for w in windows)
    return {"speed.pieces_per_second": pieces / min(whole), "speed.ratio": min(bare) / min(whole)}
