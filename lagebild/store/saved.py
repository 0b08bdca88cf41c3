"""Scopes that people saved, and what changed in them since they last looked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from lagebild.store import tables as t

KEPT = 500


@dataclass(frozen=True, slots=True)
class Saved:
    """A scope under a name, as the query of its URL; ``checked`` is when changes were last looked for, ``seen`` when its author last looked."""

    row: int
    name: str
    author: str
    query: str
    webhook: str | None
    created: str
    checked: str
    seen: str


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that changed in a saved scope: ``body`` as plain data."""

    row: int
    at: str
    body: dict[str, Any]


def put(connection: Connection, name: str, author: str, query: str, webhook: str | None, at: str) -> int:
    """Save a scope; its number."""
    values = {"name": name, "author": author, "query": query, "webhook": webhook, "created": at, "checked": at, "seen": at}
    return int(connection.execute(insert(t.scopes).values(**values).returning(t.scopes.c.row)).scalar_one())


def remove(connection: Connection, row: int, author: str) -> bool:
    """Forget a scope of this author, with its alerts; False where there is none."""
    s = t.scopes.c
    gone = connection.execute(delete(t.scopes).where(s.row == row, s.author == author)).rowcount > 0
    if gone:
        connection.execute(delete(t.alerts).where(t.alerts.c.scope == row))
    return gone


def scopes(connection: Connection, author: str | None = None) -> list[Saved]:
    """Saved scopes of an author, or of all, in the order in which they were saved."""
    s = t.scopes.c
    asked = select(t.scopes).order_by(s.row)
    rows = connection.execute(asked.where(s.author == author) if author is not None else asked)
    return [Saved(r.row, r.name, r.author, r.query, r.webhook, r.created, r.checked, r.seen) for r in rows]


def note(connection: Connection, row: int, found: Iterable[dict[str, Any]], at: str, checked: str) -> None:
    """Keep what changed; the oldest of very many are forgotten."""
    a = t.alerts.c
    values = [{"scope": row, "at": at, "body": body} for body in found]
    if values:
        connection.execute(insert(t.alerts), values)
        edge = connection.scalar(select(a.row).where(a.scope == row).order_by(a.row.desc()).offset(KEPT).limit(1))
        connection.execute(delete(t.alerts).where(a.scope == row, a.row <= (edge or 0)))
    connection.execute(update(t.scopes).where(t.scopes.c.row == row).values(checked=checked))


def alerts(connection: Connection, row: int, most: int) -> list[Alert]:
    """What changed in a scope, newest first."""
    a = t.alerts.c
    rows = connection.execute(select(t.alerts).where(a.scope == row).order_by(a.row.desc()).limit(most))
    return [Alert(r.row, r.at, r.body) for r in rows]


def unseen(connection: Connection, author: str) -> dict[int, int]:
    """How many alerts this author has not seen, by scope."""
    s, a = t.scopes.c, t.alerts.c
    asked = select(s.row, func.count(a.row).label("alerts")).join(t.alerts, a.scope == s.row).where(s.author == author, a.at > s.seen).group_by(s.row)
    return {r.row: r.alerts for r in connection.execute(asked)}


def see(connection: Connection, row: int, author: str, at: str) -> None:
    """The author has looked."""
    s = t.scopes.c
    connection.execute(update(t.scopes).where(s.row == row, s.author == author).values(seen=at))


def last_recorded(connection: Connection) -> str:
    """The last time of record that the store holds; empty where it is empty."""
    s, d = t.statements.c, t.documents.c
    marks = [connection.scalar(select(func.max(c))) for c in (s.since, d.recorded)]
    marks.append(connection.scalar(select(func.max(s.until)).where(s.until.is_not(None))))
    return max(m or "" for m in marks)
