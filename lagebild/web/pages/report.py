"""Situation reports to take away: what a page shows, as a document."""

import re
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import ClassVar

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lagebild.report.brief import Asked, Brief, brief, spoken
from lagebild.report.brief.markdown import as_markdown
from lagebild.report.brief.page import as_page
from lagebild.report.brief.pdf import as_pdf
from lagebild.web.faults import missing
from lagebild.web.filters import Filters
from lagebild.web.page import Entry, Page, answer, pages
from lagebild.web.pages.picture import before
from lagebild.web.preferences import interface
from lagebild.web.scene import Window, scene
from lagebild.web.suggesting import Suggestions

FORMS = {"html": "text/html", "pdf": "application/pdf", "md": "text/markdown"}
NOTHING = ("",)
SAID = {"place": "place", "start": "from", "end": "to", "about": "about", "language": "language", "source": "source"}


@dataclass(frozen=True)
class ReportPage(Page):
    """What a report can be asked for."""

    template: ClassVar[str] = "report.html"
    filters: Filters
    window: Window
    forms: tuple[str, ...]
    languages: tuple[str, ...]
    suggestions: Suggestions = Suggestions()


def ask(request: Request) -> Response:
    """The page that asks."""
    filters = Filters.of(request.query_params)
    found = scene(request.app.state.store, filters.scope(), filters.most)
    return answer(request, ReportPage(filters, found.window, available(), tuple(spoken()), found.suggestions))


def available() -> tuple[str, ...]:
    """The formats that this installation can write."""
    return tuple(f for f in FORMS if f != "pdf" or find_spec("typst"))


def download(request: Request) -> Response:
    """The report as a file."""
    form = request.path_params["form"]
    if form not in available():
        raise missing(f"there are no reports as {form}")
    made, name = written(request), _file_name(Filters.of(request.query_params), form)
    body = as_pdf(made) if form == "pdf" else (as_page(made) if form == "html" else as_markdown(made)).encode("utf8")
    return Response(body, media_type=FORMS[form], headers={"Content-Disposition": f'attachment; filename="{name}"'})


def written(request: Request) -> Brief:
    """The report on what a page with these filters shows."""
    filters, store, asked = Filters.of(request.query_params), request.app.state.store, request.query_params
    found = scene(store, filters.scope(), filters.most)
    scope = replace(filters.scope(), about=None, documents=found.documents or NOTHING)
    since, language = before(asked.get("since", "")), asked.get("words", "")
    said = tuple((SAID[f], v) for f in SAID if (v := getattr(filters, f)))
    spoken_ = language if language in spoken() else interface(request).language
    return brief(store, Asked(scope, since, asked.get("since") if since else None, spoken_, said, found.window.more))


def _file_name(filters: Filters, form: str) -> str:
    """ "lage-passau-2022-01-06.pdf", of letters that every system knows."""
    parts = ("lage", *(re.sub(r"[^a-z0-9-]+", "-", x.lower()).strip("-") for x in (filters.place, filters.as_of)))
    return f"{'-'.join(p for p in parts if p)}.{form}"


ROUTES = [Route("/report/download.{form}", download, name="report.download"), *pages("/report", ask, "report")]
NAVIGATION = (Entry("nav.report", "/report", 30),)
