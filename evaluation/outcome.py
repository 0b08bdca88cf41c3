"""What a harness returns, and the counting that most of them share."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path


class DataAbsent(Exception):
    """The data that a harness reads is not there; the message says which."""


@dataclass(slots=True)
class Outcome:
    """Scores of a harness.

    Args:
        numbers: name to number; shares as 0 to 1.
        documents: per document, name to number, for comparing two runs; left out where the data may only be scored.
    """

    numbers: dict[str, float]
    documents: dict[str, dict[str, float]] = field(default_factory=dict)


@dataclass(slots=True)
class Counts:
    """Right, found and gold, summed over documents."""

    right: float = 0
    found: float = 0
    gold: float = 0

    def add(self, right: float, found: float, gold: float) -> None:
        """Count one more document."""
        self.right += right
        self.found += found
        self.gold += gold

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 0 where nothing was found."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of gold that was found; 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / (self.found + self.gold) if self.found + self.gold else 0.0


def json_lines(path: Path) -> Iterable[dict]:
    """The objects of a JSON lines file.

    Raises:
        DataAbsent: there is no such file.
    """
    if not path.exists():
        raise DataAbsent(f"{path} is not there")
    with path.open(encoding="utf8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def split_file(folder: Path, split: str | None, ending: str = ".jsonl") -> Path:
    """The file of a split: the one asked for, else ``test``, else ``dev``, else the only one.

    Raises:
        DataAbsent: the folder or the split is not there.
    """
    names = [split] if split else ["test", "dev"]
    files = sorted(folder.glob(f"*{ending}"))
    found = next((f for name in names for f in files if name in f.stem.split("_") or f.stem == name), None)
    if found is None and (split or len(files) != 1):
        raise DataAbsent(f"no split {' or '.join(names)} in {folder}")
    return found or files[0]
