"""A line of days: which days are shown, and which of them are written below."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

STEPS = (1, 2, 7, 14, 30, 91, 182, 365, 730, 1826, 3652)
APART = 78.0


def at(iso: str, end: bool = False) -> float:
    """A day, or a time of it, as days since the year 1; the end of a day is the beginning of the next."""
    day = float(date.fromisoformat(iso[:10]).toordinal())
    if len(iso) < 16:
        return day + end
    return day + (int(iso[11:13]) * 60 + int(iso[14:16])) / 1440


@dataclass(frozen=True, slots=True)
class Days:
    """Days from ``first`` up to ``last`` between two edges of a picture."""

    first: float
    last: float
    left: float
    right: float

    def x(self, when: float) -> float:
        """Where a time lies; times outside lie at the edges."""
        share = (when - self.first) / max(1e-9, self.last - self.first)
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)

    def ticks(self, name: Callable[[str], str]) -> list[tuple[float, str]]:
        """Days to write below: at whole steps, as many as have room."""
        whole = max(1, round(self.last - self.first))
        step = next((s for s in STEPS if whole / s * APART <= self.right - self.left), whole)
        first = date.fromordinal(int(-(-self.first // 1)))
        days = (first + timedelta(days=n * step) for n in range(int(whole // step) + 1))
        return [(self.x(float(d.toordinal())), name(d.isoformat())) for d in days if d.toordinal() <= self.last]


def over(starts: list[float], ends: list[float], left: float, right: float) -> Days:
    """Whole days that hold all."""
    first, last = float(min(starts) // 1), float(-(-max(ends) // 1))
    return Days(first, max(last, first + 1), left, right)
