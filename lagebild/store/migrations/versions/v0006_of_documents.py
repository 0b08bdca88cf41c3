"""Statements by document, whoever made them and whenever they held."""

from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Create the index."""
    op.create_index("ix_statements_document", "statements", ["document"])
