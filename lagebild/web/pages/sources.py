"""The register of sources, and one source with its reports."""

from dataclasses import dataclass, replace
from typing import ClassVar
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from lagebild.entries import RELIABILITIES, Header, Source
from lagebild.store import Scope
from lagebild.store.lists import Outlet
from lagebild.web.faults import missing
from lagebild.web.filters import LONGEST
from lagebild.web.page import Entry, Page, answer, page_number, pages

ROWS, REPORTS = 100, 25


@dataclass(frozen=True, slots=True)
class Row:
    """A source of the register with what the store has of it."""

    source: Source
    documents: int
    newest: str | None


@dataclass(frozen=True)
class SourcesPage(Page):
    """The register, a page of it."""

    template: ClassVar[str] = "sources.html"
    rows: tuple[Row, ...]
    total: int
    number: int
    last: int


@dataclass(frozen=True)
class SourcePage(Page):
    """One source and its newest reports."""

    template: ClassVar[str] = "source.html"
    source: Source
    documents: int
    newest: str | None
    reports: tuple[Header, ...]
    number: int
    last: int
    reliabilities: tuple[str, ...] = RELIABILITIES


def sources(request: Request) -> Response:
    """The page of the register."""
    rows, number = _rows(request), page_number(request)
    return answer(request, SourcesPage(tuple(rows[(number - 1) * ROWS : number * ROWS]), len(rows), number, max(1, -(-len(rows) // ROWS))))


def _rows(request: Request) -> list[Row]:
    store = request.app.state.store
    counted: dict[str, Outlet] = {o.name: o for o in store.outlets()}
    registered = {s.name: s for s in store.sources()}
    names = sorted({*registered, *counted}, key=lambda n: (-(counted[n].documents if n in counted else 0), n))
    return [_row(registered.get(n) or Source(n), counted.get(n)) for n in names]


def _row(source: Source, counted: Outlet | None) -> Row:
    return Row(source, counted.documents if counted else 0, counted.newest if counted else None)


def source(request: Request) -> Response:
    """The page of one source."""
    name, number = request.query_params.get("name", "")[:LONGEST], page_number(request)
    row = next((r for r in _rows(request) if name and name in (r.source.name, *r.source.aliases)), None)
    if row is None:
        raise missing("there is no such source")
    reports = request.app.state.store.recent(Scope(outlet=row.source.name), REPORTS, (number - 1) * REPORTS)
    last = max(1, -(-row.documents // REPORTS))
    return answer(request, SourcePage(row.source, row.documents, row.newest, tuple(reports), number, last))


async def judge(request: Request) -> Response:
    """Enter what a source is held to be worth."""
    async with request.form(max_files=0, max_fields=10) as form:
        said = {k: " ".join(str(form.get(k) or "").split()) for k in ("name", "reliability", "note")}
    await run_in_threadpool(_judged, request, said)
    return RedirectResponse(f"/source?{urlencode({'name': said['name']})}", 303)


def _judged(request: Request, said: dict[str, str]) -> None:
    row = next((r for r in _rows(request) if r.source.name == said["name"]), None)
    if row is None:
        raise missing("there is no such source")
    request.app.state.store.put_source(replace(row.source, reliability=said["reliability"], note=said["note"][:LONGEST] or None))


ROUTES = [Route("/source", judge, methods=["POST"]), *pages("/sources", sources, "sources"), *pages("/source", source, "source")]
NAVIGATION = (Entry("nav.sources", "/sources", 50),)
