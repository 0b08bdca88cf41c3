"""Votes: what single words say of the situation, as light heads learned it from annotated reports.

A vote is no finding. It is weighed with what the lexicons know (``lagebild.extract.ballots``).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Shares = NDArray[np.float16]
NONE = "-"


@dataclass(frozen=True, slots=True)
class Votes:
    """Per matter (event, measure, class, state, stance): its labels, and every word's shares, which sum to 1.

    ``shares`` are of shape (words, labels); label 0 is "-", none of these.
    """

    labels: Mapping[str, Sequence[str]]
    shares: Mapping[str, Shares]

    def best(self, matter: str, words: Iterable[int]) -> tuple[str, float]:
        """The label with the highest share of any of the words, "none" left out, and this share."""
        rows = self.shares[matter][list(words), 1:]
        if not rows.size:
            return NONE, 0.0
        top = rows.max(0)
        return self.labels[matter][int(top.argmax()) + 1], float(top.max())


def shares(logits: NDArray[np.float32]) -> Shares:
    """Softmax over the last axis."""
    raised = np.exp(logits - logits.max(1, keepdims=True))
    found: Shares = (raised / raised.sum(1, keepdims=True)).astype(np.float16)
    return found
