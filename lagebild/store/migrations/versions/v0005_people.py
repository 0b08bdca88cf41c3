"""What people do: statements of their own, reviews of links and incidents, claims, accounts of a team, the log of what was done."""

import sqlalchemy as sa
from alembic import op

from lagebild.statements import Statement
from lagebild.store.codec import loads
from lagebild.urgency import urgency

revision = "0005"
down_revision = "0004"
PART = 2000


def upgrade() -> None:
    """Widen statements and reviews, add the new tables."""
    op.add_column("statements", sa.Column("author", sa.Text(), nullable=True))
    op.add_column("statements", sa.Column("behind", sa.String(length=16), nullable=True))
    op.add_column("statements", sa.Column("urgency", sa.Float(), nullable=True))
    op.add_column("reviews", sa.Column("what", sa.String(length=16), nullable=False, server_default="statement"))
    op.add_column("reviews", sa.Column("action", sa.String(length=16), nullable=False, server_default=""))
    op.add_column("reviews", sa.Column("before", sa.Integer(), nullable=True))
    weigh()
    indexes()
    tables()


def weigh() -> None:
    """The urgency of what is there already."""
    connection, last = op.get_bind(), 0
    asked = sa.text("SELECT row, body FROM statements WHERE row > :last ORDER BY row LIMIT :part")
    while rows := connection.execute(asked, {"last": last, "part": PART}).all():
        values = [{"row": r.row, "urgency": urgency(loads(Statement, r.body))} for r in rows]
        connection.execute(sa.text("UPDATE statements SET urgency = :urgency WHERE row = :row"), values)
        last = rows[-1].row


def indexes() -> None:
    """A reader's statement and a person's may stand under one id; a person may comment more than once."""
    read, people, held = "until IS NULL AND author IS NULL", "author IS NOT NULL", "until IS NULL"
    verdict = "until IS NULL AND verdict <> 'comment'"
    op.drop_index("uq_statements_current", "statements")
    op.drop_index("uq_reviews_current", "reviews")
    for name, table, columns, unique, where in (
        ("uq_statements_current", "statements", ["document", "id"], True, read),
        ("ix_statements_people", "statements", ["document", "id"], False, people),
        ("ix_statements_urgency", "statements", ["urgency"], False, held),
        ("uq_reviews_current", "reviews", ["document", "statement", "author"], True, verdict),
    ):
        op.create_index(name, table, columns, unique=unique, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
    op.create_index("ix_reviews_action", "reviews", ["action"])


def tables() -> None:
    """Claims, users, sessions, tokens, attempts to log in, the log."""
    op.create_table(
        "claims",
        sa.Column("document", sa.String(length=16), nullable=False),
        sa.Column("statement", sa.String(length=16), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("expires", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("document", "statement", name=op.f("pk_claims")),
    )
    op.create_table(
        "users",
        sa.Column("row", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("password", sa.Text(), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("created", sa.String(length=27), nullable=False),
        sa.Column("disabled", sa.String(length=27), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_users")),
        sa.UniqueConstraint("name", name=op.f("uq_users_name")),
    )
    op.create_table(
        "sessions",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("user", sa.Integer(), nullable=False),
        sa.Column("created", sa.String(length=27), nullable=False),
        sa.Column("seen", sa.String(length=27), nullable=False),
        sa.Column("expires", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_user"), "sessions", ["user"])
    op.create_table(
        "tokens",
        sa.Column("row", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("user", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created", sa.String(length=27), nullable=False),
        sa.Column("expires", sa.String(length=27), nullable=True),
        sa.Column("revoked", sa.String(length=27), nullable=True),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_tokens")),
        sa.UniqueConstraint("hash", name=op.f("uq_tokens_hash")),
    )
    op.create_index(op.f("ix_tokens_user"), "tokens", ["user"])
    op.create_table(
        "attempts",
        sa.Column("row", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_attempts")),
    )
    op.create_index(op.f("ix_attempts_name"), "attempts", ["name"])
    op.create_index(op.f("ix_attempts_address"), "attempts", ["address"])
    op.create_table(
        "audit",
        sa.Column("row", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("what", sa.String(length=32), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("row", name=op.f("pk_audit")),
    )
    op.create_index(op.f("ix_audit_at"), "audit", ["at"])
