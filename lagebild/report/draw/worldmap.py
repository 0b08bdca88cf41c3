"""A map of sites: points where a place is a point, areas where only a province or a country is known."""

from collections.abc import Iterable, Sequence

from lagebild.picture import Site
from lagebild.report.draw.basemap import Point, Ring, countries, outline
from lagebild.report.draw.frame import Frame, around, clipped
from lagebild.report.draw.svg import ACCENT, FAINT, HALO, INK, LAND, SEA, SOFT, drawing, tag, words

WIDTH, HEIGHT, NEAR, RADIUS = 720.0, 420.0, 20.0, 9.0


def drawable(site: Site) -> bool:
    """Whether a map can show the place."""
    return site.latitude is not None or bool(outline(site))


def world_map(sites: Sequence[Site], title: str, first: int = 1) -> str | None:
    """The map; markers bear the numbers of the sites in their order, from the first. None where no place can be shown."""
    numbered = [(n, s) for n, s in enumerate(sites, first) if drawable(s)]
    if not numbered:
        return None
    frame = around([p for _, s in numbered for p in _extent(s)], WIDTH, HEIGHT)
    areas = [(n, s, outline(s)) for n, s in numbered if s.latitude is None]
    points = [(n, s) for n, s in numbered if s.latitude is not None]
    return drawing(
        WIDTH, HEIGHT, title,
        tag("rect", width=WIDTH, height=HEIGHT, fill=SEA, class_="sea"),
        *(_land(rings, frame) for _, rings in countries()),
        *(_area(rings, frame) for _, _, rings in sorted(areas, key=lambda a: a[1].precision != "country")),
        *(_label(str(n), s.name, _middle(rings, frame)) for n, s, rings in areas),
        *(_marker(group, frame) for group in _grouped(points, frame)),
        tag("rect", x=0.5, y=0.5, width=WIDTH - 1, height=HEIGHT - 1, fill="none", stroke=FAINT, class_="edge"),
    )  # fmt: skip


def _extent(site: Site) -> Iterable[Point]:
    if site.latitude is not None and site.longitude is not None:
        return [(site.longitude, site.latitude)]
    return max(outline(site), key=_size)


def _size(ring: Ring) -> float:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return (max(xs) - min(xs)) * (max(ys) - min(ys))


def _path(rings: Iterable[Ring], frame: Frame) -> str:
    parts = []
    for ring in rings:
        points = [frame.place(p) for p in clipped(ring, frame)]
        if len(points) > 2:
            parts.append("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z")
    return "".join(parts)


def _land(rings: Sequence[Ring], frame: Frame) -> str:
    path = _path(rings, frame)
    return tag("path", d=path, fill=LAND, stroke="#b3bcc5", stroke_width=0.7, class_="land") if path else ""


def _area(rings: Sequence[Ring], frame: Frame) -> str:
    return tag("path", d=_path(rings, frame), fill=ACCENT, fill_opacity=0.16, stroke=ACCENT, stroke_width=1.2, stroke_dasharray="5 4", class_="area")


def _middle(rings: Sequence[Ring], frame: Frame) -> Point:
    points = [frame.place(p) for p in clipped(max(rings, key=_size), frame)]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _grouped(points: Sequence[tuple[int, Site]], frame: Frame) -> list[list[tuple[int, Site]]]:
    """Markers that would lie on each other become one."""
    groups: list[list[tuple[int, Site]]] = []
    for n, site in points:
        x, y = _spot(site, frame)
        near = (g for g in groups if abs(_spot(g[0][1], frame)[0] - x) < NEAR and abs(_spot(g[0][1], frame)[1] - y) < NEAR)
        found = next(near, None)
        if found is None:
            groups.append([(n, site)])
        else:
            found.append((n, site))
    return groups


def _spot(site: Site, frame: Frame) -> Point:
    return frame.place((site.longitude or 0.0, site.latitude or 0.0))


def _marker(group: Sequence[tuple[int, Site]], frame: Frame) -> str:
    x, y = _spot(group[0][1], frame)
    numbers, names = ",".join(str(n) for n, _ in group), ", ".join(s.name for _, s in group[:2])
    more = f" +{len(group) - 2}" if len(group) > 2 else ""
    half = max(RADIUS, 3.2 * len(numbers) + 5)
    pin = tag("rect", x=x - half, y=y - RADIUS, width=2 * half, height=2 * RADIUS, rx=RADIUS, fill=ACCENT, stroke=HALO, class_="pin")
    number = words(numbers, x, y + 4, text_anchor="middle", font_size=11, fill=HALO, font_weight="bold", class_="on-pin")
    left = x > frame.width - 120
    return pin + number + _written(names + more, x - half - 4 if left else x + half + 4, y + 4, "end" if left else "start")


def _label(number: str, name: str, at: Point) -> str:
    return _written(f"{number} {name}", at[0], at[1], "middle", SOFT)


def _written(text: str, x: float, y: float, anchor: str, colour: str = INK) -> str:
    halo = {"stroke": HALO, "stroke_width": 3, "stroke_linejoin": "round", "class_": "halo"}
    return words(text, x, y, text_anchor=anchor, **halo) + words(text, x, y, text_anchor=anchor, fill=colour)
