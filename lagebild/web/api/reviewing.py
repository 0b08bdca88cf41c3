"""Reviewing: what waits, verdicts and corrections, what people said, and taking it back. The same as the page *Review*."""

from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from fastapi import FastAPI, Query, Request
from pydantic import Field

from lagebild.entries import Review
from lagebild.review import Desk, Item, Thing, queue
from lagebild.store import Scope
from lagebild.web.api.asking import PLAIN, Limit, Text, store_of
from lagebild.web.guard import person_of

Id = Annotated[str, Field(pattern=r"^[0-9a-f]{1,16}$")]
Name = Annotated[str, Field(pattern=r"^[a-z_]{1,20}$")]
Seen = Annotated[str, Field(pattern=r"^[0-9.]{1,40}$")]
Words = Annotated[str, Field(max_length=10_000, pattern=PLAIN)]
Kind = Annotated[Literal["event", "figure", "status", "position", "question"] | None, Query(description="Only this kind.")]
WRONG: dict[int | str, dict[str, Any]] = {
    400: {"description": "There is no such statement, or a value is none."},
    409: {"description": "Somebody else is at it, or was first."},
}


@dataclass(frozen=True, slots=True)
class Word:
    """A person's word: ``values`` are fields as people write them; ``seen`` is what the queue or the statement's page gave."""

    document: Id
    statement: Id
    verdict: Literal["accept", "reject", "correct", "comment", "merge"]
    values: Annotated[dict[Name, Words], Field(max_length=40)] = field(default_factory=dict)
    note: Words | None = None
    credibility: Annotated[int, Field(ge=1, le=6)] | None = None
    into: Id | None = None
    seen: Seen | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """The name by which something can be taken back."""

    action: str


@dataclass(frozen=True, slots=True)
class Undo:
    """What is to be taken back."""

    action: Id


@dataclass(frozen=True, slots=True)
class Waiting:
    """A statement that waits."""

    document: str
    statement: str
    kind: str
    type: str
    quote: str
    score: float
    reasons: list[str]
    claimed: str | None
    seen: str


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits, the most urgent first."""

    items: list[Waiting]


@dataclass(frozen=True, slots=True)
class Said:
    """What people said, oldest first."""

    items: list[Review]


def _desk(request: Request) -> Desk:
    return Desk(store_of(request), person_of(request).name)


def waits(request: Request, limit: Limit = 20, place: Text = "", kind: Kind = None) -> Queue:
    """What waits for a person."""
    desk = _desk(request)
    found = queue(desk.store, Scope(place=place or None, kinds=(kind,) if kind else ()), desk.author, limit)
    return Queue([_waiting(desk, i) for i in found])


def _waiting(desk: Desk, i: Item) -> Waiting:
    key, s = i.entry.header.key, i.entry.statement
    claimed = i.claim.author if i.claim else None
    return Waiting(key, s.id, s.kind, s.type, i.entry.quote, i.score, [r.feature for r in i.reasons], claimed, desk.seen(Thing(key, s.id)))


def say(request: Request, word: Word) -> Done:
    """Judge a statement."""
    desk, thing = _desk(request), Thing(word.document, word.statement)
    if word.verdict == "merge":
        return Done(desk.merge(thing, word.into or "", word.note, word.seen))
    return Done(desk.say(thing, word.verdict, word.values, word.note, word.credibility, word.seen))


def undo(request: Request, what: Undo) -> Said:
    """Take something back, or do it again; what was taken back, empty where nothing held."""
    return Said(_desk(request).undo(what.action))


def said(request: Request, document: Text, statement: Text = "") -> Said:
    """What people said about a statement, or about all of a document."""
    return Said(store_of(request).said(document, statement or None))


def register(api: FastAPI) -> None:
    """Add the routes."""
    api.get("/review/queue")(waits)
    api.get("/reviews")(said)
    api.post("/reviews", status_code=201, responses=WRONG)(say)
    api.post("/reviews/undo", responses={400: WRONG[400]})(undo)
