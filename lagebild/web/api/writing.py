"""Adding: a text to be read, and what became of it."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import FastAPI, HTTPException, Path, Request
from pydantic import Field

from lagebild.ingest import documents
from lagebild.text import digest
from lagebild.web.jobs import Job
from lagebild.web.pages.ingest import TEXT, alone, pasted

Short = Annotated[str, Field(max_length=300, pattern=r"^[^\x00]*$")]


@dataclass(frozen=True, slots=True)
class Given:
    """A report: its text, and what is known about it; ``published`` as precisely as known, ``language`` by ISO 639-1."""

    text: Annotated[str, Field(min_length=1, max_length=TEXT)]
    id: Short | None = None
    title: Short | None = None
    outlet: Short | None = None
    url: Short | None = None
    published: Annotated[str, Field(max_length=40)] | None = None
    language: Annotated[str, Field(max_length=8)] | None = None


def add(request: Request, given: Given) -> Job:
    """Queue a report to be read; the answer is its job."""
    folder, clean = alone()
    line = {k: getattr(given, k) for k in ("title", "outlet", "url", "published", "language", "text")}
    path = pasted(line | {"id": given.id or f"text-{digest(given.text)[:8]}"}, folder)
    try:
        found = documents([str(path)], date=given.published, language=given.language)
        job: Job = request.app.state.jobs.submit(given.title or given.id or "text", found, clean)
    except BaseException:
        clean()
        raise
    return job


def job(request: Request, number: Annotated[int, Path(ge=1, le=2**53)]) -> Job:
    """A job by its number; jobs are forgotten when the program ends."""
    found: Job | None = request.app.state.jobs.get(number)
    if found is None:
        raise HTTPException(404, "there is no such job")
    return found


def register(api: FastAPI) -> None:
    """Add the routes."""
    api.post("/documents", status_code=202, responses={400: {"description": "A date or language is none, or too much is waiting."}})(add)
    api.get("/jobs/{number}", responses={404: {"description": "There is none of that number."}})(job)
