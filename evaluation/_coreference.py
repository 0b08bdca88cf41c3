"""How clusters of mentions are scored: MUC, B-cubed and CEAF-e, and their mean, the CoNLL F1. Clusters of one mention count."""

from collections.abc import Collection, Hashable, Iterable, Mapping

import numpy as np
from scipy.optimize import linear_sum_assignment

Cluster = frozenset[Hashable]


def clusters_of(labels: Mapping[Hashable, Hashable]) -> list[Cluster]:
    """Mentions by their labels, as sets."""
    found: dict[Hashable, set[Hashable]] = {}
    for mention, label in labels.items():
        found.setdefault(label, set()).add(mention)
    return [frozenset(c) for c in found.values()]


def conll(gold: Collection[Cluster], found: Collection[Cluster]) -> float:
    """The mean of the three F1."""
    return sum(f1(measure(gold, found), measure(found, gold)) for measure in (muc, b_cubed, ceaf)) / 3


def f1(recall: tuple[float, float], precision: tuple[float, float]) -> float:
    """F1 of two fractions, each as what is right and out of how much."""
    right, all_, held, given = *recall, *precision
    r, p = right / all_ if all_ else 0.0, held / given if given else 0.0
    return 2 * r * p / (r + p) if r + p else 0.0


def muc(gold: Iterable[Cluster], found: Iterable[Cluster]) -> tuple[float, float]:
    """Links of gold that are there; out of all."""
    of = {m: n for n, c in enumerate(found) for m in c}
    right = total = 0
    for c in gold:
        parts = {of[m] for m in c if m in of}
        right += len(c) - len(parts) - sum(1 for m in c if m not in of)
        total += len(c) - 1
    return float(right), float(total)


def b_cubed(gold: Iterable[Cluster], found: Iterable[Cluster]) -> tuple[float, float]:
    """For each mention the share of its cluster that is with it; out of all mentions."""
    of = {m: c for c in found for m in c}
    chosen = list(gold)
    right = sum(len(c & of[m]) / len(c) for c in chosen for m in c if m in of)
    return right, float(sum(len(c) for c in chosen))


def ceaf(gold: Collection[Cluster], found: Collection[Cluster]) -> tuple[float, float]:
    """How alike the clusters of the best one-to-one alignment are; out of as many as there are."""
    right = sum(_aligned(g, f) for g, f in _components(list(gold), list(found)))
    return right, float(len(gold))


def _aligned(gold: list[Cluster], found: list[Cluster]) -> float:
    alike = np.array([[2 * len(g & f) / (len(g) + len(f)) for f in found] for g in gold])
    rows, columns = linear_sum_assignment(-alike)
    return float(alike[rows, columns].sum())


def _components(gold: list[Cluster], found: list[Cluster]) -> Iterable[tuple[list[Cluster], list[Cluster]]]:
    """Clusters that hang together by shared mentions; the alignment never crosses them."""
    of = {m: n for n, c in enumerate(found) for m in c}
    by = {m: n for n, c in enumerate(gold) for m in c}
    seen: set[int] = set()
    for start in range(len(gold)):
        ring, mine, theirs = [start], set[int](), set[int]()
        while ring:
            n = ring.pop()
            if n in seen:
                continue
            seen.add(n)
            mine.add(n)
            fresh = {of[m] for m in gold[n] if m in of} - theirs
            theirs |= fresh
            ring += [by[m] for k in fresh for m in found[k] if m in by]
        if theirs:
            yield [gold[n] for n in sorted(mine)], [found[n] for n in sorted(theirs)]
