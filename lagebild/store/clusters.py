"""Accounts, their blocks, comparisons and incidents: what linking computed, kept so that one more report costs little."""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from lagebild.entries import Account, Edge, Incident, Reason
from lagebild.store import tables as t
from lagebild.store.codec import build, dumps
from lagebild.store.query import CHUNK

READ = 8192


def rows_of(connection: Connection, keys: Sequence[str]) -> dict[str, int]:
    """Rows of documents by key."""
    d = t.documents.c
    return {r.key: r.row for r in connection.execute(select(d.key, d.row).where(t.among(d.key, keys)))}


def keys_named(connection: Connection, name: str) -> list[str]:
    """Keys of documents with this key, id or address."""
    d = t.documents.c
    return list(connection.scalars(select(d.key).where(or_(d.key == name, d.id == name, d.identity == name))))


def drop_accounts(connection: Connection, documents: Sequence[str], at: str) -> set[str]:
    """Forget the accounts of documents that were read again; the accounts that were compared with them."""
    if not documents:
        return set()
    rows = list(rows_of(connection, documents).values())
    a = t.accounts.c
    numbers = {r.key: r.row for r in connection.execute(select(a.key, a.row).where(t.among(a.document, rows)))}
    if not numbers:
        return set()
    e, old = t.edges.c, list(numbers)
    around = {k for r in connection.execute(select(e.a, e.b).where(or_(t.among(e.a, old), t.among(e.b, old)))) for k in (r.a, r.b)}
    end_memberships(connection, old, at)
    connection.execute(delete(t.edges).where(or_(t.among(e.a, old), t.among(e.b, old))))
    connection.execute(delete(t.blocks).where(t.among(t.blocks.c.account, numbers.values())))
    connection.execute(delete(t.accounts).where(t.among(t.accounts.c.key, old)))
    return around - set(old)


def end_memberships(connection: Connection, accounts: Iterable[str], at: str) -> None:
    """Accounts that are no longer part of any incident."""
    i = t.incidents.c
    connection.execute(update(t.incidents).where(t.among(i.account, list(accounts)), i.until.is_(None)).values(until=at))


def put_accounts(connection: Connection, found: Sequence[tuple[Account, Iterable[int]]]) -> None:
    """Write accounts with their blocks."""
    if not found:
        return
    rows = rows_of(connection, [a.document for a, _ in found])
    values = [{"key": a.key, "document": rows[a.document], "reported": a.reported, "body": dumps(a)} for a, _ in found]
    connection.execute(insert(t.accounts), values)
    number = numbers_of(connection, [a.key for a, _ in found])
    blocks = [{"block": b, "account": number[a.key]} for a, some in found for b in some]
    if blocks:
        connection.execute(insert(t.blocks), blocks)


def numbers_of(connection: Connection, keys: Sequence[str]) -> dict[str, int]:
    """Rows of accounts by key."""
    a = t.accounts.c
    parts = (keys[i : i + CHUNK] for i in range(0, len(keys), CHUNK))
    return {r.key: r.row for some in parts for r in connection.execute(select(a.key, a.row).where(t.among(a.key, some)))}


def in_blocks(connection: Connection, blocks: Iterable[int]) -> dict[int, list[Account]]:
    """The accounts that stand in each block."""
    wanted, b, found = sorted(blocks), t.blocks.c, dict[int, list[int]]()
    for i in range(0, len(wanted), CHUNK):
        for r in connection.execute(select(b.block, b.account).where(t.among(b.block, wanted[i : i + CHUNK]))):
            found.setdefault(r.block, []).append(r.account)
    known = _numbered(connection, sorted({n for some in found.values() for n in some}))
    return {block: [known[n] for n in some] for block, some in found.items()}


def _numbered(connection: Connection, numbers: Sequence[int]) -> dict[int, Account]:
    a, d = t.accounts.c, t.documents.c
    asked = select(a.row, a.body, d.copies).join(t.documents, d.row == a.document)
    parts = (numbers[i : i + CHUNK] for i in range(0, len(numbers), CHUNK))
    return {r.row: _account(r) for some in parts for r in connection.execute(asked.where(t.among(a.row, some)))}


def accounts(connection: Connection, keys: Iterable[str]) -> list[Account]:
    """Accounts by key, in order."""
    wanted, a, d = sorted(set(keys)), t.accounts.c, t.documents.c
    asked = select(a.body, d.copies).join(t.documents, d.row == a.document).order_by(a.key)
    rows = [r for i in range(0, len(wanted), CHUNK) for r in connection.execute(asked.where(t.among(a.key, wanted[i : i + CHUNK])))]
    return [_account(r) for r in rows]


def accounts_of(connection: Connection, documents: Iterable[str], stories: bool = True) -> list[Account]:
    """Accounts of documents, in order; without ``stories`` those of whole reports are left out: their keys begin with r."""
    wanted, a, d = sorted(set(documents)), t.accounts.c, t.documents.c
    asked = select(a.body, d.copies).join(t.documents, d.row == a.document).order_by(a.key)
    asked = asked if stories else asked.where(a.key < "r")
    return [_account(r) for i in range(0, len(wanted), CHUNK) for r in connection.execute(asked.where(t.among(d.key, wanted[i : i + CHUNK])))]


def around(connection: Connection, documents: Iterable[str]) -> set[str]:
    """Keys of the documents that tell of happenings which hang together with those of some documents, themselves among them."""
    wanted, a, d, found = sorted(set(documents)), t.accounts.c, t.documents.c, set[str]()
    asked = select(a.key).join(t.documents, d.row == a.document).where(a.key < "r")
    for i in range(0, len(wanted), CHUNK):
        found |= set(connection.scalars(asked.where(t.among(d.key, wanted[i : i + CHUNK]))))
    return {*wanted, *documents_of(connection, component(connection, found, reasons=False)[0], None)}


def documents_of(connection: Connection, keys: Iterable[str], reported: str | None) -> list[str]:
    """Keys of the documents of accounts, newest first; those that were public by a time."""
    wanted, a, d, found = sorted(set(keys)), t.accounts.c, t.documents.c, set[tuple[str, str]]()
    asked = select(d.reported, d.key).join(t.accounts, d.row == a.document)
    for i in range(0, len(wanted), CHUNK):
        limits = [t.among(a.key, wanted[i : i + CHUNK]), *([d.reported <= reported] if reported else [])]
        found |= {(r.reported, r.key) for r in connection.execute(asked.where(*limits))}
    return [k for _, k in sorted(found, reverse=True)]


def _account(row: Any) -> Account:
    return _read(row.body, row.copies)


@lru_cache(maxsize=READ)
def _read(body: str, copies: str) -> Account:
    """An account as it is kept; those of the last days are asked for again and again."""
    found: Account = build(Account, json.loads(body) | {"copies": copies})
    return found


def put_edges(connection: Connection, found: Iterable[Edge]) -> None:
    """Write comparisons; one that is there already stays."""
    values = {(e.a, e.b): {"a": e.a, "b": e.b, "score": e.score, "reasons": dumps(e.reasons)} for e in found}
    if values:
        connection.execute(insert(t.edges), list(values.values()))


def edges_of(connection: Connection, keys: Iterable[str], reasons: bool = True) -> list[Edge]:
    """Comparisons in which any of these accounts takes part; without ``reasons`` their scores alone."""
    wanted, e = sorted(set(keys)), t.edges.c
    asked = select(e.a, e.b, e.score, e.reasons) if reasons else select(e.a, e.b, e.score)
    found: dict[tuple[str, str], Edge] = {}
    for i in range(0, len(wanted), CHUNK):
        some = wanted[i : i + CHUNK]
        for r in connection.execute(asked.where(or_(t.among(e.a, some), t.among(e.b, some)))):
            found[r.a, r.b] = Edge(r.a, r.b, r.score, build(tuple[Reason, ...], json.loads(r.reasons)) if reasons else ())
    return [found[k] for k in sorted(found)]


def component(connection: Connection, keys: Iterable[str], reasons: bool = True) -> tuple[set[str], list[Edge]]:
    """Everything that hangs together with these accounts by comparisons, and the comparisons; without ``reasons`` their scores alone."""
    seen: set[str] = set(keys)
    ring, found = set(seen), dict[tuple[str, str], Edge]()
    while ring:
        edges = edges_of(connection, ring, reasons)
        found |= {(e.a, e.b): e for e in edges}
        ring = {k for e in edges for k in (e.a, e.b)} - seen
        seen |= ring
    return seen, [found[k] for k in sorted(found)]


def put_incidents(connection: Connection, found: Iterable[Incident], at: str) -> int:
    """Write who belongs to which incident now; what changes ends the old membership. The number of changes."""
    wanted = {a: i.id for i in found for a in i.accounts}
    i, held = t.incidents.c, dict[str, str]()
    keys = sorted(wanted)
    for n in range(0, len(keys), CHUNK):
        asked = select(i.account, i.incident).where(t.among(i.account, keys[n : n + CHUNK]), i.until.is_(None))
        held |= {r.account: r.incident for r in connection.execute(asked)}
    changed = {a: x for a, x in wanted.items() if held.get(a) != x}
    moved = [a for a in changed if a in held]
    if moved:
        end_memberships(connection, moved, at)
    if changed:
        connection.execute(insert(t.incidents), [{"account": a, "incident": x, "since": at, "until": None} for a, x in changed.items()])
    return len(changed)


def incidents_of(connection: Connection, keys: Iterable[str]) -> list[Incident]:
    """The incidents of some accounts, whole."""
    wanted, i = sorted(set(keys)), t.incidents.c
    found: dict[str, list[tuple[str, str]]] = {}
    for n in range(0, len(wanted), CHUNK):
        mine = select(i.incident).where(t.among(i.account, wanted[n : n + CHUNK]), i.until.is_(None))
        asked = select(i.incident, i.account, t.accounts.c.reported).join(t.accounts, t.accounts.c.key == i.account)
        for r in connection.execute(asked.where(i.incident.in_(mine), i.until.is_(None))):
            found.setdefault(r.incident, []).append((r.reported, r.account))
    return [Incident(k, tuple(a for _, a in sorted(set(found[k])))) for k in sorted(found)]


def incident_accounts(connection: Connection, incident: str) -> list[str]:
    """The accounts that belong to an incident now."""
    i = t.incidents.c
    return list(connection.scalars(select(i.account).where(i.incident == incident, i.until.is_(None)).order_by(i.account)))
