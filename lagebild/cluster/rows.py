"""Readings as Arrow tables and back: what a batch writes and a store loads."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from lagebild.cluster.output import library
from lagebild.entries import Account, Entry, Header
from lagebild.export.flat import COLUMNS, NUMBERS, TRUTHS, WHOLE, row
from lagebild.ingest import repair
from lagebild.link import accounts_of, blocks
from lagebild.reader import Parse
from lagebild.statements import Gist, Link, Mention, Reading, Statement
from lagebild.store import copies, key_of
from lagebild.store.codec import build, dumps, loads
from lagebild.store.query import VALUES
from lagebild.store.write import document_row, link_row, links_of, mention_row
from lagebild.text import Document, Flag, Published, Span, digest, storable

Row = dict[str, Any]
FLAT = tuple(c for c in COLUMNS if c != "incident")
NAMES = {
    "documents": ("key", "id", "identity", "title", "language", "outlet", "url", "earliest", "latest", "published", "reported", "text", "flags",
                  "gist", "signature"),
    "statements": (*FLAT, "body"),
    "mentions": ("document", "kind", "start", "end", "text", "value"),
    "links": ("document", "source", "target", "type", "start", "end"),
    "vectors": ("document", "start", "end", "vector"),
    "accounts": ("key", "document", "reported", "family", "first", "last", "body", "blocks"),
}  # fmt: skip


def header_of(made: Row) -> Header:
    """What the store would say of a document, before it is known whose copy it is."""
    return Header(*(made[n] for n in ("key", "id", "reported", "recorded", "title", "language", "outlet", "url", "published", "identity", "copies")))


def rows_of(reading: Reading, parse: Parse | None, at: str) -> dict[str, list[Row]]:
    """One reading as rows of every table."""
    document = reading.document
    key = key_of(document)
    own = document_row(key, reading, "", at)
    header, inside = header_of(own), links_of(reading)
    about = dumps(reading.gist) if reading.gist else None
    accounts = accounts_of(header, reading.statements, inside, reading.mentions, reading.gist)
    return {
        "documents": [own | {"flags": json.dumps(own["flags"]), "gist": about, "signature": copies.signature(document.text).tobytes()}],
        "statements": [_statement(header, document, s) for s in reading.statements],
        "mentions": [mention_row(0, m) | {"document": key} for m in reading.mentions],
        "links": [link_row(0, x, at) | {"document": key} for x in inside],
        "vectors": list(_vectors(document, key, parse)) if parse else [],
        "accounts": [_account(a) for a in accounts],
    }


def _statement(header: Header, document: Document, s: Statement) -> Row:
    entry = Entry(header, s, header.recorded, quote=" ".join(s.span.of(document.text).split()))
    return row(entry, None) | {"body": dumps(s)}


def _vectors(document: Document, key: str, parse: Parse) -> Iterator[Row]:
    """The vector of each sentence, where it stands in the text as given."""
    offsets = repair(document.text).offsets
    for sentence, vector in zip(parse.sentences, parse.vectors if parse.vectors is not None else (), strict=False):
        span = Span(sentence.start, sentence.end)
        span = offsets.back(span) if offsets else span
        yield {"document": key, "start": span.start, "end": span.end, "vector": vector.astype("float32").tolist()}


def _account(a: Account) -> Row:
    own = {n: getattr(a, n) for n in ("key", "document", "reported", "family", "first", "last")}
    return own | {"body": dumps(a), "blocks": [int(digest(b), 16) for b in sorted(blocks(a))]}


def table(name: str, rows: Iterable[Row]) -> Any:
    """Rows as an Arrow table with the columns of its kind; texts that no encoding has are written with signs in their place."""
    arrow = library("pyarrow")
    found = list(rows)
    kinds = {**dict.fromkeys(NUMBERS, arrow.float64()), **dict.fromkeys(WHOLE, arrow.int64()), **dict.fromkeys(TRUTHS, arrow.bool_())}
    kinds |= {"signature": arrow.binary(), "vector": arrow.list_(arrow.float32()), "blocks": arrow.list_(arrow.uint64())}
    columns = [(n, kinds.get(n, arrow.string())) for n in NAMES[name]]
    return arrow.table({n: arrow.array([_clean(r[n]) for r in found], kind) for n, kind in columns}, arrow.schema(columns))


def _clean(value: Any) -> Any:
    """What no file takes is replaced, as in a store."""
    return storable(value) if isinstance(value, str) else value


def readings_of(tables: dict[str, Any]) -> list[Reading]:
    """The readings of one shard's tables, in order."""
    rows = {name: tables[name].to_pylist() for name in ("documents", "statements", "mentions", "links")}
    said: dict[str, list[Statement]] = {d["key"]: [] for d in rows["documents"]}
    named: dict[str, list[Mention]] = {k: [] for k in said}
    inside: dict[str, list[Link]] = {k: [] for k in said}
    for s in rows["statements"]:
        said[s["key"]].append(loads(Statement, s["body"]))
    for m in rows["mentions"]:
        value = loads(VALUES[m["kind"]], m["value"]) if m["value"] else None
        named[m["document"]].append(Mention(m["kind"], Span(int(m["start"]), int(m["end"])), m["text"], value))
    for x in rows["links"]:
        span = Span(x["start"], x["end"]) if x["start"] is not None else None
        inside[x["document"]].append(Link(x["source"], x["target"], x["type"], span))
    return [_reading(d, said[d["key"]], named[d["key"]], inside[d["key"]]) for d in rows["documents"]]


def _reading(d: Row, said: list[Statement], named: list[Mention], inside: list[Link]) -> Reading:
    gist = loads(Gist, d["gist"]) if d["gist"] else None
    return Reading(document_of(d), tuple(said), tuple(named), tuple(inside), gist=gist)


def document_of(r: Row) -> Document:
    """A document from its row."""
    published = Published(r["earliest"], r["latest"], r["published"]) if r["published"] else None
    flags = tuple(Flag(f["kind"], f["message"], Span(*f["span"]) if f["span"] else None) for f in json.loads(r["flags"]))
    return Document(r["id"], r["text"], r["title"], r["language"], r["outlet"], r["url"], published, flags)


def account_of(body: str, group: str) -> Account:
    """An account from its text, with the group of near-copies that its document belongs to."""
    found: Account = build(Account, json.loads(body) | {"copies": group})
    return found
