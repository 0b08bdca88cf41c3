"""Near-copies and incidents of all shards: blocks by sorting hashes, comparisons in chunks that workers can share.

What is found is what the store finds one report after another: both depend on the pairs alone, never on their order.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lagebild.cluster.rows import account_of
from lagebild.entries import Account, Edge, Incident
from lagebild.link import clusters, fitting
from lagebild.store.codec import dumps
from lagebild.store.copies import ALIKE, HASHES, ROWS

Pairs = list[tuple[str, str]]
Group = tuple[list[str], list[tuple[str, str, float]]]
CHUNK = 5000


class Scored(NamedTuple):
    """A comparison as it is written: the keys of two accounts, in order, what speaks for one happening, and why."""

    a: str
    b: str
    score: float
    reasons: str


class Groups:
    """Things that hang together, directly or through others."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def of(self, n: int) -> int:
        """The representative of a thing's group."""
        while self._above[n] != n:
            self._above[n] = self._above[self._above[n]]
            n = self._above[n]
        return n

    def join(self, a: int, b: int) -> None:
        """Put two groups together."""
        x, y = self.of(a), self.of(b)
        self._above[max(x, y)] = min(x, y)

    def members(self) -> dict[int, list[int]]:
        """All groups."""
        found: dict[int, list[int]] = {}
        for n in range(len(self._above)):
            found.setdefault(self.of(n), []).append(n)
        return found


def copies_of(keys: Sequence[str], reported: Sequence[str], signatures: Sequence[bytes]) -> dict[str, str]:
    """The group of near-identical texts of every document, named after the first report in it."""
    if not keys:
        return {}
    rows = np.frombuffer(b"".join(signatures), np.uint32).reshape(len(keys), HASHES)
    once, at = np.unique(rows, axis=0, return_inverse=True)
    groups = Groups(len(once))
    for a, b in _banded(once):
        groups.join(a, b)
    of = [groups.of(int(n)) for n in at.ravel()]
    first: dict[int, tuple[str, str]] = {}
    for g, said in zip(of, zip(reported, keys, strict=True), strict=True):
        first[g] = min(first.get(g, said), said)
    return {k: first[g][1] for k, g in zip(keys, of, strict=True)}


def _banded(rows: NDArray[np.uint32]) -> Iterator[tuple[int, int]]:
    """Pairs of signatures that share a band and are alike."""
    for i in range(0, HASHES, ROWS):
        band = np.ascontiguousarray(rows[:, i : i + ROWS]).view(np.dtype((np.void, 4 * ROWS))).ravel()
        for some in _equal(band):
            for n, a in enumerate(some[:-1]):
                share = (rows[some[n + 1 :]] == rows[a]).mean(axis=1)
                yield from ((int(a), int(b)) for b in some[n + 1 :][share >= ALIKE])


def _equal(values: NDArray[np.generic]) -> list[NDArray[np.intp]]:
    """Places of the values that come more than once."""
    _, at, count = np.unique(values, return_inverse=True, return_counts=True)
    order = np.argsort(at, kind="stable")
    return [found for found in np.split(order, np.cumsum(count)[:-1]) if len(found) > 1]


def near(accounts: Sequence[tuple[str, str, Sequence[int]]]) -> list[tuple[str, str, list[int]]]:
    """Accounts (key, document, blocks) with the blocks, numbered, that any other shares."""
    number = np.repeat(np.arange(len(accounts)), [len(b) for _, _, b in accounts])
    hashes = np.fromiter((h for _, _, b in accounts for h in b), np.uint64, len(number))
    shared: list[list[int]] = [[] for _ in accounts]
    for n, some in enumerate(_equal(hashes)):
        for i in number[some].tolist():
            shared[i].append(n)
    return [(key, document, found) for (key, document, _), found in zip(accounts, shared, strict=True)]


def edges_of(accounts: Mapping[str, Account], pairs: Pairs) -> list[Scored]:
    """The comparisons among these pairs that speak for one happening."""
    found = (fitting(accounts[a], accounts[b]) for a, b in pairs)
    return [Scored(e.a, e.b, e.score, dumps(e.reasons)) for e in found if e]


def incidents_of(accounts: Mapping[str, Account], groups: list[Group]) -> list[Incident]:
    """The incidents of some groups, each by itself."""
    return [i for keys, scores in groups for i in clusters([accounts[k] for k in keys], [Edge(*s, ()) for s in scores])]


def chunked(pairs: Pairs) -> Iterator[Pairs]:
    """Pairs in parts that are worth sending to a worker."""
    yield from (pairs[i : i + CHUNK] for i in range(0, len(pairs), CHUNK))


def components(keys: Iterable[str], edges: Iterable[Scored]) -> Iterator[list[Group]]:
    """The groups of accounts that hang together by comparisons, the largest first, in parts that are worth sending to a worker."""
    ordered, part, size = sorted(_hanging(sorted(keys), edges), key=lambda g: (-len(g[1]), g[0])), list[Group](), 0
    for group in ordered:
        part.append(group)
        size += len(group[0]) + len(group[1])
        if size >= CHUNK:
            yield part
            part, size = [], 0
    if part:
        yield part


def _hanging(keys: Sequence[str], edges: Iterable[Scored]) -> Iterator[Group]:
    number, groups, found = {k: n for n, k in enumerate(keys)}, Groups(len(keys)), list(edges)
    for e in found:
        groups.join(number[e.a], number[e.b])
    of: dict[int, list[tuple[str, str, float]]] = {}
    for e in found:
        of.setdefault(groups.of(number[e.a]), []).append(e[:3])
    yield from (([keys[n] for n in some], of.get(g, [])) for g, some in groups.members().items())


def bodies(rows: Iterable[tuple[str, str, str]], group: Mapping[str, str]) -> dict[str, Account]:
    """Accounts by key from (key, document, body), with the group of near-copies of each."""
    return {key: account_of(body, group[document]) for key, document, body in rows}
