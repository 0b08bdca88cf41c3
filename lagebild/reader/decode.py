"""From scores to trees, labels and words."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from lagebild.reader.model import Floats
from lagebild.reader.trees import best_tree

ARC = 256
REL = 128
LABEL_BLOCK = 2048
SINGLE = (("nsubj", "nsubj:pass", "csubj", "csubj:pass"), ("obj",))  # what a predicate has once, by the guidelines of Universal Dependencies
Indices = NDArray[np.int64]


def one(x: Floats) -> Floats:
    """Append a constant one, the bias of a biaffine form."""
    return np.concatenate([x, np.ones_like(x[:, :1])], 1)


def heads_of(arc: Floats, root: Floats, first: int, weights: Floats) -> Indices:
    """Heads within one sentence, as indices into the whole parse that it begins at ``first`` of; -1 for the root."""
    nodes = np.concatenate([root[None], arc])
    scores = one(nodes[:, :ARC]) @ weights @ nodes[:, ARC:].T
    heads = best_tree(scores.astype(np.float64))[1:]
    return np.where(heads == 0, -1, heads - 1 + first)


def labels_of(rel: Floats, heads: Indices, roots: Indices, weights: Floats, names: Sequence[str]) -> Indices:
    """The best label of every word under its head; "root" if and only if the head is the root; of subjects and objects one each.

    Args:
        rel: label vectors of words and, after them, of the sentences' roots.
        roots: per word, the row of its sentence's root.
        weights: (labels, rel + 1, rel + 1).
        names: the labels.
    """
    scores = _label_scores(rel, rel[np.where(heads >= 0, heads, roots), REL:], weights)
    scores[:, names.index("root")] = np.where(heads < 0, np.inf, -np.inf)
    for single in SINGLE:
        _one_each(scores, heads, [n for n, name in enumerate(names) if name in single])
    found: Indices = scores.argmax(1)
    return found


def _label_scores(rel: Floats, above: Floats, weights: Floats) -> Floats:
    """*Shape:* -> (words, labels), in blocks."""
    count, width = weights.shape[0], weights.shape[1]
    flat = weights.transpose(1, 0, 2).reshape(width, -1)
    found = [np.zeros((0, count), np.float32)]
    for at in range(0, len(above), LABEL_BLOCK):
        part = slice(at, min(at + LABEL_BLOCK, len(above)))
        left = (one(rel[part, :REL]) @ flat).reshape(-1, count, width)
        found.append(np.matmul(left, one(above[part])[:, :, None])[:, :, 0])
    return np.concatenate(found)


def _one_each(scores: Floats, heads: Indices, single: list[int]) -> None:
    """Leave a label that a head has once to the dependent that it fits best, and forbid it to the others."""
    others = np.delete(scores, single, axis=1)
    lead = scores[:, single].max(1) - others.max(1)
    wanted = np.flatnonzero((lead > 0) & (heads >= 0))
    for n in wanted:
        rivals = wanted[heads[wanted] == heads[n]]
        if len(rivals) > 1 and lead[n] < lead[rivals].max():
            scores[n, single] = -np.inf


def best(logits: Floats, sizes: Iterable[int]) -> list[list[int]]:
    """The best label of every group of logits, per word."""
    columns, at = [], 0
    for size in sizes:
        columns.append(logits[:, at : at + size].argmax(1))
        at += size
    found: list[list[int]] = np.stack(columns, 1).tolist()
    return found


def name_tags(scores: Floats, names: Sequence[str], sentence: Sequence[int]) -> list[str]:
    """The likeliest tags of names in which a name goes on only where one of its class was before it in the sentence (Viterbi).

    Args:
        scores: (words, tags), logits.
        names: the tags, "O" and "B-" and "I-" of each class.
        sentence: the sentence of each word.
    """
    barred = np.array([[b.startswith("I-") and a[2:] != b[2:] for b in names] for a in names])
    inner = np.array([n.startswith("I-") for n in names])
    best_so_far, back = np.zeros(len(names)), []
    for n, row in enumerate(scores):
        first = n == 0 or sentence[n] != sentence[n - 1]
        ways = best_so_far[:, None] + np.where(inner if first else barred, -np.inf, 0.0)
        back.append(ways.argmax(0))
        best_so_far = ways.max(0) + row
    return _followed(best_so_far, back, names)


def _followed(last: NDArray[np.float64], back: list[Indices], names: Sequence[str]) -> list[str]:
    at, found = int(last.argmax()) if back else 0, list[str]()
    for before in reversed(back):
        found.append(names[at])
        at = int(before[at])
    return found[::-1]
