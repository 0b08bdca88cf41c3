"""People's words on statements, links and incidents. A new word ends the old one of the same person; all are kept, and can be taken back.

What people say about a statement amounts to a statement of theirs (``settle``), which stands in front of the reader's of the same id.
"""

import secrets
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, and_, insert, select, update

from lagebild.entries import CREDIBILITIES, REVIEWS, THINGS, Review
from lagebild.errors import StoreError
from lagebild.statements import Statement
from lagebild.store import tables as t
from lagebild.store.codec import dumps, loads
from lagebild.store.corrections import corrected
from lagebild.store.rows import statement_row
from lagebild.text import digest

COLUMNS = ("what", "document", "statement", "verdict", "author", "credibility", "note", "values", "action", "before")
PEOPLE = 0
Thing = tuple[str, str]


def new_action() -> str:
    """A name for reviews that are made, and taken back, together."""
    return secrets.token_hex(8)


def put(connection: Connection, review: Review, at: str) -> int:
    """Record a person's word; their earlier one on the same thing ends, unless the new one is a comment. The row.

    Raises:
        StoreError: the verdict, the credibility or a correction is none.
    """
    check(review)
    before = None if review.verdict == "comment" else _own(connection, review)
    review = _after(replace(review, action=review.action or new_action()), before)
    if before and _same(before, review):
        return before.row
    if before:
        _end(connection, before.row, at)
    row = _insert(connection, replace(review, before=before.row if before else None), at)
    if review.what == "statement" and review.verdict != "comment":
        settle(connection, review.document, review.statement, at)
    return row


def check(review: Review) -> None:
    """Whether a review is one.

    Raises:
        StoreError: it is not; the message says what is allowed.
    """
    if review.verdict not in REVIEWS:
        raise StoreError(f"a verdict is one of {', '.join(REVIEWS)}, not {review.verdict}")
    if review.what not in THINGS:
        raise StoreError(f"people review a {', a '.join(THINGS)}, not a {review.what}")
    if review.credibility is not None and review.credibility not in CREDIBILITIES:
        raise StoreError(f"credibility is a number from 1 to 6, not {review.credibility}")


def _own(connection: Connection, x: Review) -> Review | None:
    r = t.reviews.c
    mine = and_(r.document == x.document, r.statement == x.statement, r.author == x.author, r.until.is_(None), r.verdict != "comment")
    row = connection.execute(select(t.reviews).where(mine)).first()
    return record(row) if row else None


def _after(new: Review, before: Review | None) -> Review:
    """A correction goes on from the same person's earlier one, and accepting what one corrected is no step back."""
    if before and before.verdict == "correct" and new.verdict in ("correct", "accept"):
        return replace(new, verdict="correct", values={**before.values, **new.values}, credibility=new.credibility or before.credibility)
    return new


def _same(a: Review, b: Review) -> bool:
    return all(getattr(a, n) == getattr(b, n) for n in ("verdict", "credibility", "note", "values"))


def _insert(connection: Connection, review: Review, at: str, until: str | None = None) -> int:
    values = {n: getattr(review, n) for n in COLUMNS} | {"since": at, "until": until}
    return int(connection.execute(insert(t.reviews).values(values).returning(t.reviews.c.row)).scalar_one())


def _end(connection: Connection, row: int, at: str) -> None:
    connection.execute(update(t.reviews).where(t.reviews.c.row == row).values(until=at))


def record(x: Row[Any]) -> Review:
    """A row as a review."""
    said = x._mapping
    return Review(**{n: said[n] for n in COLUMNS}, since=said["since"], until=said["until"], row=said["row"])


def history(connection: Connection, document: str, statement: str | None = None) -> list[Review]:
    """All that people ever said about a thing, or about a document's things, oldest first; what was taken back too."""
    r = t.reviews.c
    where = [r.document == document, *([r.statement == statement] if statement is not None else [])]
    return [record(x) for x in connection.execute(select(t.reviews).where(*where).order_by(r.row))]


def of_documents(connection: Connection, keys: Sequence[str], what: str) -> list[Review]:
    """All that people ever said about statements, links or incidents of some documents, oldest first."""
    r = t.reviews.c
    asked = select(t.reviews).where(r.document.in_(keys), r.what == what).order_by(r.row)
    return [record(x) for x in connection.execute(asked)]


def held(connection: Connection, document: str, statement: str) -> list[Review]:
    """The verdicts that hold on a thing, in the order in which they were given."""
    return [x for x in history(connection, document, statement) if x.until is None and x.verdict != "comment"]


def latest(connection: Connection, author: str | None = None) -> Review | None:
    """The last thing that was done, by anybody or by one person."""
    r = t.reviews.c
    where = [r.author == author] if author else []
    row = connection.execute(select(t.reviews).where(*where, r.until.is_(None)).order_by(r.row.desc()).limit(1)).first()
    return record(row) if row else None


def of_action(connection: Connection, action: str) -> list[Review]:
    """Reviews that were made together."""
    r = t.reviews.c
    return [record(x) for x in connection.execute(select(t.reviews).where(r.action == action).order_by(r.row))]


def undo(connection: Connection, action: str, author: str, at: str) -> list[Review]:
    """Take back what was done together; what the same people had said before holds again. What was taken back, empty where nothing held.

    Taking back an undo does it again.
    """
    done = of_action(connection, action)
    undone = next((x for x in done if x.verdict == "undo"), None)
    if undone:
        return _redo(connection, undone, author, at)
    holding = [x for x in done if x.until is None]
    for x in holding:
        _end(connection, x.row, at)
        _restore(connection, x, at)
    if holding:
        _note_undo(connection, holding, author, at)
    return _settled(connection, holding, at)


def _restore(connection: Connection, ended: Review, at: str) -> None:
    """The word that a review had put an end to holds again."""
    row = connection.execute(select(t.reviews).where(t.reviews.c.row == ended.before)).first() if ended.before else None
    if row:
        _insert(connection, record(row), at)


def _note_undo(connection: Connection, undone: Sequence[Review], author: str, at: str) -> None:
    first = undone[0]
    said = Review(first.document, first.statement, "undo", author, values={"rows": [x.row for x in undone]}, what=first.what, action=new_action())
    _insert(connection, said, at, until=at)


def _redo(connection: Connection, undone: Review, author: str, at: str) -> list[Review]:
    rows: Any = undone.values["rows"]
    again = [record(x) for x in connection.execute(select(t.reviews).where(t.reviews.c.row.in_(list(rows))).order_by(t.reviews.c.row))]
    for x in again:
        before = None if x.verdict == "comment" else _own(connection, x)
        if before:
            _end(connection, before.row, at)
        _insert(connection, replace(x, before=before.row if before else None), at)
    return _settled(connection, again, at)


def _settled(connection: Connection, changed: list[Review], at: str) -> list[Review]:
    for document, statement in dict.fromkeys((x.document, x.statement) for x in changed if x.what == "statement"):
        settle(connection, document, statement, at)
    return changed


def add(connection: Connection, review: Review, statement: Statement, at: str) -> None:
    """A statement that no reader made, with the review that says so.

    Raises:
        StoreError: the document is not there.
    """
    document = _document(connection, review.document)
    if document is None:
        raise StoreError(f"there is no document {review.document}")
    if _rows(connection, document.row, statement.id) == []:
        _insert_statement(connection, document, statement, review.author, at)
    put(connection, review, at)


def settle(connection: Connection, key: str, id_: str, at: str) -> None:
    """Make the statement that people's words amount to stand in front of the reader's, or take it away where they say nothing more.

    Raises:
        StoreError: a correction does not fit the statement.
    """
    document = _document(connection, key)
    rows = _rows(connection, document.row, id_) if document else []
    if document is None or not rows:
        return
    wanted = _amounts_to(rows, held(connection, key, id_), document.text)
    now = next((r for r in rows if r.author is not None and r.until is None), None)
    if wanted and now and (now.body, now.author) == (dumps(wanted[0]), wanted[1]):
        return
    if now:
        connection.execute(update(t.statements).where(t.statements.c.row == now.row).values(until=at))
    if wanted:
        _insert_statement(connection, document, *wanted, at)


def _amounts_to(rows: list[Row[Any]], words: list[Review], text: str) -> tuple[Statement, str] | None:
    """The statement that people's words make, and who spoke last; None where the reader's own is enough."""
    read = [r for r in rows if r.author is None]
    values = {k: v for x in words if x.verdict == "correct" for k, v in x.values.items()}
    kept = [x for x in words if x.verdict in ("accept", "correct", "add")]
    alone = bool(kept) and not any(r.until is None for r in read)
    if not values and not alone:
        return None
    base = loads(Statement, (read[-1] if read else rows[0]).body)
    return corrected(base, values, text), kept[-1].author


def _rows(connection: Connection, document: int, id_: str) -> list[Row[Any]]:
    s = t.statements.c
    return list(connection.execute(select(t.statements).where(s.document == document, s.id == id_).order_by(s.row)))


def _document(connection: Connection, key: str) -> Any:
    d = t.documents.c
    return connection.execute(select(d.row, d.key, d.text, d.reported).where(d.key == key)).first()


def _insert_statement(connection: Connection, document: Row[Any], statement: Statement, author: str, at: str) -> None:
    values = statement_row(document.row, statement, document.reported, PEOPLE, at) | {"author": author}
    connection.execute(insert(t.statements).values(values))


def links_of(connection: Connection, keys: Iterable[str]) -> list[Review]:
    """What people say about links of documents."""
    r, wanted = t.reviews.c, set(keys)
    rows = connection.execute(select(t.reviews).where(r.what == "link", r.until.is_(None), r.verdict != "comment").order_by(r.row))
    return [record(x) for x in rows if x.document in wanted]


def rejected(connection: Connection, keys: Iterable[str]) -> frozenset[tuple[Thing, Thing, str]]:
    """Relations of statements of these documents with statements of others whose last word is that they are none."""
    words: dict[tuple[Thing, Thing, str], str] = {}
    for x in links_of(connection, keys):
        if other := str(x.values.get("other", "")):
            words[(x.document, str(x.values["source"])), (other, str(x.values["target"])), str(x.values["type"])] = x.verdict
    return frozenset(r for r, verdict in words.items() if verdict == "reject")


def link_id(*ends: str) -> str:
    """The id of a link: source, target and type, each statement of another document with its document before it."""
    return digest(*ends)


def token(connection: Connection, document: str, id_: str) -> str:
    """What a person looks at, as a short word that changes when somebody else judges it or a reader reads it anew."""
    r, found = t.reviews.c, _document(connection, document)
    last = connection.scalar(select(r.row).where(r.document == document, r.statement == id_, r.verdict != "comment").order_by(r.row.desc()).limit(1))
    rows = [x.row for x in _rows(connection, found.row, id_) if x.until is None] if found else []
    return f"{last or 0}.{max(rows, default=0)}"
