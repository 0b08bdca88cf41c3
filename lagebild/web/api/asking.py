"""What requests of the API may say: filters and pages."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Path, Query, Request
from fastapi.exceptions import RequestValidationError

from lagebild.store import Store
from lagebild.web.filters import NAMES, Filters

NO_DATE = "no date; write 2022-01-06 or 2022-01-06T18:00+06:00"
PLAIN = r"^[^\x00]*$"
Text = Annotated[str, Query(max_length=200, pattern=PLAIN)]
Name = Annotated[str, Path(max_length=200, pattern=PLAIN)]
Limit = Annotated[int, Query(ge=1, le=100, description="How many at most.")]
Offset = Annotated[int, Query(ge=0, le=100_000, description="How many to leave out.")]


@dataclass(frozen=True, slots=True)
class Next:
    """Where a list goes on; null at its end."""

    next: str | None


def refused(why: str, *names: str) -> RequestValidationError:
    """Parameters that mean nothing, in the form in which all such faults are told."""
    return RequestValidationError([{"type": "value_error", "loc": ("query", n), "msg": why} for n in names])


def store_of(request: Request) -> Store:
    """The store of the application."""
    found: Store = request.app.state.store
    return found


def filters(
    place: Annotated[Text, Query(description="A name, a GeoNames id, or three letters of a country.")] = "",
    start: Annotated[str, Query(alias="from", max_length=40, description="First day.")] = "",
    to: Annotated[str, Query(max_length=40, description="Last day.")] = "",
    about: Annotated[Text, Query(description="Only reports with these words.")] = "",
    language: Annotated[str, Query(max_length=8, description="ISO 639-1.", pattern=PLAIN)] = "",
    source: Annotated[Text, Query(description="Only reports of this source.")] = "",
    as_of: Annotated[str, Query(max_length=40, description="What was reported by then.")] = "",
) -> Filters:
    """The scope of a request."""
    said = {"place": place, "from": start, "to": to, "about": about, "language": language, "source": source, "as_of": as_of}
    found = Filters.of(said)
    if found.faults:
        raise refused(NO_DATE, *(NAMES.get(f, f) for f in found.faults))
    return found


def following(request: Request, count: int, limit: int, offset: int) -> str | None:
    """The address of the next part of a list, if one more than asked for was found."""
    if count <= limit:
        return None
    return f"{request.url.path}?{request.url.include_query_params(limit=limit, offset=offset + limit).query}"
