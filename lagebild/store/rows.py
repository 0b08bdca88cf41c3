"""Statements as rows of their table: the body, and the columns by which they are found."""

from typing import Any

from lagebild.matters import matter
from lagebild.statements import Statement
from lagebild.store.codec import dumps
from lagebild.text import fold
from lagebild.urgency import urgency


def statement_row(row: int, s: Statement, reported: str, run: int, at: str) -> dict[str, Any]:
    """A statement of the document in a row, as the table keeps it."""
    return {
        "document": row,
        "id": s.id,
        "kind": s.kind,
        "type": s.type,
        "start": s.span.start,
        "end": s.span.end,
        "earliest": s.time.earliest if s.time else None,
        "latest": s.time.latest if s.time else None,
        "reported": reported,
        "place": fold(s.place.name or s.place.text) if s.place else None,
        "geonames": s.place.geonames if s.place else None,
        "country": s.place.country if s.place else None,
        "matter": matter(s),
        "body": dumps(s),
        "run": run,
        "author": None,
        "behind": None,
        "urgency": urgency(s),
        "since": at,
        "until": None,
    }
