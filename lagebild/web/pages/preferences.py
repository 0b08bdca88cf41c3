"""Language, colours and time zone."""

from dataclasses import dataclass
from typing import ClassVar

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from lagebild.web.interface import LANGUAGES, THEMES, zones
from lagebild.web.page import Entry, Page, answer, pages
from lagebild.web.preferences import chosen, interface, keep

CHOICES = {"language": LANGUAGES, "theme": THEMES}


@dataclass(frozen=True)
class Preferences(Page):
    """What is chosen now, and what may be."""

    template: ClassVar[str] = "preferences.html"
    language: str
    theme: str
    zone: str
    languages: tuple[str, ...] = LANGUAGES
    themes: tuple[str, ...] = THEMES
    zones: tuple[str, ...] = ()


def preferences(request: Request) -> Response:
    """The page."""
    now = interface(request)
    return answer(request, Preferences(now.language, now.theme, now.zone, zones=zones()))


async def choose(request: Request) -> Response:
    """Keep what was chosen and go back."""
    async with request.form(max_files=0, max_fields=10) as form:
        said = {k: str(v) for k, v in form.items()}
    response = RedirectResponse(local(said.get("back", "/")), 303)
    for name, known in {**CHOICES, "zone": zones()}.items():
        if value := chosen(said.get(name), known):
            keep(request, response, name, value)
    return response


def local(path: str) -> str:
    """A path of this site; the first page where it leads elsewhere."""
    return path if path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable() else "/"


ROUTES = [Route("/preferences", choose, methods=["POST"]), *pages("/preferences", preferences, "preferences")]
NAVIGATION: tuple[Entry, ...] = ()
