"""Removing for good: a document with all that hangs on it, or a person's name wherever it stands. The log keeps that it was done, not what."""

import json
import re
from typing import Any

from sqlalchemy import JSON, Connection, Table, delete, func, insert, or_, select, update

from lagebild.store import tables as t
from lagebild.store.packing import Packed
from lagebild.text import digest, fold

BLOCK, STEM = "█", 7
NAMED: tuple[tuple[Table, tuple[str, ...]], ...] = (
    (t.documents, ("text", "title", "id", "url", "identity", "outlet", "flags")),
    (t.gists, ("body",)),
    (t.statements, ("body", "place", "author")),
    (t.accounts, ("body",)),
    (t.edges, ("reasons",)),
    (t.follower_edges, ("reasons",)),
    (t.reviews, ("note", "values", "author")),
    (t.judgements, ("reason", "author")),
    (t.sources, ("name", "note", "aliases")),
    (t.failures, ("message", "id")),
    (t.scopes, ("name", "query")),
    (t.alerts, ("body",)),
)
HANGING = (t.statements, t.mentions, t.links, t.bands, t.gists)


def remove_document(connection: Connection, key: str, author: str, reason: str | None, at: str) -> bool:
    """Remove one version of a document; False where it is not there."""
    row = connection.scalar(select(t.documents.c.row).where(t.documents.c.key == key))
    if row is None:
        return False
    ids = sorted(set(connection.scalars(select(t.statements.c.id).where(t.statements.c.document == row))))
    _remove_accounts(connection, row)
    for table in HANGING:
        connection.execute(delete(table).where(table.c.document == row))
    for kept in (t.reviews, t.claims):
        connection.execute(delete(kept).where(kept.c.document == key))
    connection.execute(delete(t.judgements).where(or_(t.judgements.c.document_a == key, t.judgements.c.document_b == key)))
    connection.execute(delete(t.documents).where(t.documents.c.row == row))
    connection.execute(delete(t.alerts))
    _regroup(connection, key)
    _log(connection, "document", key, author, reason, ids, at)
    return True


def _remove_accounts(connection: Connection, row: int) -> None:
    a = t.accounts.c
    numbers = {r.key: r.row for r in connection.execute(select(a.key, a.row).where(a.document == row))}
    for table in (t.blocks, t.follower_blocks):
        connection.execute(delete(table).where(t.among(table.c.account, numbers.values())))
    named = (t.incidents, "account"), (t.edges, "a"), (t.edges, "b"), (t.follower_edges, "account"), (t.follower_edges, "leader"), (t.accounts, "key")
    for table, column in named:
        connection.execute(delete(table).where(t.among(table.c[column], numbers)))


def _regroup(connection: Connection, key: str) -> None:
    """A group of copies that was named after the removed document gets the name of its next one."""
    d = t.documents.c
    first = connection.scalar(select(d.key).where(d.copies == key).order_by(d.reported, d.key).limit(1))
    if first:
        connection.execute(update(t.documents).where(d.copies == key).values(copies=first))


def remove_person(connection: Connection, name: str, author: str, reason: str | None, at: str) -> int:
    """Put blocks of the same length in place of a name in texts, statements and notes; the number of rows changed."""
    names = [re.compile(rf"\b{re.escape(n)}", re.IGNORECASE) for n in dict.fromkeys((name, fold(name), json.dumps(name)[1:-1]))]
    told = [r.row for r in _hits(connection, [t.documents.c.row], t.documents.c.text, name)]
    changed = sum(_redact(connection, table, column, names, name) for table, columns in NAMED for column in columns)
    _unname(connection, told, name)
    m = t.mentions.c
    done = connection.execute(delete(t.mentions).where(or_(_like(m.text, name), _like(m.value, name), _like(m.value, fold(name)))))
    if changed or done.rowcount:
        _log(connection, "person", digest(fold(name)), author, reason, [], at)
    return changed + done.rowcount


def _unname(connection: Connection, rows: list[int], name: str) -> None:
    """Put blocks in place of the single words of a name in the gists of documents that held it, and in what linking made of them."""
    parts = sorted({p for w in fold(name).split() if len(w) > 2 for p in (w, w[:STEM])})
    words = re.compile(rf"\b({'|'.join(re.escape(w) for w in parts)})\b") if parts else None
    if words is None or not rows:
        return
    accounts = list(connection.scalars(select(t.accounts.c.key).where(t.accounts.c.document.in_(rows))))
    e, f = t.edges.c, t.follower_edges.c
    for column, where in (
        (t.gists.c.body, t.among(t.gists.c.document, rows)),
        (t.accounts.c.body, t.among(t.accounts.c.key, accounts)),
        (e.reasons, or_(t.among(e.a, accounts), t.among(e.b, accounts))),
        (f.reasons, or_(t.among(f.account, accounts), t.among(f.leader, accounts))),
    ):
        _blacken(connection, column, where, words)


def _blacken(connection: Connection, column: Any, where: Any, words: re.Pattern[str]) -> None:
    pk = list(column.table.primary_key.columns)
    for row in connection.execute(select(*pk, column.label("said")).where(where, column.is_not(None))).all():
        bare = words.sub(lambda m: BLOCK * len(m.group()), row.said)
        if bare != row.said:
            connection.execute(update(column.table).where(*(c == row._mapping[c.name] for c in pk)).values({column.name: bare}))


def _like(column: Any, name: str) -> Any:
    return func.lower(column).contains(name.lower(), autoescape=True)


def _redact(connection: Connection, table: Table, column: str, names: list[re.Pattern[str]], name: str) -> int:
    where, pk = table.c[column], list(table.primary_key.columns)
    is_json = isinstance(where.type, JSON)
    whole = is_json or isinstance(where.type, Packed)
    changed = 0
    for row in connection.execute(select(*pk, where.label("said")).where(where.is_not(None))) if whole else _hits(connection, pk, where, name):
        said = json.dumps(row.said, ensure_ascii=False) if is_json else row.said
        bare = said
        for pattern in names:
            bare = pattern.sub(lambda m: BLOCK * len(m.group()), bare)
        if bare != said:
            same = [c == row._mapping[c.name] for c in pk]
            connection.execute(update(table).where(*same).values({column: json.loads(bare) if is_json else bare}))
            changed += 1
    return changed


def _hits(connection: Connection, pk: list[Any], column: Any, name: str) -> list[Any]:
    found = or_(column.contains(name, autoescape=True), _like(column, name), _like(column, fold(name)))
    return list(connection.execute(select(*pk, column.label("said")).where(found)))


def _log(connection: Connection, what: str, key: str, author: str, reason: str | None, ids: list[str], at: str) -> None:
    values = {"what": what, "key": key, "author": author, "reason": reason, "statements": ids, "at": at}
    connection.execute(insert(t.removals).values(values))


def log(connection: Connection) -> list[dict[str, Any]]:
    """What was removed when, by whom and why."""
    return [dict(r._mapping) for r in connection.execute(select(t.removals).order_by(t.removals.c.row))]
