"""Decoding always yields one tree with one root."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from lagebild.reader.trees import best_tree


@given(st.integers(1, 14), st.integers(0, 10_000))
def test_any_scores_give_one_rooted_tree(size, seed):
    heads = best_tree(np.random.default_rng(seed).normal(size=(size + 1, size + 1)))
    assert (heads[1:] == 0).sum() == 1
    for word in range(1, size + 1):
        seen, at = set(), word
        while at:
            assert at not in seen
            seen.add(at)
            at = int(heads[at])


def test_a_clear_tree_is_kept():
    scores = np.full((4, 4), -5.0)
    scores[2, 0] = scores[1, 2] = scores[3, 2] = 5.0
    assert best_tree(scores)[1:].tolist() == [2, 0, 2]
