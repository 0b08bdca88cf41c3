"""Near-copies and incidents of all shards: blocks by sorting hashes, comparisons in chunks that workers can share.

What is found is what the store finds one report after another: both depend on the pairs alone, never on their order.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from lagebild.cluster.rows import account_of
from lagebild.entries import Account, Edge, Incident
from lagebild.link import clusters, fitting
from lagebild.store.copies import ALIKE, HASHES, ROWS

Pairs = list[tuple[str, str]]
CHUNK = 1000


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


def edges_of(pairs: Pairs, accounts: dict[str, Account]) -> list[Edge]:
    """The comparisons among these pairs that speak for one happening."""
    return [e for a, b in pairs if (e := fitting(accounts[a], accounts[b]))]


def chunked(pairs: Pairs) -> Iterator[Pairs]:
    """Pairs in parts that are worth sending to a worker."""
    yield from (pairs[i : i + CHUNK] for i in range(0, len(pairs), CHUNK))


def incidents_of(accounts: dict[str, Account], edges: Iterable[Edge]) -> list[Incident]:
    """All incidents: the accounts that hang together by comparisons, each group by itself."""
    found, number = list(edges), {k: n for n, k in enumerate(sorted(accounts))}
    groups = Groups(len(number))
    for e in found:
        groups.join(number[e.a], number[e.b])
    of: dict[int, list[Edge]] = {}
    for e in found:
        of.setdefault(groups.of(number[e.a]), []).append(e)
    keys = sorted(accounts)
    return [i for g, some in groups.members().items() for i in clusters([accounts[keys[n]] for n in some], of.get(g, []))]


def bodies(rows: Iterable[tuple[str, str, str]], group: dict[str, str]) -> dict[str, Account]:
    """Accounts by key from (key, document, body), with the group of near-copies of each."""
    return {key: account_of(body, group[document]) for key, document, body in rows}


Compared = Callable[[Iterable[Pairs], dict[str, Account]], Iterable[list[Edge]]]
