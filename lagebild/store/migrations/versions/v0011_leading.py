"""Accounts that lead and accounts that follow: of many that fit each other few are compared with all."""

import sqlalchemy as sa
from alembic import op

from lagebild.store.packing import Packed

revision = "0011"
down_revision = "0010"
JOIN, ENOUGH, PART = 4.0, 16, 500


def upgrade() -> None:
    """Make the tables, and put into them what follows by the comparisons that there are."""
    op.create_table(
        "follower_blocks",
        sa.Column("block", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("account", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("block", "account", name="pk_follower_blocks"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "follower_edges",
        sa.Column("account", sa.String(length=16), nullable=False),
        sa.Column("leader", sa.String(length=16), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reasons", Packed(), nullable=False),
        sa.PrimaryKeyConstraint("account", "leader", name="pk_follower_edges"),
    )
    op.create_index("ix_follower_blocks_account", "follower_blocks", ["account"])
    op.create_index("ix_follower_edges_leader", "follower_edges", ["leader"])
    op.execute(sa.text(f"DELETE FROM edges WHERE score < {JOIN}"))
    for key in sorted(_behind()):
        _move(key)


def _behind() -> set[str]:
    """The accounts that enough leading ones before them fit."""
    found, count, last = set[str](), 0, ""
    for a, b in op.get_bind().execute(sa.text("SELECT a, b FROM edges ORDER BY b, a")):
        count = count * (b == last) + (a not in found)
        last = b
        if count >= ENOUGH:
            found.add(b)
    return found


def _move(key: str) -> None:
    """Comparisons with those that follow already are not kept."""
    bind, of = op.get_bind(), {"key": key}
    for other, own in (("a", "b"), ("b", "a")):
        put = "INSERT INTO follower_edges (account, leader, score, reasons)"
        bind.execute(sa.text(f"{put} SELECT {own}, {other}, score, reasons FROM edges WHERE {own} = :key"), of)
    bind.execute(sa.text("DELETE FROM follower_edges WHERE leader = :key"), of)
    bind.execute(sa.text("DELETE FROM edges WHERE a = :key OR b = :key"), of)
    mine = 'FROM blocks WHERE account = (SELECT "row" FROM accounts WHERE key = :key)'
    bind.execute(sa.text(f"INSERT INTO follower_blocks (block, account) SELECT block, account {mine}"), of)
    bind.execute(sa.text(f"DELETE {mine}"), of)
