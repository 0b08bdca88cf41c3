"""What a document is about as a whole, for linking."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the column; documents of an older store get theirs when they are read again."""
    op.add_column("documents", sa.Column("gist", sa.Text()))
