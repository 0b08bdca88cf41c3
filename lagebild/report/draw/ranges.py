"""A range plot: what each voice says over time, with bounds, open ends and what no longer holds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lagebild.picture import Point, Series
from lagebild.report.draw.days import Days, at, over
from lagebild.report.draw.svg import FAINT, HALO, SOFT, drawing, shortened, tag, words
from lagebild.report.situation import steps

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 720.0, 190.0, 56.0, 190.0, 12.0, 28.0
COLOURS = ("#9a3412", "#1f5f8b", "#3f6212", "#6b21a8", "#a16207", "#0f766e")
APART, LONGEST, NICE = 15.0, 22, (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Field:
    """The part of the picture in which numbers lie."""

    days: Days
    top: float

    def y(self, number: float) -> float:
        """Where a number lies."""
        return HEIGHT - BOTTOM - min(1.0, number / self.top) * (HEIGHT - BOTTOM - TOP)

    def x(self, point: Point) -> float:
        """Where the time of a report lies."""
        return self.days.x(at(point.reported))


def plotted(series: Series) -> bool:
    """Whether there is anything to compare: two different numbers or more."""
    return len({(p.low, p.high) for t in series.tracks for p in t.points}) > 1


def range_plot(series: Series, names: Sequence[str], day: Callable[[str], str], number: Callable[[float], str], title: str) -> str:
    """The plot; ``names`` are those of the voices in the order of the tracks."""
    tracks = [steps(t.points) for t in series.tracks]
    points = [p for t in tracks for p in t]
    times = [at(p.reported) for p in points]
    top = max(max(p.high or 0.0, p.low or 0.0) for p in points)
    step = _step(top)
    field = Field(over(times, times, LEFT + 10, WIDTH - RIGHT), step * (int(top / step) + 1))
    rows = [(t, name, COLOURS[n % len(COLOURS)]) for n, (t, name) in enumerate(zip(tracks, names, strict=True))]
    return drawing(WIDTH, HEIGHT, title, *_grid(field, step, day, number), *(_track(p, field, c) for p, _, c in rows), *_labels(rows, field))


def _step(top: float) -> float:
    """A round distance between lines, so that there are three to six of them."""
    if top <= 0:
        return 1.0
    power = 10.0 ** len(str(int(top / 4))) / 10
    return max(1.0, next(n * power for n in NICE if top / (n * power) <= 5))


def _grid(field: Field, step: float, day: Callable[[str], str], number: Callable[[float], str]) -> list[str]:
    made = []
    for n in range(int(field.top / step) + 1):
        y = field.y(n * step)
        made.append(tag("line", x1=LEFT, y1=y, x2=WIDTH - RIGHT + 10, y2=y, stroke=FAINT, class_="grid"))
        made.append(words(number(n * step), LEFT - 6, y + 4, text_anchor="end", font_size=11, fill=SOFT, class_="soft"))
    for x, said in field.days.ticks(day):
        made.append(tag("line", x1=x, y1=HEIGHT - BOTTOM, x2=x, y2=HEIGHT - BOTTOM + 4, stroke=SOFT, class_="grid"))
        made.append(words(said, x, HEIGHT - BOTTOM + 18, text_anchor="middle", font_size=11, fill=SOFT, class_="soft"))
    return made


def _track(points: Sequence[Point], field: Field, colour: str) -> str:
    said = [p for p in points if p.standing != "denied"]
    line = "L".join(f"{field.x(p):.1f} {field.y(_middle(p)):.1f}" for p in said)
    path = tag("path", d=f"M{line}", fill="none", stroke=colour, stroke_width=1.2, stroke_opacity=0.5) if len(said) > 1 else ""
    return path + "".join(_point(p, field, colour) for p in points)


def _middle(p: Point) -> float:
    if p.low is not None and p.high is not None:
        return (p.low + p.high) / 2
    return p.low if p.low is not None else p.high or 0.0


def _point(p: Point, field: Field, colour: str) -> str:
    """Filled while it holds, hollow when it does not, a cross where it is denied; a bar for its bounds, an arrow where one is open."""
    x, y = field.x(p), field.y(_middle(p))
    bar = ""
    if p.low != p.high:
        top = field.y(p.high) if p.high is not None else y - 16
        foot = field.y(p.low) if p.low is not None else y + 16
        bar = tag("line", x1=x, y1=top, x2=x, y2=foot, stroke=colour, stroke_width=2)
        bar += _head(x, top, -1, colour) if p.high is None else ""
        bar += _head(x, foot, 1, colour) if p.low is None else ""
    if p.standing == "denied":
        return bar + tag("path", d=f"M{x - 4:.1f} {y - 4:.1f}l8 8m0-8l-8 8", stroke=colour, stroke_width=2, fill="none")
    holds = p.standing == "holds"
    look = {} if holds else {"class_": "hollow"}
    return bar + tag("circle", cx=x, cy=y, r=4.5, fill=colour if holds else HALO, stroke=colour, stroke_width=1.6, **look)


def _head(x: float, y: float, way: int, colour: str) -> str:
    return tag("path", d=f"M{x - 4:.1f} {y - 4 * way:.1f}L{x:.1f} {y + 3 * way:.1f}L{x + 4:.1f} {y - 4 * way:.1f}", stroke=colour, stroke_width=1.6,
               fill="none")  # fmt: skip


def _labels(rows: Sequence[tuple[Sequence[Point], str, str]], field: Field) -> list[str]:
    """Names of the voices at the right edge, at the height of their last number, moved apart where they would meet."""
    wanted = sorted((field.y(_middle(points[-1])), name, points[-1], colour) for points, name, colour in rows)
    made, last = [], TOP - APART
    room = max(APART * 0.75, min(APART, (HEIGHT - BOTTOM - TOP) / max(1, len(wanted))))
    floor = HEIGHT - BOTTOM - room * (len(wanted) - 1)
    for n, (y, name, point, colour) in enumerate(wanted):
        last = min(max(y, last + room), floor + n * room)
        x = WIDTH - RIGHT + 26
        made.append(tag("path", d=f"M{field.x(point) + 6:.1f} {y:.1f}L{x - 4:.1f} {last:.1f}", stroke=colour, stroke_opacity=0.35, fill="none"))
        made.append(words(shortened(name, LONGEST), x, last + 4, fill=colour, class_="voice"))
    return made
