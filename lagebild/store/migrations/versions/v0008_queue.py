"""The queue of reviews: in order of urgency, and newer readings behind people's words."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Widen one index, add another."""
    op.drop_index("ix_statements_urgency", "statements")
    for name, columns, where in (
        ("ix_statements_urgency", ["urgency", "row"], "until IS NULL"),
        ("ix_statements_behind", ["behind"], "behind IS NOT NULL AND until IS NULL"),
    ):
        op.create_index(name, "statements", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))
