"""Incidents and states as bars on one line of days, in per cent across, so that text keeps its size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from lagebild.picture import Occurrence, Standing, State
from lagebild.report.draw.days import Days, at, over

MOST = 6
NARROWEST = 0.8
STEPS = (1, 2, 3, 5, 7, 14, 30, 61, 91, 182, 365, 730, 1826, 3652)


@dataclass(frozen=True, slots=True)
class Tick:
    """A day below the bars; ``last`` is the day before the next one."""

    x: float
    day: str
    last: str


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a row begins and how wide it is; ``open_start`` and ``open_end``: nobody says when it began, it goes on."""

    x: float
    width: float
    sure: bool
    open_start: bool = False
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class IncidentRow:
    """An incident and its bar; without one where no day is known at all."""

    incident: Occurrence
    bar: Bar | None = None


@dataclass(frozen=True, slots=True)
class StateRow:
    """A thing with the states that it went through, each with its bar."""

    standing: Standing
    states: tuple[tuple[State, Bar], ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """All rows with the days that they share."""

    incidents: tuple[IncidentRow, ...]
    states: tuple[StateRow, ...]
    ticks: tuple[Tick, ...]


def line(incidents: Sequence[Occurrence], things: Sequence[Standing], until: str) -> Line:
    """Rows in order of time, up to a day."""
    known = [o for o in incidents if o.last]
    states = [s for t in things for s in t.history]
    if not known and not states:
        return Line(tuple(IncidentRow(o) for o in incidents), (), ())
    starts = [at((o.first if o.dated else o.last) or "") for o in known] + [at(s.since) for s in states]
    ends = [at(o.last or "", True) for o in known] + [at(s.until, True) for s in states if s.until] + [at(until, True)] * bool(states)
    days = over(starts, [*ends, max(starts)], 0.0, 100.0)
    first = sorted((IncidentRow(o, _of_incident(o, days)) for o in incidents), key=_place)
    rows = sorted((_row(t, days) for t in things if t.history), key=lambda r: r.states[0][1].x)
    return Line(tuple(first), tuple(rows), tuple(_ticks(days)))


def _place(row: IncidentRow) -> tuple[bool, float]:
    """By when it began; by when it was over where nobody says."""
    bar = row.bar
    return bar is None, (bar.x if bar.sure else bar.x + bar.width) if bar else 0.0


def _of_incident(o: Occurrence, days: Days) -> Bar | None:
    if not o.last:
        return None
    if o.dated and o.first:
        return _bar(days, at(o.first), at(o.last, True), True)
    return replace(_bar(days, days.first, at(o.last, True), False), open_start=True)


def _row(thing: Standing, days: Days) -> StateRow:
    lasting = {id(s) for s in (thing.official, thing.actual) if s and not s.until}
    made = []
    for s in thing.history:
        goes_on = id(s) in lasting or not s.until
        end = at(s.until) if s.until and not goes_on else days.last
        made.append((s, replace(_bar(days, at(s.since), max(end, at(s.since)), s.certainty == "stated"), open_end=goes_on)))
    return StateRow(thing, tuple(made))


def _bar(days: Days, first: float, last: float, sure: bool) -> Bar:
    x, end = days.x(first), days.x(last)
    x = min(x, 100 - NARROWEST)
    return Bar(round(x, 2), round(max(NARROWEST, end - x), 2), sure)


def _ticks(days: Days) -> Iterable[Tick]:
    whole = max(1, round(days.last - days.first))
    step = next((s for s in STEPS if whole / s <= MOST), whole)
    first = int(days.first)
    for n in range(0, whole, step):
        last = min(n + step, whole) - 1
        yield Tick(round(days.x(float(first + n)), 2), *(date.fromordinal(first + k).isoformat() for k in (n, last)))


__all__ = ["Bar", "IncidentRow", "Line", "StateRow", "Tick", "line"]
