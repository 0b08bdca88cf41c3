"""When a grouping ended last is looked up with every page."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """One index more."""
    gone = sa.text("until IS NOT NULL")
    op.create_index("ix_incidents_until", "incidents", ["until"], sqlite_where=gone, postgresql_where=gone)
