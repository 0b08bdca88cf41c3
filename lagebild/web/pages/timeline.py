"""The timeline: incidents and states as bars in a table, with ends as sure as they are known."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from starlette.requests import Request
from starlette.responses import Response

from lagebild.picture import Picture
from lagebild.web.bars import Line, line
from lagebild.web.filters import Filters
from lagebild.web.page import Entry, Page, answer, page_number, pages
from lagebild.web.scene import Window, scene, span
from lagebild.web.suggesting import Suggestions

KINDS = ("incidents", "statuses")
ROWS = 40


@dataclass(frozen=True)
class TimelinePage(Page):
    """Incidents and states over time, a page of them, the latest on the first; ``kind`` is empty for both."""

    template: ClassVar[str] = "timeline.html"
    filters: Filters
    window: Window
    range: tuple[str, str] | None
    kind: str
    line: Line
    number: int = 1
    last: int = 1
    suggestions: Suggestions = Suggestions()


def show(request: Request) -> Response:
    """The page."""
    filters, store = Filters.of(request.query_params), request.app.state.store
    found, asked = scene(store, filters.scope(), filters.most), request.query_params.get("kind", "")
    kind, number = asked if asked in KINDS else "", page_number(request)
    incidents, things = _rows(found.picture, kind)
    made = line(_part(incidents, number), _part(things, number), found.window.last or "1970-01-01")
    last = max(1, *(-(-len(r) // ROWS) for r in (incidents, things)))
    days = span(store, filters.scope(), found)
    return answer(request, TimelinePage(filters, found.window, days, kind, made, number, last, found.suggestions))


def _rows(found: Picture, kind: str) -> tuple[Sequence[Any], Sequence[Any]]:
    """Incidents and things, oldest first."""
    things = sorted(found.statuses, key=lambda s: s.history[-1].since if s.history else "")
    return found.incidents if kind != "statuses" else (), things if kind != "incidents" else ()


def _part(rows: Sequence[Any], number: int) -> Sequence[Any]:
    end = max(0, len(rows) - (number - 1) * ROWS)
    return rows[max(0, end - ROWS) : end]


ROUTES = pages("/timeline", show, "timeline")
NAVIGATION = (Entry("nav.timeline", "/timeline", 25),)
