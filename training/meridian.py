"""Outlines that cross the 180th meridian, cut in two, so that no line runs across the whole map."""

Point = tuple[float, float]
DECIMALS = 2


def unwrapped(points: list[Point]) -> list[Point]:
    """A line that crosses the 180th meridian without its jump: longitudes go on beyond 180; around a pole it is closed along that."""
    found = points[:1]
    for x, y in points[1:]:
        turns = round((found[-1][0] - x) / 360)
        found.append((round(x + 360 * turns, DECIMALS), y))
    if found[0] != found[-1]:
        pole = -90.0 if found[0][1] < 0 else 90.0
        found += [(found[-1][0], pole), (found[0][0], pole), found[0]]
    return found


def clipped(points: list[Point], low: float, high: float) -> list[Point]:
    """What of a closed line lies between two meridians, closed again (Sutherland and Hodgman 1974)."""
    for edge, sign in ((low, 1), (high, -1)):
        kept: list[Point] = []
        for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True) if points else ():
            inside, next_inside = sign * (x0 - edge) >= 0, sign * (x1 - edge) >= 0
            kept += [(x0, y0)] if inside else []
            if inside != next_inside:
                kept.append((edge, round(y0 + (y1 - y0) * (edge - x0) / (x1 - x0), DECIMALS)))
        points = kept
    return [*points, points[0]] if points and points[0] != points[-1] else points


def in_the_world(points: list[Point]) -> list[list[Point]]:
    """The parts of a closed line on either side of the 180th meridian, each between -180 and 180 degrees."""
    whole = unwrapped(points)
    parts = [(shift, clipped(whole, -180.0 + shift, 180.0 + shift)) for shift in (0.0, 360.0, -360.0)]
    return [[(round(x - shift, DECIMALS), y) for x, y in part] for shift, part in parts if len({x for x, _ in part}) > 1]


def cut(rings: list[list[Point]]) -> list[list[list[Point]]]:
    """The polygons of one polygon: itself, or where it crosses the 180th meridian its parts, without holes."""
    parts = in_the_world(rings[0]) if rings else []
    return [rings] if parts == rings[:1] else [[part] for part in parts]
