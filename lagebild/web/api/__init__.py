"""The HTTP API: JSON under ``/api/v1``, described by OpenAPI 3.1 at ``/api/v1/openapi.json``."""

import json
from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.datastructures import State
from starlette.responses import Response, StreamingResponse

from lagebild import __version__
from lagebild.errors import Collision, LagebildError
from lagebild.web.api import events, reading, reviewing, writing
from lagebild.web.page import tagged

ABOUT = "What the reports in a store amount to. In a team, requests carry a token: ``Authorization: Bearer TOKEN``."
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(HTTPBearer(auto_error=False, description="A token of ``lagebild user token``."))]


class Tagged(APIRoute):
    """A route whose answers carry an ETag, and are not sent again where nothing changed."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler with the tag."""
        handle = super().get_route_handler()

        async def handled(request: Request) -> Response:
            response = await handle(request)
            return response if isinstance(response, StreamingResponse) or request.method != "GET" else tagged(request, response)

        return handled


def create_api(state: State) -> FastAPI:
    """The API of an application; it shares the application's state."""
    api = FastAPI(title="Lagebild", version=__version__, description=ABOUT, docs_url=None, redoc_url=None, dependencies=[Depends(_bearer)])
    api.router.route_class = Tagged
    for family in (reading, writing, reviewing, events):
        family.register(api)
    api.add_exception_handler(LagebildError, _ours)
    api.add_exception_handler(RequestValidationError, _invalid)
    api.state = state
    return api


def _bearer(_: Bearer = None) -> None:
    """Named for the description; who may do what is decided before."""


async def _invalid(_: Request, error: Any) -> Response:
    """What a request says wrongly, in plain letters: it may hold halves of characters, which no encoding can."""
    return Response(json.dumps({"detail": jsonable_encoder(error.errors())}), 422, media_type="application/json")


async def _ours(_: Request, error: Exception) -> Response:
    return JSONResponse({"detail": str(error)}, 409 if isinstance(error, Collision) else 400)
