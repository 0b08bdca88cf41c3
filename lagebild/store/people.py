"""What people said outlives a reader: their statements stand in front of a newer reading of the same words."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, select, update

from lagebild.entries import Review
from lagebild.statements import Statement
from lagebild.store import reviews
from lagebild.store import tables as t
from lagebild.store.codec import loads
from lagebild.text import Span


def stand(connection: Connection, key: str, row: int, fresh: Iterable[Statement], at: str) -> None:
    """After a document was read again: what people judged stands, new statements about the same words stand behind it."""
    last = {x.statement: x for x in reviews.history(connection, key) if x.until is None and x.what == "statement" and x.verdict != "comment"}
    if not last:
        return
    judged = _judged(connection, row, last)
    s = t.statements.c
    for new in fresh:
        front = next((id_ for id_, old in judged.items() if _about_the_same(new, old, last[id_])), None)
        if front and new.id not in last:
            own = (s.document == row, s.id == new.id, s.until.is_(None), s.author.is_(None))
            connection.execute(update(t.statements).where(*own).values(behind=front))
    for id_ in last:
        reviews.settle(connection, key, id_, at)


def _judged(connection: Connection, row: int, last: Mapping[str, Review]) -> dict[str, Statement]:
    """The statements that people judged and that no reader makes any more, as they last were."""
    s = t.statements.c
    rows = connection.execute(select(s.id, s.body, s.until, s.author).where(s.document == row, s.id.in_(list(last))).order_by(s.row)).all()
    read = {r.id for r in rows if r.author is None and r.until is None}
    return {r.id: loads(Statement, r.body) for r in rows if r.id not in read}


def _about_the_same(new: Statement, old: Statement, review: Review) -> bool:
    """Whether a new statement takes the place of a judged one; of a rejected one only if it claims the same."""
    if new.kind != old.kind or not _core(new).overlaps(_core(old)):
        return False
    return review.verdict != "reject" or (new.type, new.quantity) == (old.type, old.quantity)


def _core(s: Statement) -> Span:
    return s.anchor.span if s.anchor else s.span
