"""What a person chose, kept in cookies: language, colours, time zone; and when they were last here."""

from datetime import UTC, datetime, timedelta

from starlette.requests import Request
from starlette.responses import Response

from lagebild.store.clock import stamp
from lagebild.web.interface import LANGUAGES, THEMES, Interface, language_of, locale_of, zones

YEAR = 365 * 24 * 3600
PAUSE = timedelta(minutes=30)
FORM = "%Y-%m-%dT%H:%M"


def interface(request: Request) -> Interface:
    """How this person reads."""
    accepted, cookies = request.headers.get("accept-language", ""), request.cookies
    language = chosen(cookies.get("language"), LANGUAGES) or language_of(accepted)
    zone = chosen(cookies.get("zone"), zones()) or "UTC"
    return Interface(language, locale_of(language, accepted), zone, chosen(cookies.get("theme"), THEMES) or "auto")


def chosen(said: str | None, known: tuple[str, ...]) -> str | None:
    """A choice, if it is one."""
    return said if said in known else None


def keep(request: Request, response: Response, name: str, value: str) -> None:
    """Remember a choice for a year."""
    response.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="lax", secure=request.url.scheme == "https")


def last_visit(request: Request) -> str | None:
    """When this person was here before this visit, in the store's form."""
    before, now = _visits(request)
    return stamp(before) if before else None


def note_visit(request: Request, response: Response) -> None:
    """Remember this visit; pages asked for within half an hour are one."""
    before, now = _visits(request)
    keep(request, response, "visits", "~".join(d.strftime(FORM) if d else "" for d in (before, now)))


def _visits(request: Request) -> tuple[datetime | None, datetime]:
    """The visit before this one, and the last page of this one."""
    now = datetime.now(UTC)
    before, _, last = (_time(p) for p in request.cookies.get("visits", "~").partition("~"))
    return (last if last and now - last > PAUSE else before), now


def _time(said: str) -> datetime | None:
    try:
        return datetime.strptime(said, FORM).replace(tzinfo=UTC)
    except ValueError:
        return None
