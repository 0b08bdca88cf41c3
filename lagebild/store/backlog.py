"""Statements that wait for a person: the most urgent that nobody judged, those that people disagree on, those read anew since."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, and_, exists, func, select

from lagebild.entries import Entry, Review
from lagebild.store import query, reviews
from lagebild.store import tables as t
from lagebild.store.query import Scope


def waiting(connection: Connection, scope: Scope, most: int) -> list[Entry]:
    """Statements without a verdict, the most urgent first."""
    s, d, r = t.statements.c, t.documents.c, t.reviews.c
    judged = and_(r.document == d.key, r.statement == func.coalesce(s.behind, s.id), r.until.is_(None), r.verdict != "comment")
    asked = query.joined(scope).where(~exists(select(r.row).where(judged)))
    return query.entries_of(connection, asked.order_by(s.urgency.desc(), s.row.desc()).limit(most))


def seconds(connection: Connection, scope: Scope, most: int, author: str) -> list[Entry]:
    """Statements that others judged and this person did not, the latest judged first."""
    r, own = t.reviews.c, t.reviews.alias("own")
    o = own.c
    mine = and_(o.document == r.document, o.statement == r.statement, o.author == author, o.until.is_(None), o.verdict != "comment")
    holds = (r.what == "statement", r.until.is_(None), r.verdict.in_(("accept", "reject", "correct")), r.author != author)
    asked = select(r.document, r.statement).where(*holds, ~exists(select(o.row).where(mine))).order_by(r.row.desc()).limit(most)
    things = {(x.document, x.statement) for x in connection.execute(asked)}
    keys = {k for k, _ in things} & set(scope.documents) if scope.documents else {k for k, _ in things}
    found = query.entries(connection, replace(scope, documents=tuple(sorted(keys)))) if keys else []
    return [e for e in found if (e.header.key, e.statement.id) in things]


def held_by_several(connection: Connection) -> dict[tuple[str, str], list[Review]]:
    """Verdicts that hold on statements that more than one person judged, in the order in which they were given."""
    r = t.reviews.c
    holds = (r.what == "statement", r.until.is_(None), r.verdict != "comment")
    several = select(r.document, r.statement).where(*holds).group_by(r.document, r.statement).having(func.count() > 1).subquery()
    same = and_(several.c.document == r.document, several.c.statement == r.statement)
    found: dict[tuple[str, str], list[Review]] = {}
    for x in connection.execute(select(t.reviews).join(several, same).where(*holds).order_by(r.row)):
        found.setdefault((x.document, x.statement), []).append(reviews.record(x))
    return found


def reread(connection: Connection) -> set[tuple[str, str]]:
    """Statements that people judged before a newer reading of the same words came to differ."""
    s, d, r = t.statements.c, t.documents.c, t.reviews.c
    judged = and_(r.document == d.key, r.statement == s.behind, r.until.is_(None), r.verdict != "comment")
    last = select(func.max(r.since)).where(judged).scalar_subquery()
    rows = connection.execute(
        select(d.key, s.behind).join(t.documents, d.row == s.document).where(s.behind.is_not(None), s.until.is_(None), s.since > last)
    )
    return {(x.key, x.behind) for x in rows}


def named(connection: Connection, things: Iterable[tuple[str, str]]) -> list[Entry]:
    """The statements that these documents and ids name, where they hold."""
    wanted = set(things)
    found = query.of_documents(connection, sorted({k for k, _ in wanted}))
    return [e for e in found if (e.header.key, e.statement.id) in wanted]
