"""From scores to trees, labels and words."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from lagebild.reader.model import Floats
from lagebild.reader.trees import best_tree

ARC = 256
REL = 128
LABEL_BLOCK = 2048
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


def labels_of(rel: Floats, heads: Indices, roots: Indices, weights: Floats, root_label: int) -> Indices:
    """The best label of every word under its head; "root" if and only if the head is the root.

    Args:
        rel: label vectors of words and, after them, of the sentences' roots.
        roots: per word, the row of its sentence's root.
        weights: (labels, rel + 1, rel + 1).
    """
    above = rel[np.where(heads >= 0, heads, roots), REL:]
    count, width = weights.shape[0], weights.shape[1]
    flat = weights.transpose(1, 0, 2).reshape(width, -1)
    found = []
    for at in range(0, len(heads), LABEL_BLOCK):
        part = slice(at, min(at + LABEL_BLOCK, len(heads)))
        left = (one(rel[part, :REL]) @ flat).reshape(-1, count, width)
        scores = np.matmul(left, one(above[part])[:, :, None])[:, :, 0]
        scores[:, root_label] = np.where(heads[part] < 0, np.inf, -np.inf)
        found.append(scores.argmax(1))
    return np.concatenate(found)


def best(logits: Floats, sizes: Iterable[int]) -> list[list[int]]:
    """The best label of every group of logits, per word."""
    columns, at = [], 0
    for size in sizes:
        columns.append(logits[:, at : at + size].argmax(1))
        at += size
    found: list[list[int]] = np.stack(columns, 1).tolist()
    return found
