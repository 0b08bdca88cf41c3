"""Templates with the reader's language, and static files with a mark of their content."""

import hashlib
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from lagebild.web import charts, telling
from lagebild.web.filters import Filters
from lagebild.web.preferences import interface

HERE = Path(__file__).parent
AGE = "public, max-age=31536000, immutable"
_environment = Environment(
    loader=FileSystemLoader(HERE / "templates"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
)


class Static(StaticFiles):
    """Files of the interface; those asked for with their mark are kept for good."""

    def __init__(self) -> None:
        super().__init__(directory=HERE / "static")

    async def get_response(self, path: str, scope: Scope) -> Response:
        """One file."""
        response = await super().get_response(path, scope)
        if scope.get("query_string"):
            response.headers["Cache-Control"] = AGE
        return response


@lru_cache(maxsize=64)
def static(name: str) -> str:
    """The address of a file of the interface, with the mark of its content."""
    return f"/static/{name}?{hashlib.sha256((HERE / 'static' / name).read_bytes()).hexdigest()[:10]}"


def ready() -> None:
    """Compile all templates, so that no reader waits for it."""
    for name in _environment.list_templates():
        _environment.get_template(name)


FORM = re.compile(r'<form\b[^>]*\bmethod="post"[^>]*>')


def _badge(request: Request) -> int:
    """How many alerts of saved scopes whoever asks has not seen."""
    person = getattr(request.state, "person", None)
    return sum(request.app.state.store.unseen(person.name).values()) if person else 0


def render(request: Request, page: Any) -> str:
    """A page as HTML; every form that changes something carries the proof that it comes from here."""
    state, reading = request.state, interface(request)
    html = _environment.get_template(page.template).render(
        page=page,
        request=request,
        here=f"{request.url.path}{'?' + request.url.query if request.url.query else ''}",
        filters=getattr(page, "filters", None) or Filters.of(request.query_params),
        i=reading,
        t=reading.text,
        navigation=request.app.state.navigation,
        static=static,
        charts=charts,
        telling=telling,
        person=getattr(state, "person", None),
        team=getattr(state, "team", False),
        csrf=getattr(state, "csrf", ""),
        badge=_badge(request),
    )
    return FORM.sub(lambda form: f'{form.group()}<input type="hidden" name="csrf" value="{getattr(state, "csrf", "")}">', html)
