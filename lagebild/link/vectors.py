"""Sentence vectors as bits: which side of fixed random planes they lie on. Small to keep, and near vectors share most bits."""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

BITS, BAND = 128, 16


@lru_cache(maxsize=4)
def _planes(size: int) -> NDArray[np.float32]:
    found: NDArray[np.float32] = np.random.default_rng(size).standard_normal((size, BITS)).astype(np.float32)
    return found


def sketch(vectors: Sequence[Sequence[float]]) -> str:
    """The bits of the mean of some vectors, in hex; empty where there is none."""
    if not vectors:
        return ""
    rows = np.asarray(vectors, dtype=np.float32)
    mean = (rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)).mean(axis=0)
    return np.packbits(mean @ _planes(rows.shape[1]) > 0).tobytes().hex()


def likeness(a: str, b: str) -> float | None:
    """About the cosine of the vectors behind two sketches; None where one is missing."""
    if not a or not b or len(a) != len(b):
        return None
    different = (int(a, 16) ^ int(b, 16)).bit_count()
    return math.cos(math.pi * different / (4 * len(a)))


def bands(found: str) -> list[str]:
    """Stretches of bits of which near vectors share at least one."""
    step = BAND // 4
    return [f"{i}:{found[i : i + step]}" for i in range(0, len(found), step)]
