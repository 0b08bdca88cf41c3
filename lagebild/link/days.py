"""Days of statements and reports, as numbers."""

from datetime import date
from functools import lru_cache

from lagebild.entries import Header
from lagebild.statements import Period, Statement

BEFORE = 6
LONGEST = 40
Days = tuple[int, int]


@lru_cache(maxsize=4096)
def number(iso: str) -> int | None:
    """The day of an ISO date or time, as a number; None where it names no day."""
    try:
        return date.fromisoformat(iso[:10]).toordinal()
    except ValueError:
        return None


def iso(day: int) -> str:
    """The day of a number."""
    return date.fromordinal(day).isoformat()


def days_of(period: Period | None) -> Days | None:
    """First and last day of a time, where both are known and not far apart."""
    if period is None or period.earliest is None or period.latest is None:
        return None
    first, last = number(period.earliest), number(period.latest)
    return (first, last) if first is not None and last is not None and 0 <= last - first <= LONGEST else None


def happened(statement: Statement) -> Days | None:
    """When an event happened; the time of a figure is that of the counting."""
    return days_of(statement.time) if statement.kind == "event" else None


def around(header: Header) -> Days:
    """When something that a report gives no day for will have happened: within the week before it."""
    last = number(header.reported) or 1
    return max(1, last - BEFORE), last


def meet(a: Days | None, b: Days | None) -> bool:
    """Whether two times can be the same; an unknown one always can."""
    return a is None or b is None or (a[0] <= b[1] and b[0] <= a[1])


def gap(a: Days, b: Days) -> int:
    """Days between two times; 0 where they overlap."""
    return max(0, a[0] - b[1], b[0] - a[1])
