"""Saved scopes and their alerts; documents by outlet and by language; withdrawn statements by time."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"
GONE = sa.text("until IS NOT NULL")


def upgrade() -> None:
    """Create the tables and indices."""
    op.create_table(
        "scopes",
        sa.Column("row", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("webhook", sa.Text(), nullable=True),
        sa.Column("created", sa.String(length=27), nullable=False),
        sa.Column("checked", sa.String(length=27), nullable=False),
        sa.Column("seen", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_scopes"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "alerts",
        sa.Column("row", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("scope", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("row", name="pk_alerts"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_alerts_scope_at", "alerts", ["scope", "at"])
    op.create_index("ix_documents_outlet_reported", "documents", ["outlet", "reported"])
    op.create_index("ix_documents_language_reported", "documents", ["language", "reported"])
    op.create_index("ix_statements_until", "statements", ["until"], sqlite_where=GONE, postgresql_where=GONE)
