"""Adding reports: files or a pasted text in, jobs with their progress, and what could not be read with the reason."""

import json
import re
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePath
from typing import Any, ClassVar

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from lagebild.errors import InputError
from lagebild.ingest import documents
from lagebild.ingest.sources import ENDINGS
from lagebild.statements import Failure
from lagebild.text import digest
from lagebild.web.faults import missing
from lagebild.web.interface import Interface
from lagebild.web.jobs import Job
from lagebild.web.page import Entry, Page, answer, pages, wants_json
from lagebild.web.preferences import interface
from lagebild.web.safety import LARGEST

FILES, FIELDS, TEXT, FAILURES = 50, 20, 2_000_000, 50
FACTS = ("title", "outlet", "date", "language")


@dataclass(frozen=True)
class IngestPage(Page):
    """The form, the jobs, and what could not be read so far."""

    template: ClassVar[str] = "ingest.html"
    jobs: tuple[Job, ...]
    failures: tuple[tuple[str, Failure], ...]
    unread: int
    said: dict[str, str]
    fault: str | None = None
    files: int = FILES
    largest: int = LARGEST
    endings: tuple[str, ...] = ENDINGS


@dataclass(frozen=True)
class JobPage(Page):
    """One job."""

    template: ClassVar[str] = "job.html"
    job: Job
    running: bool


def ingest(request: Request) -> Response:
    """The page."""
    return answer(request, _page(request, {}))


def _page(request: Request, said: dict[str, str], fault: str | None = None) -> IngestPage:
    unread = request.app.state.store.failures()
    empty = dict.fromkeys((*FACTS, "text"), "")
    return IngestPage(tuple(request.app.state.jobs.all()[:20]), tuple(unread[-FAILURES:]), len(unread), empty | said, fault)


async def add(request: Request) -> Response:
    """Take what was given and show its job."""
    async with request.form(max_files=FILES, max_fields=FIELDS, max_part_size=TEXT) as form:
        said = {k: str(form.get(k) or "").strip() for k in (*FACTS, "text")}
        folder, clean = alone()
        try:
            job = await _submitted(request, form, said, folder, clean)
        except InputError as error:
            clean()
            return answer(request, _page(request, said, str(error)), 400)
    if wants_json(request):
        return answer(request, JobPage(job, job.running), 202)
    return RedirectResponse(f"/ingest/{job.id}", 303)


async def _submitted(request: Request, form: FormData, said: dict[str, str], folder: Path, clean: Callable[[], None]) -> Job:
    names = await _saved(form, folder)
    if said["text"]:
        names.append(str(pasted(_line(said), folder)))
    if not names:
        raise InputError(interface(request).text("ingest.empty"))
    found = documents(names, date=said["date"] or None, language=said["language"] or None)
    job: Job = request.app.state.jobs.submit(_name(names, interface(request)), found, clean)
    return job


def _name(names: list[str], i: Interface) -> str:
    return PurePath(names[0]).name if len(names) == 1 else i.text("ingest.several", n=len(names))


async def _saved(form: FormData, folder: Path) -> list[str]:
    """The files under plain names, each in a folder of its own."""
    names = []
    for n, upload in enumerate(u for u in form.getlist("files") if isinstance(u, UploadFile) and u.filename):
        target = folder / str(n) / plain_name(upload.filename or "")
        target.parent.mkdir()
        with target.open("wb") as stream:
            while data := await upload.read(1 << 16):
                stream.write(data)
        names.append(str(target))
    return names


def plain_name(said: str) -> str:
    """A file's name without folders and without anything that a system could take amiss."""
    name = re.sub(r"[^\w.\-]+", "_", said.replace("\\", "/").rsplit("/", 1)[-1]).lstrip(".")
    return f"{Path(name).stem[:80] or 'file'}{Path(name).suffix[:10]}"


def _line(said: dict[str, str]) -> dict[str, Any]:
    known = {k: said[k] or None for k in ("title", "outlet", "language")}
    return {"id": f"text-{digest(said['text'])[:8]}", "text": said["text"], "published": said["date"] or None, **known}


def pasted(line: dict[str, Any], folder: Path) -> Path:
    """A text as a line of JSON in a file, like any other input."""
    path = folder / "text.jsonl"
    path.write_text(json.dumps(line), encoding="utf8")
    return path


def alone() -> tuple[Path, Callable[[], None]]:
    """A new folder for what is to be read, and what removes it."""
    folder = Path(tempfile.mkdtemp(prefix="lagebild-"))
    return folder, partial(shutil.rmtree, folder, ignore_errors=True)


def job(request: Request) -> Response:
    """The page of a job."""
    found = request.app.state.jobs.get(request.path_params["number"])
    if found is None:
        raise missing("there is no such job; jobs are forgotten when the program ends")
    return answer(request, JobPage(found, found.running))


ROUTES = [Route("/ingest", add, methods=["POST"]), *pages("/ingest", ingest, "ingest"), *pages("/ingest/{number:int}", job, "job")]
NAVIGATION = (Entry("nav.ingest", "/ingest", 60),)
