"""Which outlets and near-copies there are, and whether anything changed."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from lagebild.entries import Header
from lagebild.store import tables as t
from lagebild.store.query import headers
from lagebild.text import digest, fold

SHOWN = 100
DATED = ("documents", "statements", "incidents", "reviews", "judgements", "sources", "removals", "failures")


@dataclass(frozen=True, slots=True)
class Outlet:
    """An outlet by name, with the number of its documents and the time of the newest."""

    name: str
    documents: int
    newest: str


def copies(connection: Connection, key: str) -> list[Header]:
    """Documents of the same group of near-copies, oldest first."""
    d = t.documents.c
    group = select(d.copies).where(d.key == key).scalar_subquery()
    keys = list(connection.scalars(select(d.key).where(d.copies == group).order_by(d.reported, d.row).limit(SHOWN)))
    found = headers(connection, keys)
    return [found[k] for k in keys]


def outlets(connection: Connection) -> list[Outlet]:
    """Outlets by name."""
    d = t.documents.c
    rows = connection.execute(select(d.outlet, func.count(), func.max(d.reported)).where(d.outlet.is_not(None)).group_by(d.outlet))
    return sorted((Outlet(*r) for r in rows), key=lambda o: fold(o.name))


def state(connection: Connection) -> str:
    """Rows are only ever added or ended: their last numbers and ends tell of every change."""
    ends = [t.metadata.tables[n].c[c] for n in DATED for c in ("row", "until", "at") if c in t.metadata.tables[n].c]
    asked = select(*(select(func.max(c)).where(c.is_not(None)).scalar_subquery() for c in ends))
    marks = connection.execute(asked).one()
    return digest(*marks)
