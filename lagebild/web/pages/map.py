"""The map: a list of places with what is reported from each, and the same on a map, drawn no finer than it is known."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, ClassVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lagebild.picture import Occurrence, Site
from lagebild.report.draw.basemap import outline
from lagebild.report.draw.svg import darkened
from lagebild.report.draw.worldmap import drawable, world_map
from lagebild.web.faults import missing
from lagebild.web.filters import Filters
from lagebild.web.page import Entry, Page, answer, page_number, pages, tagged
from lagebild.web.preferences import interface
from lagebild.web.scene import Scene, Window, scene, span
from lagebild.web.suggesting import Suggestions
from lagebild.web.templating import AGE

COUNTRIES = files("lagebild") / "data" / "map" / "countries.json"
GEOJSON = "application/geo+json"
PLACES, INCIDENTS, THINGS = 40, 6, 8


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with its number on the map, its latest incidents and how many more there are; ``drawn`` says whether the map can show it."""

    number: int
    site: Site
    incidents: tuple[Occurrence, ...]
    things: tuple[str, ...]
    further: int
    drawn: bool


@dataclass(frozen=True)
class MapPage(Page):
    """The places of a picture, a page of them, those that can be drawn first."""

    template: ClassVar[str] = "map.html"
    filters: Filters
    window: Window
    range: tuple[str, str] | None
    spots: tuple[Spot, ...]
    total: int
    number: int
    last: int
    placeless: int
    tiles: str | None = None
    credit: str | None = None
    suggestions: Suggestions = Suggestions()

    def countries(self) -> str:
        """The address of the base map."""
        return f"/map/countries.geojson?{_mark()}"


@lru_cache(maxsize=1)
def _mark() -> str:
    """A mark of the base map's content."""
    return hashlib.sha256(COUNTRIES.read_bytes()).hexdigest()[:10]


def show(request: Request) -> Response:
    """The page."""
    filters, store, state = Filters.of(request.query_params), request.app.state.store, request.app.state
    found, number = scene(store, filters.scope(), filters.most), page_number(request)
    placed = {i for s in found.sites for i in s.incidents}
    placeless = sum(1 for o in found.picture.incidents if o.id not in placed)
    page = MapPage(
        filters, found.window, span(store, filters.scope(), found), spots(found, number), len(found.sites), number,
        max(1, -(-len(found.sites) // PLACES)), placeless, state.tiles, state.credit if state.tiles else None,
        found.suggestions,
    )  # fmt: skip
    return answer(request, page)


def spots(found: Scene, page: int) -> tuple[Spot, ...]:
    """A page of the places of a scene, in the order of their numbers."""
    of = {o.id: o for o in found.picture.incidents}
    first, ordered = (page - 1) * PLACES, sorted(found.sites, key=lambda s: not drawable(s))
    return tuple(_spot(n, s, of) for n, s in enumerate(ordered[first : first + PLACES], first + 1))


def _spot(number: int, site: Site, of: Mapping[str, Occurrence]) -> Spot:
    told, things = _latest(of[i] for i in site.incidents if i in of), site.things[:THINGS]
    further = max(0, len(told) - INCIDENTS) + len(site.things) - len(things)
    return Spot(number, site, told[:INCIDENTS], things, further, drawable(site))


def _latest(found: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    return tuple(sorted(found, key=lambda o: (o.last or "", o.first or "", o.reports), reverse=True))


def _asked(request: Request) -> tuple[Spot, ...]:
    filters = Filters.of(request.query_params)
    return spots(scene(request.app.state.store, filters.scope(), filters.most), page_number(request))


def drawing(request: Request) -> Response:
    """The map as a picture, for readers without script."""
    found = _asked(request)
    made = world_map([s.site for s in found], interface(request).text("nav.map"), found[0].number) if found else None
    if made is None:
        raise missing("there is no place here that a map can show")
    made = darkened(made) if request.query_params.get("theme") == "dark" else made
    return tagged(request, Response(made, media_type="image/svg+xml"))


def places(request: Request) -> Response:
    """The places as GeoJSON: points, or the areas within which they lie."""
    found = _asked(request)
    said = {"type": "FeatureCollection", "features": [_feature(s) for s in found]}
    return tagged(request, Response(json.dumps(said, ensure_ascii=False), media_type=GEOJSON))


def _feature(spot: Spot) -> dict[str, Any]:
    s = spot.site
    facts = {
        "number": spot.number,
        "name": s.name,
        "country": s.country,
        "precision": s.precision,
        "incidents": list(s.incidents),
        "things": s.things,
    }
    return {"type": "Feature", "id": spot.number, "geometry": _geometry(s), "properties": facts}


def _geometry(site: Site) -> dict[str, Any] | None:
    if site.latitude is not None:
        return {"type": "Point", "coordinates": [site.longitude, site.latitude]}
    rings = outline(site)
    return {"type": "MultiPolygon", "coordinates": [[ring] for ring in rings]} if rings else None


def countries(request: Request) -> Response:
    """The base map, kept for good by browsers that ask for it with its mark."""
    response = tagged(request, Response(COUNTRIES.read_bytes(), media_type=GEOJSON))
    if request.url.query:
        response.headers["Cache-Control"] = AGE
    return response


FILES = (("drawing.svg", drawing), ("places.geojson", places), ("countries.geojson", countries))
ROUTES = [*(Route(f"/map/{name}", found) for name, found in FILES), *pages("/map", show, "map")]
NAVIGATION = (Entry("nav.map", "/map", 20),)
