"""Which outlets there are, and whether anything changed."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, func, select

from lagebild.store import tables as t
from lagebild.text import digest, fold

DATED = ("documents", "statements", "incidents", "reviews", "judgements", "sources", "removals", "failures")


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet by name, with the number of its documents and the time of the newest."""

    name: str
    documents: int
    newest: str


def outlets(connection: Connection) -> list[Outlet]:
    """Outlets by name."""
    d = t.documents.c
    rows = connection.execute(select(d.outlet, func.count(), func.max(d.reported)).where(d.outlet.is_not(None)).group_by(d.outlet))
    return sorted((Outlet(*r) for r in rows), key=lambda o: fold(o.name))


def state(connection: Connection) -> str:
    """Rows are only ever added or ended: their last numbers and ends tell of every change."""
    marks: list[Any] = []
    for name in DATED:
        columns = t.metadata.tables[name].c
        marks += [connection.scalar(select(func.max(columns[c])).where(columns[c].is_not(None))) for c in ("row", "until", "at") if c in columns]
    return digest(*marks)
