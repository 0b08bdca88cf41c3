"""Reading the store: entries of a scope as they were held at a time, headers, documents, links."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, exists, func, or_, select

from lagebild.entries import Entry, Header, Review
from lagebild.statements import Actor, Gist, Link, Mention, Period, Place, Quantity, Quote, Statement
from lagebild.store import search
from lagebild.store import tables as t
from lagebild.store.clock import stamp
from lagebild.store.codec import loads
from lagebild.store.reviews import link_id, links_of, record
from lagebild.text import Document, Flag, Published, Span, fold

CHUNK, READ = 500, 8192
FOUND, LATE = 2000, 14


@dataclass(frozen=True, slots=True)
class Scope:
    """What to look at. Times are in the store's form; ``recorded`` takes the state of the store then, ``reported`` what was public then.

    ``after`` takes what was reported after a time; ``language`` and ``outlet`` are those of the document; ``documents`` are keys, all if empty;
    ``matters`` are things and holders (see ``lagebild.matters``), all if empty.
    """

    place: str | None = None
    start: str | None = None
    end: str | None = None
    about: str | None = None
    reported: str | None = None
    recorded: str | None = None
    kinds: tuple[str, ...] = ()
    after: str | None = None
    language: str | None = None
    outlet: str | None = None
    documents: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()


def entries(connection: Connection, scope: Scope, outdated: bool = False) -> list[Entry]:
    """Statements of a scope, in order of reporting; of documents that have a newer version only where ``outdated`` ones are asked for."""
    asked = joined(scope, outdated).order_by(t.documents.c.reported, t.documents.c.key, t.statements.c.start)
    return entries_of(connection, asked, scope.recorded)


def joined(scope: Scope, outdated: bool = False) -> Select[Any]:
    """Statements of a scope with what is known of their documents, to be narrowed down and ordered."""
    return _joined().where(*_held(scope), *([] if outdated else [_newest(scope)]), *_where(scope))


def of_documents(connection: Connection, keys: Sequence[str], recorded: str | None = None, outdated: bool = False) -> list[Entry]:
    """All statements of some documents; of those that have a newer version only where ``outdated`` ones are asked for."""
    found: list[Entry] = []
    held = [*_held(Scope(recorded=recorded)), *([] if outdated else [_newest(Scope(recorded=recorded))])]
    for i in range(0, len(keys), CHUNK):
        asked = _joined().where(t.among(t.documents.c.key, keys[i : i + CHUNK]), *held)
        found += entries_of(connection, asked.order_by(t.documents.c.reported, t.documents.c.key, t.statements.c.start), recorded)
    return found


def by_id(connection: Connection, id_: str) -> list[Entry]:
    """Every row of a statement's id, withdrawn ones too, oldest first."""
    return entries_of(connection, _joined().where(t.statements.c.id == id_).order_by(t.statements.c.row))


def reach(connection: Connection, scope: Scope) -> tuple[set[str], set[str]]:
    """Keys of the documents that a scope takes statements from, of all their versions, and the things and holders that those are about."""
    asked = joined(scope, outdated=True).with_only_columns(t.documents.c.key, t.statements.c.matter).distinct()
    rows = connection.execute(asked).all()
    return {r.key for r in rows}, {r.matter for r in rows if r.matter}


def _joined() -> Select[Any]:
    s = t.statements.c
    columns = (s.document, s.id.label("statement"), s.start, s.end, s.body, s.since, s.until, s.author, s.behind)
    return select(*columns).select_from(t.statements.join(t.documents, t.documents.c.row == s.document))


def _header_columns() -> tuple[Any, ...]:
    d = t.documents.c
    return d.key, d.id, d.reported, d.recorded, d.title, d.language, d.outlet, d.url, d.published, d.identity, d.copies


def _held(scope: Scope) -> list[Any]:
    """Rows that held at the time of record, of documents that were there."""
    s = t.statements.c
    person = t.statements.alias("person")
    p = person.c
    in_front = and_(p.author.is_not(None), p.document == s.document, p.id == func.coalesce(s.behind, s.id), *_then(p, scope.recorded))
    held = [*_then(s, scope.recorded), or_(s.author.is_not(None), ~exists(select(p.row).where(in_front)))]
    if scope.reported is not None:
        held += [s.reported <= scope.reported]
    return held


def _then(columns: Any, recorded: str | None) -> list[Any]:
    """Rows that hold now, or held at a time of record."""
    return [columns.until.is_(None)] if recorded is None else [columns.since <= recorded, or_(columns.until.is_(None), columns.until > recorded)]


def _newest(scope: Scope) -> Any:
    d, later = t.documents.c, t.documents.alias("later")
    x = later.c
    newer = or_(x.reported > d.reported, and_(x.reported == d.reported, x.row > d.row))
    limits = [x.reported <= scope.reported] if scope.reported else []
    limits += [x.recorded <= scope.recorded] if scope.recorded else []
    return ~exists(select(x.row).where(x.identity == d.identity, x.row != d.row, newer, *limits))


def _where(scope: Scope) -> list[Any]:
    s = t.statements.c
    found = [_at(scope, scope.place)] if scope.place else []
    if scope.start:
        found.append(or_(s.latest >= scope.start[:10], and_(s.latest.is_(None), s.reported >= scope.start)))
        found.append(s.reported >= scope.start)
    if scope.end:
        found.append(or_(s.earliest <= f"{scope.end[:10]}~", and_(s.earliest.is_(None), s.reported <= scope.end)))
    if scope.after:
        found.append(s.reported > scope.after)
    if scope.kinds:
        found.append(s.kind.in_(scope.kinds))
    if scope.matters:
        found.append(t.among(s.matter, scope.matters))
    return [*found, *_of(scope)]


def _of(scope: Scope) -> list[Any]:
    """Documents by language, outlet and key; where keys are given, those alone are looked up by an index."""
    d = t.documents.c
    wanted = [(c, value) for c, value in ((d.language, scope.language), (d.outlet, scope.outlet)) if value]
    if not scope.documents:
        return [c == value for c, value in wanted]
    return [t.among(d.key, scope.documents), *(func.coalesce(c, "") == value for c, value in wanted)]


def _at(scope: Scope, place: str) -> Any:
    """Statements at a place, and those without one in documents that have some there."""
    s, other = t.statements.c, t.statements.alias("other")
    bounds = ((scope.start, other.c.reported.__ge__), (scope.after, other.c.reported.__gt__), (scope.reported, other.c.reported.__le__))
    there = select(other.c.document).where(_is(other.c, place), *(compare(value) for value, compare in bounds if value))
    nowhere = func.coalesce(s.place, "") == ""  # by no index: statements without a place are a large part of all
    return and_(s.document.in_(there), or_(_is(s, place), nowhere))


def _is(columns: Any, place: str) -> Any:
    """A GeoNames id, a country's three capitals or a name."""
    if place.isdigit():
        return columns.geonames == int(place)
    return columns.country == place if len(place) == 3 and place.isupper() else columns.place == fold(place)


def entries_of(connection: Connection, asked: Select[Any], recorded: str | None = None) -> list[Entry]:
    """The entries that a query finds, with what people said of them."""
    rows = connection.execute(asked).all()
    told = _told(connection, rows)
    said = reviews(connection, {h.key for h, _ in told.values()}, recorded) if told else {}
    return [_entry(rows[n], *told[n], said) for n in sorted(told)]


def _told(connection: Connection, rows: Sequence[Row[Any]]) -> dict[int, tuple[Header, str]]:
    """The document of each row and the words that it rests on, by place among the rows; every text is fetched once and let go."""
    of: dict[int, list[int]] = {}
    for n, r in enumerate(rows):
        of.setdefault(r.document, []).append(n)
    numbers, d, found = list(of), t.documents.c, dict[int, tuple[Header, str]]()
    columns: tuple[Any, ...] = (*_header_columns(), d.row, d.text)
    for i in range(0, len(numbers), CHUNK):
        for x in connection.execute(select(*columns).where(t.among(d.row, numbers[i : i + CHUNK]))):
            document, text = header(x), x.text
            found |= {n: (document, " ".join(text[rows[n].start : rows[n].end].split())) for n in of[x.row]}
    return found


def _entry(r: Row[Any], document: Header, quote: str, said: dict[tuple[str, str], Review]) -> Entry:
    review = said.get((document.key, r.behind or r.statement))
    return Entry(document, _statement(r.body), r.since, r.until, quote, review, r.author, r.behind)


@lru_cache(maxsize=READ)
def _statement(body: str) -> Statement:
    """A statement as it is kept; those of the last days are asked for again and again."""
    found: Statement = loads(Statement, body)
    return found


def header(r: Row[Any]) -> Header:
    """A row's document facts."""
    return Header(r.key, r.id, r.reported, r.recorded, r.title, r.language, r.outlet, r.url, r.published, r.identity, r.copies)


def headers(connection: Connection, keys: Iterable[str]) -> dict[str, Header]:
    """Facts of documents by key."""
    wanted = sorted(set(keys))
    rows = (r for i in range(0, len(wanted), CHUNK) for r in _chunk(connection, wanted[i : i + CHUNK]))
    return {r.key: header(r) for r in rows}


def _chunk(connection: Connection, keys: list[str]) -> Sequence[Row[Any]]:
    return connection.execute(select(*_header_columns()).where(t.among(t.documents.c.key, keys))).all()


def reviews(connection: Connection, keys: set[str], recorded: str | None = None) -> dict[tuple[str, str], Review]:
    """The last verdict that holds, or held at a time of record, by document and statement."""
    r = t.reviews.c
    if connection.scalar(select(r.row).limit(1)) is None:
        return {}
    some = [r.document.in_(keys)] if len(keys) <= CHUNK else []
    asked = select(t.reviews).where(*_then(r, recorded), r.what == "statement", r.verdict != "comment", *some)
    return {(x.document, x.statement): record(x) for x in connection.execute(asked.order_by(r.row)) if x.document in keys}


def document(connection: Connection, name: str) -> tuple[str, Document] | None:
    """Key and document of a key or id; of several versions the newest."""
    d = t.documents.c
    row = connection.execute(select(t.documents).where(or_(d.key == name, d.id == name)).order_by(d.reported.desc(), d.row.desc())).first()
    return (row.key, _document(row)) if row else None


def documents(connection: Connection, keys: Sequence[str]) -> dict[str, Document]:
    """Documents by key."""
    found = {}
    for i in range(0, len(keys), CHUNK):
        for row in connection.execute(select(t.documents).where(t.among(t.documents.c.key, keys[i : i + CHUNK]))):
            found[row.key] = _document(row)
    return found


def all_documents(connection: Connection) -> Iterable[tuple[str, Document]]:
    """Every document in a fixed order: by id, then key."""
    for row in connection.execute(select(t.documents).order_by(t.documents.c.id, t.documents.c.key)):
        yield row.key, _document(row)


def _document(r: Row[Any]) -> Document:
    published = Published(r.earliest, r.latest, r.published) if r.published else None
    flags = tuple(Flag(f["kind"], f["message"], Span(*f["span"]) if f["span"] else None) for f in r.flags)
    return Document(r.id, r.text, r.title, r.language, r.outlet, r.url, published, flags)


def links(connection: Connection, keys: Iterable[str]) -> dict[str, list[Link]]:
    """Links inside documents, by document key."""
    x, d = t.links.c, t.documents.c
    found: dict[str, list[Link]] = {k: [] for k in keys}
    wanted = sorted(found)
    for i in range(0, len(wanted), CHUNK):
        asked = select(d.key, t.links).join(t.documents, d.row == x.document).where(t.among(d.key, wanted[i : i + CHUNK]), x.until.is_(None))
        for r in connection.execute(asked.order_by(x.source, x.target, x.type)):
            found[r.key].append(Link(r.source, r.target, r.type, Span(r.start, r.end) if r.start is not None else None))
    return _judged(found, links_of(connection, wanted))


def _judged(found: dict[str, list[Link]], words: Iterable[Review]) -> dict[str, list[Link]]:
    """Without the links that a person rejected, with those that a person made."""
    for x in words:
        others = [k for k in found[x.document] if link_id(k.source, k.target, k.type) != x.statement]
        source, target, type_ = (str(x.values.get(n, "")) for n in ("source", "target", "type"))
        if x.verdict == "reject":
            found[x.document] = others
        elif x.verdict == "add" and source and target:
            found[x.document] = [*others, Link(source, target, type_)]
    return found


def gists(connection: Connection, keys: Iterable[str]) -> dict[str, Gist]:
    """What documents are about, by key, where their reader told it."""
    wanted, d, g, found = sorted(set(keys)), t.documents.c, t.gists.c, dict[str, Gist]()
    asked = select(d.key, g.body).join(t.gists, g.document == d.row)
    for i in range(0, len(wanted), CHUNK):
        found |= {r.key: loads(Gist, r.body) for r in connection.execute(asked.where(t.among(d.key, wanted[i : i + CHUNK])))}
    return found


VALUES = {"time": Period, "place": Place, "actor": Actor, "quantity": Quantity, "quote": Quote}


def mentions(connection: Connection, keys: Iterable[str]) -> dict[str, list[Mention]]:
    """What documents name, by document key, in text order."""
    m, d = t.mentions.c, t.documents.c
    found: dict[str, list[Mention]] = {k: [] for k in keys}
    wanted = sorted(found)
    for i in range(0, len(wanted), CHUNK):
        asked = select(d.key, t.mentions).join(t.documents, d.row == m.document).where(t.among(d.key, wanted[i : i + CHUNK]))
        for r in connection.execute(asked.order_by(d.key, m.start, m.end, m.kind)):
            value = loads(VALUES[r.kind], r.value) if r.value else None
            found[r.key].append(Mention(r.kind, Span(r.start, r.end), r.text, value))
    return found


def newest(connection: Connection, keys: Iterable[str], reported: str | None) -> list[Header]:
    """Those documents among these that had no newer version by then."""
    wanted, d = sorted(set(keys)), t.documents.c
    asked = select(*_header_columns()).where(_newest(Scope(reported=reported)))
    chunks = (wanted[i : i + CHUNK] for i in range(0, len(wanted), CHUNK))
    return [header(r) for some in chunks for r in connection.execute(asked.where(t.among(d.key, some)))]


def newest_keys(connection: Connection, prefix: str) -> list[str]:
    """Keys of documents whose key or id is this, newest first."""
    d = t.documents.c
    return list(connection.scalars(select(d.key).where(or_(d.key == prefix, d.id == prefix)).order_by(d.reported.desc(), d.row.desc())))


def recent(connection: Connection, scope: Scope, most: int, skip: int = 0) -> list[Header]:
    """The newest documents that a scope takes statements from, newest first; of versions the newest."""
    d = t.documents.c
    asked = select(*_header_columns()).where(*_recent(connection, scope), _newest(scope))
    rows = connection.execute(asked.order_by(d.reported.desc(), d.row.desc()).limit(most).offset(skip))
    return [header(r) for r in rows]


def _recent(connection: Connection, scope: Scope) -> list[Any]:
    d, s = t.documents.c, t.statements.c
    found = _of(scope)
    if scope.place:
        found.append(d.row.in_(select(s.document).where(_is(s, scope.place), s.until.is_(None))))
    if scope.about:
        found.append(t.among(d.key, search.keys(connection, scope.about, FOUND)))
    bounds = ((scope.reported, d.reported.__le__), (scope.start, d.reported.__ge__), (scope.after, d.reported.__gt__))
    return [*found, *(compare(value) for value, compare in bounds if value), *([_told_by(scope.end)] if scope.end else [])]


def _told_by(end: str) -> Any:
    """Documents that were out by a day, and those of the weeks after it with something that happened by then."""
    d, s = t.documents.c, t.statements.c
    early = select(s.row).where(s.document == d.row, s.until.is_(None), s.earliest <= f"{end[:10]}~").exists()
    return and_(d.reported <= _later(end), or_(d.reported <= end, early))


def _later(end: str) -> str:
    try:
        return stamp(datetime.fromisoformat(end) + timedelta(days=LATE))
    except OverflowError:
        return end


def as_read(connection: Connection, things: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Statement]:
    """Statements as the last reader made them, without people's words; as a person added them where no reader did."""
    s, d = t.statements.c, t.documents.c
    found: dict[tuple[str, str], Statement] = {}
    keys = sorted({k for k, _ in things})
    for i in range(0, len(keys), CHUNK):
        asked = select(d.key, s.id, s.body, s.author).join(t.documents, d.row == s.document).where(t.among(d.key, keys[i : i + CHUNK]))
        for r in connection.execute(asked.order_by(s.author.is_(None), s.row)):
            if r.author is None or (r.key, r.id) not in found:
                found[(r.key, r.id)] = loads(Statement, r.body)
    return found
