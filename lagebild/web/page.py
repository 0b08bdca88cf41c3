"""A page is a dataclass: its template lays it out as HTML, its fields are the JSON."""

import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lagebild.web.templating import render

Endpoint = Callable[[Request], Response] | Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True)
class Page:
    """What every page is made from; ``template`` is a file in ``web/templates``."""

    template: ClassVar[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the navigation: the name of its text, where it leads, and its place in the row."""

    text: str
    path: str
    rank: int


def pages(path: str, endpoint: Endpoint, name: str | None = None) -> list[Route]:
    """The routes of a page: as it is asked for, and always as JSON under ``.json``."""
    return [Route(f"{path}.json", endpoint, name=f"{name or path}.json"), Route(path, endpoint, name=name)]


def page_number(request: Request) -> int:
    """The page that is asked for, from 1."""
    said = request.query_params.get("page", "1")
    return max(1, int(said)) if said.isascii() and said.isdigit() and len(said) < 7 else 1


def wants_json(request: Request) -> bool:
    """Whether the answer is to be JSON: by the path, or because that alone is accepted."""
    accepted = request.headers.get("accept", "")
    return request.url.path.endswith(".json") or ("application/json" in accepted and "text/html" not in accepted)


def answer(request: Request, page: Page, status: int = 200) -> Response:
    """A page as HTML or JSON; nothing but 304 where the browser has it already."""
    response = as_json(page, status) if wants_json(request) else Response(render(request, page), status, media_type="text/html")
    return tagged(request, response)


def as_json(page: Any, status: int = 200) -> Response:
    """A page's fields."""
    return JSONResponse(asdict(page), status)


def tagged(request: Request, response: Response) -> Response:
    """The answer with an ETag of what it says."""
    etag = f'W/"{hashlib.sha256(bytes(response.body)).hexdigest()[:20]}"'
    response.headers.update({"ETag": etag, "Vary": "Accept, Accept-Language, Cookie"})
    if response.status_code == 200 and etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": etag})
    return response
