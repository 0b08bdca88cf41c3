"""Range plots: the numbers of each voice over time, as lanes on one axis. Sizes are per cent across and pixels down, so that text keeps its size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from lagebild.picture import Point, Series, Track
from lagebild.web.interface import Interface

LEFT, RIGHT = 1.0, 99.0
HEIGHT, TOP, BOTTOM = 62, 24.0, 52.0
NARROWEST, LETTER = 280.0, 8.0
OUT = ("denied", "taken-back")
DAYS = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """One number: where it stands, how far it reaches, how it is written; ``side`` is where its text is anchored."""

    x: float
    top: float
    bottom: float
    label: str
    side: str
    standing: str
    point: Point
    up: bool = False
    down: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """A line from one number to the next of the same voice; the last one leads to the end of the axis."""

    x: float
    to: float
    y: float
    rise: float | None


@dataclass(frozen=True, slots=True)
class Lane:
    """The numbers of one voice."""

    voice: str
    marks: tuple[Mark, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """The time that plots share, with its days to be written."""

    first: datetime
    last: datetime
    ticks: tuple[tuple[float, str, str], ...] = ()

    def x(self, iso: str) -> float:
        """Where a time stands, in per cent; the middle of a day where the hour is not known."""
        span = (self.last - self.first).total_seconds()
        time = _time(iso).replace(hour=12, minute=0, second=0, microsecond=0) if whole(iso) else _time(iso)
        return round(LEFT + (RIGHT - LEFT) * (time - self.first).total_seconds() / span, 2) if span else LEFT


def whole(iso: str) -> bool:
    """Whether only the day is known."""
    return iso[11:16] == "23:59"


def _time(iso: str) -> datetime:
    return datetime.fromisoformat(iso.replace("Z", "+00:00"))


def axis(series: Iterable[Series]) -> Axis:
    """The axis of some series: whole days, from that of their first number to that of their last."""
    times = sorted(p.reported for s in series for t in s.tracks for p in t.points)
    first, last = (_time(x).replace(hour=0, minute=0, second=0, microsecond=0) for x in (times[0], times[-1]))
    found = Axis(first, last + timedelta(days=1))
    return replace(found, ticks=tuple(_ticks(found, all(whole(x) for x in times))))


def _ticks(found: Axis, whole_days: bool) -> Iterable[tuple[float, str, str]]:
    """Midnights, at most a handful; the quarters of a single day where hours are known."""
    days = (found.last - found.first).days
    apart = timedelta(hours=6) if days == 1 and not whole_days else timedelta(days=-(-days // DAYS))
    at = found.first
    while at < found.last:
        x = found.x(at.isoformat())
        yield x, at.isoformat(), "start" if x < LEFT + 1 else "middle"
        at += apart


def lanes(series: Series, on: Axis, i: Interface) -> list[Lane]:
    """One lane for each voice; what holds first."""
    most = max((v for t in series.tracks for p in t.points for v in (p.low, p.high) if v is not None), default=1.0) or 1.0
    return [_lane(t, on, most, i) for t in sorted(series.tracks, key=lambda t: (not any(p.standing == "holds" for p in t.points), t.voice))]


def _lane(track: Track, on: Axis, most: float, i: Interface) -> Lane:
    marks: list[Mark] = []
    for p in steps(track.points):
        mark = _mark(p, on, most, i)
        marks.append(replace(mark, x=max(mark.x, marks[-1].x)) if marks else mark)
    return Lane(voice(track, i), tuple(_fitting(marks)), tuple(_lines([m for m in marks if m.standing not in OUT])))


def _fitting(marks: Sequence[Mark]) -> list[Mark]:
    """Marks whose texts do not meet: what holds keeps its text, then the later before the earlier."""
    taken: list[tuple[float, float]] = []
    kept: set[int] = set()
    for n in sorted(range(len(marks)), key=lambda n: (marks[n].standing != "holds", -n)):
        begin, end = _reach(marks[n])
        if all(end <= a or begin >= b for a, b in taken):
            taken.append((begin, end))
            kept.add(n)
    return [m if n in kept else replace(m, label="") for n, m in enumerate(marks)]


def _width(label: str) -> float:
    return 100 * (len(label) + 1) * LETTER / NARROWEST


def _reach(m: Mark) -> tuple[float, float]:
    width = _width(m.label)
    begin = m.x if m.side == "start" else m.x - width if m.side == "end" else m.x - width / 2
    return begin, begin + width


def voice(track: Track, i: Interface) -> str:
    """A voice as it is printed; the report itself by its outlet."""
    kind, _, outlet = track.voice.partition(":")
    return track.name or (outlet if kind == "outlet" else str(i.words["report_itself"]))


def _mark(p: Point, on: Axis, most: float, i: Interface) -> Mark:
    low, high = (p.low if p.low is not None else p.high or 0.0), (p.high if p.high is not None else p.low or 0.0)
    x, label = on.x(p.reported), i.amount(p.low, p.high, p.approx)
    half = _width(label) / 2
    side = "start" if x < half else "end" if x > 100 - half else "middle"
    return Mark(x, _y(high, most), _y(low, most), label, side, p.standing, p, p.high is None, p.low is None)


def _y(value: float, most: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * value / most, 1)


def _lines(marks: Sequence[Mark]) -> Iterable[Step]:
    for n, m in enumerate(marks):
        following = marks[n + 1] if n + 1 < len(marks) else None
        y = (m.top + m.bottom) / 2
        yield Step(m.x, following.x if following else 100.0, y, (following.top + following.bottom) / 2 if following else None)


def steps(points: Sequence[Point]) -> list[Point]:
    """Each number once: since when it was given, and how it stands in the end."""
    found: list[Point] = []
    for p in points:
        if found and (found[-1].low, found[-1].high, found[-1].approx, found[-1].certainty) == (p.low, p.high, p.approx, p.certainty):
            found[-1] = replace(found[-1], standing=p.standing)
        else:
            found.append(p)
    return found
