"""Candidates: accounts that share a block may tell of the same happening; no others are compared."""

from hashlib import blake2b
from itertools import combinations

from lagebild.entries import Account, Spot
from lagebild.link import days
from lagebild.link.reports import REPORT
from lagebild.sketches import bands

WINDOW = 4
LONG, REACH, PAIRED, SINGLE = 20, 10, 6, 10


def blocks(a: Account) -> set[str]:
    """The blocks of an account: family and place in windows of days, full names in windows, bits of its sentence vector."""
    if a.family == REPORT:
        return _of_report(a)
    windows = _windows(a)
    placed = {f"p|{a.family}|{_place(s)}|{w}" for s in a.spots for w in windows}
    named = {f"n|{a.family}|{n}|{w}" for n in a.names if " " in n for w in windows}
    near = {f"v|{a.family}|{b}|{w}" for b in bands(a.sketch) for w in windows} if a.sketch else set()
    return placed | named | near


def numbers(a: Account) -> set[int]:
    """The blocks of an account as numbers below 2**63. Those of one time lie together, so that a store of years writes in a few places."""
    return {_number(b) for b in blocks(a)}


def _number(block: str) -> int:
    hashed = int.from_bytes(blake2b(block.encode("utf8", "surrogatepass"), digest_size=8).digest())
    return (int(block.rpartition("|")[2]) & 0xFFFF) << 47 | hashed >> 17


def _of_report(a: Account) -> set[str]:
    """Pairs of its most frequent names in long windows of days, and single ones in short windows.

    Reports that are at most twice ``REACH`` days apart share a long window.
    """
    day = days.number(a.first or "")
    long = {-1} if day is None else {(day - REACH) // LONG, (day + REACH) // LONG}
    short = set() if day is None else {(day - 1) // WINDOW, (day + 1) // WINDOW}
    pairs = {f"r|{x}|{y}|{w}" for x, y in combinations(sorted(a.names[:PAIRED]), 2) for w in long}
    return pairs | {f"s|{x}|{w}" for x in a.names[:SINGLE] for w in short}


def _place(s: Spot) -> str:
    return str(s.geonames) if s.geonames is not None else s.name


def _windows(a: Account) -> list[int]:
    first, last = days.number(a.first or ""), days.number(a.last or "")
    if first is None or last is None:
        return [-1]
    return sorted({d // WINDOW for d in range(first - 1, last + 2)})
