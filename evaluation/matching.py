"""One-to-one matching of spans and comparing of phrases, as the annotated articles are scored."""

import re
from collections.abc import Callable, Iterable
from typing import Any

Item = dict[str, Any]
SHARED = 0.25
WORDS = """
    der die das den dem des ein eine einer eines einem einen von vom zu zum zur in im am an auf aus bei nach laut durch für mit und
    the a an of in at on by to from with and for le la les l de du des d un une à au aux et el los las del al y en e о в на с и по от
"""
FUNCTION_WORDS = frozenset(WORDS.split())


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Characters that two spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def close(a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether what two spans share is at least a quarter of the longer one."""
    return overlap(a, b) >= SHARED * max(a[1] - a[0], b[1] - b[0], 1)


def pairs(gold: list[Item], found: list[Item], agree: Callable[[Item, Item], bool]) -> list[tuple[Item, Item]]:
    """Items with a ``span`` matched one to one, the longest overlap first, then the nearest start, then the last in order."""
    options = [
        (overlap(g["span"], f["span"]), -abs(g["span"][0] - f["span"][0]), i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if close(g["span"], f["span"]) and agree(g, f)
    ]
    return [(gold[i], found[j]) for i, j in one_to_one((i, j) for _, _, i, j in sorted(options, reverse=True))]


def one_to_one(options: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Index pairs from the best to the worst, each side used once."""
    left, right, kept = set[int](), set[int](), []
    for i, j in options:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            kept.append((i, j))
    return kept


def words(phrase: str | None) -> set[str]:
    """The content words of a phrase in lower case; all of them where it has only function words."""
    found = re.findall(r"\w+", (phrase or "").lower())
    return {w for w in found if w not in FUNCTION_WORDS} or set(found)


def same_phrase(gold: str | None, found: str | None) -> bool:
    """Whether half of the shorter phrase's content words are shared, by their first five letters."""
    g, f = words(gold), words(found)
    shared = sum(any(a[:5] == b[:5] for b in f) for a in g)
    return shared > 0 and shared >= 0.5 * min(len(g), len(f))


def span_of(text: str, quote: str, nth: int = 1) -> tuple[int, int]:
    """Where the nth occurrence of a quote stands.

    Raises:
        ValueError: the text has it less often.
    """
    start = -1
    for _ in range(nth or 1):
        start = text.find(quote, start + 1)
        if start < 0:
            raise ValueError(f"quote not in text: {quote!r}")
    return start, start + len(quote)
