"""``lagebild load``: a finished batch into a store, by bulk copy where the store is empty."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from sqlalchemy import Connection, func, insert, select, text

from lagebild.cluster.output import Output, shard_name
from lagebild.cluster.plan import Plan, kept
from lagebild.cluster.rows import account_of, readings_of
from lagebild.collect import BATCH
from lagebild.errors import StoreError
from lagebild.incidents import linker
from lagebild.link import numbers
from lagebild.link.leading import leading
from lagebild.statements import Failure, Reading
from lagebild.store import Store, copies, key_of, notes
from lagebild.store import tables as t
from lagebild.store.clusters import numbers_of
from lagebild.store.engine import JSON, writing
from lagebild.store.packing import Packed, pack
from lagebild.store.write import document_row, gist_row, link_row, mention_row, said_row
from lagebild.text import storable

Row = dict[str, Any]
LOADED = ("documents", "statements", "mentions", "links")
PART = 20_000


def load(url: str, store: Store) -> Iterator[int]:
    """Put a finished batch into a store; the number of documents so far, again and again.

    An empty store is filled in one transaction, with the links that the batch computed. Into any other one documents are added as
    ``lagebild add`` does, without reading them again; what is there already stays as it is.

    Raises:
        StoreError: there is no finished batch.
    """
    output = Output(url)
    plan = kept(output)
    if plan is None or output.get_json("finished.json") is None:
        raise StoreError(f"{url} holds no finished batch; run lagebild batch first, or again")
    yield from _bulk(output, plan, store) if _is_empty(store) else _added(output, plan, store)
    failed = [(name, Failure(kind, message)) for said in output.done().values() for name, kind, message in said["failed"]]
    store.fail([*((name, Failure("InputError", message)) for name, message in plan.failed), *failed])


def _is_empty(store: Store) -> bool:
    """Nothing was ever in it that new documents could be compared with, or that forbids them."""
    with writing(store.engine) as c:
        return not any(c.scalar(select(func.count()).select_from(table)) for table in (t.documents, t.judgements, t.removals))


def _shards(output: Output, plan: Plan) -> Iterator[list[Reading]]:
    """The readings of each shard, every document once."""
    seen: set[str] = set()
    for shard in plan.shards:
        found = readings_of({name: output.get_table(shard_name(name, shard.number)) for name in LOADED})
        fresh = [r for r in found if key_of(r.document) not in seen]
        seen |= {key_of(r.document) for r in fresh}
        yield fresh


def _added(output: Output, plan: Plan, store: Store) -> Iterator[int]:
    readings, count = (r for some in _shards(output, plan) for r in some), 0
    while some := list(islice(readings, BATCH)):
        store.add(some, plan.reader, linker)
        count += len(some)
        yield count


@dataclass(slots=True)
class _Filling:
    """What a bulk copy knows while it goes on: the moment of record, the run, numbers and groups of documents."""

    connection: Connection
    plan: Plan
    at: str
    run: int
    group: dict[str, str]
    rows: dict[str, int] = field(default_factory=dict)
    outlets: set[str] = field(default_factory=set)

    def put(self, readings: list[Reading]) -> None:
        """Documents with all that is said in them."""
        numbered = [(self._number(r), r) for r in readings]
        self.outlets |= {r.document.outlet for r in readings if r.document.outlet}
        signatures = {n: copies.signature(r.document.text) for n, r in numbered}
        at, held = self.plan.at, {"since": self.at}
        bulk(self.connection, t.documents, [self._document(n, r) | {"signature": signatures[n].tobytes()} for n, r in numbered])
        bulk(self.connection, t.bands, [{"hash": h, "document": n} for n, s in signatures.items() for h in copies.bands(s)])
        bulk(self.connection, t.gists, [x for n, r in numbered for x in gist_row(n, r)])
        bulk(self.connection, t.statements, [said_row(n, r, s, self.run, at) | held for n, r in numbered for s in r.statements])
        bulk(self.connection, t.mentions, [mention_row(n, m) for n, r in numbered for m in r.mentions])
        bulk(self.connection, t.links, [link_row(n, x, at) | held for n, r in numbered for x in r.links])

    def _number(self, r: Reading) -> int:
        return self.rows.setdefault(key_of(r.document), len(self.rows) + 1)

    def _document(self, n: int, r: Reading) -> Row:
        key = key_of(r.document)
        return document_row(key, r, self.plan.reader, self.plan.at) | {"row": n, "recorded": self.at, "copies": self.group[key]}


def _bulk(output: Output, plan: Plan, store: Store) -> Iterator[int]:
    """Everything in one transaction: a load that breaks off leaves the store empty."""
    group = dict(_rows(output, "copies"))
    with writing(store.engine) as c:
        at = store.now()
        run = int(c.execute(insert(t.runs).values(reader=plan.reader, started=at).returning(t.runs.c.row)).scalar_one())
        filling = _Filling(c, plan, at, run, group)
        for readings in _shards(output, plan):
            filling.put(readings)
            yield len(filling.rows)
        notes.register(c, filling.outlets, at)
        _linked(c, output, plan, filling.rows, at)
        _renumber(c)


def _linked(c: Connection, output: Output, plan: Plan, rows: dict[str, int], at: str) -> None:
    """Accounts, their blocks, comparisons and incidents as the batch computed them."""
    seen, behind = set[str](), _edges(c, output)
    for shard in plan.shards:
        found = [a for a in output.get_table(shard_name("accounts", shard.number)).to_pylist() if a["key"] not in seen]
        found = list({a["key"]: a for a in found}.values())
        seen |= {a["key"] for a in found}
        own = [{"key": a["key"], "document": rows[a["document"]], "reported": a["reported"], "body": a["body"]} for a in found]
        bulk(c, t.accounts, own)
        number = numbers_of(c, [a["key"] for a in found])
        for table, some in ((t.blocks, [a for a in found if a["key"] not in behind]), (t.follower_blocks, [a for a in found if a["key"] in behind])):
            bulk(c, table, [{"block": b, "account": number[a["key"]]} for a in some for b in numbers(account_of(a["body"], ""))])
    members = dict.fromkeys((account, incident) for incident, account, _, _ in _rows(output, "incidents"))
    bulk(c, t.incidents, [{"account": a, "incident": i, "since": at, "until": None} for a, i in members])


def _edges(c: Connection, output: Output) -> set[str]:
    """Write the comparisons; the keys of the accounts that follow."""
    rows = _rows(output, "edges")
    keys = {k for r in rows for k in r[:2]}
    behind = keys - leading(keys, (r[:2] for r in rows))
    bulk(c, t.edges, [dict(zip(("a", "b", "score", "reasons"), r, strict=True)) for r in rows if not behind & {*r[:2]}])
    followed = ((*((a, b) if a in behind else (b, a)), *rest) for a, b, *rest in rows if behind & {a, b})
    bulk(c, t.follower_edges, [dict(zip(("account", "leader", "score", "reasons"), r, strict=True)) for r in followed])
    return behind


def _rows(output: Output, name: str) -> list[tuple[Any, ...]]:
    return [tuple(r.values()) for r in output.get_table(name).to_pylist()]


def bulk(connection: Connection, table: Any, rows: list[Row]) -> None:
    """Many rows at once: COPY in PostgreSQL, one statement for all of them in SQLite."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        for i in range(0, len(rows), PART):
            connection.execute(insert(table), rows[i : i + PART])
        return
    names = list(rows[0])
    plain = [_writer(table.c[n].type) for n in names]
    quoted = ", ".join(f'"{n}"' for n in names)
    cursor: Any = connection.connection.cursor()
    with cursor.copy(f'COPY "{table.name}" ({quoted}) FROM STDIN') as copy:
        for r in rows:
            copy.write_row([_plain(r[n] if make is None else make(r[n])) for n, make in zip(names, plain, strict=True)])


def _writer(kind: Any) -> Callable[[Any], Any] | None:
    """What a column's values are made into before they are copied."""
    if isinstance(kind, Packed):
        return pack
    return JSON if str(kind) == "JSON" else None


def _plain(value: Any) -> Any:
    return storable(value) if isinstance(value, str) else value


def _renumber(c: Connection) -> None:
    """PostgreSQL counts documents on from the last number."""
    if c.dialect.name == "postgresql":
        c.execute(text("SELECT setval(pg_get_serial_sequence('documents', 'row'), (SELECT coalesce(max(\"row\"), 1) FROM documents))"))
