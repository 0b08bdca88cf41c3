"""The timeline: incidents and states as bars in a table, with ends as sure as they are known."""

from dataclasses import dataclass
from typing import ClassVar

from starlette.requests import Request
from starlette.responses import Response

from lagebild.web.bars import Line, line
from lagebild.web.filters import Filters
from lagebild.web.page import Entry, Page, answer, pages
from lagebild.web.scene import Window, scene, span

KINDS = ("incidents", "statuses")
ROWS = 80


@dataclass(frozen=True)
class TimelinePage(Page):
    """Incidents and states over time; ``kind`` is empty for both."""

    template: ClassVar[str] = "timeline.html"
    filters: Filters
    window: Window
    range: tuple[str, str] | None
    kind: str
    line: Line
    further: int = 0


def show(request: Request) -> Response:
    """The page: the latest of each kind."""
    filters, store = Filters.of(request.query_params), request.app.state.store
    found, asked = scene(store, filters.scope()), request.query_params.get("kind", "")
    kind = asked if asked in KINDS else ""
    incidents = found.picture.incidents if kind != "statuses" else ()
    things = found.picture.statuses if kind != "incidents" else ()
    shown = incidents[-ROWS:], sorted(things, key=lambda s: s.history[-1].since if s.history else "")[-ROWS:]
    made = line(*shown, found.window.last or "1970-01-01")
    further = len(incidents) + len(things) - sum(map(len, shown))
    return answer(request, TimelinePage(filters, found.window, span(store, filters.scope()), kind, made, further))


ROUTES = pages("/timeline", show, "timeline")
NAVIGATION = (Entry("nav.timeline", "/timeline", 25),)
