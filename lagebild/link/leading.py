"""Which accounts lead. Where many reports tell of one happening, few accounts stand for all: the others are compared with these and follow them.

Accounts are looked at in order of their keys, which are as good as drawn by lot: one leads unless enough leading ones before it fit it. So it depends
on the accounts alone which of them lead, and a happening of a few reports has leading ones only.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Generic, Protocol, TypeVar

ENOUGH, WAVE = 16, 64
Pair = tuple[str, str]
Placed = tuple[str, str, Collection[int]]


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


def linked(accounts: Iterable[Placed], compared: Callable[[list[Pair]], Iterable[E]]) -> list[E]:
    """Comparisons that speak for one happening, among all accounts at once, as a store finds them one report after another.

    Args:
        accounts: key, document and blocks of each.
        compared: compares pairs and gives what speaks for one happening; it is called a few times with many pairs.
    """
    work = _Waves[E]()
    for wave in _waves(sorted(accounts, key=lambda a: a[0])):
        work.add(wave, list(compared(work.pairs(wave))))
    return [*work.edges, *compared(work.behind())]


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
    """What is known after some waves: the accounts of each block that lead or follow, and what fits."""

    def __init__(self) -> None:
        self.edges: list[E] = []
        self.lead: set[str] = set()
        self.leading: dict[int, list[str]] = {}
        self.following: dict[int, list[str]] = {}
        self.of: dict[str, tuple[str, int]] = {}
        self.number = 0

    def pairs(self, wave: Iterable[Placed]) -> list[Pair]:
        """Each account with those that lead, and with the others of its wave."""
        found, inside = set[Pair](), dict[int, list[str]]()
        for key, document, blocks in wave:
            self.of[key] = document, self.number
            for b in blocks:
                others = inside.setdefault(b, [])
                found |= {(k, key) for some in (self.leading.get(b, ()), others) for k in some if self.of[k][0] != document}
                others.append(key)
        return sorted(found)

    def add(self, wave: Iterable[Placed], edges: Collection[E]) -> None:
        """Find out who leads in a wave."""
        before: dict[str, list[str]] = {}
        for e in edges:
            before.setdefault(e.b, []).append(e.a)
        for key, _, blocks in wave:
            leads = sum(k in self.lead for k in before.get(key, ())) < ENOUGH
            if leads:
                self.lead.add(key)
            for b in blocks:
                (self.leading if leads else self.following).setdefault(b, []).append(key)
        self.edges += [e for e in edges if e.a in self.lead or e.b in self.lead]
        self.number += 1

    def behind(self) -> list[Pair]:
        """Accounts that follow with those that lead and came in later waves."""
        sides = ((f, k) for b, some in self.following.items() for f in some for k in self.leading.get(b, ()))
        return sorted({(f, k) for f, k in sides if self.of[f][1] < self.of[k][1] and self.of[f][0] != self.of[k][0]})
