"""Smaller: records packed, blocks and bands as numbers, gists by themselves, without the columns that nobody asks for."""

import itertools
import json
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import numpy as np
import sqlalchemy as sa
from alembic import op

from lagebild.entries import Account
from lagebild.store.codec import build
from lagebild.store.copies import bands
from lagebild.store.packing import Packed

revision = "0009"
down_revision = "0008"
PART = 2000
WORDS = ("row", "document", "id", "kind", "type", "start", "end", "earliest", "latest", "reported", "place", "geonames", "country", "matter")
KEPT = (*WORDS, "body", "run", "author", "behind", "urgency", "since", "until")
CURRENT, READ, PEOPLE = "until IS NULL", "until IS NULL AND author IS NULL", "author IS NOT NULL"
BEHIND, GONE = "behind IS NOT NULL AND until IS NULL", "until IS NOT NULL"
INDICES: tuple[tuple[str, list[str], str | None], ...] = (
    ("uq_statements_current", ["document", "id"], READ),
    ("ix_statements_people", ["document", "id"], PEOPLE),
    ("ix_statements_urgency", ["urgency", "row"], CURRENT),
    ("ix_statements_behind", ["behind"], BEHIND),
    ("ix_statements_document", ["document"], None),
    ("ix_statements_place_reported", ["place", "reported"], None),
    ("ix_statements_since", ["since"], None),
    ("ix_statements_reported", ["reported"], None),
    ("ix_statements_matter_reported", ["matter", "reported"], None),
    ("ix_statements_id", ["id"], None),
    ("ix_statements_until", ["until"], GONE),
)
Row = dict[str, Any]


def upgrade() -> None:
    """Make each table anew and fill it from the old one; blocks and bands from what they were made of."""
    _statements()
    _accounts()
    _edges()
    _bands()
    _gists()
    op.drop_index("ix_incidents_account", "incidents")


def _statements() -> None:
    for name, _, _ in INDICES:
        op.drop_index(name, "statements")
    _aside("statements")
    op.create_table(
        "statements",
        sa.Column("row", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("type", sa.String(length=32), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("earliest", sa.String(length=40)),
        sa.Column("latest", sa.String(length=40)),
        sa.Column("reported", sa.String(length=27), nullable=False),
        sa.Column("place", sa.Text()),
        sa.Column("geonames", sa.Integer()),
        sa.Column("country", sa.String(length=3)),
        sa.Column("matter", sa.String(length=16)),
        sa.Column("body", Packed(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("author", sa.Text()),
        sa.Column("behind", sa.String(length=16)),
        sa.Column("urgency", sa.Float()),
        sa.Column("since", sa.String(length=27), nullable=False),
        sa.Column("until", sa.String(length=27)),
        sa.PrimaryKeyConstraint("row", name="pk_statements"),
        sqlite_autoincrement=True,
    )
    _filled("statements", KEPT, KEPT, lambda r: [dict(r._mapping)])
    for name, columns, where in INDICES:
        limit = sa.text(where) if where else None
        op.create_index(name, "statements", columns, unique=name.startswith("uq"), sqlite_where=limit, postgresql_where=limit)
    _counted_on("statements")


def _accounts() -> None:
    """Accounts get numbers, by which their blocks name them."""
    op.drop_index("ix_accounts_document", "accounts")
    _aside("accounts")
    op.create_table(
        "accounts",
        sa.Column("row", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("key", sa.String(length=16), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("reported", sa.String(length=27), nullable=False),
        sa.Column("body", Packed(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_accounts"),
        sa.UniqueConstraint("key", name="uq_accounts_key"),
    )
    op.create_index("ix_accounts_document", "accounts", ["document"])
    op.drop_table("blocks")
    op.create_table(
        "blocks",
        sa.Column("block", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("block", "account", name="pk_blocks"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_blocks_account", "blocks", ["account"])
    names, count = ("key", "document", "reported", "body"), itertools.count(1)
    _filled("accounts", ("row", *names), names, lambda r: [{"row": next(count), **r._mapping}])
    _made("blocks", ("block", "account"), _table("accounts", ("row", "body")), _blocks)
    _counted_on("accounts")


def _blocks(r: Any) -> list[Row]:
    numbers: Callable[[Account], set[int]] = import_module("lagebild.link").numbers
    return [{"block": b, "account": r.row} for b in sorted(numbers(build(Account, json.loads(r.body))))]


def _edges() -> None:
    op.drop_index("ix_edges_b", "edges")
    _aside("edges")
    op.create_table(
        "edges",
        sa.Column("a", sa.String(length=16), nullable=False),
        sa.Column("b", sa.String(length=16), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", Packed(), nullable=False),
        sa.PrimaryKeyConstraint("a", "b", name="pk_edges"),
    )
    op.create_index("ix_edges_b", "edges", ["b"])
    names = ("a", "b", "score", "reasons")
    _filled("edges", names, names, lambda r: [dict(r._mapping)])


def _bands() -> None:
    op.drop_table("bands")
    op.create_table(
        "bands",
        sa.Column("hash", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("hash", "document", name="pk_bands"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_bands_document", "bands", ["document"])
    _made("bands", ("hash", "document"), _table("documents", ("row", "signature")), _hashes)


def _hashes(r: Any) -> list[Row]:
    return [{"hash": h, "document": r.row} for h in bands(np.frombuffer(r.signature, np.uint32))] if r.signature else []


def _gists() -> None:
    """Out of the documents' own rows, which become short enough to be read at once. A very old SQLite keeps an empty column."""
    op.create_table(
        "gists",
        sa.Column("document", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", Packed(), nullable=False),
        sa.PrimaryKeyConstraint("document", name="pk_gists"),
    )
    _made("gists", ("document", "body"), _table("documents", ("row", "gist")), lambda r: [{"document": r.row, "body": r.gist}] if r.gist else [])
    dialect = op.get_bind().dialect
    op.execute("UPDATE documents SET gist = NULL WHERE gist IS NOT NULL")
    if dialect.name != "sqlite" or (dialect.dbapi is not None and dialect.dbapi.sqlite_version_info >= (3, 35)):
        op.drop_column("documents", "gist")


def _aside(name: str) -> None:
    """A table out of the way of its successor."""
    op.rename_table(name, f"old_{name}")
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f'ALTER TABLE old_{name} RENAME CONSTRAINT "pk_{name}" TO "pk_old_{name}"')


def _filled(name: str, columns: Sequence[str], from_: Sequence[str], made: Callable[[Any], list[Row]]) -> None:
    """The rows of the table that was put aside into its successor."""
    _made(name, columns, _table(f"old_{name}", from_, packed=False), made)
    op.drop_table(f"old_{name}")


def _made(name: str, columns: Sequence[str], source: Any, made: Callable[[Any], list[Row]]) -> None:
    """Rows of a table from those of another, some at a time."""
    connection, target = op.get_bind(), _table(name, columns)
    for some in connection.execute(sa.select(source), execution_options={"yield_per": PART}).partitions():
        rows = [x for r in some for x in made(r)]
        if rows:
            connection.execute(sa.insert(target), rows)


def _table(name: str, columns: Sequence[str], packed: bool = True) -> Any:
    return sa.table(name, *(sa.column(c, Packed() if packed and c in ("body", "reasons") else None) for c in columns))


def _counted_on(name: str) -> None:
    """PostgreSQL counts on from the last number."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"SELECT setval(pg_get_serial_sequence('{name}', 'row'), (SELECT coalesce(max(\"row\"), 1) FROM {name}))")
