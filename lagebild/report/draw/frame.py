"""From degrees to a picture: which part of the world is shown, and where a point of it lies."""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from lagebild.report.draw.basemap import Point, Ring

LEAST, MARGIN = 5.0, 0.25


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the world between degrees, on a picture of this width and height."""

    west: float
    south: float
    east: float
    north: float
    width: float
    height: float

    def place(self, point: Point) -> Point:
        """Where a point lies on the picture."""
        x = (point[0] - self.west) / (self.east - self.west) * self.width
        return x, (self.north - point[1]) / (self.north - self.south) * self.height


def around(points: Iterable[Point], width: float, height: float) -> Frame:
    """The part of the world that holds all points, with a margin, in the shape of the picture."""
    found = list(points)
    west, east = min(x for x, _ in found), max(x for x, _ in found)
    south, north = min(y for _, y in found), max(y for _, y in found)
    middle = ((west + east) / 2, (south + north) / 2)
    narrow = max(0.2, math.cos(math.radians(middle[1])))
    tall = max(LEAST, (north - south) * (1 + 2 * MARGIN), (east - west) * (1 + 2 * MARGIN) * narrow * height / width)
    tall = min(tall, 170.0)
    wide = min(tall * width / height / narrow, 360.0)
    return Frame(middle[0] - wide / 2, middle[1] - tall / 2, middle[0] + wide / 2, middle[1] + tall / 2, width, height)


def clipped(ring: Ring, frame: Frame) -> Sequence[Point]:
    """The part of an outline inside a frame, one edge of the frame after another."""
    points: Sequence[Point] = ring
    for axis, limit, keep_above in ((0, frame.west, True), (0, frame.east, False), (1, frame.south, True), (1, frame.north, False)):
        points = _cut(points, _side(axis, limit, keep_above), axis, limit)
    return points


def _side(axis: int, limit: float, above: bool) -> Callable[[Point], bool]:
    return lambda p: (p[axis] >= limit) if above else (p[axis] <= limit)


def _cut(points: Sequence[Point], inside: Callable[[Point], bool], axis: int, limit: float) -> list[Point]:
    made: list[Point] = []
    for a, b in zip(points, [*points[1:], *points[:1]], strict=True):
        if inside(a):
            made.append(a)
        if inside(a) != inside(b):
            made.append(_crossing(a, b, axis, limit))
    return made


def _crossing(a: Point, b: Point, axis: int, limit: float) -> Point:
    t = (limit - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + t * (b[1 - axis] - a[1 - axis])
    return (limit, other) if axis == 0 else (other, limit)
