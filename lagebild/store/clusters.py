"""Accounts, their blocks, comparisons and incidents: what linking computed, kept so that one more report costs little."""

import json
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from lagebild.entries import Account, Edge, Incident, Reason
from lagebild.store import tables as t
from lagebild.store.codec import build, dumps
from lagebild.store.query import CHUNK

READ = 8192
ENDS = ((t.edges, (t.edges.c.a, t.edges.c.b)), (t.follower_edges, (t.follower_edges.c.account, t.follower_edges.c.leader)))


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
    old = list(numbers)
    around = {k for e in edges_of(connection, old, reasons=False) for k in (e.a, e.b)}
    end_memberships(connection, old, at)
    for table, (a_, b_) in ENDS:
        connection.execute(delete(table).where(or_(t.among(a_, old), t.among(b_, old))))
    for table in (t.blocks, t.follower_blocks):
        connection.execute(delete(table).where(t.among(table.c.account, numbers.values())))
    connection.execute(delete(t.accounts).where(t.among(t.accounts.c.key, old)))
    return around - set(old)


def end_memberships(connection: Connection, accounts: Iterable[str], at: str) -> None:
    """Accounts that are no longer part of any incident."""
    i = t.incidents.c
    connection.execute(update(t.incidents).where(t.among(i.account, list(accounts)), i.until.is_(None)).values(until=at))


def put_accounts(connection: Connection, found: Sequence[Account]) -> None:
    """Write accounts."""
    if not found:
        return
    rows = rows_of(connection, [a.document for a in found])
    values = [{"key": a.key, "document": rows[a.document], "reported": a.reported, "body": dumps(a)} for a in found]
    connection.execute(insert(t.accounts), values)


def numbers_of(connection: Connection, keys: Sequence[str]) -> dict[str, int]:
    """Rows of accounts by key."""
    a = t.accounts.c
    parts = (keys[i : i + CHUNK] for i in range(0, len(keys), CHUNK))
    return {r.key: r.row for some in parts for r in connection.execute(select(a.key, a.row).where(t.among(a.key, some)))}


def in_blocks(connection: Connection, blocks: Iterable[int], following: bool = False) -> dict[int, list[Account]]:
    """The accounts that lead, or those that follow, in each block."""
    wanted, b, found = sorted(blocks), (t.follower_blocks if following else t.blocks).c, dict[int, list[int]]()
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


def documents_of(connection: Connection, keys: Iterable[str]) -> list[str]:
    """Keys of the documents of accounts, newest first."""
    wanted, a, d, found = sorted(set(keys)), t.accounts.c, t.documents.c, set[tuple[str, str]]()
    asked = select(d.reported, d.key).join(t.accounts, d.row == a.document)
    for i in range(0, len(wanted), CHUNK):
        found |= {(r.reported, r.key) for r in connection.execute(asked.where(t.among(a.key, wanted[i : i + CHUNK])))}
    return [k for _, k in sorted(found, reverse=True)]


def beside(connection: Connection, documents: Iterable[str], reported: str | None) -> list[str]:
    """Keys of the documents that tell of the same incidents as some documents, newest first; those that were public by a time."""
    wanted, a, d, i, found = sorted(set(documents)), t.accounts.c, t.documents.c, t.incidents.c, set[tuple[str, str]]()
    told = select(i.incident).join(t.accounts, a.key == i.account).join(t.documents, d.row == a.document).where(i.until.is_(None))
    asked = select(d.reported, d.key).join(t.accounts, d.row == a.document).join(t.incidents, i.account == a.key).where(i.until.is_(None))
    asked = asked.where(d.reported <= reported) if reported else asked
    for n in range(0, len(wanted), CHUNK):
        mine = told.where(t.among(d.key, wanted[n : n + CHUNK]))
        found |= {(r.reported, r.key) for r in connection.execute(asked.where(i.incident.in_(mine)))}
    return [k for _, k in sorted(found, reverse=True)]


def _account(row: Any) -> Account:
    return _read(row.body, row.copies)


@lru_cache(maxsize=READ)
def _read(body: str, copies: str) -> Account:
    """An account as it is kept; those of the last days are asked for again and again."""
    found: Account = build(Account, json.loads(body) | {"copies": copies})
    return found


def edges_of(connection: Connection, keys: Iterable[str], reasons: bool = True, follow: bool = True) -> list[Edge]:
    """Comparisons in which any of these accounts takes part, or those alone between two that lead; without ``reasons`` their scores alone."""
    wanted, found = sorted(set(keys)), dict[tuple[str, str], Edge]()
    for table, ends in ENDS if follow else ENDS[:1]:
        asked = select(*ends, table.c.score, table.c.reasons) if reasons else select(*ends, table.c.score)
        for i in range(0, len(wanted), CHUNK):
            where = or_(*(t.among(end, wanted[i : i + CHUNK]) for end in ends))
            for x, y, score, *why in connection.execute(asked.where(where)):
                pair = (x, y) if x < y else (y, x)
                found[pair] = Edge(*pair, score, build(tuple[Reason, ...], json.loads(why[0])) if why else ())
    return [found[k] for k in sorted(found)]


def component(connection: Connection, keys: Iterable[str], reasons: bool = True, follow: bool = True) -> tuple[set[str], list[Edge]]:
    """Everything that hangs together with these accounts by comparisons, and the comparisons.

    Args:
        connection: of the store.
        keys: of the accounts.
        reasons: whether the comparisons come with their reasons, or their scores alone.
        follow: whether those that follow are asked for, or those alone that lead.
    """
    seen: set[str] = set(keys)
    ring, found = set(seen), dict[tuple[str, str], Edge]()
    while ring:
        edges = edges_of(connection, ring, reasons, follow)
        found |= {(e.a, e.b): e for e in edges}
        ring = {k for e in edges for k in (e.a, e.b)} - seen
        seen |= ring
    return seen, [found[k] for k in sorted(found)]


def put_incidents(connection: Connection, found: Iterable[Incident], at: str) -> int:
    """Write who belongs to which incident now; what changes ends the old membership. The number of changes."""
    wanted = {a: i.id for i in found for a in i.accounts}
    held = held_by(connection, wanted)
    changed = {a: x for a, x in wanted.items() if held.get(a) != x}
    moved = [a for a in changed if a in held]
    if moved:
        end_memberships(connection, moved, at)
    if changed:
        connection.execute(insert(t.incidents), [{"account": a, "incident": x, "since": at, "until": None} for a, x in changed.items()])
    return len(changed)


def join_incidents(connection: Connection, found: Iterable[Incident], new: Collection[str], at: str) -> bool:
    """Put new accounts into incidents of which others are known; False, and nothing done, where the others are not what they were."""
    groups = [(i, [a for a in i.accounts if a in new]) for i in found]
    held = held_by(connection, (a for i, fresh in groups if fresh for a in i.accounts if a not in new))
    wanted: list[Incident] = []
    for i, fresh in groups:
        names = {held.get(a) for a in i.accounts if a not in new} if fresh else set()
        if len(names) > 1 or None in names:
            return False
        wanted += [_joined(connection, fresh, name) if (name := next(iter(names), None)) else Incident(i.id, tuple(fresh))] if fresh else []
    put_incidents(connection, wanted, at)
    return True


def _joined(connection: Connection, new: Sequence[str], incident: str) -> Incident:
    """New accounts of an incident; all of it where one of them comes before the others."""
    a = t.accounts.c
    said = {r.key: r.reported for r in connection.execute(select(a.key, a.reported).where(t.among(a.key, [*new, incident])))}
    first = min(said, key=lambda k: (said[k], k))
    return Incident(first, tuple(new) if first == incident else (*new, *incident_accounts(connection, incident)))


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


def held_by(connection: Connection, keys: Iterable[str]) -> dict[str, str]:
    """The incident that each of some accounts belongs to now."""
    wanted, i = sorted(set(keys)), t.incidents.c
    asked = select(i.account, i.incident).where(i.until.is_(None))
    parts = (wanted[n : n + CHUNK] for n in range(0, len(wanted), CHUNK))
    return {r.account: r.incident for some in parts for r in connection.execute(asked.where(t.among(i.account, some)))}


def incident_accounts(connection: Connection, incident: str) -> list[str]:
    """The accounts that belong to an incident now."""
    i = t.incidents.c
    return list(connection.scalars(select(i.account).where(i.incident == incident, i.until.is_(None)).order_by(i.account)))
