"""A timeline: bars for incidents and states, with ends as sure as they are known."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from lagebild.report.draw.days import Days, at, over
from lagebild.report.draw.svg import ACCENT, FAINT, INK, SOFT, drawing, shortened, tag, words

WIDTH, LEFT, ROW, TOP, BOTTOM, THICK, LONGEST = 720.0, 250.0, 24.0, 8.0, 26.0, 12.0, 40
STATE = "#1f5f8b"


@dataclass(frozen=True, slots=True)
class Bar:
    """One row. ``first`` or ``last`` is null where that end is open; ``sure`` is false where no report gives the days, or all are unsure."""

    label: str
    kind: str
    first: str | None
    last: str | None
    sure: bool = True
    href: str | None = None
    title: str | None = None


def timeline(bars: Sequence[Bar], until: str, name: Callable[[str], str], title: str) -> str | None:
    """The timeline up to a day; ``name`` writes a day. None without a day to show."""
    rows = [b for b in bars if b.first or b.last]
    if not rows:
        return None
    ends = [at(b.last, True) if b.last else at(until, True) for b in rows]
    starts = [at(b.first) if b.first else at(b.last or until) for b in rows]
    days = over(starts, ends, LEFT, WIDTH - 12)
    height = TOP + ROW * len(rows) + BOTTOM
    return drawing(WIDTH, height, title, *_grid(days, height, name), *(_row(b, n, days) for n, b in enumerate(rows)))


def _grid(days: Days, height: float, name: Callable[[str], str]) -> list[str]:
    foot, made = height - BOTTOM, []
    for n, (x, said) in enumerate(days.ticks(name)):
        made.append(tag("line", x1=x, y1=TOP, x2=x, y2=foot + 4, stroke=FAINT, class_="grid"))
        anchor = "end" if x > WIDTH - 60 else "start" if n == 0 else "middle"
        made.append(words(said, x, foot + 18, font_size=11, fill=SOFT, text_anchor=anchor, class_="soft"))
    return made


def _row(bar: Bar, n: int, days: Days) -> str:
    y = TOP + ROW * n + ROW / 2
    label = words(shortened(bar.label, LONGEST), LEFT - 12, y + 4, text_anchor="end")
    row = tag("title", escape(bar.title or bar.label)) + label + _bar(bar, y, days)
    return tag("a", row, href=bar.href, class_="row") if bar.href else tag("g", row, class_="row")


def _bar(bar: Bar, y: float, days: Days) -> str:
    """Solid where both ends are known, dashed and hollow where the days are not sure, with an arrow at an open end."""
    colour = STATE if bar.kind == "status" else ACCENT
    left = days.x(at(bar.first)) if bar.first else days.left
    right = days.x(at(bar.last, True)) if bar.last else days.right
    right = max(right, left + 4)
    look = {"fill": colour, "class_": f"bar {bar.kind}"} if bar.sure else {
        "fill": colour, "fill_opacity": 0.12, "stroke": colour, "stroke_dasharray": "3 2", "class_": f"bar {bar.kind} unsure"
    }  # fmt: skip
    made = tag("rect", x=left, y=y - THICK / 2, width=right - left, height=THICK, rx=2, **look)
    return made + ("" if bar.first else _arrow(left, y, -1)) + ("" if bar.last else _arrow(right, y, 1))


def _arrow(x: float, y: float, way: int) -> str:
    """The end of a bar that goes on, or of which nobody says when it began."""
    return tag("path", d=f"M{x - 4 * way:.1f} {y - 8:.1f}L{x + 5 * way:.1f} {y:.1f}L{x - 4 * way:.1f} {y + 8:.1f}", fill="none", stroke=INK,
               stroke_width=1.6, class_="arrow")  # fmt: skip
