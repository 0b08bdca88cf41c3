"""What people add: sources and their reliability, judgements. A new word ends the old one; both are kept."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, and_, insert, select, update

from lagebild.entries import RELIABILITIES, VERDICTS, Judgement, Source
from lagebild.errors import StoreError
from lagebild.store import tables as t
from lagebild.text import fold


def put_source(connection: Connection, source: Source, at: str) -> None:
    """Register or change a source.

    Raises:
        StoreError: the reliability is not one of A to F.
    """
    if source.reliability not in RELIABILITIES:
        raise StoreError(f"reliability is one of {', '.join(RELIABILITIES)}, not {source.reliability}")
    values = {"name": source.name, "kind": source.kind, "reliability": source.reliability, "aliases": list(source.aliases), "note": source.note}
    _put(connection, t.sources, t.sources.c.name == source.name, values, at)


def sources(connection: Connection) -> list[Source]:
    """The register, by name."""
    rows = connection.execute(select(t.sources).where(t.sources.c.until.is_(None)).order_by(t.sources.c.name))
    return [Source(r.name, r.kind, r.reliability, tuple(r.aliases), r.note) for r in rows]


def register(connection: Connection, outlets: Iterable[str], at: str) -> None:
    """Enter outlets that are new, as not yet judged."""
    s, named = t.sources.c, set(outlets)
    outlets = named - set(connection.scalars(select(s.name).where(t.among(s.name, named), s.until.is_(None)))) if named else named
    if not outlets:
        return
    known = {fold(n) for s in sources(connection) for n in (s.name, *s.aliases)}
    for outlet in sorted({o for o in outlets if fold(o) not in known}):
        put_source(connection, Source(outlet), at)


def put_judgement(connection: Connection, judgement: Judgement, at: str) -> None:
    """Record that two statements tell of the same happening, or not; an earlier word on the pair ends.

    Raises:
        StoreError: the verdict is neither.
    """
    if judgement.verdict not in VERDICTS:
        raise StoreError(f"a judgement is same or different, not {judgement.verdict}")
    _put(connection, t.judgements, _pair(judgement), _judgement_values(judgement), at)


def undo_judgement(connection: Connection, judgement: Judgement, at: str) -> bool:
    """Take a judgement back; False where there was none."""
    done = connection.execute(update(t.judgements).where(_pair(judgement), t.judgements.c.until.is_(None)).values(until=at))
    return done.rowcount > 0


def judgements(connection: Connection) -> list[Judgement]:
    """Those that hold."""
    rows = connection.execute(select(t.judgements).where(t.judgements.c.until.is_(None)).order_by(t.judgements.c.row))
    return [Judgement(r.document_a, r.statement_a, r.document_b, r.statement_b, r.verdict, r.author, r.reason) for r in rows]


def ordered(x: Judgement) -> Judgement:
    """A judgement with its sides in a fixed order."""
    a, b = sorted([(x.document_a, x.statement_a), (x.document_b, x.statement_b)])
    return Judgement(*a, *b, x.verdict, x.author, x.reason)


def _pair(x: Judgement) -> Any:
    j = t.judgements.c
    return and_(j.document_a == x.document_a, j.statement_a == x.statement_a, j.document_b == x.document_b, j.statement_b == x.statement_b)


def _judgement_values(x: Judgement) -> dict[str, Any]:
    return {n: getattr(x, n) for n in ("document_a", "statement_a", "document_b", "statement_b", "verdict", "author", "reason")}


def _put(connection: Connection, table: Any, where: Any, values: dict[str, Any], at: str) -> None:
    held = connection.execute(select(table).where(where, table.c.until.is_(None))).first()
    if held and all(held._mapping[k] == v for k, v in values.items()):
        return
    connection.execute(update(table).where(where, table.c.until.is_(None)).values(until=at))
    connection.execute(insert(table).values(**values, since=at, until=None))
