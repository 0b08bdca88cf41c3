"""The log of what was done, by whom and from where: logins, accounts, tokens, and every request that changes something."""

from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from lagebild.store import Store
from lagebild.store import tables as t
from lagebild.store.engine import reading, writing


@dataclass(frozen=True, slots=True)
class Done:
    """One line of the log."""

    at: str
    author: str
    what: str
    address: str | None
    details: dict[str, object]


def log(connection: Connection, at: str, author: str, what: str, address: str | None = None, **details: object) -> None:
    """Write a line; nobody can change it through Lagebild."""
    values = {"at": at, "author": author[:64], "what": what[:32], "address": address and address[:64], "details": details}
    connection.execute(insert(t.audit).values(values))


def note(store: Store, author: str, what: str, address: str | None = None, **details: object) -> None:
    """Write a line in a transaction of its own."""
    with writing(store.engine) as c:
        log(c, store.now(), author, what, address, **details)


def lines(store: Store, most: int = 100, skip: int = 0) -> list[Done]:
    """The newest lines, newest first."""
    with reading(store.engine) as c:
        rows = c.execute(select(t.audit).order_by(t.audit.c.row.desc()).limit(most).offset(skip))
        return [Done(r.at, r.author, r.what, r.address, r.details) for r in rows]
