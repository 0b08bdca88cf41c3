"""Sentence vectors as bits: which side of fixed random planes they lie on. Small to keep, and near vectors share most bits."""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from lagebild.threads import one_thread

BITS, BAND, BANDS = 256, 16, 4
Floats = NDArray[np.float32]


@lru_cache(maxsize=4)
def _planes(size: int) -> Floats:
    found: Floats = np.random.default_rng(size).standard_normal((size, BITS)).astype(np.float32)
    return found


def sketches(vectors: Floats) -> list[str]:
    """The bits of each vector, in hex."""
    if not len(vectors):
        return []
    with one_thread():
        sides = vectors @ _planes(vectors.shape[1]) > 0
    return [row.tobytes().hex() for row in np.packbits(sides, axis=1)]


def sketch(vectors: Floats) -> str:
    """The bits of the mean of some vectors; empty where there is none."""
    if not len(vectors):
        return ""
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return sketches((vectors / lengths).mean(axis=0, keepdims=True))[0]


def merged(found: Sequence[str]) -> str:
    """The bits that most of some sketches have: about the sketch of their mean. Of equals the first decides."""
    alike = [f for f in found if f and len(f) == len(found[0])]
    if len(alike) < 2:
        return alike[0] if alike else ""
    rows = np.stack([np.unpackbits(np.frombuffer(bytes.fromhex(f), dtype=np.uint8)) for f in alike]).astype(np.int16)
    votes = 2 * rows.sum(axis=0) - len(alike)
    return np.packbits((votes > 0) | ((votes == 0) & (rows[0] > 0))).tobytes().hex()


def likeness(a: str, b: str) -> float | None:
    """About the cosine of the vectors behind two sketches; None where one is missing."""
    if not a or not b or len(a) != len(b):
        return None
    different = (int(a, 16) ^ int(b, 16)).bit_count()
    return math.cos(math.pi * different / (4 * len(a)))


def bands(found: str) -> list[str]:
    """A few stretches of bits, of which near vectors share at least one; few, because each is a row of the store."""
    step = BAND // 4
    return [f"{i}:{found[i : i + step]}" for i in range(0, min(len(found), BANDS * step), step)]
