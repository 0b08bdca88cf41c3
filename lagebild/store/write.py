"""Readings into the store: new documents, and a better reader's statements in place of its own older ones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urldefrag

from sqlalchemy import Connection, bindparam, func, insert, select, update

from lagebild.statements import Link, Mention, Reading, Statement
from lagebild.store import clock, copies, people
from lagebild.store import tables as t
from lagebild.store.clock import moment
from lagebild.store.codec import dumps
from lagebild.store.rows import statement_row
from lagebild.text import Document, digest, storable


@dataclass(frozen=True, slots=True)
class Written:
    """Documents that came new, were read again, were there already, or had been removed for good, by key.

    ``readings`` are those of new documents, as the store would give them back.
    """

    new: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    readings: Mapping[str, Reading] = field(default_factory=dict, repr=False, compare=False)


def identity_of(document: Document) -> str:
    """What stays the same between versions of a document: its address, else its text."""
    return urldefrag(document.url).url if document.url else digest(document.id, document.text)


def key_of(document: Document) -> str:
    """The key of one version of a document."""
    return digest(identity_of(document), document.text)


def later(connection: Connection, at: str) -> str:
    """A moment after all that was recorded so far, also where the clock was set back: history keeps its order."""
    asked = select(*(select(func.max(c)).scalar_subquery() for c in (t.documents.c.recorded, t.statements.c.since)))
    last = max((x for x in connection.execute(asked).one() if x), default="")
    return at if at > last else clock.stamp(datetime.fromisoformat(last) + timedelta(microseconds=1))


def states(connection: Connection, keys: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Row and reader of the documents that are there."""
    d = t.documents.c
    return {r.key: (r.row, r.reader) for r in connection.execute(select(d.key, d.row, d.reader).where(t.among(d.key, keys)))}


def removed(connection: Connection, keys: Sequence[str]) -> set[str]:
    """Documents among these that were removed for good."""
    return set(connection.scalars(select(t.removals.c.key).where(t.among(t.removals.c.key, keys))))


def write(connection: Connection, readings: Iterable[Reading], reader: str, run: int, at: str) -> Written:
    """Write readings; the same ones a second time change nothing."""
    by_key: dict[str, Reading] = {}
    for r in readings:
        if not r.failure:
            by_key.setdefault(key_of(r.document), r)
    there, gone = states(connection, list(by_key)), removed(connection, list(by_key))
    new = [k for k in by_key if k not in there and k not in gone]
    replaced = [k for k in by_key if k in there and there[k][1] != reader]
    rows = _insert_documents(connection, {k: by_key[k] for k in new}, reader, at)
    _insert_statements(connection, [(rows[k], by_key[k], list(by_key[k].statements)) for k in new], run, at)
    for key in replaced:
        _replace(connection, there[key][0], by_key[key], reader, run, at)
    same = [k for k in by_key if k in there and k not in replaced]
    whole = {k: by_key[k] for k in new if storable(by_key[k].document.text) == by_key[k].document.text}
    return Written(tuple(new), tuple(replaced), tuple(same), tuple(k for k in by_key if k in gone), whole)


def links_of(reading: Reading) -> list[Link]:
    """Links inside a document, each once, in the order in which a store gives them."""
    once = {(x.source, x.target, x.type): x for x in reading.links}
    return [once[k] for k in sorted(once)]


def _insert_documents(connection: Connection, found: dict[str, Reading], reader: str, at: str) -> dict[str, int]:
    documents = {k: r.document for k, r in found.items()}
    if not documents:
        return {}
    signatures = {k: copies.signature(d.text) for k, d in documents.items()}
    values = [document_row(k, r, reader, at) | {"signature": signatures[k].tobytes()} for k, r in found.items()]
    connection.execute(insert(t.documents), values)
    rows = {k: row for k, (row, _) in states(connection, list(documents)).items()}
    reported = {v["key"]: v["reported"] for v in values}
    copies.place(connection, [(rows[k], k, reported[k], signatures[k]) for k in documents])
    return rows


def gist_row(row: int, reading: Reading) -> list[dict[str, Any]]:
    """What a document is about as a whole, as a row, where its reader told it."""
    return [{"document": row, "body": dumps(reading.gist)}] if reading.gist else []


def document_row(key: str, reading: Reading, reader: str, at: str) -> dict[str, Any]:
    """A document as a row; what only the store knows (its number, signature) is left out."""
    d = reading.document
    published = d.published
    return {
        "key": key,
        "id": d.id,
        "identity": identity_of(d),
        "title": d.title,
        "language": d.language,
        "outlet": d.outlet,
        "url": d.url,
        "earliest": published.earliest if published else None,
        "latest": published.latest if published else None,
        "published": published.text if published else None,
        "reported": moment(published.latest) if published else at,
        "recorded": at,
        "text": d.text,
        "flags": [{"kind": f.kind, "message": f.message, "span": [f.span.start, f.span.end] if f.span else None} for f in d.flags],
        "copies": key,
        "reader": reader,
    }


def _insert_statements(connection: Connection, readings: Iterable[tuple[int, Reading, list[Statement]]], run: int, at: str) -> None:
    """Statements (those given), mentions, links and gists of new or re-read documents."""
    found = list(readings)
    _many(connection, t.statements, [said_row(row, r, s, run, at) for row, r, chosen in found for s in chosen])
    _many(connection, t.gists, [x for row, r, _ in found for x in gist_row(row, r)])
    _many(connection, t.mentions, [mention_row(row, m) for row, r, _ in found for m in r.mentions])
    _many(connection, t.links, [link_row(row, x, at) for row, r, _ in found for x in links_of(r)])


def _many(connection: Connection, table: Any, values: list[dict[str, Any]]) -> None:
    if values:
        connection.execute(insert(table), values)


def said_row(row: int, reading: Reading, s: Statement, run: int, at: str) -> dict[str, Any]:
    """A statement as a row of the document with this number."""
    published = reading.document.published
    return statement_row(row, s, moment(published.latest) if published else at, run, at)


def mention_row(row: int, m: Mention) -> dict[str, Any]:
    """A mention as a row."""
    value = dumps(m.value) if m.value else None
    return {"document": row, "kind": m.kind, "start": m.span.start, "end": m.span.end, "text": m.text, "value": value}


def link_row(row: int, x: Any, at: str) -> dict[str, Any]:
    """A link inside a document as a row."""
    ends = {"start": x.span.start if x.span else None, "end": x.span.end if x.span else None}
    return {"document": row, "source": x.source, "target": x.target, "type": x.type, **ends, "since": at, "until": None}


def _replace(connection: Connection, row: int, reading: Reading, reader: str, run: int, at: str) -> None:
    """Withdraw what the new reading no longer says, add what it says anew; what stays the same stays. People's words are not touched."""
    s = t.statements.c
    held = select(s.id, s.row, s.body).where(s.document == row, s.until.is_(None), s.author.is_(None))
    now_held = {r.id: (r.row, r.body) for r in connection.execute(held)}
    bodies = {x.id: storable(dumps(x)) for x in reading.statements}
    gone = [held for id_, (held, body) in now_held.items() if bodies.get(id_) != body]
    fresh = [x for x in reading.statements if now_held.get(x.id, (0, ""))[1] != bodies[x.id]]
    if gone:
        withdraw = update(t.statements).where(s.row == bindparam("held")).values(until=at)
        connection.execute(withdraw, [{"held": h} for h in gone])
    connection.execute(update(t.links).where(t.links.c.document == row, t.links.c.until.is_(None)).values(until=at))
    for table in (t.mentions, t.gists):
        connection.execute(table.delete().where(table.c.document == row))
    _insert_statements(connection, [(row, reading, fresh)], run, at)
    people.stand(connection, key_of(reading.document), row, fresh, at)
    connection.execute(update(t.documents).where(t.documents.c.row == row).values(reader=reader))
