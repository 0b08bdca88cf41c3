"""The map: a list of places with what is reported from each, and the same on a map, drawn no finer than it is known."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, ClassVar

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lagebild.picture import Occurrence, Site
from lagebild.report.draw.basemap import outline
from lagebild.report.draw.worldmap import drawable, world_map
from lagebild.web.filters import Filters
from lagebild.web.page import Entry, Page, answer, pages, tagged
from lagebild.web.scene import Scene, Window, scene, span
from lagebild.web.templating import AGE

COUNTRIES = files("lagebild") / "data" / "map" / "countries.json"
GEOJSON = "application/geo+json"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with its number on the map; ``drawn`` says whether the map can show it."""

    number: int
    site: Site
    incidents: tuple[Occurrence, ...]
    drawn: bool


@dataclass(frozen=True)
class MapPage(Page):
    """The places of a picture, those that can be drawn first."""

    template: ClassVar[str] = "map.html"
    filters: Filters
    window: Window
    range: tuple[str, str] | None
    spots: tuple[Spot, ...]
    placeless: int
    tiles: str | None = None
    credit: str | None = None

    def drawing(self, title: str) -> Markup:
        """The map for readers without script."""
        return Markup(world_map([s.site for s in self.spots], title) or "")

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
    found = scene(store, filters.scope())
    placed = {i for s in found.sites for i in s.incidents}
    placeless = sum(1 for o in found.picture.incidents if o.id not in placed)
    days = span(store, filters.scope())
    return answer(request, MapPage(filters, found.window, days, spots(found), placeless, state.tiles, state.credit if state.tiles else None))


def spots(found: Scene) -> tuple[Spot, ...]:
    """The places of a scene in the order of their numbers."""
    of = {o.id: o for o in found.picture.incidents}
    ordered = sorted(found.sites, key=lambda s: not drawable(s))
    return tuple(Spot(n, s, _latest(of[i] for i in s.incidents if i in of), drawable(s)) for n, s in enumerate(ordered, 1))


def _latest(found: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    return tuple(sorted(found, key=lambda o: (o.last or "", o.first or "", o.reports), reverse=True))


def places(request: Request) -> Response:
    """The places as GeoJSON: points, or the areas within which they lie."""
    found = spots(scene(request.app.state.store, Filters.of(request.query_params).scope()))
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


ROUTES = [Route("/map/places.geojson", places), Route("/map/countries.geojson", countries), *pages("/map", show, "map")]
NAVIGATION = (Entry("nav.map", "/map", 20),)
