"""One document with every statement where it stands, and one statement with all that is behind it."""

from dataclasses import dataclass
from typing import ClassVar

from starlette.requests import Request
from starlette.responses import Response

from lagebild.accounts import may
from lagebild.entries import Entry as Held
from lagebild.entries import Header, Review
from lagebild.review import Other
from lagebild.review import others as related
from lagebild.statements import Link, Statement
from lagebild.store import Store
from lagebild.text import Flag, around
from lagebild.web.faults import missing
from lagebild.web.guard import person_of
from lagebild.web.marking import Piece, pieces
from lagebild.web.page import Entry, Page, answer
from lagebild.web.page import pages as routes


@dataclass(frozen=True, slots=True)
class Card:
    """A statement as a card beside the text: with its words, its line, its incident, and a person's verdict."""

    statement: Statement
    quote: str
    line: int
    incident: str | None
    verdict: str | None = None


@dataclass(frozen=True)
class DocumentPage(Page):
    """A document: its facts, its text in pieces, its statements, its versions and near-copies."""

    template: ClassVar[str] = "document.html"
    header: Header
    reliability: str | None
    flags: tuple[Flag, ...]
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    focus: str | None
    versions: tuple[Header, ...]
    copies: tuple[Header, ...]


@dataclass(frozen=True)
class StatementPage(Page):
    """A statement: its sentence, its document, every state that was held of it, links, incident."""

    template: ClassVar[str] = "statement.html"
    id: str
    header: Header
    sentence: str
    history: tuple[Held, ...]
    links: tuple[Link, ...]
    others: dict[str, str]
    incident: str | None
    said: tuple[Review, ...] = ()
    may: bool = False
    across: tuple[Other, ...] = ()


def document(request: Request) -> Response:
    """The page of a document, by key, id or the key of a version."""
    store, asked = request.app.state.store, request.query_params.get("statement")
    found = store.document(request.path_params["key"])
    if found is None:
        raise missing("there is no such document in the store")
    key, text = found
    said = store.of_documents([key])
    focus = next((e.statement for e in said if e.statement.id == asked), None)
    header = store.headers([key])[key]
    versions = tuple(h for h in store.versions(key) if h.key != key)
    page = DocumentPage(
        header, reliability(store, header.outlet), text.flags, tuple(pieces(text.text, [e.statement for e in said], focus)),
        tuple(cards(store, said, text.text)), focus.id if focus else None, versions, tuple(h for h in store.copies(key) if h.key != key),
    )  # fmt: skip
    return answer(request, page)


def reliability(store: Store, outlet: str | None) -> str | None:
    """What a source is held to be worth, A to F."""
    return next((s.reliability for s in store.sources() if outlet in (s.name, *s.aliases)), None) if outlet else None


def cards(store: Store, said: list[Held], text: str) -> list[Card]:
    """Statements of one document in the order of the text."""
    of = incident_of(store, [said[0].header.key]) if said else {}
    made = []
    for e in said:
        line = text.count("\n", 0, e.statement.span.start) + 1
        made.append(Card(e.statement, e.quote, line, of.get(e.statement.id), e.review.verdict if e.review else None))
    return made


def incident_of(store: Store, keys: list[str]) -> dict[str, str]:
    """The incident of each statement of some documents."""
    accounts = store.accounts_of(keys)
    of = store.incident_of(a.key for a in accounts)
    return {s: of[a.key] for a in accounts if a.key in of for s in a.statements}


def statement(request: Request) -> Response:
    """The page of a statement."""
    store, id_ = request.app.state.store, request.path_params["id"]
    history = store.statement(id_)
    if not history:
        raise missing("there is no such statement in the store")
    last = history[-1]
    key = last.header.key
    text = store.texts([key])[key].text
    links = tuple(x for x in store.links([key])[key] if id_ in (x.source, x.target))
    ends = {x.source for x in links} | {x.target for x in links}
    others = {e.statement.id: e.quote for e in store.of_documents([key]) if e.statement.id in ends}
    incident = incident_of(store, [key]).get(id_)
    across = tuple(related(store, last)) if last.until is None else ()
    said = tuple(_said(store, (key, id_), {o.entry.header.key for o in across}))
    sentence, allowed = around(text, last.statement.span), may(person_of(request), "reviewer")
    return answer(request, StatementPage(id_, last.header, sentence, tuple(history), links, others, incident, said, allowed, across))


def _said(store: Store, ref: tuple[str, str], others: set[str]) -> list[Review]:
    """What people said about a statement, its links, and what it has to do with statements of other reports."""
    key, id_ = ref
    own = [x for x in store.said(key) if x.statement == id_ or (x.what == "link" and id_ in (x.values.get("source"), x.values.get("target")))]
    across = store.said_of(sorted(others - {key}), "link")
    return sorted([*own, *(x for x in across if (x.values.get("other"), x.values.get("target")) == ref)], key=lambda x: x.row)


ROUTES = [*routes("/document/{key}", document, "document"), *routes("/statement/{id}", statement, "statement")]
NAVIGATION: tuple[Entry, ...] = ()
