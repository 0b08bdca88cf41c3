"""From encoder states to tokens: where each begins, how many syntactic words it holds, where sentences open."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lagebild.reader.model import Floats
from lagebild.reader.pieces import Chunk
from lagebild.reader.windows import Window

OPENING = (3.0, 0.0, -1.5)  # by mark: the logit above which a sentence starts
Encoded = tuple[Window, Floats, Floats]


@dataclass(slots=True)
class Token:
    """A token before parsing.

    ``state`` is that of its first piece, ``total`` the sum over its ``pieces``, ``root`` that of its window's first piece;
    ``parts`` says how many syntactic words it holds.
    """

    start: int
    end: int
    state: Floats
    total: Floats
    pieces: int
    root: Floats
    parts: int = 1
    opens: bool = False


@dataclass(slots=True)
class Unit:
    """A syntactic word before parsing: the ``part``-th of its token."""

    token: Token
    part: int


def units_of(encoded: Iterator[Encoded]) -> list[Unit]:
    """The words of a text as the boundary heads see them; a token starts where its logit is positive.

    Behind a sentence's end one starts unless the reader is fairly sure that none does; within a paragraph and without a mark only where
    it is sure (``OPENING``).
    """
    tokens = [t for window, states, cuts in encoded for t in _tokens(window, states, cuts)]
    return [Unit(token, part) for token in tokens for part in range(token.parts)]


def given_units(encoded: Iterator[Encoded], sentences: Sequence[Sequence[int]]) -> list[Unit]:
    """The words of a text whose sentences and word starts (code points) are known; words within one chunk are its parts."""
    chunks = [_token(chunk, states, window, n) for window, states, _ in encoded for n, chunk in enumerate(window.chunks)]
    starts = [c.start for c in chunks]
    units: list[Unit] = []
    for words in sentences:
        for n, start in enumerate(words):
            token = chunks[max(bisect_right(starts, start) - 1, 0)]
            part = units[-1].part + 1 if n and units[-1].token is token else 0
            token.opens, token.parts = token.opens or n == 0, part + 1
            units.append(Unit(token, part))
    return units


def _tokens(window: Window, states: Floats, cuts: Floats) -> Iterator[Token]:
    """Group a window's chunks into tokens."""
    token: Token | None = None
    for n, chunk in enumerate(window.chunks):
        made = _token(chunk, states, window, n)
        boundary = cuts[window.firsts[n]]
        if token is not None and not (chunk.spaced or boundary[1] > 0):
            token.end, token.total, token.pieces = chunk.end, token.total + made.total, token.pieces + made.pieces
            continue
        if token is not None:
            yield token
        made.opens = window.opens if n == 0 else bool(boundary[0] > OPENING[window.marks[n]])
        made.parts = int(boundary[2:].argmax()) + 1
        token = made
    if token is not None:
        yield token


def _token(chunk: Chunk, states: Floats, window: Window, n: int) -> Token:
    first = window.firsts[n]
    last = window.firsts[n + 1] if n + 1 < len(window.firsts) else len(window.ids) - 1
    total: Floats = states[first] if last == first + 1 else states[first:last].sum(0)
    return Token(chunk.start, chunk.end, states[first], total, last - first, states[0])


def means(units: Sequence[Unit], bounds: Sequence[tuple[int, int]]) -> Floats:
    """The mean state of every sentence's pieces. *Shape:* (sentences, width)."""
    found = []
    for first, last in bounds:
        tokens = [u.token for u in units[first:last] if u.part == 0]
        found.append(np.sum([t.total for t in tokens], axis=0) / max(sum(t.pieces for t in tokens), 1))
    return np.stack(found).astype(np.float32)
