"""Near-copies and incidents of all shards: blocks by sorting hashes, comparisons in chunks that workers can share.

What is found is what the store finds one report after another: both depend on the pairs alone, never on their order.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from lagebild.cluster.rows import account_of
from lagebild.entries import Account, Edge, Incident
from lagebild.link import clusters, fitting
from lagebild.link.leading import Near, pairs
from lagebild.store.codec import dumps
from lagebild.store.copies import ALIKE, HASHES, ROWS

Thing = TypeVar("Thing")
Group = tuple[list[str], list[tuple[str, str, float]]]
Columns = tuple[list[str], list[str], list[float], list[str]]
CHUNK = 5000


class Scored(NamedTuple):
    """A comparison as it is written: the keys of two accounts, in order, what speaks for one happening, and why."""

    a: str
    b: str
    score: float
    reasons: str


def hanging(size: int, pairs: NDArray[np.intp]) -> NDArray[np.intp]:
    """For each of some things the first of those that hang together with it, directly or through others.

    Args:
        size: how many things there are.
        pairs: two of them in each row.
    """
    found = np.arange(size)
    while True:
        before, least = found.copy(), found[pairs].min(axis=1)
        for side in (0, 1):
            np.minimum.at(found, pairs[:, side], least)
        found = found[found]
        if np.array_equal(found, before):
            return found


def copies_of(keys: Sequence[str], reported: Sequence[str], signatures: Sequence[bytes]) -> dict[str, str]:
    """The group of near-identical texts of every document, named after the first report in it."""
    if not keys:
        return {}
    rows = np.frombuffer(b"".join(signatures), np.uint32).reshape(len(keys), HASHES)
    once, at = np.unique(rows, axis=0, return_inverse=True)
    alike = np.concatenate([np.empty((0, 2), np.intp), *_banded(once)])
    of = hanging(len(once), alike)[at.ravel()].tolist()
    first: dict[int, tuple[str, str]] = {}
    for g, said in zip(of, zip(reported, keys, strict=True), strict=True):
        first[g] = min(first.get(g, said), said)
    return {k: first[g][1] for k, g in zip(keys, of, strict=True)}


def _banded(rows: NDArray[np.uint32]) -> Iterator[NDArray[np.intp]]:
    """Pairs of signatures that share a band and are alike: of all neighbours in order of a band, then of all next but one, and so on."""
    for i in range(0, HASHES, ROWS):
        band = np.ascontiguousarray(rows[:, i : i + ROWS]).view(np.dtype((np.void, 4 * ROWS))).ravel()
        value = np.unique(band, return_inverse=True)[1].ravel()
        order, left, step = np.argsort(value, kind="stable"), np.arange(len(rows) - 1), 1
        while len(left := left[left + step < len(rows)]):
            left = left[value[order[left]] == value[order[left + step]]]
            pairs = np.stack([order[left], order[left + step]], axis=1)
            yield pairs[(rows[pairs[:, 0]] == rows[pairs[:, 1]]).mean(axis=1) >= ALIKE]
            step += 1


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


def edges_of(accounts: Mapping[str, Account], near: list[Near]) -> Columns:
    """The comparisons among these accounts that speak for one happening."""
    found = [e for a, b in pairs(near) if (e := fitting(accounts[a], accounts[b]))]
    return [e.a for e in found], [e.b for e in found], [e.score for e in found], [dumps(e.reasons) for e in found]


def chunked(near: Iterable[Near]) -> Iterator[list[Near]]:
    """Accounts with those beside them, in parts that are worth sending to a worker."""
    yield from _parts(near, lambda row: len(row[1]))


def incidents_of(accounts: Mapping[str, Account], groups: list[Group]) -> list[Incident]:
    """The incidents of some groups, each by itself."""
    return [i for keys, scores in groups for i in clusters([accounts[k] for k in keys], [Edge(*s, ()) for s in scores])]


def components(keys: Iterable[str], edges: Sequence[Scored]) -> Iterator[list[Group]]:
    """The groups of accounts that hang together by comparisons, the largest first, in parts that are worth sending to a worker."""
    ordered = sorted(keys)
    number = {k: n for n, k in enumerate(ordered)}
    label = hanging(len(ordered), np.array([(number[e.a], number[e.b]) for e in edges], np.intp).reshape(-1, 2)).tolist()
    found: dict[int, Group] = {}
    for k, n in zip(ordered, label, strict=True):
        found.setdefault(n, ([], []))[0].append(k)
    for e in edges:
        found[label[number[e.a]]][1].append(e[:3])
    yield from _parts(sorted(found.values(), key=lambda g: (-len(g[1]), g[0])), lambda g: len(g[0]) + len(g[1]))


def _parts(things: Iterable[Thing], size: Callable[[Thing], int]) -> Iterator[list[Thing]]:
    part, held = list[Thing](), 0
    for thing in things:
        part.append(thing)
        held += size(thing)
        if held >= CHUNK:
            yield part
            part, held = [], 0
    if part:
        yield part


def bodies(rows: Iterable[tuple[str, str, str]], group: Mapping[str, str]) -> dict[str, Account]:
    """Accounts by key from (key, document, body), with the group of near-copies of each."""
    return {key: account_of(body, group[document]) for key, document, body in rows}
