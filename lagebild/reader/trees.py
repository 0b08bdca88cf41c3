"""Decoding arc scores: always one tree with one root.

Maximum spanning arborescence after Chu and Liu (1965) and Edmonds (1967), with the greedy answer taken where it is a tree.
"""

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Heads = NDArray[np.int64]


def best_tree(scores: Scores) -> Heads:
    """Heads of all words. *Shape:* (words + 1, words + 1), dependent by head, node 0 the root -> (words + 1,), [0] unused."""
    scores = np.array(scores)
    np.fill_diagonal(scores, -np.inf)
    heads: Heads = scores.argmax(1)
    heads[0] = 0
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) == 1 and not _cycle(heads):
        return heads
    return _spanning(_one_root(scores, roots))


def _one_root(scores: NDArray[np.float64], roots: NDArray[np.int64]) -> NDArray[np.float64]:
    """Allow only the best root."""
    candidates = roots if len(roots) else np.arange(1, len(scores))
    root = candidates[scores[candidates, 0].argmax()]
    scores = scores.copy()
    keep = scores[root, 0]
    scores[1:, 0] = -1e9
    scores[root, :] = -1e9
    scores[root, 0] = keep
    return scores


def _cycle(heads: Heads) -> list[int]:
    """A cycle among the heads, or nothing."""
    state = np.zeros(len(heads), dtype=np.int8)
    state[0] = 2
    for start in range(1, len(heads)):
        path, at = [], start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1 and at in path:
            return path[path.index(at) :]
        state[path] = 2
    return []


def _spanning(scores: NDArray[np.float64]) -> Heads:
    heads: Heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    return _expand(scores, heads, cycle)


def _expand(scores: NDArray[np.float64], heads: Heads, cycle: list[int]) -> Heads:
    """Contract a cycle to one node, solve the rest, and break the cycle where the solution enters it."""
    outside = [n for n in range(len(scores)) if n not in set(cycle)]
    held = scores[cycle, heads[cycle]]
    entering = scores[np.ix_(cycle, outside)] - held[:, None]
    leaving = scores[np.ix_(outside, cycle)]
    small = np.full((len(outside) + 1, len(outside) + 1), -np.inf)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    small[-1, :-1] = entering.max(0)
    small[:-1, -1] = leaving.max(1)
    solved = _spanning(small)
    result = heads.copy()
    for n, node in enumerate(outside[1:], 1):
        result[node] = cycle[int(leaving[n].argmax())] if solved[n] == len(outside) else outside[solved[n]]
    entry = int(solved[-1])
    result[cycle[int(entering[:, entry].argmax())]] = outside[entry]
    return result
