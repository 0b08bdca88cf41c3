"""The base map that ships, and the outlines of areas: countries as they are, provinces around their towns."""

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from lagebild import places
from lagebild.picture import Site
from lagebild.places import Known

Point = tuple[float, float]
Ring = tuple[Point, ...]
FILE = files("lagebild") / "data" / "map" / "countries.json"
SOME = 3


@lru_cache(maxsize=1)
def countries() -> tuple[tuple[str | None, tuple[Ring, ...]], ...]:
    """Code and outlines of every country; of each polygon the outer line alone."""
    found: dict[str, Any] = json.loads(FILE.read_text(encoding="utf8"))
    return tuple(
        (f["properties"]["code"], tuple(tuple((x, y) for x, y in polygon[0]) for polygon in f["geometry"]["coordinates"])) for f in found["features"]
    )


def outline(site: Site) -> tuple[Ring, ...]:
    """Within which lines a place lies that is no point: its country, or the towns of its province; nothing where that is not known."""
    return _outline(site.precision, site.country, site.name) if site.precision in ("country", "province") else ()


@lru_cache(maxsize=256)
def _outline(precision: str, country: str | None, name: str) -> tuple[Ring, ...]:
    if precision == "country":
        return tuple(r for code, rings in countries() if code and code == country for r in rings)
    known = _province(name, country)
    if known is None or not known.country or not known.admin1:
        return ()
    around = hull(places.towns(known.country, known.admin1))
    return (around,) if len(around) >= SOME else ()


def _province(name: str, country: str | None) -> Known | None:
    return next((k for k in places.lookup(name) if k.kind == "province" and k.country == country), None)


def hull(points: tuple[Point, ...]) -> Ring:
    """The smallest convex outline around points, closed."""
    ordered = sorted(set(points))
    if len(ordered) < SOME:
        return ()
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    return (*lower[:-1], *upper)


def _chain(ordered: list[Point]) -> list[Point]:
    made: list[Point] = []
    for p in ordered:
        while len(made) > 1 and _turn(made[-2], made[-1], p) <= 0:
            made.pop()
        made.append(p)
    return made


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
