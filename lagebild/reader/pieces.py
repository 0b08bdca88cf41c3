"""From text to the pieces that the encoder reads.

Text is first cut into *chunks*: runs of letters and digits, and every other visible character by itself. A token of the
reader is always one or more whole chunks, so its offsets are exact in every script whatever the tokenizer normalises.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

CHUNK = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*|\S")
BOS, PAD, EOS, UNK = 0, 1, 2, 3
MAX_CHUNK = 60
CACHE_LIMIT = 400_000


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of text that is never divided; half-open offsets in code points."""

    start: int
    end: int
    spaced: bool


def chunks_of(text: str, start: int = 0, end: int | None = None) -> list[Chunk]:
    """Cut ``text[start:end]`` into chunks; very long runs are cut every ``MAX_CHUNK`` characters."""
    end = len(text) if end is None else end
    found = []
    last = start
    for match in CHUNK.finditer(text, start, end):
        left, right = match.span()
        spaced = left > last or left == start
        for at in range(left, right, MAX_CHUNK):
            found.append(Chunk(at, min(right, at + MAX_CHUNK), spaced and at == left))
        last = right
    return found


class Pieces:
    """The vocabulary: chunk to piece ids, each distinct chunk encoded once.

    Args:
        path: a ``tokenizers`` file of type Unigram whose pieces mark a preceding space with ``▁``.
    """

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._cache: dict[str, list[int]] = {}

    def __call__(self, text: str, chunks: Sequence[Chunk]) -> list[list[int]]:
        """Piece ids of every chunk, at least one each."""
        keys = [("▁" if c.spaced else "") + text[c.start : c.end] for c in chunks]
        self._learn(sorted({k for k in keys if k not in self._cache}))
        return [self._cache[k] for k in keys]

    def _learn(self, keys: list[str]) -> None:
        if len(self._cache) > CACHE_LIMIT:
            self._cache.clear()
        if keys:
            encoded = self._tokenizer.encode_batch(keys, add_special_tokens=False)
            self._cache.update((k, e.ids or [UNK]) for k, e in zip(keys, encoded, strict=True))
