"""Near-identical texts: MinHash over runs of three words, found by bands. Wire copy and mirrored pages share a group.

Two texts belong together by a property of the pair alone, and a group is named after its first report: the order of arrival does not matter.
"""

import zlib
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, select, update

from lagebild.store import tables as t
from lagebild.text import digest, fold

HASHES, ROWS, ALIKE, RUN = 64, 4, 0.6, 3
PRIME = np.uint64((1 << 31) - 1)
Signature = NDArray[np.uint32]
_random = np.random.default_rng(20220106)
FACTORS = _random.integers(1, (1 << 31) - 1, HASHES, dtype=np.uint64)
OFFSETS = _random.integers(0, (1 << 31) - 1, HASHES, dtype=np.uint64)


def signature(text: str) -> Signature:
    """64 smallest hashes of a text's runs of three words."""
    words = [w if w.isalnum() else "".join(c for c in w if c.isalnum()) for w in fold(text).split()]
    words = [w for w in words if w]
    runs = {" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))}
    hashes = np.fromiter((zlib.crc32(r.encode()) & 0x7FFFFFFF for r in runs), dtype=np.uint64, count=len(runs))
    smallest: Signature = ((hashes[:, None] * FACTORS + OFFSETS) % PRIME).min(axis=0).astype(np.uint32)
    return smallest


def alike(a: Signature, b: Signature) -> float:
    """The estimated share of runs that two texts have in common."""
    return float((a == b).mean())


def bands(found: Signature) -> list[int]:
    """What two texts must share in one place at least to be compared: numbers below 2**63, each once."""
    return sorted({int(digest(found[i : i + ROWS].tobytes().hex()), 16) >> 1 for i in range(0, HASHES, ROWS)})


def place(connection: Connection, rows: Iterable[tuple[int, str, str, Signature]]) -> None:
    """Put new documents (row, key, reported, signature) into their groups."""
    for row, key, reported, found in rows:
        hashes = bands(found)
        groups = {g for g, bytes_ in _candidates(connection, hashes) if alike(found, np.frombuffer(bytes_, np.uint32)) >= ALIKE}
        first = min([(reported, key), *_firsts(connection, groups)])[1]
        touched = {*groups, key} - {first}
        if touched:
            connection.execute(update(t.documents).where(t.documents.c.copies.in_(touched)).values(copies=first))
        connection.execute(t.bands.insert(), [{"hash": h, "document": row} for h in hashes])


def _candidates(connection: Connection, hashes: list[int]) -> list[tuple[str, bytes]]:
    d, b = t.documents.c, t.bands.c
    rows = select(b.document).where(t.among(b.hash, hashes))
    return [(r.copies, r.signature) for r in connection.execute(select(d.copies, d.signature).where(d.row.in_(rows)))]


def _firsts(connection: Connection, groups: set[str]) -> list[tuple[str, str]]:
    d = t.documents.c
    return [(r.reported, r.key) for r in connection.execute(select(d.reported, d.key).where(t.among(d.key, groups)))] if groups else []
