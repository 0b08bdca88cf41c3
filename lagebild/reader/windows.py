"""From a text to encoder inputs: paragraphs, and windows that never exceed what the encoder can see."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from lagebild.reader.pieces import BOS, EOS, Chunk, Pieces, chunks_of

BLANK_LINE = re.compile(r"[^\S\n]*\n[^\S\n]*(?:\n\s*)+")
LINE = re.compile(r"\n")
SENTENCE_END = frozenset(".!?…")
CLOSING = frozenset("\"'”“’‘»«)")
MAX_PIECES = 240


@dataclass(frozen=True, slots=True)
class Window:
    """Chunks and their pieces, one encoder input; ``opens`` says that a paragraph begins here.

    ``marks`` say of each chunk what the text itself has before it: 2 a sentence's end before what is not in small letters, 1 a mark
    that rarely ends a sentence, 0 none.
    """

    chunks: list[Chunk]
    ids: list[int]
    firsts: list[int]
    opens: bool
    marks: list[int]


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of paragraphs: parted by blank lines, and by every line break unless the text is wrapped to a width."""
    breaks = BLANK_LINE if _wrapped(text) else LINE
    at = 0
    for match in breaks.finditer(text):
        yield at, match.start()
        at = match.end()
    yield at, len(text)


def _wrapped(text: str) -> bool:
    """Whether single line breaks are mere layout: most lines are about as long as the longest."""
    lines = [len(line) for line in text.split("\n") if line.strip()]
    if len(lines) < 4 or not 40 <= max(lines) <= 140:
        return False
    return median(lines) > 0.75 * max(lines)


def windows_of(text: str, pieces: Pieces) -> Iterator[Window]:
    """Encoder inputs of a text, in order; together they hold every visible character."""
    for start, end in paragraphs(text):
        chunks = chunks_of(text, start, end)
        opens = True
        for part, runs, closed in _fitting(text, chunks, pieces(text, chunks)):
            yield _window(text, part, runs, opens)
            opens = closed


def _window(text: str, chunks: list[Chunk], runs: list[list[int]], opens: bool) -> Window:
    ids, firsts = [BOS], []
    for run in runs:
        firsts.append(len(ids))
        ids.extend(run)
    return Window(chunks, [*ids, EOS], firsts, opens, [_mark(text, chunks, n) for n in range(len(chunks))])


def _mark(text: str, chunks: list[Chunk], n: int) -> int:
    before = n - 1
    while before >= 0 and text[chunks[before].start] in CLOSING:
        before -= 1
    mark, small = text[chunks[before].start] if before >= 0 else "", text[chunks[n].start].islower()
    if mark in SENTENCE_END:
        return 1 if small else 2
    return int((mark == ":" or before < n - 1) and not small)


def _fitting(text: str, chunks: list[Chunk], runs: list[list[int]]) -> Iterator[tuple[list[Chunk], list[list[int]], bool]]:
    """Cut a long paragraph, best after a sentence's end; the last value says whether the cut is at one."""
    first = 0
    while first < len(chunks):
        last, size = first, 0
        while last < len(chunks) and size + len(runs[last]) <= MAX_PIECES:
            size += len(runs[last])
            last += 1
        last = max(last, first + 1)
        if last < len(chunks):
            last = _best_cut(text, chunks, first, last)
        closed = last < len(chunks) and _ends_sentence(text, chunks, last)
        yield chunks[first:last], [run[:MAX_PIECES] for run in runs[first:last]], closed
        first = last


def _best_cut(text: str, chunks: list[Chunk], first: int, last: int) -> int:
    """The latest sentence end in the second half of the window, else the latest space, else where it is full."""
    later = [n + first + 1 for n, (a, b) in enumerate(pairwise(chunks[first : last + 1])) if b.spaced]
    half = first + (last - first) // 2
    ends = [n for n in later if n > half and _ends_sentence(text, chunks, n)]
    return max(ends or [n for n in later if n > half] or [last])


def _ends_sentence(text: str, chunks: list[Chunk], n: int) -> bool:
    closed = text[chunks[n - 1].start] in SENTENCE_END or (n > 1 and text[chunks[n - 2].start] in SENTENCE_END)
    return n > 1 and closed and not text[chunks[n].start].islower() and chunks[n - 2].end - chunks[n - 2].start > 2
