"""Which accounts lead. Where many reports tell of one happening, few accounts stand for all: the others are compared with these and follow them.

Accounts are looked at in order of their keys, which are as good as drawn by lot: one leads unless enough leading ones before it fit it. So it depends
on the accounts alone which of them lead, and a happening of a few reports has leading ones only.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Generic, Protocol, TypeVar

ENOUGH, WAVE = 16, 64
Pair = tuple[str, str]
Placed = tuple[str, str, Collection[int]]
Near = tuple[str, list[str]]


class Ends(Protocol):
    """What a comparison has at least: the keys of its two accounts, in order."""

    @property
    def a(self) -> str:
        """The first."""

    @property
    def b(self) -> str:
        """The second."""


E = TypeVar("E", bound=Ends)


def leading(keys: Iterable[str], pairs: Iterable[Pair]) -> set[str]:
    """The accounts that lead among some.

    Args:
        keys: of the accounts.
        pairs: keys of those that fit each other, in order; pairs of two that follow make no difference.
    """
    before: dict[str, list[str]] = {}
    for x, y in pairs:
        before.setdefault(y, []).append(x)
    found: set[str] = set()
    for k in sorted(keys):
        if sum(x in found for x in before.get(k, ())) < ENOUGH:
            found.add(k)
    return found


def linked(accounts: Iterable[Placed], compared: Callable[[Iterable[Near]], Iterable[E]]) -> list[E]:
    """Comparisons that speak for one happening, among all accounts at once, as a store finds them one report after another.

    Args:
        accounts: key, document and blocks of each.
        compared: compares accounts, each with some others, and gives what speaks for one happening; it is called a few times with many.
    """
    work = _Waves[E]()
    for wave in _waves(sorted(accounts, key=lambda a: a[0])):
        work.add(wave, list(compared(work.near(wave))))
    return [*work.edges, *compared(work.behind())]


def pairs(near: Iterable[Near]) -> Iterator[Pair]:
    """Keys of two accounts each, in order."""
    for key, others in near:
        yield from ((o, key) if o < key else (key, o) for o in others)


def _waves(accounts: Iterable[Placed]) -> Iterator[list[Placed]]:
    """Accounts in parts so small that none has many of one block."""
    wave, count = list[Placed](), Counter[int]()
    for a in accounts:
        if any(count[b] >= WAVE for b in a[2]):
            yield wave
            wave, count = [], Counter()
        wave.append(a)
        count.update(a[2])
    if wave:
        yield wave


class _Waves(Generic[E]):
    """What is known after some waves: the accounts of each block that lead, those that follow, and what fits."""

    def __init__(self) -> None:
        self.edges: list[E] = []
        self.lead: set[str] = set()
        self.leading: dict[int, list[str]] = {}
        self.following: list[tuple[Placed, str]] = []
        self.document: dict[str, str] = {}

    def near(self, wave: Iterable[Placed]) -> Iterator[Near]:
        """Each account with those that lead, and with those before it in its wave."""
        inside = dict[int, list[str]]()
        for key, document, blocks in wave:
            self.document[key] = document
            yield from self._beside(key, document, [*self._leading(blocks), *(inside[b] for b in blocks if b in inside)])
            for b in blocks:
                inside.setdefault(b, []).append(key)

    def _leading(self, blocks: Iterable[int]) -> Iterator[list[str]]:
        return (self.leading[b] for b in blocks if b in self.leading)

    def _beside(self, key: str, document: str, shelves: Iterable[list[str]], after: str = "") -> Iterator[Near]:
        """An account with those on some shelves that are of other documents, and behind a key."""
        others = sorted(k for k in set[str]().union(*shelves) if k > after and self.document[k] != document)
        if others:
            yield key, others

    def add(self, wave: Sequence[Placed], edges: Collection[E]) -> None:
        """Find out who leads in a wave."""
        before: dict[str, list[str]] = {}
        for e in edges:
            before.setdefault(e.b, []).append(e.a)
        for key, document, blocks in wave:
            if sum(k in self.lead for k in before.get(key, ())) >= ENOUGH:
                self.following.append(((key, document, blocks), wave[-1][0]))
                continue
            self.lead.add(key)
            for b in blocks:
                self.leading.setdefault(b, []).append(key)
        self.edges += [e for e in edges if e.a in self.lead or e.b in self.lead]

    def behind(self) -> Iterator[Near]:
        """Accounts that follow with those that lead and came in later waves."""
        for (key, document, blocks), last in self.following:
            yield from self._beside(key, document, self._leading(blocks), last)
