"""The picture of a scope: key figures, states, incidents, positions, questions, contradictions; and each of its parts as a page of its own."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from lagebild.entries import Header
from lagebild.picture import Change, Contradiction, Occurrence, Picture, Series, Standing, Unknown, View
from lagebild.store.clock import moment, stamp
from lagebild.web.faults import missing
from lagebild.web.filters import Filters
from lagebild.web.page import Entry, Page, answer, page_number, pages
from lagebild.web.preferences import last_visit, note_visit
from lagebild.web.scene import Scene, Window, scene, since, span
from lagebild.web.suggesting import Suggestions
from lagebild.web.telling import incident_of

PARTS = ("figures", "statuses", "incidents", "positions", "questions", "contradictions")
FIRST = {"figures": 6, "statuses": 12, "incidents": 12, "positions": 8, "questions": 8, "contradictions": 6}
PAGE, CHANGES = 40, 40
VISIT = "visit"


@dataclass(frozen=True, slots=True)
class Block:
    """One incident with its key figures and what no report says of it."""

    incident: Occurrence
    figures: tuple[Series, ...]
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """One actor with the positions taken, oldest first."""

    name: str
    views: tuple[View, ...]


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a picture, as much of each as a page shows; ``totals`` says how much there is."""

    figures: tuple[Block, ...] = ()
    statuses: tuple[Standing, ...] = ()
    incidents: tuple[Block, ...] = ()
    positions: tuple[Holder, ...] = ()
    questions: tuple[Unknown, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True)
class PicturePage(Page):
    """A picture with the filters it was asked with, the reports it rests on, and what is new in it."""

    template: ClassVar[str] = "picture.html"
    filters: Filters
    window: Window
    parts: Parts
    totals: dict[str, int]
    reports: dict[str, Header]
    range: tuple[str, str] | None = None
    since: str | None = None
    visit: str | None = None
    changes: tuple[Change, ...] = ()
    new: int = 0
    told: dict[str, Occurrence] = field(default_factory=dict)
    suggestions: Suggestions = Suggestions()


@dataclass(frozen=True)
class PartPage(Page):
    """One part of a picture, a page of it."""

    template: ClassVar[str] = "part.html"
    filters: Filters
    window: Window
    part: str
    parts: Parts
    total: int
    number: int
    last: int
    reports: dict[str, Header]
    suggestions: Suggestions = Suggestions()


def show(request: Request) -> Response:
    """The page."""
    filters, store = Filters.of(request.query_params), request.app.state.store
    found, visit = scene(store, filters.scope(), filters.most), last_visit(request)
    lists = _lists(found.picture)
    parts = Parts(**{p: tuple(lists[p][: FIRST[p]]) for p in PARTS})
    asked = request.query_params.get("since", "")
    news = _news(request, filters, found, asked, visit)
    page = PicturePage(
        filters, found.window, parts, {p: len(lists[p]) for p in PARTS}, _reports(request, parts), span(store, filters.scope(), found),
        asked or None, visit, tuple(news[:CHANGES]), len(news), _told(found, news[:CHANGES]), found.suggestions,
    )  # fmt: skip
    response = answer(request, page)
    note_visit(request, response)
    return response


def _news(request: Request, filters: Filters, found: Scene, asked: str, visit: str | None) -> list[Change]:
    """Changes since the last visit or since a day's beginning; none where neither is asked for."""
    if asked == VISIT:
        return since(request.app.state.store, filters.scope(), found, recorded=visit) if visit else []
    return since(request.app.state.store, filters.scope(), found, reported=before(asked)) if before(asked) else []


def _told(found: Scene, news: Iterable[Change]) -> dict[str, Occurrence]:
    """The incidents that changes are about, by id."""
    wanted = {incident_of(c) for c in news}
    return {o.id: o for o in found.picture.incidents if o.id in wanted}


def before(day: str) -> str | None:
    """The last moment before a day or time; None where it is neither."""
    try:
        if len(day) == 10:
            return stamp(datetime.combine(date.fromisoformat(day), time.min) - timedelta(microseconds=1))
        return moment(day) if day else None
    except (ValueError, OverflowError):
        return None


def part(request: Request) -> Response:
    """A page of one part."""
    name, filters = request.path_params["part"], Filters.of(request.query_params)
    if name not in PARTS:
        raise missing(f"a picture has no part {name}")
    found = scene(request.app.state.store, filters.scope(), filters.most)
    rows, number = _lists(found.picture)[name], page_number(request)
    shown = Parts(**{name: tuple(rows[(number - 1) * PAGE : number * PAGE])})
    last = max(1, -(-len(rows) // PAGE))
    return answer(request, PartPage(filters, found.window, name, shown, len(rows), number, last, _reports(request, shown), found.suggestions))


def _lists(picture: Picture) -> dict[str, list[Any]]:
    """All parts in the order in which people look: the newest first."""
    blocks = _blocks(picture)
    return {
        "figures": sorted((b for b in blocks if b.figures), key=_weight, reverse=True),
        "statuses": sorted((s for s in picture.statuses if s.history), key=lambda s: s.history[-1].since, reverse=True),
        "incidents": sorted(blocks, key=lambda b: (b.incident.last or "", b.incident.first or "", b.incident.reports), reverse=True),
        "positions": _holders(picture.positions),
        "questions": sorted(picture.questions, key=lambda u: (u.answer is None, u.reported), reverse=True),
        "contradictions": list(reversed(picture.contradictions)),
    }


def _blocks(picture: Picture) -> list[Block]:
    figures: dict[str, list[Series]] = {}
    unsaid: dict[str, list[str]] = {}
    for s in picture.figures:
        figures.setdefault(s.incident, []).append(s)
    for g in picture.gaps:
        unsaid.setdefault(g.incident, []).append(g.what)
    return [Block(o, tuple(figures.get(o.id, ())), tuple(unsaid.get(o.id, ()))) for o in picture.incidents]


def _weight(block: Block) -> tuple[int, str]:
    """Told by many voices before told by one, then the latest number."""
    times = (p.reported for s in block.figures for t in s.tracks for p in t.points)
    return block.incident.voices, max(times)


def _holders(views: Iterable[View]) -> list[Holder]:
    found: dict[str, list[View]] = {}
    for v in views:
        found.setdefault(v.holder.casefold(), []).append(v)
    made = [Holder(of[-1].holder, tuple(of)) for of in found.values()]
    return sorted(made, key=lambda h: (any(v.before for v in h.views), h.views[-1].since), reverse=True)


def _reports(request: Request, parts: Parts) -> dict[str, Header]:
    """The reports behind positions, questions and contradictions."""
    refs = [v.statement for h in parts.positions for v in h.views] + [u.statement for u in parts.questions]
    refs += [r for u in parts.questions if (r := u.answer)] + [r for c in parts.contradictions for r in (c.first, c.second)]
    found: dict[str, Header] = request.app.state.store.headers({k for k, _ in refs})
    return found


def first(_: Request) -> Response:
    """The first page is the picture."""
    return RedirectResponse("/picture", 307)


ROUTES = [Route("/", first), *pages("/picture", show, "picture"), *pages("/picture/{part}", part, "part")]
NAVIGATION = (Entry("nav.picture", "/picture", 10),)
