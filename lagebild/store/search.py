"""Full-text search: FTS5 in SQLite, tsvector in PostgreSQL; every word must occur, and may be the beginning of a longer one.

Where more than ``RANKED`` documents hold the words, those that were added last are compared, and all only where so many are asked for. Of documents
that fit equally well the newest come first, as far as ``EQUALS`` reaches: looking at the dates of all that fit would cost too much.
"""

import re

from sqlalchemy import Connection, text

FTS5 = """SELECT d.key FROM (
    SELECT found, score FROM (
        SELECT rowid AS found, bm25(documents_search) AS score FROM documents_search WHERE documents_search MATCH :words
        ORDER BY rowid DESC LIMIT :ranked)
    ORDER BY score LIMIT :more)
JOIN documents d ON d.row = found ORDER BY score, d.reported DESC, d.key LIMIT :most"""
TSVECTOR = """SELECT key FROM (
    SELECT key, reported, search FROM documents WHERE search @@ to_tsquery('simple', :words) ORDER BY row DESC LIMIT :ranked) AS newest
ORDER BY ts_rank(search, to_tsquery('simple', :words)) DESC, reported DESC, key LIMIT :most"""
EQUALS = 200
RANKED = {"sqlite": 20_000, "postgresql": 500}  # PostgreSQL unpacks every text that it compares


def words_of(asked: str) -> list[str]:
    """The words of a question, without signs."""
    return re.findall(r"\w+", asked)


def keys(connection: Connection, asked: str, most: int = 50) -> list[str]:
    """Keys of the documents that hold all the words, best first."""
    words = words_of(asked)
    if not words:
        return []
    dialect = connection.dialect.name
    limits = {"most": most, "ranked": max(RANKED[dialect], most)}
    if dialect == "sqlite":
        said = " ".join(f'"{w}"*' for w in words)
        return list(connection.scalars(text(FTS5), {"words": said, "more": most + EQUALS, **limits}))
    return list(connection.scalars(text(TSVECTOR), {"words": " & ".join(f"{w}:*" for w in words), **limits}))
