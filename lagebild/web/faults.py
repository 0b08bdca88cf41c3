"""Pages for what cannot be shown: nothing is there, nothing may be done, a fault of ours."""

import logging
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, ClassVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from lagebild.errors import Collision, Denied, LagebildError
from lagebild.web.page import Page, answer

log = logging.getLogger("lagebild.web")


@dataclass(frozen=True)
class Fault(Page):
    """What went wrong, in the words of HTTP and of Lagebild."""

    template: ClassVar[str] = "fault.html"
    status: int
    title: str
    message: str


def missing(what: str) -> HTTPException:
    """There is nothing of that name."""
    return HTTPException(404, what)


async def _http(request: Request, error: Any) -> Response:
    response = answer(request, Fault(error.status_code, HTTPStatus(error.status_code).phrase, str(error.detail)), error.status_code)
    response.headers.update(error.headers or {})
    return response


async def _ours(request: Request, error: Any) -> Response:
    status = 409 if isinstance(error, Collision) else 403 if isinstance(error, Denied) else 400
    return answer(request, Fault(status, HTTPStatus(status).phrase, str(error)), status)


async def _defect(request: Request, error: Any) -> Response:
    log.error("%s could not be answered", request.url.path, exc_info=error)
    return answer(request, Fault(500, "Internal Server Error", f"a fault of Lagebild: {type(error).__name__}"), 500)


HANDLERS: Any = {HTTPException: _http, LagebildError: _ours, Exception: _defect}
