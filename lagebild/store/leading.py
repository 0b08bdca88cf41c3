"""Which accounts lead and which follow, as a store keeps it: each with its own blocks and comparisons, so that those that lead are found alone."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, or_, select

from lagebild.entries import Edge
from lagebild.store import tables as t
from lagebild.store.clusters import numbers_of
from lagebild.store.codec import dumps
from lagebild.store.query import CHUNK

E, F = t.edges.c, t.follower_edges.c


def put_blocks(connection: Connection, found: Mapping[str, Iterable[int]], following: bool) -> None:
    """Write the blocks of accounts that lead, or follow."""
    number = numbers_of(connection, sorted(found))
    rows = [{"block": b, "account": number[k]} for k, some in found.items() for b in some]
    if rows:
        connection.execute(insert(t.follower_blocks if following else t.blocks), rows)


def put_edges(connection: Connection, found: Iterable[Edge]) -> None:
    """Write comparisons of accounts that lead."""
    rows = [{"a": e.a, "b": e.b, "score": e.score, "reasons": dumps(e.reasons)} for e in found]
    if rows:
        connection.execute(insert(t.edges), rows)


def put_followed(connection: Connection, found: Iterable[tuple[str, Edge]]) -> None:
    """Write comparisons of accounts that follow, each with the key of the one that follows."""
    rows = [{"account": k, "leader": e.b if k == e.a else e.a, "score": e.score, "reasons": dumps(e.reasons)} for k, e in found]
    if rows:
        connection.execute(insert(t.follower_edges), rows)


def before(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """How many leading accounts with smaller keys fit each of some that lead."""
    return _counted(connection, E.b, keys)


def followed(connection: Connection, keys: Iterable[str]) -> dict[str, int]:
    """How many leading accounts with smaller keys fit each of some that follow; those that lead are left out."""
    return _counted(connection, F.account, keys, F.leader < F.account)


def _counted(connection: Connection, column: Any, keys: Iterable[str], *where: ColumnElement[bool]) -> dict[str, int]:
    wanted, found = sorted(set(keys)), dict[str, int]()
    for i in range(0, len(wanted), CHUNK):
        asked = select(column, func.count()).where(t.among(column, wanted[i : i + CHUNK]), *where).group_by(column)
        found |= {r[0]: r[1] for r in connection.execute(asked)}
    return found


def following(connection: Connection, keys: Iterable[str]) -> set[str]:
    """Those of some accounts that follow."""
    wanted, b, a = sorted(set(keys)), t.follower_blocks.c, t.accounts.c
    asked = select(a.key).where(select(b.account).where(b.account == a.row).exists())
    return {k for i in range(0, len(wanted), CHUNK) for k in connection.scalars(asked.where(t.among(a.key, wanted[i : i + CHUNK])))}


def step_back(connection: Connection, key: str) -> set[str]:
    """Let a leading account follow; the others that followed it no longer do. Their keys."""
    lost = set(connection.scalars(select(F.account).where(F.leader == key)))
    connection.execute(delete(t.follower_edges).where(F.leader == key))
    rows = [_row(key, r.b if r.a == key else r.a, r) for r in connection.execute(select(t.edges).where(or_(E.a == key, E.b == key)))]
    connection.execute(delete(t.edges).where(or_(E.a == key, E.b == key)))
    if rows:
        connection.execute(insert(t.follower_edges), rows)
    _move(connection, key, t.blocks, t.follower_blocks)
    return lost


def _row(account: str, leader: str, r: Any) -> dict[str, Any]:
    return {"account": account, "leader": leader, "score": r.score, "reasons": r.reasons}


def step_up(connection: Connection, key: str) -> set[str]:
    """Let an account that follows lead. The keys of the leading ones that fit it."""
    found: Sequence[Any] = connection.execute(select(t.follower_edges).where(F.account == key)).all()
    connection.execute(delete(t.follower_edges).where(F.account == key))
    rows = [{"a": min(key, r.leader), "b": max(key, r.leader), "score": r.score, "reasons": r.reasons} for r in found]
    if rows:
        connection.execute(insert(t.edges), rows)
    _move(connection, key, t.follower_blocks, t.blocks)
    return {r.leader for r in found}


def _move(connection: Connection, key: str, source: Any, target: Any) -> None:
    number = numbers_of(connection, [key])[key]
    rows = [{"block": b, "account": number} for b in connection.scalars(select(source.c.block).where(source.c.account == number))]
    connection.execute(delete(source).where(source.c.account == number))
    if rows:
        connection.execute(insert(target), rows)
