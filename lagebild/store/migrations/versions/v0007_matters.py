"""What statements add to over time, and when they were reported, to be found by: for changes in a large store."""

import sqlalchemy as sa
from alembic import op

from lagebild.matters import matter
from lagebild.statements import Statement
from lagebild.store.codec import loads

revision = "0007"
down_revision = "0006"
PART = 2000


def upgrade() -> None:
    """Add the column and the indices, and fill it for what is there."""
    op.add_column("statements", sa.Column("matter", sa.String(length=16)))
    statements = sa.table("statements", sa.column("row"), sa.column("kind"), sa.column("body"), sa.column("matter"))
    connection, last = op.get_bind(), 0
    asked = sa.select(statements.c.row, statements.c.body).where(statements.c.kind.in_(("status", "position"))).order_by(statements.c.row).limit(PART)
    fill = sa.update(statements).where(statements.c.row == sa.bindparam("held")).values(matter=sa.bindparam("found"))
    while some := connection.execute(asked.where(statements.c.row > last)).all():
        connection.execute(fill, [{"held": r.row, "found": matter(loads(Statement, r.body))} for r in some])
        last = some[-1].row
    op.create_index("ix_statements_matter_reported", "statements", ["matter", "reported"])
    op.create_index("ix_statements_reported", "statements", ["reported"])
