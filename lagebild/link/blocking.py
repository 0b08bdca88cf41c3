"""Candidates: accounts that share a block may tell of the same happening; no others are compared."""

from lagebild.entries import Account, Spot
from lagebild.link import days
from lagebild.link.vectors import bands

WINDOW = 4


def blocks(a: Account) -> set[str]:
    """The blocks of an account: family and place in windows of days, full names in windows, bits of its sentence vector."""
    windows = _windows(a)
    placed = {f"p|{a.family}|{_place(s)}|{w}" for s in a.spots for w in windows}
    named = {f"n|{a.family}|{n}|{w}" for n in a.names if " " in n for w in windows}
    near = {f"v|{a.family}|{b}|{w}" for b in bands(a.sketch) for w in windows} if a.sketch else set()
    return placed | named | near


def _place(s: Spot) -> str:
    return str(s.geonames) if s.geonames is not None else s.name


def _windows(a: Account) -> list[int]:
    first, last = days.number(a.first or ""), days.number(a.last or "")
    if first is None or last is None:
        return [-1]
    return sorted({d // WINDOW for d in range(first - 1, last + 2)})
