"""Full-text search: FTS5 in SQLite, tsvector in PostgreSQL; every word must occur, and may be the beginning of a longer one.

Of documents that fit equally well the newest come first, as far as ``EQUALS`` reaches: looking at the dates of all that fit would cost too much.
"""

import re

from sqlalchemy import Connection, text

FTS5 = """SELECT d.key FROM (SELECT rowid AS found, rank AS score FROM documents_search WHERE documents_search MATCH :words ORDER BY rank LIMIT :more)
JOIN documents d ON d.row = found ORDER BY score, d.reported DESC, d.key LIMIT :most"""
TSVECTOR = """SELECT key FROM documents WHERE search @@ to_tsquery('simple', :words)
ORDER BY ts_rank(search, to_tsquery('simple', :words)) DESC, reported DESC, key LIMIT :most"""
EQUALS = 200


def words_of(asked: str) -> list[str]:
    """The words of a question, without signs."""
    return re.findall(r"\w+", asked)


def keys(connection: Connection, asked: str, most: int = 50) -> list[str]:
    """Keys of the documents that hold all the words, best first."""
    words = words_of(asked)
    if not words:
        return []
    if connection.dialect.name == "sqlite":
        said = " ".join(f'"{w}"*' for w in words)
        return list(connection.scalars(text(FTS5), {"words": said, "most": most, "more": most + EQUALS}))
    return list(connection.scalars(text(TSVECTOR), {"words": " & ".join(f"{w}:*" for w in words), "most": most}))
