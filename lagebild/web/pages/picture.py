"""The picture of a scope."""

from dataclasses import dataclass
from typing import ClassVar

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from lagebild.picture import Picture, picture
from lagebild.web.filters import Filters
from lagebild.web.page import Entry, Page, answer, pages
from lagebild.web.preferences import note_visit


@dataclass(frozen=True)
class PicturePage(Page):
    """A picture with the filters that it was asked with."""

    template: ClassVar[str] = "picture.html"
    filters: Filters
    picture: Picture


def show(request: Request) -> Response:
    """The page."""
    filters = Filters.of(request.query_params)
    response = answer(request, PicturePage(filters, picture(request.app.state.store, filters.scope())))
    note_visit(request, response)
    return response


def first(_: Request) -> Response:
    """The first page is the picture."""
    return RedirectResponse("/picture", 307)


ROUTES = [Route("/", first), *pages("/picture", show, "picture")]
NAVIGATION = (Entry("nav.picture", "/picture", 10),)
