"""Asking: documents, statements, incidents, the picture, what changed, search, sources."""

from dataclasses import dataclass, fields, replace
from typing import Annotated, Any

from fastapi import Depends, FastAPI, HTTPException, Query, Request

from lagebild import __version__
from lagebild.entries import Account, Entry, Header, Source
from lagebild.picture import Change, Picture
from lagebild.picture import changes as changed
from lagebild.statements import Link
from lagebild.store import Scope
from lagebild.store.clock import moment
from lagebild.text import Flag, around
from lagebild.web.api.asking import NO_DATE, Limit, Name, Offset, Text, filters, following, refused, store_of
from lagebild.web.filters import WIDEST, Filters
from lagebild.web.pages.documents import incident_of
from lagebild.web.scene import MOST as MADE_OF
from lagebild.web.scene import Window, news, scene

Scoped = Annotated[Filters, Depends(filters)]
Reports = Annotated[int, Query(ge=1, le=WIDEST, description="How many of the newest reports it is made of.")]
Time = Annotated[str, Query(max_length=40)]
MOST = 1000


@dataclass(frozen=True, slots=True)
class About:
    """What answers here, and in which state the store is."""

    name: str
    version: str
    state: str
    recorded: str


@dataclass(frozen=True, slots=True)
class Documents:
    """Documents, newest first."""

    items: list[Header]
    next: str | None


@dataclass(frozen=True, slots=True)
class Whole:
    """A document with its text; offsets of statements count its code points."""

    header: Header
    text: str
    flags: list[Flag]
    versions: list[str]
    copies: list[str]


@dataclass(frozen=True, slots=True)
class Statements:
    """Statements of a document, in the order of the text."""

    items: list[Entry]
    links: list[Link]
    next: str | None


@dataclass(frozen=True, slots=True)
class Behind:
    """A statement: its sentence, its incident, and every state that was held of it, the oldest first."""

    sentence: str
    incident: str | None
    history: list[Entry]


@dataclass(frozen=True, slots=True)
class Told:
    """An incident: the accounts of it, the oldest first, and their statements."""

    id: str
    accounts: list[Account]
    statements: list[Entry]
    next: str | None


@dataclass(frozen=True, slots=True)
class Seen:
    """A picture, a page of each of its parts, and the reports it rests on; ``totals`` says how much there is of each part."""

    window: Window
    picture: Picture
    totals: dict[str, int]
    next: str | None


@dataclass(frozen=True, slots=True)
class Changes:
    """What is new, changed, answered or withdrawn."""

    items: list[Change]
    next: str | None


@dataclass(frozen=True, slots=True)
class Sources:
    """The register of sources."""

    items: list[Source]
    next: str | None


def about(request: Request) -> About:
    """Name, version, and a mark that changes whenever something in the store does."""
    store = store_of(request)
    return About("lagebild", __version__, store.state(), store.last_recorded())


def documents(request: Request, scope: Scoped, limit: Limit = 50, offset: Offset = 0) -> Documents:
    """Documents of a scope, newest first."""
    found = store_of(request).recent(scope.scope(), limit + 1, offset)
    return Documents(found[:limit], following(request, len(found), limit, offset))


def document(request: Request, key: Name) -> Whole:
    """One document by key or id."""
    store = store_of(request)
    found = store.document(key)
    if found is None:
        raise HTTPException(404, "there is no such document")
    own, text = found
    header = store.headers([own])[own]
    return Whole(header, text.text, list(text.flags), [h.key for h in store.versions(own)], [h.key for h in store.copies(own)])


def statements(request: Request, key: Name, limit: Limit = 100, offset: Offset = 0) -> Statements:
    """What one document says."""
    store = store_of(request)
    found = store.document(key)
    if found is None:
        raise HTTPException(404, "there is no such document")
    said = store.of_documents([found[0]])
    part = said[offset : offset + limit]
    ids = {e.statement.id for e in part}
    links = [x for x in store.links([found[0]])[found[0]] if x.source in ids]
    return Statements(part, links, following(request, len(said) - offset, limit, offset))


def statement(request: Request, id: Name) -> Behind:  # noqa: A002
    """One statement with all that is behind it."""
    store = store_of(request)
    history = store.statement(id)
    if not history:
        raise HTTPException(404, "there is no such statement")
    last = history[-1]
    text = store.texts([last.header.key])[last.header.key].text
    return Behind(around(text, last.statement.span), incident_of(store, [last.header.key]).get(id), history)


def incident(request: Request, id: Name, limit: Limit = 50, offset: Offset = 0) -> Told:  # noqa: A002
    """One incident; ``limit`` and ``offset`` count its accounts."""
    store = store_of(request)
    found = sorted(store.incident(id), key=lambda a: (a.reported, a.key))
    if not found:
        raise HTTPException(404, "there is no such incident; it may have become part of another one")
    accounts = found[offset : offset + limit]
    ids = {(a.document, s) for a in accounts for s in a.statements}
    said = store.of_documents(list(dict.fromkeys(a.document for a in accounts)))
    statements = [e for e in said if (e.header.key, e.statement.id) in ids]
    return Told(id, accounts, statements, following(request, len(found) - offset, limit, offset))


def picture(request: Request, scope: Scoped, reports: Reports = MADE_OF, limit: Limit = 50, offset: Offset = 0) -> Seen:
    """The picture of a scope, of its newest reports and those that tell of the same incidents; ``window`` says which those are.

    ``limit`` and ``offset`` count the rows of each part.
    """
    found = scene(store_of(request), scope.scope(), reports)
    parts = {f.name: rows for f in fields(Picture) if isinstance(rows := getattr(found.picture, f.name), tuple)}
    page: dict[str, Any] = {name: rows[offset : offset + limit] for name, rows in parts.items()}
    shown = replace(found.picture, **page)
    totals = {name: len(rows) for name, rows in parts.items()}
    return Seen(found.window, shown, totals, following(request, max(totals.values()) - offset, limit, offset))


def changes(request: Request, since: Time, as_of: Time = "", limit: Limit = 50, offset: Offset = 0) -> Changes:
    """What changed by reports since a time, of at most a thousand new reports."""
    store = store_of(request)
    try:
        first, last = moment(since), moment(as_of) if as_of else None
    except (ValueError, OverflowError) as error:
        raise refused(NO_DATE, "since", "as_of") from error
    if len(store.recent(Scope(after=first, reported=last), MOST + 1)) > MOST:
        raise refused(f"there are more than {MOST} new reports since then; ask for a shorter time", "since")
    found: list[Change] = news.get((store, first, last), store.state(), lambda: changed(store, first, last))
    return Changes(found[offset : offset + limit], following(request, len(found) - offset, limit, offset))


def search(request: Request, q: Text, limit: Limit = 20, offset: Offset = 0) -> Documents:
    """Documents that hold all the words, best first."""
    store = store_of(request)
    keys = store.search(q, min(offset, MOST) + limit + 1)[offset:]
    headers = store.headers(keys[:limit])
    return Documents([headers[k] for k in keys[:limit] if k in headers], following(request, len(keys), limit, offset))


def sources(request: Request, limit: Limit = 100, offset: Offset = 0) -> Sources:
    """The register of sources, by name."""
    found = store_of(request).sources()
    return Sources(found[offset : offset + limit], following(request, len(found) - offset, limit, offset))


GET: tuple[tuple[str, Any, bool], ...] = (
    ("/", about, False),
    ("/documents", documents, False),
    ("/documents/{key}", document, True),
    ("/documents/{key}/statements", statements, True),
    ("/statements/{id}", statement, True),
    ("/incidents/{id}", incident, True),
    ("/picture", picture, False),
    ("/changes", changes, False),
    ("/search", search, False),
    ("/sources", sources, False),
)


def register(api: FastAPI) -> None:
    """Add the routes."""
    for path, function, named in GET:
        missing: dict[int | str, dict[str, Any]] = {404: {"description": "There is none of that name."}} if named else {}
        api.get(path, responses=missing)(function)
