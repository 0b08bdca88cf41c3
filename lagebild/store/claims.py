"""Claims: who is looking at what, for some minutes, so that two people on one queue do not do the same work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from lagebild.store import tables as t
from lagebild.store.clock import stamp


@dataclass(frozen=True, slots=True)
class Claim:
    """A person looks at a statement until a time."""

    document: str
    statement: str
    author: str
    expires: str


def live(connection: Connection, at: str) -> dict[tuple[str, str], Claim]:
    """All claims that have not run out."""
    rows = connection.execute(select(t.claims).where(t.claims.c.expires > at))
    return {(r.document, r.statement): Claim(r.document, r.statement, r.author, r.expires) for r in rows}


def holder(connection: Connection, document: str, statement: str, at: str) -> Claim | None:
    """Who looks at a statement now."""
    c = t.claims.c
    r = connection.execute(select(t.claims).where(c.document == document, c.statement == statement, c.expires > at)).first()
    return Claim(r.document, r.statement, r.author, r.expires) if r else None


def claim(connection: Connection, document: str, statement: str, author: str, at: str, minutes: int) -> Claim:
    """Claim a statement, or go on claiming it; where somebody else has it, theirs comes back."""
    other = holder(connection, document, statement, at)
    if other and other.author != author:
        return other
    release(connection, [(document, statement)])
    mine = Claim(document, statement, author, later(at, minutes))
    connection.execute(insert(t.claims).values(document=document, statement=statement, author=author, expires=mine.expires))
    return mine


def release(connection: Connection, things: Iterable[tuple[str, str]]) -> None:
    """Let go of statements."""
    c = t.claims.c
    for document, statement in things:
        connection.execute(delete(t.claims).where(c.document == document, c.statement == statement))


def release_all(connection: Connection, author: str) -> None:
    """Let go of everything that a person has claimed."""
    connection.execute(delete(t.claims).where(t.claims.c.author == author))


def later(at: str, minutes: int) -> str:
    """A time of record some minutes later."""
    return stamp(datetime.fromisoformat(at) + timedelta(minutes=minutes))
